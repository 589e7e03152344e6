"""Blank tables to hand to experts: every pair, or every indicator, with the place for the answer left empty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from hengping.analysis.weights import delphi, pairwise
from hengping.analysis.weights.data_matrix import DIRECTION
from hengping.analysis.weights.groups import Group
from hengping.reading.csv_files import csv_text

_MARK = "\ufeff"
"""So that Excel opens the file as UTF-8."""


def blank_pairs(groups: Mapping[str, Group], experts: Iterable[str]) -> str:
    """A row for each expert and pair, with the names of the two beside."""
    rows = [
        (expert, group.node, left, right, "", f"{group.names[left]} 与 {group.names[right]}")
        for expert in experts
        for group in groups.values()
        for left, right in combinations(group.codes, 2)
    ]
    return _MARK + csv_text((*pairwise.COLUMNS.values(), "备注"), rows)


def blank_rounds(groups: Mapping[str, Group], experts: Iterable[str], number: int = 1) -> str:
    """A row for each expert and indicator."""
    rows = [
        (str(number), expert, code, "", group.names[code])
        for expert in experts
        for group in groups.values()
        if len(group.codes) > 1
        for code in group.codes
    ]
    return _MARK + csv_text((*delphi.COLUMNS.values(), "备注"), rows)


def blank_matrix(groups: Mapping[str, Group]) -> str:
    """A column for each indicator of the lowest level, and a row that says in which direction more is better."""
    inner = set(groups)
    codes = [code for group in groups.values() if not inner & set(group.codes) for code in group.codes]
    return _MARK + csv_text(("样本", *codes), [(DIRECTION[0], *("正" for _ in codes))])
