"""Tornado and waterfall: valid specifications whose labels are printed as given."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from hengping.rendering import drawing
from hengping.rendering.charts import Span, tornado, waterfall

SPANS = [Span("甲", Decimal(84), Decimal(94), "84.00", "94.00"), Span("乙", Decimal(91), Decimal(93), "91.00", "93.00")]
STEPS = [
    Span("2017年", Decimal(0), Decimal(10), "", "10.00", "总量"),
    Span("人数", Decimal(10), Decimal(12), "", "+2.00", "增加"),
    Span("水平", Decimal(9), Decimal(12), "", "-3.00", "减少"),
    Span("2018年", Decimal(0), Decimal(9), "", "9.00", "总量"),
]
SPECS = {
    "tornado": tornado(
        SPANS, centre=Decimal(92), bounds=[("优、良分界", Decimal(90)), ("远处", Decimal(10))], unit="分"
    ),
    "tornado without bounds": tornado(SPANS, centre=Decimal(92), bounds=[], unit="分"),
    "waterfall": waterfall(STEPS, unit="万元"),
}


@pytest.mark.parametrize("name", SPECS)
def test_they_keep_to_the_schema_of_vega_lite(name: str) -> None:
    altair = pytest.importorskip("altair")
    altair.LayerChart.from_dict(SPECS[name], validate=True)


@pytest.mark.parametrize(
    ("name", "labels"), [("tornado", ["84.00", "94.00", "93.00", "优、良分界"]), ("waterfall", ["+2.00", "-3.00"])]
)
def test_labels_are_printed(name: str, labels: list[str]) -> None:
    printed = re.findall(r">([^<>]+)</text>", drawing.svg(SPECS[name]))
    assert set(labels) <= set(printed)
    assert "远处" not in printed
