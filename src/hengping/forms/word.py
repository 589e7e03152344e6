"""Forms as a document for Word, PDF and screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from hengping.forms.entry import Entry, FormRow
from hengping.forms.filled import FilledBlock, FilledForm, FilledPairs, FilledTable, FilledText
from hengping.forms.lattice import boundaries, spans
from hengping.reference.form_layout import FormColumn, SignaturesBlock
from hengping.rendering.document import (
    Align,
    Block,
    Cell,
    Column,
    Document,
    FurtherTitle,
    Inline,
    PageBreak,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
    cell,
    inlines,
    paragraph,
)
from hengping.rendering.style import Page, Sizes, StylePack
from hengping.rendering.table_headings import heading_rows

LABEL_SHARE = 1.2
_SHEET = Page(top=22, bottom=20, left=20, right=18)
_TURNED = Page(width=297, height=210, top=20, bottom=18, left=18, right=18)
_SIZES = Sizes(title=18, body=12, caption=12, table=10.5, dense_table=9, note=9, page_number=10.5, line_pitch=22)
_LINE_LETTERS, _PAIR_LETTERS = 39, 36
"""Letters of a line of text on an upright page, and of a line of a cell over most of it."""


def form_document(copies: Sequence[FilledForm], *, author: str = "") -> Document:
    """One document with every copy of a form on pages of its own."""
    first = copies[0]
    blocks: list[Block] = []
    for index, copy in enumerate(copies):
        if index:
            blocks += [PageBreak(), FurtherTitle(copy.letterhead or copy.title)]
        blocks += _blocks(copy, foot=len(copies) > 1 or not copy.layout.letter)
    return Document(
        first.letterhead or first.title,
        tuple(blocks),
        contents=False,
        style=_style(first),
        author=author,
        running_header=_header(copies),
    )


def form_body(form: FilledForm) -> tuple[Block, ...]:
    """What a copy says, without title, places for ink, notes and foot, for a document that holds it as an annex."""
    blocks = (block for block in form.blocks if not isinstance(block, SignaturesBlock))
    note = (paragraph(form.unit_note, align="right"),) if form.unit_note else ()
    return (*note, *(made for block in blocks for made in _block(form, block)))


def _style(form: FilledForm) -> StylePack:
    if form.layout.letter:
        return StylePack()
    return StylePack(page=_TURNED if form.layout.landscape else _SHEET, sizes=_SIZES)


def _header(copies: Sequence[FilledForm]) -> str:
    """One copy's code stands at the head of each page; several have theirs at their foot alone."""
    first = copies[0]
    return f"{first.layout.code} {first.layout.title}" if len(copies) > 1 else first.foot


def _blocks(form: FilledForm, *, foot: bool) -> Iterator[Block]:
    """What a copy says; the line that names it stands at its `foot`, of a single letter at the head of each page."""
    if form.letterhead:
        yield paragraph(form.letter_number, align="right", indented=False)
        yield FurtherTitle(form.title)
    if form.subtitle:
        yield paragraph(form.subtitle, align="center")
    if form.unit_note:
        yield paragraph(form.unit_note, align="right")
    for block in form.blocks:
        yield from _block(form, block)
    for index, note in enumerate(form.notes):
        yield paragraph(("注：" if not index else "　　") + note, indented=False)
    if foot:
        yield paragraph(form.foot, align="right")


def _block(form: FilledForm, block: FilledBlock) -> Iterator[Block]:
    match block:
        case FilledPairs():
            yield _pairs(block)
        case FilledTable():
            if block.layout.title:
                yield Paragraph((Strong((Text(block.layout.title),)),), indented=False)
            yield _table(block)
        case FilledText():
            for pieces in block.paragraphs:
                yield Paragraph(_inlines(pieces), block.layout.align, block.layout.indented)
        case SignaturesBlock():
            for role in block.roles:
                yield paragraph(signature_line(role, block), indented=False)


