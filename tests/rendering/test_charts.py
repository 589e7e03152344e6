from __future__ import annotations

import re
from decimal import Decimal

import pytest

from hengping.rendering import charts, drawing
from hengping.rendering.charts import Point, Spec


def points(*values: str, series: str = "") -> list[Point]:
    return [Point(f"第{index + 1}类", Decimal(value), value, series) for index, value in enumerate(values)]


SPECS = {
    "bars": charts.bar_by_category(points("90.00", "95.00", "-3.50"), unit="得分率（%）"),
    "groups": charts.grouped_bars([*points("4", "5", series="计划"), *points("3", "5", series="实际")], unit="万元"),
    "lying groups": charts.grouped_bars(
        [*points(*["1448983.18"] * 6, series="预算"), *points(*["1203400.00"] * 6, series="决算")], unit="元"
    ),
    "line": charts.lines_by_year(points("96.1", "97.2"), unit="%"),
    "lines": charts.lines_by_year([*points("1", "2", series="收入"), *points("2", "1", series="支出")], unit="亿元"),
    "shares": charts.share_bars(points("97.30", "88.01"), unit="满意度（%）", full=Decimal(100)),
    "overfull shares": charts.share_bars(points("130.00", "-20.00"), unit="完成率（%）", full=Decimal(100)),
    "open shares": charts.share_bars(points("97.30", "88.01"), unit="万元"),
    "nothing": charts.bar_by_category([], unit=""),
}


@pytest.mark.parametrize("name", SPECS)
def test_every_specification_keeps_to_the_schema_of_vega_lite(name: str) -> None:
    altair = pytest.importorskip("altair")
    altair.LayerChart.from_dict(SPECS[name], validate=True)


@pytest.mark.parametrize("name", sorted(set(SPECS) - {"nothing"}))
def test_labels_are_printed_as_given(name: str) -> None:
    printed = re.findall(r">([^<>]+)</text>", drawing.svg(SPECS[name]))
    labels = [value["label"] for value in SPECS[name]["data"]["values"]]
    assert set(labels) <= set(printed)


def test_the_same_chart_is_the_same_picture() -> None:
    drawn = [drawing.svg(SPECS["groups"]) for _ in range(2)]
    assert drawn[0] == drawn[1]
    assert drawing.png(drawn[0]) == drawing.png(drawn[1])


def orientation(spec: Spec) -> str:
    return "upright" if spec["encoding"]["x"]["type"] == "nominal" else "lying"


def test_bars_lie_down_where_their_labels_would_run_into_each_other() -> None:
    assert orientation(SPECS["groups"]) == "upright"
    assert orientation(SPECS["lying groups"]) == "lying"


def test_bars_begin_at_zero_and_lines_need_not() -> None:
    assert charts.bar_by_category(points("90", "95"), unit="")["encoding"]["y"]["scale"]["domain"][0] == 0
    assert 0 < charts.lines_by_year(points("90", "95"), unit="")["encoding"]["y"]["scale"]["domain"][0] < 90


def test_a_label_stands_outside_its_bar_and_the_lower_line_has_its_labels_below() -> None:
    shifts = {value["label"]: value["shift"] for value in SPECS["bars"]["data"]["values"]}
    assert shifts["90.00"] < 0 < shifts["-3.50"]
    lines = {(value["series"], value["label"]): value["shift"] for value in SPECS["lines"]["data"]["values"]}
    assert lines["收入", "1"] > 0 > lines["支出", "2"]


def test_long_names_break_into_even_lines() -> None:
    spec = charts.bar_by_category(
        [Point("县人力资源和社会保障局", Decimal(1), "1") for _ in range(1)] + points(*"12345"), unit=""
    )
    lines = spec["data"]["values"][0]["category"].split("\n")
    assert "".join(lines) == "县人力资源和社会保障局"
    assert len(lines) > 1
    assert max(map(len, lines)) - min(map(len, lines)) <= 1


def test_a_bar_beyond_the_full_width_ends_short_of_its_label() -> None:
    drawn = drawing.svg(SPECS["overfull shares"])
    track, over, below = re.findall(r'd="M([\d.]+),[\d.]+h([\d.-]+)v', drawn)[-3:]
    assert over == track
    assert float(below[1]) == 0


def test_two_inline_pictures_share_no_id() -> None:
    inline = [
        drawing.inline_svg('<svg width="2" height="1"><g id="c"/><g clip-path="url(#c)"/></svg>', prefix=p, label="图")
        for p in "ab"
    ]
    assert re.findall(r'id="(\w+)"', "".join(inline)) == ["ac", "bc"]
    assert "url(#ac)" in inline[0]
    assert 'width="' not in inline[0]
