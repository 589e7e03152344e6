"""From paragraphs and tables in order to the document: headings found, captions and notes at their tables, places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from hengping.reading.documents.captions import is_figure_caption, surroundings
from hengping.reading.documents.heading_levels import levels_by_style
from hengping.reading.documents.headings import Numbered, looks_like_heading, split_number
from hengping.reading.documents.model import (
    Block,
    HeadingBlock,
    ParagraphBlock,
    Place,
    Residue,
    TableBlock,
    TableCell,
)
from hengping.reading.documents.parts import Raw, RawParagraph, RawTable
from hengping.reading.documents.residue import residues_in

_UNNUMBERED = {"摘要", "前言", "引言", "导言", "附件", "附录", "结语", "附表"}
_CONTENTS_LINE = re.compile(
    r".*?(?:…{2,}|[.．…·‥]{3,}|\s)\s*[-—]?\s*(?:\d{1,3}|[IVXLivxl]{1,6}|错误[!！]\s*未\S{4,6})\s*[-—]?"
)
_TITLE_END = re.compile(
    r".{4,80}(?:报告|方案|申报表|自评表|评分表|底稿|意见|通知|办法|材料|总结)(?:[（(].{1,12}[）)])?"
)
_FIRST_ANNEX = re.compile(r"附\s*[件录表]\s*[：:]\s*1\s*[.．、]")  # 附件：1.评分表, and 2.问卷 below it
_MOST_TITLE_PARTS = 40


@dataclass(frozen=True, slots=True)
class Assembled:
    """The title, empty if none was found, the blocks in order, and what programs left in the list of contents."""

    title: str
    blocks: tuple[Block, ...]
    residues: tuple[Residue, ...] = ()


def assemble(parts: Sequence[Raw]) -> Assembled:
    """Find the structure of `parts`."""
    residues: list[Residue] = []
    kept = _without_contents(parts, residues)
    headings = _headings(kept)
    kept = [_as_heading(part) if index in headings else part for index, part in enumerate(kept)]
    builder = _Builder(kept, headings)
    return Assembled(_title(kept, headings), builder.blocks(), tuple(residues))


def _as_heading(part: Raw) -> Raw:
    """A heading is no caption of the table below it."""
    return replace(part, role="heading") if isinstance(part, RawParagraph) else part


def _without_contents(parts: Sequence[Raw], residues: list[Residue]) -> list[Raw]:
    """A list of contents repeats the headings; it is no part of the text. What programs left in it is noted."""
    kept: list[Raw] = []
    in_contents = False
    for part in parts:
        text = part.text.strip() if isinstance(part, RawParagraph) else ""
        if isinstance(part, RawParagraph):
            if part.role == "contents" or re.fullmatch(r"目\s*[录次]", text):
                in_contents = True
                residues.extend(_left_in_contents(part))
                continue
            if in_contents and part.role == "" and _CONTENTS_LINE.fullmatch(text):
                residues.extend(_left_in_contents(part))
                continue
        in_contents = False
        kept.append(part)
    return kept


def _left_in_contents(part: RawParagraph) -> Iterator[Residue]:
    known = part.place.page is not None or part.place.line is not None
    return residues_in(part.text, part.place if known else replace(part.place, section="目录"))


def _headings(parts: Sequence[Raw]) -> dict[int, tuple[int, Numbered | None]]:
    """Position → level and number of each heading."""
    numbered = {
        index: found
        for index, part in enumerate(parts)
        if isinstance(part, RawParagraph) and (found := split_number(part.text))
    }
    told = {
        index: (part.level, numbered.get(index))
        for index, part in enumerate(parts)
        if isinstance(part, RawParagraph) and part.role == "heading"
    }
    guessed = {
        index: found
        for index, found in numbered.items()
        if index not in told and _may_be_heading(parts[index]) and looks_like_heading(found)
    }
    for index in _list_items(parts, guessed):
        del guessed[index]
    levels = levels_by_style(
        {index: found for index, found in guessed.items()},
        {index: (level, found) for index, (level, found) in told.items() if found},
    )
    headings = told | {index: (levels[index], guessed[index]) for index in guessed if index in levels}
    if not told:
        for index, part in enumerate(parts):
            if isinstance(part, RawParagraph) and _without_spaces(part.text) in _UNNUMBERED and index not in headings:
                headings[index] = (1, None)
    return headings


def _may_be_heading(part: Raw) -> bool:
    return isinstance(part, RawParagraph) and part.role == "" and "\n" not in part.text.strip()


def _list_items(parts: Sequence[Raw], guessed: dict[int, Numbered]) -> set[int]:
    """Short numbered lines that follow one another with nothing between are a list, not headings."""
    items: set[int] = set()
    for index, found in guessed.items():
        if _is_annex_named(parts[index - 1] if index else None, guessed.get(index - 1), found, index - 1 in items):
            items.add(index)
        after = guessed.get(index + 1)
        if any(isinstance(part, RawParagraph) and part.bold for part in parts[index : index + 2]):
            continue  # nobody sets a list in bold type
        if after and after.style == found.style and after.value == found.value + 1 and found.level >= 3:
            items |= {index, index + 1}
    return items


def _is_annex_named(before: Raw | None, numbered: Numbered | None, found: Numbered, in_list: bool) -> bool:
    """Whether a numbered line goes on with the annexes that 附件：1.… began to name in the line before."""
    if in_list and numbered is not None:
        return (numbered.style, numbered.value + 1) == (found.style, found.value)
    return found.value == 2 and isinstance(before, RawParagraph) and bool(_FIRST_ANNEX.match(before.text.strip()))


def _title(parts: Sequence[Raw], headings: dict[int, tuple[int, Numbered | None]]) -> str:
    """The title that the format names, else the first line of the first page or two that ends like one."""
    first_lines = [part for part in parts[:_MOST_TITLE_PARTS] if isinstance(part, RawParagraph)]
    if told := [part.text for part in first_lines if part.role == "title"]:
        return _one_line(told[0])
    before = min(headings, default=_MOST_TITLE_PARTS)
    for index, part in enumerate(parts[: min(before, _MOST_TITLE_PARTS)]):
        if isinstance(part, RawParagraph) and _TITLE_END.fullmatch(_one_line(part.text)):
            return _one_line(part.text)
        if isinstance(part, RawTable):
            top = next((cell.text for row in part.cells[:2] for cell in row if cell.text), "")
            if index == 0 and _TITLE_END.fullmatch(_one_line(top)):
                return _one_line(top)
    return ""


def _one_line(text: str) -> str:
    """Lines joined; spaces inside Chinese text are those of a broken title."""
    return re.sub(r"(?<=[^\x00-\x7f])[\s\u3000]+(?=[^\x00-\x7f])", "", " ".join(text.split()))


def _without_spaces(text: str) -> str:
    return re.sub(r"[\s\u3000：:]", "", text)


@dataclass
class _Builder:
    parts: Sequence[Raw]
    headings: dict[int, tuple[int, Numbered | None]]
    section: str = ""
    paragraph: int = 0
    page: int | None = None
    tables: int = 0
    file: str = ""
    made: list[Block] = field(default_factory=list)

    def blocks(self) -> tuple[Block, ...]:
        around = {i: surroundings(self.parts, i) for i, part in enumerate(self.parts) if isinstance(part, RawTable)}
        taken = {index + step for index, found in around.items() for step in (*found.above, *range(1, found.below + 1))}
        for index, part in enumerate(self.parts):
            if isinstance(part, RawTable):
                found = around[index]
                self._table(
                    part, caption=found.caption, label=found.label, unit=found.unit, notes=found.notes, inside=None
                )
            elif index in self.headings:
                self._heading(part, *self.headings[index])
            elif index not in taken and part.text.strip():
                self._paragraph(part)
        return tuple(self.made)

    def _heading(self, part: RawParagraph, level: int, numbered: Numbered | None) -> None:
        number, text = (numbered.number, numbered.text) if numbered else ("", _one_line(part.text))
        place = self._place(part.place, counted=False)
        self.section = _one_line(number + text)
        if part.place.page is None:
            self.paragraph = 0
        self.made.append(HeadingBlock(max(1, level), number, _one_line(text), replace(place, section=self.section)))

    def _paragraph(self, part: RawParagraph) -> None:
        text = part.text.strip(" \t\n\u3000\xa0")
        found = split_number(text)
        marker = part.list_item
        if not marker and found and found.text and not is_figure_caption(text):
            marker = found.number
            if found.style == "bullet":
                marker, text = "•", found.text
        self.made.append(ParagraphBlock(text, self._place(part.place), marker, part.notes))

    def _table(
        self, part: RawTable, *, caption: str, label: str, unit: str, notes: tuple[str, ...], inside: Place | None
    ) -> None:
        self.tables += 1
        place = replace(self._place(part.place, counted=False), table=self.tables, label=label)
        rows = part.header_rows if part.header_rows is not None else header_rows(part.cells)
        table = TableBlock(part.cells, place, caption, label, unit, notes, rows, part.row_pages, part.origin, inside)
        self.made.append(table)
        for row, column, nested in part.nested:
            self._table(nested, caption="", label="", unit="", notes=(), inside=table.cell_place(row, column))

    def _place(self, place: Place, *, counted: bool = True) -> Place:
        if place.sheet:
            return place
        if place.page != self.page or place.file != self.file:
            self.page, self.file, self.paragraph = place.page, place.file, 0
        self.paragraph += counted
        return replace(place, section=self.section, paragraph=self.paragraph if counted else None)


def header_rows(cells: Sequence[Sequence[TableCell]]) -> int:
    """How many rows head a table that does not say so: a title over its whole width, then the rows its head spans."""
    rows = 0
    while rows < len(cells) - 1 and len(cells[rows]) > 1 and cells[rows][0].colspan == len(cells[rows]):
        rows += 1
    if rows >= len(cells):
        return 0
    heights = [cell.row + cell.rowspan - rows for cell in cells[rows]]
    deep = any(cell.colspan > 1 for cell in cells[rows])
    return min(rows + (max(heights) if deep else 1), max(1, len(cells) - 1), rows + 3)
