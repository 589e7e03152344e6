"""Changes marked in a Word file as Word itself marks them, so that each can be accepted or rejected."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from itertools import count

from lxml import etree

from hengping.rendering.word.edited import EditedParagraph
from hengping.rendering.word.wordml import Element, child, q

_TOKEN = re.compile(r"\d[\d,.]*%?|[A-Za-z]+|.", re.DOTALL)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ISLAND = 2
"""Equal letters between two changes; fewer are marked with them, or the eye finds no word."""
_SIGNS = {"\n": "w:br", "\t": "w:tab"}


class Tracker:
    """Marks changes of one author, all of one day (None: undated), numbered from a number not used in the file."""

    def __init__(self, author: str, day: datetime.date | None, first: int) -> None:
        self._author = author
        self._day = day
        self._numbers = count(first)

    def mark(self, kind: str) -> Element:
        """An empty `w:ins` or `w:del`."""
        element = etree.Element(q(kind))
        element.set(q("w:id"), str(next(self._numbers)))
        element.set(q("w:author"), self._author)
        if self._day is not None:
            element.set(q("w:date"), f"{self._day.isoformat()}T00:00:00Z")
        return element

    def reword(self, paragraph: EditedParagraph, old: str) -> None:
        """Mark what makes a paragraph's present text of its old one."""
        text = "".join(node.text for node in paragraph.nodes)
        added, deleted = _difference(old, text)
        if not paragraph.nodes:
            paragraph.element.append(self._deleted(old, None))
            return
        at = 0
        runs: dict[int, tuple[Element, dict[Element, int]]] = {}
        for node in paragraph.nodes:
            run = node.element.getparent()
            runs.setdefault(id(run), (run, {}))[1][node.element] = at
            at += len(node.text)
        last = list(runs)[-1]
        for key, (run, starts) in runs.items():
            self._divide(run, starts, added, deleted, end=at if key == last else None)

    def inserted(self, paragraph: Element) -> None:
        """Mark a whole paragraph as added."""
        self._mark_of(paragraph, "w:ins")
        runs = [run for run in paragraph.iter(q("w:r")) if _paragraph_of(run) is paragraph]
        for run in runs:
            if run.getparent().tag not in (q("w:ins"), q("w:del")):
                mark = self.mark("w:ins")
                run.getparent().replace(run, mark)
                mark.append(run)

    def inserted_row(self, row: Element) -> None:
        """Mark a whole table row as added."""
        properties = row.find(q("w:trPr"))
        if properties is None:
            properties = etree.Element(q("w:trPr"))
            row.insert(1 if row.find(q("w:tblPrEx")) is not None else 0, properties)
        properties.append(self.mark("w:ins"))
        for paragraph in row.iter(q("w:p")):
            self.inserted(paragraph)

    def deleted_paragraph(self, text: str, like: Element | None) -> Element:
        """A paragraph that is deleted, in the form of another."""
        paragraph = etree.Element(q("w:p"))
        properties = _form(like)
        if properties is not None:
            paragraph.append(properties)
        self._mark_of(paragraph, "w:del")
        if text:
            paragraph.append(self._deleted(text, _letters_of(like)))
        return paragraph

    def deleted_row(self, texts: Sequence[str], columns: int, like: Element | None) -> Element:
        """A table row that is deleted, of so many cells, texts in the last ones: what spans rows stands in front."""
        row = etree.Element(q("w:tr"))
        etree.SubElement(row, q("w:trPr")).append(self.mark("w:del"))
        for text in (*[""] * (columns - len(texts)), *texts):
            cell = etree.SubElement(row, q("w:tc"))
            cell.append(self.deleted_paragraph(text, like))
        return row

    def _divide(
        self,
        run: Element,
        starts: dict[Element, int],
        added: set[int],
        deleted: dict[int, str],
        *,
        end: int | None,
    ) -> None:
        """Put runs in place of one: what stays, what was added, and before it what was deleted there."""
        form = run.find(q("w:rPr"))
        made: list[Element] = []
        open_run: list[bool] = []  # whether the last run made is an added one; empty if none can be continued
        for element in [each for each in run if each.tag != q("w:rPr")]:
            start = starts.get(element)
            pieces = [(-1, False, element)] if start is None else _pieces(element, start, added, deleted)
            for at, is_new, piece in pieces:
                if at in deleted:
                    made.append(self._deleted(deleted.pop(at), form))
                    open_run.clear()
                if open_run != [is_new]:
                    made.append(self._run(form, is_new=is_new))
                    open_run[:] = [is_new]
                _innermost(made[-1]).append(piece)
        if end is not None and end in deleted:
            made.append(self._deleted(deleted.pop(end), form))
        parent, at = run.getparent(), run.getparent().index(run)
        parent.remove(run)
        for offset, each in enumerate(made):
            parent.insert(at + offset, each)

    def _run(self, form: Element | None, *, is_new: bool) -> Element:
        run = etree.Element(q("w:r"))
        if form is not None:
            run.append(deepcopy(form))
        if not is_new:
            return run
        mark = self.mark("w:ins")
        mark.append(run)
        return mark

    def _deleted(self, text: str, form: Element | None) -> Element:
        mark = self.mark("w:del")
        run = etree.SubElement(mark, q("w:r"))
        if form is not None:
            run.append(deepcopy(form))
        for piece in re.split(r"([\n\t])", text):
            if piece in _SIGNS:
                etree.SubElement(run, q(_SIGNS[piece]))
            elif piece:
                letters = etree.SubElement(run, q("w:delText"))
                letters.text = piece
                letters.set(_SPACE, "preserve")
        return mark

    def _mark_of(self, paragraph: Element, kind: str) -> None:
        """The paragraph's own mark, which ends it, is marked as well."""
        properties = child(paragraph, "w:pPr", first=True)
        form = properties.find(q("w:rPr"))
        if form is None:
            form = etree.Element(q("w:rPr"))
            ends = [each for each in properties if each.tag in (q("w:sectPr"), q("w:pPrChange"))]
            properties.insert(properties.index(ends[0]) if ends else len(properties), form)
        form.insert(0, self.mark(kind))


