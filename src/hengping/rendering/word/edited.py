"""A Word file that people may have edited, in Word, WPS or LibreOffice: its lines, its figures' places, its pictures.

Text is read as it stands when every tracked change is accepted. Bookmarks may lie over several runs, inside tracked
changes, links and content controls; one that was copied stands twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from hengping.rendering.bookmarks import PREFIX
from hengping.rendering.word import custom_properties, opening
from hengping.rendering.word.wordml import Element, q, style_of, xml_bytes

_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_GONE = {q("w:del"), q("w:moveFrom")}
_UNREAD = {*_GONE, q("w:pPr"), q("w:rPr"), q("w:instrText"), q("w:pict")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CONTENTS = re.compile(r"toc (\d|heading)|目录标题|table of contents", re.IGNORECASE)
_HEADING = re.compile(r"(?:heading|标题) ?([1-9])\b", re.IGNORECASE)
_CAPTION = re.compile(r"\s*(表\s*\d+)")


@dataclass
class TextNode:
    """A stretch of text in the file (`w:t`), or a sign that stands for a letter (tab, break); `index` in the file."""

    element: Element
    text: str
    index: int


@dataclass
class EditedParagraph:
    """A paragraph with its text nodes in order."""

    element: Element
    nodes: list[TextNode] = field(default_factory=list)

    def text(self, texts: list[str]) -> str:
        """Its text, where `texts` holds that of every node of the file."""
        return "".join(texts[node.index] for node in self.nodes)


@dataclass
class EditedLine:
    """A paragraph, or a table row with its cells that are not empty.

    Attributes:
        cells: the paragraphs of each cell; one cell for a paragraph.
        columns: the position of each cell in its row, from 1.
        element: the paragraph or the row.
        place: where it stands, for a reader.
        table: which table of the file a row belongs to, from 1; 0 for a paragraph.
    """

    kind: Literal["heading", "paragraph", "row", "note"]
    cells: tuple[tuple[EditedParagraph, ...], ...]
    columns: tuple[int, ...]
    element: Element
    place: str
    table: int = 0

    def texts(self, texts: list[str]) -> tuple[str, ...]:
        """The text of each cell."""
        return tuple("\n".join(paragraph.text(texts) for paragraph in cell) for cell in self.cells)

    @property
    def passage_kind(self) -> str:
        """`row`, `note`, or `text`: lines of different kinds are never the same one."""
        return self.kind if self.kind in ("row", "note") else "text"

    def place_of(self, cell: int) -> str:
        """Where a cell stands."""
        return f"{self.place}第{self.columns[cell]}格" if self.kind == "row" else self.place


@dataclass
class FigurePlace:
    """A bookmark and the text nodes it encloses."""

    bookmark: str
    nodes: list[TextNode] = field(default_factory=list)

    def text(self, texts: list[str]) -> str:
        """What stands between its marks."""
        return "".join(texts[node.index] for node in self.nodes)


class EditedFile:
    """A Word file opened for comparison and renewal; nothing is written into it before `data`.

    Raises:
        InputError: a file that cannot be read as Word.
    """

    def __init__(self, path: Path) -> None:
        self.label = str(path)
        self.parts = opening.open_parts(path)
        self._load()

    @classmethod
    def of(cls, parts: Mapping[str, bytes], label: str) -> EditedFile:
        """From parts that were opened before."""
        made = cls.__new__(cls)
        made.label, made.parts = label, dict(parts)
        made._load()
        return made

    def _load(self) -> None:
        self.main = opening.main_part(self.parts, self.label)
        self.root = opening.parse(self.parts[self.main], self.label)
        opening.check_kind(self.root, self.label)
        self.targets = opening.targets(self.parts, self.main, self.label)
        self.notes_part = next((name for name in self.targets.values() if name.endswith("footnotes.xml")), "")
        self.notes = opening.parse(self.parts[self.notes_part], self.label) if self._has_notes else None

    @property
    def _has_notes(self) -> bool:
        return self.notes_part in self.parts

    @cached_property
    def content(self) -> Content:
        """Lines and figures as they stand in the file."""
        return _Walk(self._style_names()).content(self.root, self.notes)

    @cached_property
    def properties(self) -> dict[str, str]:
        """The file's custom properties."""
        part = self.parts.get(custom_properties.PART)
        if part is None:
            return {}
        opening.parse(part, self.label)  # tells a damaged one
        return custom_properties.read(part)

    def title(self) -> str:
        """The title in the file's properties."""
        part = self.parts.get("docProps/core.xml")
        if part is None:
            return ""
        found = opening.parse(part, self.label).find("{http://purl.org/dc/elements/1.1/}title")
        return "" if found is None or not found.text else str(found.text)

    def data_parts(self) -> dict[str, bytes]:
        """The parts with the text as it now stands in memory."""
        parts = {**self.parts, self.main: xml_bytes(self.root)}
        if self.notes is not None:
            parts[self.notes_part] = xml_bytes(self.notes)
        return parts

    def _style_names(self) -> dict[str, str]:
        part = next((name for name in self.targets.values() if name.endswith("styles.xml")), "")
        if part not in self.parts:
            return {}
        styles = opening.parse(self.parts[part], self.label).iter(q("w:style"))
        names = ((each.get(q("w:styleId"), ""), each.find(q("w:name"))) for each in styles)
        return {style: str(name.get(q("w:val"), "")) for style, name in names if name is not None}


