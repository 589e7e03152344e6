"""扣分台账: every lost point once, and how much of the loss is explained."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from hengping.cases.model import Case
from hengping.reports.blocks.ledger import ledger, lost_points
from hengping.reports.evaluation_report import start_writing
from hengping.reports.material import Material, gather
from hengping.scoring.case_score import score_case
from tests.reports.conftest import NAMES
from tests.reports.document_text import text_of
from tests.scoring.case_builder import branch, build, criterion, leaf

FACTS = {"甲": "100 件"}


def case_with(problems: list[dict[str, object]]) -> Case:
    criteria = [criterion("A1-1", "6"), criterion("A1-2", "4", "1/3", deduction_reason="只完成三分之一")]
    tree = [branch("A", "20", leaf("A1", "10", criteria=criteria), leaf("A2", "10", rule="proportion",
            target={"comparator": "≥", "value": "100", "unit": "件"}, actual="=甲*0.5"))]  # fmt: skip
    case = build(tree, FACTS, system={"full_marks": "20"})
    findings = {"problems": problems, "recommendations": [{"id": "R1", "title": "补做", "problems": ["P1"]}]}
    return Case.model_validate({**case.model_dump(), "findings": findings})


def material_of(case: Case) -> Material:
    return gather(case, score_case(case))


@pytest.mark.parametrize(
    ("problems", "explained"),
    [
        ([], "0"),
        ([{"id": "P1", "title": "未完成", "criteria": ["A1-2"]}], "2.67"),
        ([{"id": "P1", "title": "未完成", "criteria": ["A2"]}], "5.00"),
        ([{"id": "P1", "title": "未完成", "criteria": ["A1", "A2"]}], "7.67"),
    ],
)
def test_explained_points_are_those_with_a_problem(problems: list[dict[str, object]], explained: str) -> None:
    book = lost_points(material_of(case_with(problems)))
    assert (book.lost, book.explained) == (Decimal("7.67"), Decimal(explained))
    assert [entry.criterion.criterion.id for entry in book.entries] == ["A1-2", "A2"]


def test_the_balance_is_told_and_an_open_one_is_a_gap() -> None:
    material = material_of(case_with([{"id": "P1", "title": "未完成", "criteria": ["A2"]}]))
    text = text_of(ledger(start_writing(material), 2))
    assert text.startswith("本次评价共失[7.67]分，其中[5.00]分有对应的问题说明。其余失分尚无对应的问题。")
    assert material.gaps.found == ("有2.67分失分没有对应的问题",)
    assert "指标A1 | 要点A1-2 | [2.67] | 只完成三分之一 | — | —" in text
    assert "指标A2 | — | [5.00] | " in text
    assert " | 未完成 | 补做" in text
    assert "合计 |  | [7.67]" in text


@pytest.mark.parametrize("name", NAMES)
def test_of_the_examples_every_lost_point_is_explained(name: str, materials: Mapping[str, Material]) -> None:
    material = materials[name]
    book = lost_points(material)
    assert book.lost == book.explained == material.score.full_marks - (material.score.total or 0)
    assert all(entry.recommendations for entry in book.entries)