def _difference(old: str, new: str) -> tuple[set[int], dict[int, str]]:
    """Which letters of the new text were added, and what was deleted before which of them."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    starts = [0]
    for token in after:
        starts.append(starts[-1] + len(token))
    added: set[int] = set()
    deleted: dict[int, str] = {}
    for a, b, c, d in _joined(SequenceMatcher(None, before, after, autojunk=False).get_opcodes(), after):
        if b > a:
            deleted[starts[c]] = "".join(before[a:b])
        added.update(range(starts[c], starts[d]))
    return added, deleted


def _joined(
    opcodes: Iterable[tuple[str, int, int, int, int]], after: Sequence[str]
) -> Iterator[tuple[int, int, int, int]]:
    """Changes, those with next to nothing between them as one."""
    last: tuple[int, int, int, int] | None = None
    for kind, a, b, c, d in opcodes:
        if kind == "equal":
            continue
        if last is not None and len("".join(after[last[3] : c])) < _ISLAND:
            last = (last[0], b, last[2], d)
            continue
        if last is not None:
            yield last
        last = (a, b, c, d)
    if last is not None:
        yield last


def _pieces(
    element: Element, start: int, added: set[int], deleted: dict[int, str]
) -> Iterator[tuple[int, bool, Element]]:
    """A text element cut where its letters change hands: (first letter, whether added, element)."""
    if element.tag != q("w:t"):
        yield start, start in added, element
        return
    text = element.text or ""
    begin = 0
    for at in range(1, len(text) + 1):
        here = start + at
        if at == len(text) or (here in added) != (here - 1 in added) or here in deleted:
            piece = etree.Element(q("w:t"))
            piece.text = text[begin:at]
            piece.set(_SPACE, "preserve")
            yield start + begin, start + begin in added, piece
            begin = at


def _innermost(made: Element) -> Element:
    """The run itself, also of an added one."""
    return made if made.tag == q("w:r") else made[0]


def _paragraph_of(run: Element) -> Element:
    return next(each for each in run.iterancestors() if each.tag == q("w:p"))


def _form(like: Element | None) -> Element | None:
    """A paragraph's properties without what belongs to its place alone."""
    found = like.find(q("w:pPr")) if like is not None else None
    if found is None:
        return None
    copied = deepcopy(found)
    for name in ("w:sectPr", "w:rPr", "w:pageBreakBefore", "w:pPrChange"):
        for each in copied.findall(q(name)):
            copied.remove(each)
    return copied


def _letters_of(like: Element | None) -> Element | None:
    run = next(like.iter(q("w:r")), None) if like is not None else None
    return run.find(q("w:rPr")) if run is not None else None
