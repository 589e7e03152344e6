"""德尔菲法: Kendall's W against a textbook and χ² against tables; spreads by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from hengping.analysis.weights.delphi import DelphiResult, delphi
from hengping.analysis.weights.groups import TOP, groups_of
from hengping.analysis.weights.input_rows import InputRow
from hengping.analysis.weights.kendall import chi_square_tail, concordance, ranks
from hengping.errors import InputError
from hengping.quantities import amount
from tests.scoring.case_builder import build, leaf

GROUPS = groups_of(build([leaf("A", "50"), leaf("B", "30"), leaf("C", "20")]).indicators)


def result(text: str) -> DelphiResult:
    names = ("round", "expert", "code", "weight")
    lines = [line.split() for line in text.strip().splitlines()]
    rows = [InputRow(f"第 {n} 行", dict(zip(names, line, strict=True))) for n, line in enumerate(lines, 2)]
    return delphi(rows, GROUPS, label="delphi.csv")


def test_kendalls_w_of_three_executives_and_six_applicants() -> None:
    # S. Siegel, Nonparametric Statistics for the Behavioral Sciences (1956), chapter 9: W = .16.
    rankings = [[1, 6, 3, 2, 5, 4], [1, 5, 6, 4, 2, 3], [6, 3, 2, 5, 4, 1]]
    found = concordance([[Fraction(-rank) for rank in row] for row in rankings])
    assert (found.coefficient, found.freedom) == (Fraction(306, 1890), 5)
    assert amount(Decimal(306) / 1890, 2) == "0.16"


def test_equal_figures_share_their_ranks() -> None:
    assert ranks([Fraction(n) for n in (5, 9, 5, 1)]) == (Fraction(5, 2), 1, Fraction(5, 2), 4)


@pytest.mark.parametrize("rows", [[[3, 2, 1]] * 4, [[3, 2, 2]] * 3])
def test_full_agreement_is_one_with_and_without_ties(rows: list[list[int]]) -> None:
    assert concordance([[Fraction(n) for n in row] for row in rows]).coefficient == 1


def test_nothing_ranked_is_nothing_agreed() -> None:
    assert concordance([[Fraction(1)] * 3] * 3).coefficient == 0


@pytest.mark.parametrize(
    ("value", "freedom"),
    [("3.841", 1), ("5.991", 2), ("7.815", 3), ("9.488", 4), ("11.070", 5), ("18.307", 10), ("24.996", 15)],
)
def test_the_customary_table_of_chi_square_at_five_percent(value: str, freedom: int) -> None:
    assert abs(chi_square_tail(Fraction(value), freedom) - Decimal("0.05")) < Decimal("0.0001")


ROUNDS = """
1 甲 A 60
1 甲 B 30
1 甲 C 10
1 乙 A 20
1 乙 B 30
1 乙 C 50
1 丙 A 40
1 丙 B 40
1 丙 C 20
2 甲 A 5
2 甲 B 3
2 甲 C 2
2 乙 A 45
2 乙 B 35
2 乙 C 20
2 丙 A 50
2 丙 B 28
2 丙 C 22
"""


def test_rounds_that_come_together() -> None:
    (node,) = result(ROUNDS).nodes
    first, second = node.rounds
    assert [amount(spread.mean, 4) for spread in first.spreads] == ["0.4000", "0.3333", "0.2667"]
    assert [amount(spread.deviation or Decimal(0), 4) for spread in first.spreads] == ["0.2000", "0.0577", "0.2082"]
    assert [amount(spread.variation or Decimal(0), 4) for spread in first.spreads] == ["0.5000", "0.1732", "0.7806"]
    assert [amount(spread.mean, 4) for spread in second.spreads] == ["0.4833", "0.3100", "0.2067"]
    assert second.moved is not None
    assert amount(second.moved, 4) == "0.0833"
    assert second.concordance is not None
    assert (second.concordance.coefficient, second.concordance.probability) == (1, Decimal("0.049787"))
    assert node.together


def test_the_first_round_alone_has_not_come_together() -> None:
    (node,) = result("\n".join(ROUNDS.strip().splitlines()[:9])).nodes
    assert not node.together
    assert node.rounds[-1].widest is not None
    assert node.rounds[-1].widest.code == "C"


def test_weights_of_the_last_round_sum_to_one() -> None:
    assert abs(sum(result(ROUNDS).shares[TOP].values()) - 1) < Decimal("1e-40")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 甲 A 60\n1 甲 B 40", "缺 C"),
        ("1 甲 A 0\n1 甲 B 0\n1 甲 C 0", "全部为 0"),
        ("一 甲 A 60", "一"),
        ("1 甲 X 60", "X"),
        ("1 甲 A -3", "-3"),
        ("1 甲 A 3\n1 甲 A 4", "甲 对 A 的第二个数"),
    ],
)
def test_what_is_missing_or_wrong_is_told(text: str, found: str) -> None:
    with pytest.raises(InputError) as refusal:
        result(text)
    assert found in [fault.found for fault in refusal.value.faults]