@dataclass
class Content:
    """What a file says: its lines, the places of its figures in order, and the text of each node."""

    lines: list[EditedLine]
    figures: list[FigurePlace]
    texts: list[str]


class _Walk:
    """One pass over a file in reading order."""

    def __init__(self, style_names: Mapping[str, str]) -> None:
        self.style_names = style_names
        self.lines: list[EditedLine] = []
        self.figures: list[FigurePlace] = []
        self.texts: list[str] = []
        self.open: dict[str, FigurePlace] = {}
        self.heading = "封面"
        self.count = 0
        self.tables = 0
        self.all_tables = 0
        self.caption = ""

    def content(self, root: Element, notes: Element | None) -> Content:
        self.blocks(root.find(q("w:body")))
        if notes is not None:
            for number, note in enumerate(self._real_notes(notes), start=1):
                paragraphs = tuple(self.paragraph(each) for each in note.iter(q("w:p")))
                self.line("note", (paragraphs,), (1,), note, f"脚注{number}")
        return Content(self.lines, self.figures, self.texts)

    def _real_notes(self, notes: Element) -> Iterator[Element]:
        return (note for note in notes.iter(q("w:footnote")) if note.get(q("w:type")) in (None, "normal"))

    def blocks(self, parent: Element) -> None:
        for element in parent:
            if element.tag == q("w:p"):
                self.block_paragraph(element)
            elif element.tag == q("w:tbl"):
                self.table(element)
            elif element.tag == q("w:sdt"):
                if not _is_contents(element):
                    self.blocks(element)
            elif element.tag in (q("w:bookmarkStart"), q("w:bookmarkEnd")):
                self.mark(element)
            elif element.tag in (q("w:sdtContent"), q("w:ins"), q("w:moveTo"), q("w:customXml")):
                self.blocks(element)

    def block_paragraph(self, element: Element) -> None:
        read = self.paragraph(element)
        name = self.style_names.get(style_of(element), style_of(element))
        text = "".join(node.text for node in read.nodes).strip()
        if not text or _CONTENTS.match(name):
            return
        if _HEADING.match(name) or name == "附件标题":
            self.heading, self.count, self.tables, self.caption = f"“{text}”", 0, 0, ""
            self.line("heading", ((read,),), (1,), element, f"标题“{text}”")
            return
        self.count += 1
        found = _CAPTION.match(text)
        self.caption = found[1] if found else ""
        self.line("paragraph", ((read,),), (1,), element, f"{self.heading}第{self.count}段")

    def table(self, element: Element) -> None:
        self.tables += 1
        self.all_tables += 1
        identity = self.all_tables
        name = self.caption or f"第{self.tables}张表"
        self.caption = ""
        for number, row in enumerate(_rows(element), start=1):
            self.row(row, f"{self.heading}{name}第{number}行", identity)

    def row(self, row: Element, place: str, table: int) -> None:
        cells: list[tuple[EditedParagraph, ...]] = []
        nested: list[Element] = []
        at = len(self.lines)
        for cell in _inside(row, q("w:tc")):
            paragraphs: list[EditedParagraph] = []
            for element in _inside(cell, q("w:p"), q("w:tbl"), q("w:bookmarkStart"), q("w:bookmarkEnd")):
                if element.tag == q("w:p"):
                    paragraphs.append(self.paragraph(element))
                elif element.tag == q("w:tbl"):
                    nested.append(element)
                    self.table(element)
                else:
                    self.mark(element)
            cells.append(tuple(paragraphs))
        before, self.lines = self.lines[at:], self.lines[:at]
        filled = [(number, cell) for number, cell in enumerate(cells, start=1) if self.says(cell)]
        self.line("row", tuple(cell for _, cell in filled), tuple(number for number, _ in filled), row, place, table)
        self.lines += before

    def says(self, cell: tuple[EditedParagraph, ...]) -> bool:
        return any(node.text.strip() for paragraph in cell for node in paragraph.nodes)

    def line(
        self,
        kind: Literal["heading", "paragraph", "row", "note"],
        cells: tuple[tuple[EditedParagraph, ...], ...],
        columns: tuple[int, ...],
        element: Element,
        place: str,
        table: int = 0,
    ) -> None:
        kept = tuple(tuple(each for each in cell if each.nodes) or cell[:1] for cell in cells)
        if any(self.says(cell) for cell in kept):
            self.lines.append(EditedLine(kind, kept, columns, element, place, table))

    def paragraph(self, element: Element) -> EditedParagraph:
        read = EditedParagraph(element)
        self.inlines(element, read)
        return read

    def inlines(self, parent: Element, read: EditedParagraph) -> None:
        for element in parent:
            tag = element.tag
            if tag == q("w:t"):
                self.node(element, element.text or "", read)
            elif tag in (q("w:bookmarkStart"), q("w:bookmarkEnd")):
                self.mark(element)
            elif tag == q("w:txbxContent"):
                self.blocks(element)
            elif tag in _GONE:
                self.marks_inside(element)
            elif isinstance(tag, str) and tag not in _UNREAD and tag != _FALLBACK:
                sign = _SIGNS.get(tag.rpartition("}")[2]) if parent.tag == q("w:r") else None
                if sign:
                    self.node(element, sign, read)
                else:
                    self.inlines(element, read)

    def marks_inside(self, element: Element) -> None:
        for each in element.iter(q("w:bookmarkStart"), q("w:bookmarkEnd")):
            self.mark(each)

    def node(self, element: Element, text: str, read: EditedParagraph) -> None:
        made = TextNode(element, text, len(self.texts))
        self.texts.append(text)
        read.nodes.append(made)
        for figure in self.open.values():
            figure.nodes.append(made)

    def mark(self, element: Element) -> None:
        if element.tag == q("w:bookmarkEnd"):
            self.open.pop(element.get(q("w:id"), ""), None)
        elif str(element.get(q("w:name"), "")).startswith(PREFIX):
            figure = FigurePlace(element.get(q("w:name")))
            self.open[element.get(q("w:id"), "")] = figure
            self.figures.append(figure)


