"""层次分析法, against the house that Saaty bought, and what must hold of every matrix."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.analysis.weights.ahp import AhpResult, Weighing, ahp, geometric_mean, weigh_matrix
from hengping.analysis.weights.groups import TOP, Group, groups_of
from hengping.analysis.weights.input_rows import InputRow
from hengping.analysis.weights.pairwise import matrices
from hengping.errors import InputError
from hengping.quantities import amount
from tests.scoring.case_builder import branch, build, leaf

# T. L. Saaty, How to make a decision: the Analytic Hierarchy Process, EJOR 48 (1990) 9–26, table 2: what makes a house
# good. Printed: priorities, λmax = 9.669, C.R. = 0.17; he finds the comparison of neighbourhood with condition at fault.
HOUSE = """
size 1 5 3 7 6 6 1/3 1/4
transport 1/5 1 1/3 5 3 3 1/5 1/7
neighbourhood 1/3 3 1 6 3 4 6 1/5
age 1/7 1/5 1/6 1 1/3 1/4 1/7 1/8
yard 1/6 1/3 1/3 3 1 1/2 1/5 1/6
facilities 1/6 1/3 1/4 4 2 1 1/5 1/6
condition 3 5 1/6 7 5 5 1 1/2
financing 4 7 5 8 6 6 2 1
"""
PRINTED = ["0.173", "0.054", "0.188", "0.018", "0.031", "0.036", "0.167", "0.333"]


def house() -> tuple[tuple[str, ...], tuple[tuple[Decimal, ...], ...]]:
    lines = [line.split() for line in HOUSE.strip().splitlines()]
    rows = tuple(tuple(_decimal(Fraction(cell)) for cell in line[1:]) for line in lines)
    return tuple(line[0] for line in lines), rows


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / value.denominator


def weighed(rows: list[list[str]]) -> Weighing:
    codes = tuple(f"A{n}" for n in range(len(rows)))
    return weigh_matrix(tuple(tuple(_decimal(Fraction(cell)) for cell in row) for row in rows), codes)


def test_saatys_house() -> None:
    codes, matrix = house()
    found = weigh_matrix(matrix, codes)
    assert [amount(weight, 3) for weight in found.weights] == PRINTED
    assert (amount(found.eigenvalue, 3), amount(found.ratio, 2), found.consistent) == ("9.669", "0.17", False)


def test_the_pair_that_spoils_saatys_house_is_named() -> None:
    codes, matrix = house()
    pair = weigh_matrix(matrix, codes).spoiling
    assert pair is not None
    assert (pair.left, pair.right, pair.given) == ("neighbourhood", "condition", Decimal(6))
    assert (amount(pair.implied, 2), pair.nearest) == ("1.13", Fraction(1))
    assert pair.ratio_then < Decimal("0.10")


def test_a_consistent_matrix_gives_its_weights_back_and_nothing_spoils_it() -> None:
    found = weighed([["1", "2", "6"], ["1/2", "1", "3"], ["1/6", "1/3", "1"]])
    assert [amount(weight, 6) for weight in found.weights] == ["0.600000", "0.300000", "0.100000"]
    assert (amount(found.ratio, 9), found.spoiling) == ("0.000000000", None)


def test_two_members_are_always_consistent() -> None:
    found = weighed([["1", "3"], ["1/3", "1"]])
    assert ([amount(weight, 2) for weight in found.weights], found.ratio) == (["0.75", "0.25"], 0)


ratios = st.sampled_from([Fraction(1, n) for n in range(2, 10)] + [Fraction(n) for n in range(1, 10)])


@given(st.integers(2, 6).flatmap(lambda size: st.lists(ratios, min_size=size * (size - 1) // 2, max_size=15)))
def test_weights_are_an_eigenvector_and_sum_to_one(upper: list[Fraction]) -> None:
    size = next(n for n in range(6, 1, -1) if n * (n - 1) // 2 <= len(upper))
    entries = dict(zip(combinations(range(size), 2), upper, strict=False))
    matrix = tuple(
        tuple(Decimal(1) if i == j else _decimal(entries[i, j] if i < j else 1 / entries[j, i]) for j in range(size))
        for i in range(size)
    )
    found = weigh_matrix(matrix, tuple(map(str, range(size))))
    assert abs(sum(found.weights) - 1) < Decimal("1e-25")
    for row, weight in zip(matrix, found.weights, strict=True):
        assert abs(sum(a * w for a, w in zip(row, found.weights, strict=True)) - found.eigenvalue * weight) < Decimal(
            "1e-20"
        )
    assert found.eigenvalue > size - Decimal("1e-20")


def test_opposite_experts_cancel_out() -> None:
    one = ((Decimal(1), Decimal(4)), (Decimal("0.25"), Decimal(1)))
    other = ((Decimal(1), Decimal("0.25")), (Decimal(4), Decimal(1)))
    assert [amount(cell, 9) for row in geometric_mean([one, other]) for cell in row] == ["1.000000000"] * 4


GROUPS = groups_of(build([branch("A", "20", leaf("A1", "12"), leaf("A2", "8")), leaf("B", "80")]).indicators)


def rows(*lines: str) -> list[InputRow]:
    names = ("expert", "node", "left", "right", "ratio")
    return [InputRow(f"第 {n} 行", dict(zip(names, line.split(","), strict=True))) for n, line in enumerate(lines, 2)]


def result(*lines: str) -> AhpResult:
    return ahp(matrices(rows(*lines), GROUPS, label="ahp.csv"))


def test_nodes_come_in_the_order_of_the_tree_and_experts_as_filed() -> None:
    found = result("乙,A,A1,A2,2", "甲,,A,B,1/4", "甲,A,A2,A1,1/8")
    assert [(node.group.node, [each.expert for each in node.experts]) for node in found.nodes] == [
        (TOP, ["甲"]),
        ("A", ["乙", "甲"]),
    ]
    assert amount(found.shares["A"]["A1"], 9) == "0.800000000"  # √(2·8) = 4 against 1


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("甲,X,A1,A2,2",), ["有下级的指标代码"]),
        (("甲,A,A1,A9,2",), ["指标A的下级：A1、A2"]),
        (("甲,A,A1,A2,3月1日",), ["1 至 9，或 1/9 至 1"]),
        (("甲,A,A1,A2,12",), ["1 至 9，或 1/9 至 1"]),
        (("甲,A,A1,A2,1/0",), ["1 至 9，或 1/9 至 1"]),
        ((",A,A1,A2,2",), ["专家姓名或代号"]),
        (("甲,A,A1,A2,2", "甲,A,A2,A1,3"), ["每对指标一行"]),
        (("甲,A,A1,A1,1",), ["两个不同的指标"]),
        ((), ["每位专家每对指标一行"]),
    ],
)
def test_rows_that_cannot_be_used_are_told(lines: tuple[str, ...], expected: list[str]) -> None:
    with pytest.raises(InputError) as refusal:
        result(*lines)
    assert [fault.expected for fault in refusal.value.faults] == expected


def test_ratios_as_a_workbook_works_them_out() -> None:
    found = result("甲,A,A1,A2,0.111111111111111")
    assert amount(found.shares["A"]["A1"], 9) == "0.100000000"
    with pytest.raises(InputError, match="设为文本"):
        result("甲,A,A1,A2,日期 2026-01-03")


def test_missing_pairs_are_listed() -> None:
    three = groups_of(build([leaf("A", "20"), leaf("B", "30"), leaf("C", "50")]).indicators)
    with pytest.raises(InputError) as refusal:
        matrices(rows("甲,TOTAL,A,B,2"), three, label="ahp.csv")
    assert [fault.found for fault in refusal.value.faults] == ["缺 A 与 C、B 与 C"]


def test_more_members_than_anybody_can_compare_are_refused() -> None:
    members: list[Any] = [leaf(f"A{n}", "1") for n in range(16)]
    group = groups_of(build(members).indicators)[TOP]
    lines = [f"甲,,{left},{right},1" for left, right in combinations(group.codes, 2)]
    with pytest.raises(InputError, match="不超过 15 个"):
        ahp(matrices(rows(*lines), {TOP: Group(TOP, "总分", group.members)}, label="ahp.csv"))
