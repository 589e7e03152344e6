"""A filled form as tests read it: its tables, their headings and lines as texts, what stands beside a label."""

from __future__ import annotations

from hengping.cases.model import Case
from hengping.forms.entry import Entry
from hengping.forms.fill import fill_form
from hengping.forms.filled import FilledForm, FilledPairs, FilledTable
from hengping.reference.form_layouts import packaged_form


def filled(case: Case, code: str, instance: str | None = None) -> FilledForm:
    """The copy of that instance, or the first."""
    return fill_form(packaged_form(code), case, instance=instance)[0]


def tables(form: FilledForm) -> list[FilledTable]:
    """The tables from top to bottom."""
    return [block for block in form.blocks if isinstance(block, FilledTable)]


def headings(table: FilledTable) -> list[str]:
    """The headings from left to right, `upper/lower` where there are two levels."""
    return [f"{each.group}/{each.heading}" if each.group else each.heading for each in table.layout.columns]


def lines(table: FilledTable, *wanted: str) -> list[list[str]]:
    """The texts of every row, blank ones too, under the headings that are wanted or under all."""
    keys = dict(zip(headings(table), (column.key for column in table.layout.columns), strict=False))
    shown = [keys[heading] for heading in wanted] or [column.key for column in table.layout.columns]
    return [[row.cells.get(key, Entry()).text for key in shown] for row in table.rows]


def line(table: FilledTable, text: str, *wanted: str) -> list[str]:
    """The texts of the first row that says `text` in one of its cells."""
    at = next(index for index, row in enumerate(lines(table)) if text in row)
    return lines(table, *wanted)[at]


def beside(form: FilledForm, label: str) -> str:
    """What stands beside a label; several of that name are asked for by nobody."""
    found = [
        entry.text
        for block in form.blocks
        if isinstance(block, FilledPairs)
        for row in block.rows
        for pair, entry in row
        if pair.label == label
    ]
    assert len(found) == 1, f"{label!r} stands {len(found)} times"
    return found[0]
