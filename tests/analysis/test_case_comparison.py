"""历年比较: evaluations in order of their years, same with same, and gaps where there is nothing."""

from __future__ import annotations

from typing import Any

from hengping.analysis.case_comparison import ComparisonDocument, compare_cases, comparison_document
from hengping.cases.model import Case
from tests.scoring.case_builder import build, scored_leaf


def evaluation(year: str, value: str, *leaves: Any) -> Case:
    case = build(
        leaves or [scored_leaf("A", "60"), scored_leaf("B", "40")], {"甲": f"{value} 件"}, identity={"year": year}
    )
    fact = case.facts[0].model_copy(update={"period": year, "subject": "本市"})
    return case.model_copy(update={"facts": (fact,)})


def test_years_come_in_order_with_their_results() -> None:
    found = compare_cases([evaluation("2021", "90"), evaluation("2019", "80"), evaluation("2020", "85")])
    assert [(column.heading, str(column.score.total)) for column in found.columns] == [
        ("2019年", "80.00"),
        ("2020年", "85.00"),
        ("2021年", "90.00"),
    ]
    assert found.same_system


def test_figures_of_each_year_stand_side_by_side() -> None:
    found = compare_cases([evaluation("2021", "90"), evaluation("2020", "80")])
    assert comparison_document(found)["figures"] == [
        {"name": "本市甲", "unit": "件", "scope": "", "values": ["80", "90"]}
    ]


def test_what_only_one_evaluation_has_is_shown_with_gaps_in_its_place() -> None:
    earlier = evaluation("2020", "80", scored_leaf("A", "50"), scored_leaf("X", "10"), scored_leaf("B", "40"))
    found = compare_cases([earlier, evaluation("2021", "90")])
    assert [line.name for line in found.indicators] == ["指标A", "指标X", "指标B"]
    assert [node is not None for node in found.indicators[1].nodes] == [True, False]
    assert not found.same_system


def test_two_indicators_of_one_name_are_both_kept() -> None:
    twice = [scored_leaf("A", "60"), {**scored_leaf("B", "40"), "name": "指标A"}]
    found = compare_cases([evaluation("2020", "80", *twice), evaluation("2021", "90", *twice)])
    assert [line.name for line in found.indicators] == ["指标A", "指标A"]


def test_the_document_fits_its_schema() -> None:
    found = compare_cases([evaluation("2020", "80"), evaluation("2020", "90")])
    ComparisonDocument.model_validate(comparison_document(found))
    assert [column.heading for column in found.columns] == ["测试报告", "测试报告"]
