"""Columns whose contents slid under another heading: whoever deletes or inserts cells moves the rest of the row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hengping.forms.entry import Entry, FormRow
from hengping.forms.returned.likeness import plain_text
from hengping.forms.returned.outcome import Remark, RemarkKind
from hengping.forms.returned.rows import FoundRow
from hengping.reference.form_layout import FormColumn

_ENOUGH = 2
"""Different texts that must stand under the wrong heading before it counts as a slide."""


def without_shifted(matched: Sequence[FoundRow], columns: Sequence[FormColumn]) -> tuple[list[FoundRow], list[Remark]]:
    """The rows without columns that say in every row what another column of the form says there."""
    remarks = []
    slid: set[int] = set()
    known = [(found, found.row) for found in matched if found.row is not None]
    for index, column in enumerate(columns):
        other = _other(known, index, columns)
        if other is not None:
            slid.add(index)
            spot = next(found.cells[index] for found, _ in known if found.cells[index].text)
            found_text = f"“{column.heading}”一栏的内容与原表“{other.heading}”一栏相同"
            mend = "像是列错了位，这一栏没有读入；请核对表头和列。"
            remarks.append(Remark(RemarkKind.UNSURE, spot.where, found_text, mend))
    if not slid:
        return list(matched), []
    return [
        replace(found, cells={at: spot for at, spot in found.cells.items() if at not in slid}) for found in matched
    ], remarks


def _other(known: Sequence[tuple[FoundRow, FormRow]], index: int, columns: Sequence[FormColumn]) -> FormColumn | None:
    texts = [(plain_text(found.cells[index].text), row) for found, row in known if index in found.cells]
    said = [(text, row) for text, row in texts if text]
    if len({text for text, _ in said}) < _ENOUGH or any(_old(row, columns[index]) == text for text, row in said):
        return None
    others = (each for at, each in enumerate(columns) if at != index and each.key)
    return next((each for each in others if all(_old(row, each) == text for text, row in said)), None)


def _old(row: FormRow, column: FormColumn) -> str:
    return plain_text(row.cells.get(column.key, Entry()).text)
