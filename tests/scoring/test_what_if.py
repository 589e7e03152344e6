"""Other values for facts, without touching the case."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hengping.cases.model import Case
from hengping.errors import InputError
from hengping.scoring import score_case, what_if
from tests.scoring.case_builder import build, leaf

FACTS = {
    "参保_2020": "194814 人",
    "参保_2019": "196498 人",
    "增长率": "=(参保_2020-参保_2019)/参保_2019 %",
    "按时": "是 是否",
}


def case() -> Case:
    target = {"comparator": "≥", "value": "3.38", "unit": "%"}
    return build(
        [
            leaf("A", "3", rule="met_or_nothing", target=target, actual="=增长率"),
            leaf("B", "2", rule="met_or_nothing", actual="=按时"),
        ],
        FACTS,
    )


@pytest.mark.parametrize(
    ("values", "total"),
    [
        ({}, "2.00"),
        ({"参保_2020": "203140"}, "5.00"),
        ({"增长率": "3.38"}, "5.00"),
        ({"增长率": "3.37", "按时": "否"}, "0.00"),
        ({"参保_2020": ""}, None),
    ],
)
def test_values_replace_figures_and_formulas(values: dict[str, str], total: str | None) -> None:
    original = case()
    changed = what_if(original, values)
    assert score_case(changed).total == (None if total is None else Decimal(total))
    assert score_case(original).total == Decimal("2.00")


def test_unknown_facts_and_unfit_values_are_told_together() -> None:
    values = {"参保2020": "1", "参保_2019": "十万", "按时": "也许"}
    with pytest.raises(InputError) as caught:
        what_if(case(), values)
    assert [fault.found for fault in caught.value.faults] == ["参保2020", "十万", "也许"]
    assert caught.value.faults[0].mend == "是否为 参保_2020？"
