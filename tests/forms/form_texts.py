"""A filled form as a person reads it: its tables as rows of texts, its pairs by label."""

from __future__ import annotations

from hengping.cases.model import Case
from hengping.forms.entry import Entry
from hengping.forms.fill import fill_form
from hengping.forms.filled import FilledForm, FilledPairs, FilledTable, FilledText
from hengping.reference.form_layouts import packaged_form


def copy_of(case: Case, code: str, instance: str | None = None) -> FilledForm:
    """The one copy, or the first."""
    return fill_form(packaged_form(code), case, instance=instance)[0]


def table(form: FilledForm, *headings: str, at: int = 0) -> list[tuple[str, ...]]:
    """The texts of some columns of a table, blank rows left out."""
    block = [each for each in form.blocks if isinstance(each, FilledTable)][at]
    keys = [next(column.key for column in block.layout.columns if column.heading == heading) for heading in headings]
    rows = [tuple(row.cells.get(key, Entry()).text for key in keys) for row in block.rows if row.key or row.sums]
    return [row for row in rows if any(row)]


def blank_rows(form: FilledForm, at: int = 0) -> int:
    """How many rows of a table are there to be written in."""
    block = [each for each in form.blocks if isinstance(each, FilledTable)][at]
    return sum(not row.key and not row.sums for row in block.rows)


def pair(form: FilledForm, label: str) -> str:
    """What stands beside a label."""
    found = [
        entry.text
        for block in form.blocks
        if isinstance(block, FilledPairs)
        for row in block.rows
        for each, entry in row
        if each.label == label
    ]
    assert len(found) == 1, f"{label!r} stands {len(found)} times"
    return found[0]


def said(form: FilledForm) -> str:
    """The paragraphs of a letter, one a line."""
    texts = [block.paragraphs for block in form.blocks if isinstance(block, FilledText)]
    return "\n".join(
        "".join(piece if isinstance(piece, str) else piece.text for piece in paragraph)
        for paragraphs in texts
        for paragraph in paragraphs
    )
