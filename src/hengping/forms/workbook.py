"""Forms as a workbook: a sheet a copy, printed on A4 one page wide, every row on the columns of the whole form.

A hidden last column holds the key of each table row, so that a row is known again wherever it is moved.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from itertools import groupby

from hengping.cases.model.fields import Labelled
from hengping.cases.parts_fields import Kind, fields_of
from hengping.forms.entry import Entry, Place
from hengping.forms.filled import FilledBlock, FilledForm, FilledPairs, FilledTable, FilledText
from hengping.forms.filling import part_spec
from hengping.forms.lattice import boundaries, spans
from hengping.forms.sheet_rows import DENSE, SheetCell, SheetRow, SheetRows
from hengping.forms.word import LABEL_SHARE, merge_spans, signature_line
from hengping.reference.form_layout import FormColumn, SignaturesBlock
from hengping.rendering.workbook import Book, CellStyle, Sheet

ROW_KEYS = "行标识"
"""Heading of the hidden column; above it the short code."""

_STYLES = {
    "title": CellStyle(font="方正小标宋简体", size=16, bold=True, align="center", wrap=True),
    "subtitle": CellStyle(size=11, align="center", wrap=True),
    "right": CellStyle(size=10, align="right"),
    "heading": CellStyle(font="黑体", size=10, border=True, border_color="#000000", align="center", wrap=True),
    "label": CellStyle(font="黑体", size=10, border=True, border_color="#000000", align="center", wrap=True),
    "center": CellStyle(size=10, border=True, border_color="#000000", align="center", wrap=True),
    "left": CellStyle(size=10, border=True, border_color="#000000", align="left", wrap=True),
    "number": CellStyle(size=10, border=True, border_color="#000000", align="right", wrap=True),
    "sum": CellStyle(size=10, bold=True, border=True, border_color="#000000", align="center", wrap=True),
    "text": CellStyle(size=11, align="left", wrap=True),
    "text_center": CellStyle(size=11, align="center", wrap=True),
    "text_right": CellStyle(size=11, align="right", wrap=True),
    "section": CellStyle(font="黑体", size=11, align="left"),
    "note": CellStyle(size=9, align="left", wrap=True, color="#404040"),
    "foot": CellStyle(size=9, align="right", color="#404040"),
    "hidden": CellStyle(size=8, color="#7F7F7F"),
}
_STYLES |= {
    f"{DENSE}{name}": dataclasses.replace(_STYLES[name], size=9) for name in ("heading", "center", "left", "sum")
}
_BAD_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))


def form_workbook(copies: Sequence[FilledForm], *, author: str = "") -> Book:
    """One workbook with a sheet for each copy."""
    names: list[str] = []
    sheets = []
    for copy in copies:
        names.append(_sheet_name(copy, names))
        sheets.append(_FormSheet(copy, names[-1]).made())
    return Book(sheets=tuple(sheets), styles=_STYLES, title=copies[0].title, author=author)


def _sheet_name(form: FilledForm, taken: Sequence[str]) -> str:
    name = f"{form.layout.code} {form.instance or form.layout.title}".translate(_BAD_IN_NAMES)[:28].strip()
    return name if name not in taken else f"{name[:25]}_{len(taken) + 1}"


class _FormSheet:
    def __init__(self, form: FilledForm, name: str) -> None:
        self.form = form
        shares = [shares for block in form.blocks for shares in _shares(block)]
        # A page of text has several columns too: LibreOffice does not shrink a single one to the page.
        self.columns = boundaries(shares or [[1] * 6])
        self.out = SheetRows(name, self.columns, landscape=form.layout.landscape)

    def made(self) -> Sheet:
        form, out = self.form, self.out
        if form.letterhead:
            out.whole(form.letterhead, "title")
            out.whole(form.letter_number, "right")
        out.whole(form.title, "title", hidden=form.short_code)
        if form.subtitle:
            out.whole(form.subtitle, "subtitle")
        if form.unit_note:
            out.whole(form.unit_note, "right")
        for block in form.blocks:
            self._block(block)
        for index, note in enumerate(form.notes):
            out.whole(("注：" if not index else "　　") + note, "note")
        out.whole(form.foot, "foot")
        return out.sheet(repeat_table=sum(isinstance(block, FilledTable) for block in form.blocks) == 1)

    def _block(self, block: FilledBlock) -> None:
        match block:
            case FilledPairs():
                self._pairs(block)
            case FilledTable():
                self._table(block)
            case FilledText():
                for pieces in block.paragraphs:
                    text = "".join(each if isinstance(each, str) else each.text or "＿＿＿＿" for each in pieces)
                    style = "text" if block.layout.align == "left" else f"text_{block.layout.align}"
                    self.out.whole(("　　" if block.layout.indented else "") + text, style)
            case SignaturesBlock():
                for role in block.roles:
                    self.out.whole(signature_line(role, block), "text", height=28)

    def _pairs(self, block: FilledPairs) -> None:
        for row in block.rows:
            shares = [each for pair, _ in row for each in (LABEL_SHARE, pair.share)]
            counts = iter(spans(shares, self.columns))
            cells: list[SheetCell] = []
            lines = 1
            for pair, entry in row:
                lines = max(lines, pair.lines)
                cells.append(SheetCell(pair.label, "label", next(counts)))
                long = pair.share > 4 or len(entry.text) > 24
                cells.append(SheetCell(entry.text, "left" if long else "center", next(counts), choices=_choices(entry)))
            self.out.row(SheetRow(tuple(cells), lines=lines))

    def _table(self, block: FilledTable) -> None:
        columns = block.layout.columns
        if block.layout.title:
            self.out.whole(block.layout.title, "section")
        dense = DENSE if block.layout.dense else ""
        counts = spans([column.share for column in columns], self.columns)
        self._headings(columns, counts, f"{dense}heading")
        downwards = merge_spans(block.rows, columns)
        for index, row in enumerate(block.rows):
            cells = []
            for at, column in enumerate(columns):
                entry = row.cells.get(column.key, Entry())
                style = dense + ("sum" if row.sums else "left" if column.align == "left" else "center")
                cells.append(SheetCell(entry.text, style, counts[at], downwards[index][at], _choices(entry)))
            lines = 1 if row.sums else block.layout.row_lines
            self.out.row(SheetRow(tuple(cells), hidden="" if row.sums else row.key, lines=lines))

    def _headings(self, columns: Sequence[FormColumn], counts: Sequence[int], style: str) -> None:
        if not any(column.group for column in columns):
            cells = [SheetCell(column.heading, style, count) for column, count in zip(columns, counts, strict=True)]
            self.out.row(SheetRow(tuple(cells), hidden=ROW_KEYS, heading=True))
            return
        above: list[SheetCell] = []
        below: list[SheetCell] = []
        place = 0
        for group, grouped in groupby(columns, key=lambda column: column.group):
            members = list(grouped)
            own = counts[place : place + len(members)]
            place += len(members)
            if group:
                above.append(SheetCell(group, style, sum(own)))
            else:
                above += [SheetCell(each.heading, style, n, 2) for each, n in zip(members, own, strict=True)]
            below += [
                SheetCell(each.heading if group else "", style, n, 1 if group else 0)
                for each, n in zip(members, own, strict=True)
            ]
        self.out.row(SheetRow(tuple(above), heading=True))
        self.out.row(SheetRow(tuple(below), hidden=ROW_KEYS, heading=True))


def _shares(block: object) -> list[list[float]]:
    if isinstance(block, FilledPairs):
        return [[each for pair, _ in row for each in (LABEL_SHARE, pair.share)] for row in block.rows]
    if isinstance(block, FilledTable):
        return [[column.share for column in block.layout.columns]]
    return []


def _choices(entry: Entry) -> tuple[str, ...]:
    """What a cell offers in a list: the labels of a choice, 是 and 否 of a truth."""
    place: Place | None = entry.place
    if place is None or part_spec(place.part).kind != "table":
        return ()
    part_field = fields_of(part_spec(place.part).model).get(place.field)
    if part_field is None:
        return ()
    if part_field.kind is Kind.TRUTH:
        return ("是", "否")
    if part_field.choices is not None and issubclass(part_field.choices, Labelled):
        return part_field.labels
    return ()
