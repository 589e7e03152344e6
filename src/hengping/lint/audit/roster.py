"""Who should have filed: a list of projects (应报送名单) against the forms that came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hengping.errors import Fault, InputError
from hengping.extraction.filed_form.columns import heading_columns
from hengping.extraction.indicator_table.pasted import grids_of
from hengping.forms.returned.likeness import plain_text
from hengping.forms.returned.pages import Spot
from hengping.lint.audit.records import FormRecord

_HEADING_WITHIN = 10


@dataclass(frozen=True)
class Expected:
    """A project that should have filed."""

    project_code: str
    project_name: str
    party: str
    department: str
    where: str


@dataclass(frozen=True)
class Attendance:
    """Who has not filed, and which forms (positions) nobody expected."""

    missing: tuple[Expected, ...]
    unexpected: tuple[int, ...]


def read_roster(path: Path) -> tuple[Expected, ...]:
    """The list: a workbook or text table with columns 项目编码 or 项目名称, and as it may be 单位 and 主管部门.

    Raises:
        InputError: unreadable, or no such columns.
    """
    for grid in grids_of(path):
        for at in range(min(_HEADING_WITHIN, len(grid.rows))):
            columns = heading_columns(grid.rows[at], "project")
            if {"project_code", "project_name"} & set(columns):
                rows = (grid.rows[row] for row in range(at + 1, len(grid.rows)))
                found = (_expected(row, columns) for row in rows)
                return tuple(each for each in found if each.project_code or each.project_name)
    mend = "请在第一行写明列标题。"
    raise InputError([Fault(path.name, "没有找到应报送名单", "有“项目编码”或“项目名称”列的表", mend)])


_FIELDS = ("project_code", "project_name", "party", "department")


def _expected(row: Sequence[Spot], columns: Mapping[str, int]) -> Expected:
    code, name, party, department = (_text(row, columns, each) for each in _FIELDS)
    return Expected(code, name, party, department, row[0].where)


def _text(row: Sequence[Spot], columns: Mapping[str, int], name: str) -> str:
    at = columns.get(name)
    return row[at].text.strip() if at is not None and at < len(row) else ""


def attendance(expected: Sequence[Expected], records: Sequence[FormRecord]) -> Attendance:
    """Compare by project code where both have one, else by name and unit."""
    filed: set[str] = set()
    for record in records:
        filed |= _keys(record.project_code, record.project_name, record.party)
    known: set[str] = set()
    for each in expected:
        known |= _keys(each.project_code, each.project_name, each.party)
    missing = tuple(each for each in expected if not _is_in(each.project_code, each.project_name, each.party, filed))
    unexpected = tuple(
        position
        for position, record in enumerate(records)
        if not _is_in(record.project_code, record.project_name, record.party, known)
    )
    return Attendance(missing, unexpected)


def _keys(code: str, name: str, party: str) -> set[str]:
    keys = {f"code {code.strip()}"} if code.strip() else set()
    if plain_text(name):
        keys |= {f"name {plain_text(name)}", f"name {plain_text(name)} {plain_text(party)}"}
    return keys


def _is_in(code: str, name: str, party: str, keys: set[str]) -> bool:
    if code.strip() and f"code {code.strip()}" in keys:
        return True
    if not plain_text(name):
        return False
    whole = f"name {plain_text(name)} {plain_text(party)}" if plain_text(party) else f"name {plain_text(name)}"
    return whole in keys or (not plain_text(party) and f"name {plain_text(name)}" in keys)
