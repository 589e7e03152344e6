"""Word files (.docx, .docm): read as they finally read, macros and links never touched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from hengping.errors import Fault, InputError
from hengping.reading.documents.assembly import assemble
from hengping.reading.documents.model import FootnoteBlock, Place, Residue, SourceDocument
from hengping.reading.documents.packages import Package, damaged, parse_xml
from hengping.reading.documents.parts import Raw, RawParagraph, RawTable, Role, Spanned, grid
from hengping.reading.documents.residue import residues_in
from hengping.reading.documents.word_names import STRICT_W, USUAL_W, Element, W, child_value, is_on, number
from hengping.reading.documents.word_numbering import BULLET, Numbering, read_numbering
from hengping.reading.documents.word_styles import WordStyle, WordStyles, read_styles
from hengping.reading.documents.word_text import mark_is_deleted, paragraph_text

_CONTAINERS = frozenset(W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml"))
_MAX_NESTING = 8


def read_docx(package: Package) -> SourceDocument:
    """The document in a Word file.

    Raises:
        InputError: the package holds no readable Word document.
    """
    reader = _Reader(package)
    parts = reader.body()
    made = assemble(parts)
    return SourceDocument(
        package.label,
        "docx",
        made.title,
        made.blocks,
        reader.note_blocks(),
        tuple(_problems(package, reader)),
        (*made.residues, *_left_in_margins(package)),
    )


def _left_in_margins(package: Package) -> Iterator[Residue]:
    """What programs left in running heads and feet, each once."""
    found: dict[str, Residue] = {}
    for name in sorted(name for name in package.names if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name)):
        root = _part(package, name)
        place = Place(section="页眉" if "header" in name else "页脚")
        for paragraph in () if root is None else root.iter(W + "p"):
            for residue in residues_in(paragraph_text(paragraph).text, place):
                found.setdefault(residue.text, residue)
    return iter(found.values())


def _problems(package: Package, reader: _Reader) -> Iterator[Fault]:
    label = package.label
    if any(name.endswith("vbaProject.bin") for name in package.names):
        yield Fault(label, "含有宏的文档", "不含宏的文档", "宏没有运行，只读取了文字；请核实来源。")
    if reader.tracked:
        yield Fault(label, "未处理的修订痕迹", "定稿", "已按接受全部修订后的文字读取；请先接受或拒绝修订。")
    for part in ("word/_rels/document.xml.rels", "word/_rels/settings.xml.rels"):
        root = package.xml(part)
        kinds = (
            []
            if root is None
            else [each.get("Type", "").rpartition("/")[2] for each in root if each.get("TargetMode") == "External"]
        )
        if any(kind != "hyperlink" for kind in kinds):
            yield Fault(label, "链接到文件以外的内容", "自成一体的文档", "外部内容没有读取；请核实后嵌入文档。")
            return


def _part(package: Package, name: str) -> Element:
    if name not in package.names:
        return None
    return parse_xml(package.read(name).replace(STRICT_W, USUAL_W), label=package.label)


@dataclass
class _Reader:
    package: Package
    styles: WordStyles = field(init=False)
    numbering: Numbering = field(init=False)
    notes: list[FootnoteBlock] = field(default_factory=list)
    tracked: bool = False
    _note_parts: dict[str, dict[str, Element]] = field(default_factory=dict)
    _held: str = ""

    def __post_init__(self) -> None:
        self.styles = read_styles(_part(self.package, "word/styles.xml"))
        self.numbering = read_numbering(_part(self.package, "word/numbering.xml"))
        for kind in ("footnote", "endnote"):
            root = _part(self.package, f"word/{kind}s.xml")
            found = () if root is None else root.iter(W + kind)
            self._note_parts[kind] = {each.get(W + "id"): each for each in found}

    def body(self) -> list[Raw]:
        """All paragraphs and tables in order."""
        root = _part(self.package, "word/document.xml")
        body = None if root is None else root.find(W + "body")
        if body is None:
            raise InputError([damaged(self.package.label)])
        self.tracked = next(root.iter(W + "ins", W + "del", W + "moveFrom"), None) is not None
        return list(self._blocks(body, depth=0))

    def note_blocks(self) -> tuple[FootnoteBlock, ...]:
        """The footnotes and endnotes in the order of their calls."""
        return tuple(self.notes)

    def _blocks(self, container: Element, *, depth: int) -> Iterator[Raw]:
        for element in container:
            if element.tag == W + "p":
                yield from self._paragraph(element, depth=depth)
            elif element.tag == W + "tbl":
                yield from self._table_or_frame(element, depth=depth)
            elif element.tag in _CONTAINERS:
                gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
                if gallery is not None and gallery.get(W + "val") == "Table of Contents":
                    yield from (
                        RawParagraph(paragraph_text(each).text, role="contents") for each in element.iter(W + "p")
                    )
                    continue
                yield from self._blocks(element, depth=depth)

    def _paragraph(self, element: Element, *, depth: int) -> Iterator[Raw]:
        properties = element.find(W + "pPr")
        identifier = child_value(properties, "pStyle")
        style = self.styles.style(identifier)
        read = paragraph_text(element)
        text = self._held + read.text
        if mark_is_deleted(element):
            self._held = text
            return
        self._held = ""
        marker = self._number(properties, style, identifier) if read.text.strip() else ""
        calls = tuple(self._note(kind, each) for kind, each in read.notes)
        role, level = _role(properties, style)
        if text.strip() and not style.hidden:
            if marker and marker != BULLET:
                between = " " if marker[-1].isascii() and marker[-1].isalnum() else ""
                text = f"{marker}{between}{text.lstrip()}"
            notes = tuple(filter(None, calls))
            yield RawParagraph(text.strip(), Place(), role, level, marker.strip(), notes, bold=read.bold)
        for box in read.boxes if depth < _MAX_NESTING else ():
            yield from self._blocks(box, depth=depth + 1)

    def _number(self, properties: Element, style: WordStyle, identifier: str | None) -> str:
        """The automatic number of a paragraph, counting it."""
        own = None if properties is None else properties.find(W + "numPr")
        numbering = child_value(own, "numId") or style.numbering
        if not numbering or numbering == "0":
            return ""
        told = child_value(own, "ilvl")
        if told is not None:
            level = number(told)
        elif style.list_level is not None:
            level = style.list_level
        else:
            level = self.numbering.level_of_style(numbering, identifier or "")
        return self.numbering.next(numbering, min(max(level, 0), 8))

    def _note(self, kind: str, identifier: str) -> str:
        """Takes in the note that is called and gives its number."""
        element = self._note_parts[kind].get(identifier)
        if element is None:
            return ""
        texts = [paragraph_text(each).text.strip() for each in element.iter(W + "p")]
        printed = str(len(self.notes) + 1)
        self.notes.append(FootnoteBlock(printed, "\n".join(filter(None, texts)), Place(note=printed)))
        return printed

    def _table_or_frame(self, element: Element, *, depth: int) -> Iterator[Raw]:
        """A table; one of a single cell is a frame around text."""
        cells = [cell for row in _rows(element) for cell in _cells(row)]
        if len(cells) == 1:
            yield from self._blocks(cells[0], depth=depth + 1) if depth < _MAX_NESTING else ()
        elif cells:
            yield self._table(element, depth=depth)

    def _table(self, element: Element, *, depth: int) -> RawTable:
        rows: list[list[Spanned]] = []
        open_cells: dict[int, tuple[int, int]] = {}
        nested: list[tuple[int, int, RawTable]] = []
        heads = 0
        for row_index, row in enumerate(_rows(element)):
            properties = row.find(W + "trPr")
            heads += heads == row_index and is_on(properties, "tblHeader")
            column = number(child_value(properties, "gridBefore"))
            rows.append([Spanned("", 1, column)] if column else [])
            for cell in _cells(row):
                width = max(1, number(child_value(cell.find(W + "tcPr"), "gridSpan"), 1))
                above = open_cells.get(column)
                if _continues(cell) and above is not None:
                    _lengthen(rows, above)
                else:
                    text, inner = self._cell(cell, depth=depth)
                    nested.extend((row_index, column, each) for each in inner)
                    open_cells[column] = (row_index, len(rows[-1]))
                    rows[-1].append(Spanned(text, 1, width))
                if not _merges(cell):
                    open_cells.pop(column, None)
                column += width
        return RawTable(grid(rows), header_rows=heads or None, nested=tuple(nested))

    def _cell(self, cell: Element, *, depth: int) -> tuple[str, list[RawTable]]:
        lines: list[str] = []
        tables: list[RawTable] = []
        for part in self._blocks(cell, depth=depth + 1) if depth < _MAX_NESTING else ():
            if isinstance(part, RawParagraph):
                lines.extend([part.text] if part.role != "contents" else ())
            else:
                tables.append(part)
                lines.extend(" ".join(each.text for each in row) for row in part.cells)
        return "\n".join(lines), tables


def _role(properties: Element, style: WordStyle) -> tuple[Role, int]:
    """A paragraph's own outline level prevails over its style's."""
    outline = child_value(properties, "outlineLvl")
    if outline is not None and style.role in ("", "heading"):
        level = number(outline, 9) + 1
        return ("heading", level) if level <= 9 else ("", 0)
    return style.role, style.level


def _rows(table: Element) -> Iterator[Element]:
    """Rows that were not deleted, also those inside content controls."""
    for element in table:
        if element.tag == W + "tr":
            properties = element.find(W + "trPr")
            if properties is None or properties.find(W + "del") is None:
                yield element
        elif element.tag in _CONTAINERS:
            yield from _rows(element)


def _cells(row: Element) -> Iterator[Element]:
    for element in row:
        if element.tag == W + "tc":
            yield element
        elif element.tag in _CONTAINERS:
            yield from _cells(element)


def _merges(cell: Element) -> bool:
    properties = cell.find(W + "tcPr")
    return properties is not None and properties.find(W + "vMerge") is not None


def _continues(cell: Element) -> bool:
    return _merges(cell) and child_value(cell.find(W + "tcPr"), "vMerge") in (None, "continue")


def _lengthen(rows: list[list[Spanned]], at: tuple[int, int]) -> None:
    row, index = at
    cell = rows[row][index]
    rows[row][index] = replace(cell, rowspan=len(rows) - row)
