"""Web pages: what a page says, without scripts, navigation and pictures; nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from hengping.errors import Fault, InputError
from hengping.quantities.numbers import chinese_numeral
from hengping.reading.documents.assembly import assemble
from hengping.reading.documents.headings import split_number
from hengping.reading.documents.model import FootnoteBlock, Kind, Place, SourceDocument
from hengping.reading.documents.packages import Element
from hengping.reading.documents.parts import Raw, RawParagraph, RawTable, Spanned, grid
from hengping.reading.documents.text_encoding import document_text
from hengping.reading.documents.web_article import around, arranges_page, article, title_of

_DROPPED = (
    *("script", "style", "nav", "svg", "template", "noscript", "head", "iframe", "object"),
    *("form", "select", "button", "figure", "math"),
)
_BLOCKS = frozenset(
    (
        *("p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "table", "section"),
        *("article", "main", "header", "footer", "body", "aside", "blockquote", "pre", "center", "address"),
        *("figcaption", "details", "summary", "fieldset", "hr"),
    )
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_MOST_SPAN = 1000
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_CALL = re.compile("\0(\\w+)\0")
_INDENTED = re.compile("[ ]*(?:\u3000|\xa0[ ]?\xa0)")


def read_html(data: bytes, *, label: str, kind: Kind = "html") -> SourceDocument:
    """The document in a web page.

    Raises:
        InputError: in no accepted encoding, or empty.
    """
    return read_html_text(_decoded(data, label), label=label, kind=kind)


def read_html_text(text: str, *, label: str, kind: Kind = "html") -> SourceDocument:
    """As `read_html`, from text.

    Raises:
        InputError: nothing that could be a page.
    """
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8")
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError(
            [Fault(label, "空白或无法读取的网页", "有文字的网页", "请用浏览器打开后另存，再试。")]
        ) from error
    title = " ".join((root.findtext(".//title") or "").split())
    reader = _Reader(root, title)
    parts = list(reader.blocks(article(reader.root)))
    made = assemble(parts)
    notes = tuple(reader.notes)
    return SourceDocument(
        label, kind, made.title or reader.top or title_of(title), made.blocks, notes, residues=made.residues
    )


def _decoded(data: bytes, label: str) -> str:
    found = _CHARSET.search(data[:4096])
    name = found[1].decode("ascii").lower() if found else ""
    if name in ("gb2312", "gbk", "gb18030"):
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            pass
    return document_text(data, label=label)


@dataclass
class _Reader:
    root: Element
    page_title: str = ""
    notes: list[FootnoteBlock] = field(default_factory=list)
    top: str = ""
    """The one heading of the first level that is the title of the document."""

    def __post_init__(self) -> None:
        for element in list(self.root.iter(*_DROPPED)):
            if element.tag == "figure":  # the caption is text, the picture is not
                for child in list(element):
                    if child.tag != "figcaption":
                        element.remove(child)
            elif (parent := element.getparent()) is not None:
                _remove(parent, element)
        for element in [*(each for each in self.root.iter() if _is_hidden(each)), *around(self.root)]:
            if (parent := element.getparent()) is not None:
                _remove(parent, element)
        self._take_notes()
        tops = list(self.root.iter("h1"))
        if len(tops) == 1 and (text := _collapsed(tops[0].text_content())):
            is_title = text in self.page_title and split_number(text) is None
            self.top = text if is_title or next(self.root.iter("h2"), None) is not None else ""

    def _take_notes(self) -> None:
        """Footnotes move from the foot of the page to `notes`; their calls become numbers in an attribute."""
        by_id = {element.get("id"): element for element in self.root.iter() if element.get("id")}
        taken: dict[str, str] = {}
        for link in list(self.root.iter("a")):
            raised = (link.getparent() is not None and link.getparent().tag == "sup") or link.find("sup") is not None
            target = (link.get("href") or "").removeprefix("#")
            note = by_id.get(target)
            if not raised or not (link.get("href") or "").startswith("#") or note is None or note.tag == "sup":
                continue
            if target not in taken:
                taken[target] = str(len(self.notes) + 1)
                for back in [each for each in note.iter("a") if (each.get("href") or "").startswith("#")]:
                    _remove(back.getparent(), back)
                text = _collapsed(note.text_content())
                self.notes.append(FootnoteBlock(taken[target], text, Place(note=taken[target])))
            call = link.getparent() if link.getparent().tag == "sup" else link
            call.set("data-note", taken[target])
            for child in list(call):
                call.remove(child)
            call.text = ""
        for target in taken:
            if (parent := by_id[target].getparent()) is not None:
                _remove(parent, by_id[target])
                _remove_if_bare(parent)

    def blocks(self, element: Element) -> Iterator[Raw]:
        """Paragraphs and tables inside an element, in order."""
        pending = _Text()
        pending.add(element.text)
        counter = 0
        for child in element:
            if not isinstance(child.tag, str):
                pending.add(child.tail)
                continue
            if child.tag in _BLOCKS:
                yield from pending.flush()
                counter += child.tag == "li"
                yield from self._block(child, element, counter)
            elif any(inner.tag in _BLOCKS for inner in child.iter() if isinstance(inner.tag, str)):
                yield from pending.flush()
                yield from self.blocks(child)
            else:
                pending.inline(child)
            pending.add(child.tail)
        yield from pending.flush()

    def _block(self, child: Element, parent: Element, counter: int) -> Iterator[Raw]:
        if child.tag == "table":
            yield from self._table(child)
        elif child.tag in _HEADINGS:
            yield from self._heading(child)
        elif child.tag == "li":
            for index, part in enumerate(self.blocks(child)):
                yield _list_item(part, parent, counter) if index == 0 and isinstance(part, RawParagraph) else part
        elif "table-note" in (child.get("class") or "").split():
            for part in self.blocks(child):
                yield RawParagraph(part.text, role="table_note") if isinstance(part, RawParagraph) else part
        elif child.tag == "figcaption":
            yield RawParagraph(_collapsed(child.text_content()), role="body")
        else:
            yield from self.blocks(child)

    def _heading(self, element: Element) -> Iterator[Raw]:
        text = _Text()
        text.add(element.text)
        for child in element:
            text.inline(child)
            text.add(child.tail)
        level = _HEADINGS[element.tag]
        if self.top:
            level -= 1
        for part in text.flush(whole=True):
            yield RawParagraph(part.text, role="heading" if level else "title", level=level, notes=part.notes)

    def _table(self, element: Element) -> Iterator[Raw]:
        rows = [row for row in element.iter("tr") if _table_of(row) is element]
        if arranges_page(element):
            for row in rows:
                for cell in row:
                    yield from self.blocks(cell)
            return
        heads = 0
        spans: list[list[Spanned]] = []
        nested: list[tuple[int, int, RawTable]] = []
        for index, row in enumerate(rows):
            cells = [cell for cell in row if cell.tag in ("td", "th")]
            in_head = row.getparent().tag == "thead" or (bool(cells) and all(cell.tag == "th" for cell in cells))
            heads += in_head and heads == index
            spans.append([])
            for cell in cells:
                text, inner = self._cell(cell)
                nested.extend((index, len(spans[-1]), each) for each in inner)
                spans[-1].append(Spanned(text, _span(cell, "rowspan"), _span(cell, "colspan")))
        caption = element.find("caption")
        name = _collapsed(caption.text_content()) if caption is not None else ""
        if sum(len(row) for row in spans) > 1:
            yield RawTable(grid(spans), header_rows=heads or None, caption=name, nested=tuple(nested))
        else:
            for row in rows:
                for cell in row:
                    yield from self.blocks(cell)

    def _cell(self, cell: Element) -> tuple[str, list[RawTable]]:
        lines: list[str] = []
        tables: list[RawTable] = []
        for part in self.blocks(cell):
            if isinstance(part, RawParagraph):
                lines.append(part.text)
            else:
                tables.append(part)
        return "\n".join(lines), tables


@dataclass
class _Text:
    """Running text of a block while it is gathered."""

    pieces: list[str] = field(default_factory=list)
    plain: bool = False
    """Whether some of it is not bold."""

    def add(self, text: str | None, *, bold: bool = False) -> None:
        if text:
            self.pieces.append(re.sub(r"[ \t\r\n\f]+", " ", text))
            self.plain = self.plain or not (bold or text.isspace())

    def inline(self, element: Element, *, bold: bool = False) -> None:
        if not isinstance(element.tag, str):
            return
        bold = bold or element.tag in ("b", "strong") or _BOLD.search(element.get("style") or "") is not None
        if element.get("data-note"):
            self.pieces.append(f"\0{element.get('data-note')}\0")
        self.pieces.append("\n" if element.tag == "br" else "")
        self.add(element.text, bold=bold)
        for child in element:
            self.inline(child, bold=bold)
            self.add(child.tail, bold=bold)

    def flush(self, *, whole: bool = False) -> Iterator[RawParagraph]:
        """The paragraphs gathered: one if it must be `whole`, else a new one where a broken line begins anew."""
        groups: list[list[str]] = [[]]
        before = " "
        for line in "".join(self.pieces).split("\n"):
            text = re.sub(" {2,}", " ", line.replace("\xa0", " ")).strip()
            if not whole and (not before.strip() or _INDENTED.match(line) or split_number(text)):
                groups.append([])
            groups[-1] += [text] if text else []
            before = line
        for group in groups:
            text = "\n".join(group)
            if told := _CALL.sub("", text).strip():
                yield RawParagraph(told, notes=tuple(_CALL.findall(text)), bold=not self.plain)
        self.pieces, self.plain = [], False


def _list_item(part: RawParagraph, parent: Element, counter: int) -> RawParagraph:
    if parent.tag != "ol":
        return RawParagraph(part.text, role="body", list_item="•", notes=part.notes)
    start = parent.get("start", "1")
    value = counter - 1 + (int(start) if re.fullmatch(r"\d{1,6}", start) else 1)
    style = parent.get("style") or ""
    number = f"{chinese_numeral(value)}、" if "cjk" in style or "chinese" in style else f"{value}."
    return RawParagraph(number + part.text, role="body", list_item=number, notes=part.notes)


def _table_of(row: Element) -> Element:
    return next((each for each in row.iterancestors() if each.tag == "table"), None)


def _span(cell: Element, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    return max(1, min(int(text), _MOST_SPAN)) if re.fullmatch(r"\d{1,6}", text) else 1


def _is_hidden(element: Element) -> bool:
    if not isinstance(element.tag, str):
        return False
    style = re.sub(r"\s", "", element.get("style") or "")
    return "display:none" in style or element.get("hidden") is not None


def _collapsed(text: str) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text).strip()


def _remove_if_bare(element: Element) -> None:
    """The list of notes and the section around it go when only their heading is left."""
    rest = [child for child in element.iter() if child is not element and child.tag not in (*_HEADINGS, "hr", "br")]
    parent = element.getparent()
    if not rest and parent is not None and element.tag in ("ol", "ul", "section", "aside", "div", "footer"):
        _remove(parent, element)
        _remove_if_bare(parent)


def _remove(parent: Element, child: Element) -> None:
    """Takes an element out; the text after it stays."""
    if child.tail:
        before = child.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + child.tail
        else:
            parent.text = (parent.text or "") + child.tail
    parent.remove(child)