def signature_line(role: str, block: SignaturesBlock) -> str:
    """A line for a hand to write on."""
    seal = f"（{block.seal}）" if block.seal else ""
    date = "日期：　　　　年　　月　　日" if block.date else ""
    gaps = 2 if date else 1
    longest = max(len(each) for each in block.roles)
    room = (_LINE_LETTERS - longest - 1 - len(seal) - len(date)) // gaps
    gap = "　" * max(2, min(8, room))
    return f"{role}：{'　' * (longest - len(role))}{gap}{seal}{gap if date else ''}{date}"


def _inlines(pieces: Sequence[str | Entry]) -> tuple[Inline, ...]:
    return inlines(*(piece if isinstance(piece, str) else piece.text or "＿＿＿＿" for piece in pieces))


def _pairs(block: FilledPairs) -> Table:
    shares = [[each for pair, _ in row for each in (LABEL_SHARE, pair.share)] for row in block.rows]
    columns = boundaries(shares)
    body = []
    for row, own in zip(block.rows, shares, strict=True):
        cells: list[Cell] = []
        counts = iter(spans(own, columns))
        for pair, entry in row:
            cells.append(cell(pair.label, colspan=next(counts), bold=True))
            taken = entry.text.count("\n") + len(entry.text) // _PAIR_LETTERS
            text = entry.text + "\n" * (pair.lines - 1 - taken)
            align: Align = "left" if pair.share > 4 or len(entry.text) > 24 else "center"
            cells.append(cell(text, colspan=next(counts), align=align))
        body.append(Row(tuple(cells)))
    widths = [end - start for start, end in pairwise(columns)]
    return Table(columns=tuple(Column(width) for width in widths), body=tuple(body))


def _table(block: FilledTable) -> Table:
    columns = block.layout.columns
    heights = [max(block.layout.row_lines, 1 if _says_anything(row) else 2) for row in block.rows]
    cells = [[_cell(row, column, lines) for column in columns] for row, lines in zip(block.rows, heights, strict=True)]
    return Table(
        columns=tuple(Column(column.share, column.align) for column in columns),
        header=heading_rows([(column.group, column.heading) for column in columns]),
        body=tuple(_merged(block.rows, cells, columns)),
        dense=block.layout.dense,
    )


def _cell(row: FormRow, column: FormColumn, lines: int) -> Cell:
    """A cell; an empty one keeps the height that a hand needs."""
    text = row.cells.get(column.key, Entry()).text
    if not text and not row.sums:
        text = "\n" * (lines - 1)
    return cell(text, bold=row.sums)


def _says_anything(row: FormRow) -> bool:
    return any(entry.text for entry in row.cells.values())


def merge_spans(rows: Sequence[FormRow], columns: Sequence[FormColumn]) -> list[list[int]]:
    """For each row and column how many rows the cell covers downwards; 0 where the one above covers it.

    Columns merge only within those to their left that merge too, and never over a subtotal.
    """
    counts = [[1] * len(columns) for _ in rows]
    merging = [index for index, column in enumerate(columns) if column.merge]
    for rank, at in enumerate(merging):
        start = 0
        for index in range(1, len(rows)):
            if _joined(rows[index - 1], rows[index], [columns[each].key for each in merging[: rank + 1]]):
                counts[start][at] += 1
                counts[index][at] = 0
            else:
                start = index
    return counts


def _joined(above: FormRow, row: FormRow, keys: Sequence[str]) -> bool:
    if above.sums or row.sums or not row.key:
        return False
    return all(_same(above.cells.get(key, Entry()), row.cells.get(key, Entry())) for key in keys)


def _same(one: Entry, other: Entry) -> bool:
    """Cells of one node of the tree are one cell; elsewhere equal texts are."""
    if one.place is not None and one.place == other.place:
        return True
    in_tree = one.place is not None and one.place.part == "indicators"
    return bool(one.text) and one.text == other.text and not in_tree


def _merged(rows: Sequence[FormRow], cells: list[list[Cell]], columns: Sequence[FormColumn]) -> Iterator[Row]:
    for index, counts in enumerate(merge_spans(rows, columns)):
        yield Row(
            tuple(
                Cell(each.content, counts[at], 1, each.bold, each.align)
                for at, each in enumerate(cells[index])
                if counts[at]
            )
        )
