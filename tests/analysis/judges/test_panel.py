"""评委组: who judged what, together and apart."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from hengping.analysis.judges.panel import PanelReport, panels
from hengping.scoring import score_case
from hengping.scoring.judging import Combining
from tests.scoring.case_builder import build, leaf


def judged(code: str, weight: str, **parameters: str) -> dict[str, Any]:
    return leaf(code, weight, rule="judged", parameters={"by_role": "专家", **parameters})


def row(criterion: str, by: str, value: str, kind: str = "score", **more: str) -> dict[str, str]:
    return {"criterion": criterion, "kind": kind, "value": value, "by": by, "role": "专家", "reason": "见底稿", **more}


def report(*rows: dict[str, str], **parameters: str) -> PanelReport:
    return panels(score_case(build([judged("A", "10", **parameters), judged("B", "90")], judgements=rows)))


FIVE = [row("A", by, value) for by, value in zip("甲乙丙丁戊", ["8", "8.5", "9", "4", "8"], strict=True)]


def test_the_judge_who_stands_apart_is_named() -> None:
    (panel,) = report(*FIVE).panels
    assert panel.outliers == ("丁",)  # 40 % against a median of 80 %


@pytest.mark.parametrize(("how", "points"), [("mean", "7.5"), ("trimmed", "8.166667"), ("median", "8")])
def test_three_ways_to_combine_agree_with_scoring(how: str, points: str) -> None:
    case = build([judged("A", "10", aggregate=how), judged("B", "90")], judgements=FIVE)
    score = score_case(case)
    (panel,) = panels(score).panels
    together = panel.points(Combining(how))
    assert together is not None
    assert abs(together - Decimal(points)) < Decimal("0.000001")
    assert score.indicators[0].criteria[0].points == pytest.approx(together, abs=Decimal("1e-20"))


@pytest.mark.parametrize(
    ("values", "apart"),
    [
        (("8", "8.4", "4"), ("丙",)),  # the mean of the others would accuse 乙 as well
        (("8", "5"), ("甲", "乙")),
        (("8", "6"), ()),
        (("8", "6", "4"), ()),
    ],
)
def test_who_stands_apart(values: tuple[str, ...], apart: tuple[str, ...]) -> None:
    rows = [row("A", by, value) for by, value in zip("甲乙丙", values, strict=False)]
    assert report(*rows).panels[0].outliers == apart


def test_scores_and_deductions_of_one_criterion_are_compared_as_shares() -> None:
    (panel,) = report(row("A", "甲", "8"), row("A", "乙", "2", "deduction"), row("A", "丙", "80", "share")).panels
    assert {seat.share for seat in panel.seats} == {Fraction(4, 5)}
    assert panel.outliers == ()


def test_a_criterion_with_one_judge_is_no_panel_and_without_a_reason_nobody_judged() -> None:
    assert report(row("A", "甲", "8"), row("A", "乙", "6", reason="")).panels == ()


def test_agreement_over_two_criteria() -> None:
    found = report(*(row(code, by, value) for code, value in (("A", "8"), ("B", "45")) for by in "甲乙丙"))
    (agreement,) = found.agreements
    assert (agreement.alpha, agreement.panels, agreement.judges) == (1, 2, 3)
    assert found.judges == ("甲", "乙", "丙")