def put(texts: list[str], nodes: list[TextNode], start: int, end: int, new: str) -> None:
    """Put `new` in place of the letters from start to end of what the nodes say; the first node touched takes it."""
    begin = 0
    placed = False
    for node in nodes:
        old = texts[node.index]
        finish = begin + len(old)
        low, high = max(start, begin), min(end, finish)
        if low < high or (low == high == start == end and not placed):
            text = old[: low - begin] + ("" if placed else new) + old[high - begin :]
            texts[node.index] = text
            placed = True
        begin = finish


def write_texts(content: Content, texts: list[str]) -> None:
    """Write the texts that changed into the file."""
    nodes = {node.index: node for line in content.lines for cell in line.cells for each in cell for node in each.nodes}
    nodes |= {node.index: node for figure in content.figures for node in figure.nodes}
    for index, node in nodes.items():
        if texts[index] != content.texts[index]:
            node.element.text = texts[index]
            node.element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table that are not struck out."""
    for row in _inside(table, q("w:tr")):
        if row.find(f"{q('w:trPr')}/{q('w:del')}") is None:
            yield row


def _inside(parent: Element, *tags: str) -> Iterator[Element]:
    """Children of these kinds, also inside content controls and tracked changes."""
    for element in parent:
        if element.tag in tags:
            yield element
        elif element.tag in (q("w:sdt"), q("w:sdtContent"), q("w:customXml"), q("w:ins"), q("w:moveTo")):
            yield from _inside(element, *tags)


def _is_contents(element: Element) -> bool:
    gallery = element.find(f"{q('w:sdtPr')}/{q('w:docPartObj')}/{q('w:docPartGallery')}")
    return gallery is not None and _CONTENTS.match(str(gallery.get(q("w:val"), ""))) is not None
