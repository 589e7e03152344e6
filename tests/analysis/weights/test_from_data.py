"""熵权 and CRITIC, against the same formulas in floating point, and by their meaning."""

from __future__ import annotations

import math
import statistics
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from hengping.analysis.weights.data_matrix import read_matrix
from hengping.analysis.weights.from_data import DataWeights, critic, entropy
from hengping.analysis.weights.groups import TOP, groups_of
from hengping.errors import InputError
from hengping.quantities import amount
from tests.scoring.case_builder import branch, build, leaf

GROUPS = groups_of(
    build([leaf("A", "50"), leaf("B", "30"), branch("C", "20", leaf("C1", "8"), leaf("C2", "12"))]).indicators
)
TABLE = """地区,A,B,C
方向,正,负,正
甲市,98.2,120,3
乙市,91.0,150,5
丙市,95.5,90,4
丁市,99.1,110,9
"""
FIGURES = {"A": [98.2, 91.0, 95.5, 99.1], "B": [-120.0, -150, -90, -110], "C": [3.0, 5, 4, 9]}


def scaled(values: list[float]) -> list[float]:
    return [(value - min(values)) / (max(values) - min(values)) for value in values]


def read(tmp_path: Path, text: str) -> DataWeights:
    path = tmp_path / "matrix.csv"
    path.write_text(text, encoding="utf-8")
    return entropy(read_matrix(path, GROUPS))


def printed(weights: DataWeights) -> list[str]:
    return [amount(weight, 10) for weight in weights.shares[TOP].values()]


def test_entropy_weights(tmp_path: Path) -> None:
    differences = []
    for values in FIGURES.values():
        parts = [part / sum(scaled(values)) for part in scaled(values)]
        differences.append(1 + sum(part * math.log(part) for part in parts if part) / math.log(4))
    expected = [difference / sum(differences) for difference in differences]
    assert printed(read(tmp_path, TABLE)) == [amount(Decimal(weight), 10) for weight in expected]


def test_critic_weights(tmp_path: Path) -> None:
    columns = [scaled(values) for values in FIGURES.values()]
    information = [
        statistics.stdev(own) * sum(1 - statistics.correlation(own, other) for other in columns if other is not own)
        for own in columns
    ]
    path = tmp_path / "matrix.csv"
    path.write_text(TABLE, encoding="gb18030")
    found = critic(read_matrix(path, GROUPS))
    assert printed(found) == [amount(Decimal(each / sum(information)), 10) for each in information]


def test_a_workbook_says_the_same_as_a_csv(tmp_path: Path) -> None:
    path = tmp_path / "matrix.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("数据")
        for number, line in enumerate(TABLE.split()):
            for place, cell in enumerate(line.split(",")):
                sheet.write(number, place, float(cell) if cell[0].isdigit() else cell)
    assert printed(entropy(read_matrix(path, GROUPS))) == printed(read(tmp_path, TABLE))


def test_a_column_that_is_alike_everywhere_weighs_nothing(tmp_path: Path) -> None:
    found = read(tmp_path, "地区,A,B,C\n甲,1,5,2\n乙,1,6,9\n丙,1,9,3\n")
    (node,) = found.nodes
    assert [(member.code, member.constant, member.weight == 0) for member in node.members] == [
        ("A", True, True),
        ("B", False, False),
        ("C", False, False),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("地区,A,B\n甲,1,2\n乙,2,1\n", "总分（TOTAL）缺 C"),
        ("地区,A,B,X\n甲,1,2,3\n乙,2,1,3\n", "X"),
        ("地区,A,B,C\n甲,1,2,3\n", "1 个样本"),
        ("地区,A,B,C\n甲,1,约2,3\n乙,2,1,3\n", "约2"),
        ("地区,A,B,C\n方向,正,上,正\n甲,1,2,3\n乙,2,1,3\n", "上"),
        ("地区,A,B,C\n甲,1,2,3\n乙,1,2,3\n", "各列都没有差异"),
    ],
)
def test_what_cannot_be_used_is_told(tmp_path: Path, text: str, found: str) -> None:
    with pytest.raises(InputError) as refusal:
        read(tmp_path, text)
    assert found in [fault.found for fault in refusal.value.faults]
