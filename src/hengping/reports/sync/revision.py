"""修订对照: the report with everything that changed since it was issued marked as tracked changes.

Accepting all of them gives the present text, rejecting all the issued one. Changes that people tracked themselves are
accepted first: the comparison is with what was issued, whoever wrote since.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from hengping.rendering.word.accepting import accept_all
from hengping.rendering.word.edited import EditedFile, EditedLine
from hengping.rendering.word.passages import normal
from hengping.rendering.word.tracked import Tracker
from hengping.rendering.word.wordml import Element, fragment, q
from hengping.reports.sync.edits import Passage, compare

AUTHOR = "衡评"


@dataclass(frozen=True)
class IssuedLine:
    """A line of the issued text; `table`: which table a row belongs to, else 0."""

    kind: str
    texts: tuple[str, ...]
    table: int = 0

    @property
    def passage(self) -> Passage:
        """For comparison."""
        kind = self.kind if self.kind in ("row", "note") else "text"
        return Passage(kind, self.texts, ("",) * len(self.texts))


def marked(file: EditedFile, issued: Sequence[IssuedLine], day: datetime.date | None) -> dict[str, bytes]:
    """The parts of a file with its changes since the issued text marked."""
    accept_all(file.root)
    if file.notes is not None:
        accept_all(file.notes)
    file.__dict__.pop("content", None)
    _Marking(file, issued, Tracker(AUTHOR, day, _free_number(file))).mark()
    return file.data_parts()


class _Marking:
    def __init__(self, file: EditedFile, issued: Sequence[IssuedLine], tracker: Tracker) -> None:
        self.lines = file.content.lines
        self.texts = file.content.texts
        self.body = file.root.find(q("w:body"))
        self.issued = issued
        self.tracker = tracker
        passages = [Passage(each.passage_kind, each.texts(self.texts), ("",) * len(each.cells)) for each in self.lines]
        found = compare([line.passage for line in issued], passages)
        self.partner = {
            pair.old: self.lines[pair.new]
            for pair in found.pairs
            if not pair.moved and len(issued[pair.old].texts) == len(self.lines[pair.new].cells)
        }

    def mark(self) -> None:
        kept = {id(line) for line in self.partner.values()}
        first = self.body[0] if len(self.body) else None
        for index, line in self.partner.items():
            self.reword(line, self.issued[index].texts)
        for line in self.lines:
            if id(line) not in kept:
                self.insert(line)
        self.put_back(first)

    def reword(self, line: EditedLine, old: tuple[str, ...]) -> None:
        for cell, text in zip(line.cells, old, strict=True):
            now = [paragraph.text(self.texts) for paragraph in cell]
            if normal("\n".join(now)) == normal(text):
                continue
            parts = text.split("\n") if text.count("\n") + 1 == len(cell) else [text, *[""] * (len(cell) - 1)]
            for paragraph, before, after in zip(cell, parts, now, strict=True):
                if normal(before) == normal(after):
                    continue
                if before:
                    self.tracker.reword(paragraph, before)
                else:
                    self.tracker.inserted(paragraph.element)

    def insert(self, line: EditedLine) -> None:
        if line.kind == "row":
            self.tracker.inserted_row(line.element)
            return
        for cell in line.cells:
            for paragraph in cell:
                self.tracker.inserted(paragraph.element)

    def put_back(self, first: Element | None) -> None:
        """What was deleted, struck out where it stood: behind the line before it."""
        behind: Element | None = None
        table = 0
        for index, line in enumerate(self.issued):
            partner = self.partner.get(index)
            if partner is not None:
                behind, table = partner.element, line.table if line.kind == "row" else 0
                continue
            if line.kind == "note":
                continue
            if line.kind == "row":
                row = self.next_row(index) if table != line.table else None
                if table == line.table and behind is not None:
                    made = self.deleted_row(line, behind)
                    behind.addnext(made)
                elif row is not None:
                    made = self.deleted_row(line, row)
                    row.addprevious(made)
                else:
                    made = self.new_table(line, behind, first)
                table = line.table
            else:
                made = self.tracker.deleted_paragraph("".join(line.texts), self.like(index))
                self.place(made, behind, first)
                table = 0
            behind = made

    def next_row(self, index: int) -> Element | None:
        """The next row of the same table that is still there."""
        for following in range(index + 1, len(self.issued)):
            if self.issued[following].kind != "row" or self.issued[following].table != self.issued[index].table:
                return None
            if following in self.partner:
                return self.partner[following].element
        return None

    def deleted_row(self, line: IssuedLine, beside: Element) -> Element:
        spans = (each.find(f"{q('w:tcPr')}/{q('w:gridSpan')}") for each in beside.findall(q("w:tc")))
        columns = sum(1 if span is None else int(span.get(q("w:val"), "1")) for span in spans)
        return self.tracker.deleted_row(line.texts, max(columns, len(line.texts)), next(beside.iter(q("w:p")), None))

    def new_table(self, line: IssuedLine, behind: Element | None, first: Element | None) -> Element:
        """A table of deleted rows only, begun with its first row, which is returned."""
        columns = max(len(each.texts) for each in self.issued if each.kind == "row" and each.table == line.table)
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
        table = fragment(
            f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr>'
            f"<w:tblGrid>{'<w:gridCol/>' * columns}</w:tblGrid></w:tbl>"
        )[0]
        row = self.tracker.deleted_row(line.texts, columns, None)
        table.append(row)
        self.place(table, behind, first)
        return row

    def place(self, made: Element, behind: Element | None, first: Element | None) -> None:
        """Behind the line before it, outside the table that line may stand in."""
        if behind is None:
            if first is not None:
                first.addprevious(made)
            else:
                self.body.insert(0, made)
            return
        if behind.tag == q("w:tr"):
            behind = [each for each in behind.iterancestors() if each.tag == q("w:tbl")][-1]
        elif behind.tag == q("w:footnote"):
            behind = self.body[-1].getprevious()
        behind.addnext(made)

    def like(self, index: int) -> Element | None:
        """The nearest paragraph of the same kind, whose form the deleted one takes."""
        kind = self.issued[index].kind
        near = sorted(self.partner, key=lambda other: (abs(other - index), other))
        return next((self.partner[other].element for other in near if self.issued[other].kind == kind), None)


def _free_number(file: EditedFile) -> int:
    roots = [root for root in (file.root, file.notes) if root is not None]
    used = (each.get(q("w:id"), "") for root in roots for each in root.iter("*"))
    return max((int(number) for number in used if number.isdigit()), default=0) + 1
