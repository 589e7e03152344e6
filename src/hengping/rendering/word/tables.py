"""Tables in a Word file: widths, borders, repeated headers, vertical centring; no row is torn over two pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from hengping.rendering import grid
from hengping.rendering.document import Annex, Block, Landscape, Table
from hengping.rendering.markup import stands_whole
from hengping.rendering.style import StylePack
from hengping.rendering.word.wordml import Element, child, fragment, mm_twips, q, set_style, style_of


def dress(body: Element, blocks: Iterable[Block], style: StylePack) -> None:
    """Dress the tables that pandoc wrote, which stand in the order of the document's tables."""
    written = body.findall(q("w:tbl"))
    for element, (table, landscape) in zip(written, _in_order(blocks), strict=True):
        width = mm_twips(style.page.text_height if landscape else style.page.text_width)
        shares = grid.shares(table, style, landscape=landscape)
        whole = stands_whole(table, style, landscape=landscape)
        _dress_one(element, table, width, _widths(shares, width), whole=whole)


def _in_order(blocks: Iterable[Block], *, landscape: bool = False) -> Iterator[tuple[Table, bool]]:
    for block in blocks:
        match block:
            case Table():
                yield block, landscape
            case Landscape():
                yield from _in_order(block.blocks, landscape=True)
            case Annex():
                yield from _in_order(block.blocks, landscape=block.landscape)
            case _:
                pass


def _dress_one(element: Element, table: Table, width: int, widths: Sequence[int], *, whole: bool) -> None:
    properties = child(element, "w:tblPr", first=True)
    told = properties.find(q("w:tblCaption"))
    properties.clear()
    properties.extend(
        fragment(
            f'<w:tblStyle w:val="Table"/><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>'
            '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/>'
        )
    )
    if told is not None:
        properties.append(told)
    for column, column_width in zip(child(element, "w:tblGrid").findall(q("w:gridCol")), widths, strict=True):
        column.set(q("w:w"), str(column_width))
    rows = element.findall(q("w:tr"))
    for index, row in enumerate(rows):
        head = index < len(table.header)
        # A note below belongs to the table: the last row takes it along to the next page.
        last = index == len(rows) - 1
        together = head or (whole and not last) or (bool(table.notes) and last)
        _dress_row(row, widths, head=head, dense=table.dense, together=together)
    _leave_room_below(element)


def _dress_row(row: Element, widths: Sequence[int], *, head: bool, dense: bool, together: bool) -> None:
    properties = child(row, "w:trPr", first=True)
    properties.clear()
    properties.extend(fragment("<w:cantSplit/>" + ("<w:tblHeader/>" if head else "")))
    style = ("Dense" if dense else "") + ("TableHead" if head else "TableText")
    column = 0
    for cell in row.findall(q("w:tc")):
        span = _dress_cell(cell, widths[column:], style)
        column += span
        for paragraph in cell.findall(q("w:p")):
            set_style(paragraph, style)
            if together:
                paragraph.find(q("w:pPr")).insert(1, fragment("<w:keepNext/>")[0])


def _dress_cell(cell: Element, widths: Sequence[int], style: str) -> int:
    """Set a cell's width and centring; returns how many columns it spans."""
    properties = child(cell, "w:tcPr", first=True)
    told = properties.find(q("w:gridSpan"))
    span = 1 if told is None else int(told.get(q("w:val")))
    if told is not None and span == 1:
        properties.remove(told)
    properties.insert(0, fragment(f'<w:tcW w:w="{sum(widths[:span])}" w:type="dxa"/>')[0])
    properties.append(fragment('<w:vAlign w:val="center"/>')[0])
    return span


def _leave_room_below(element: Element) -> None:
    """Word sets the next paragraph right under a table; move it away, unless it is the table's note."""
    below = element.getnext()
    while below is not None and below.tag in (q("w:bookmarkEnd"), q("w:bookmarkStart")):
        below = below.getnext()
    while below is not None and below.tag == q("w:p") and style_of(below) == "TableNote":
        below = below.getnext()
        while below is not None and below.tag in (q("w:bookmarkEnd"), q("w:bookmarkStart")):
            below = below.getnext()
    if below is None or below.tag != q("w:p") or style_of(below) in ("TableCaption", "AnnexTitle"):
        return
    properties = child(below, "w:pPr", first=True)
    spacing = fragment('<w:spacing w:before="160"/>')[0]
    after = [properties.find(q(name)) for name in ("w:ind", "w:jc", "w:outlineLvl")]
    place = next((properties.index(found) for found in after if found is not None), len(properties))
    properties.insert(place, spacing)


def _widths(shares: Sequence[float], width: int) -> list[int]:
    """Column widths that sum to the table's width exactly."""
    edges = [round(width * sum(shares[:index])) for index in range(len(shares) + 1)]
    return [right - left for left, right in pairwise(edges)]
