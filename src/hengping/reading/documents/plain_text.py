"""Plain text, also as Word or a PDF reader leave it: tables as tabs, bookmarks and footnotes as residue in brackets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from hengping.reading.documents.assembly import assemble
from hengping.reading.documents.captions import is_caption, is_figure_caption
from hengping.reading.documents.headings import looks_like_heading, split_number
from hengping.reading.documents.model import FootnoteBlock, Place, Residue, SourceDocument
from hengping.reading.documents.parts import Raw, RawParagraph, RawTable, plain_grid
from hengping.reading.documents.text_encoding import PAGE_BREAK, document_text

_BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]")
_HEADING_MARK = re.compile(r"\[bookmark:\s*_Toc\d+\]")
_NOTE_MARK = re.compile(r"\[(?:footnote|endnote)Ref:(\d+)\]")
_CONTENTS = re.compile(r".*[^\t]\t+\s*(?:\d{1,3}|错误[!！]\s*未定义书签。?)\s*")
_DASHED_NUMBER = re.compile(r"^[-•·]\s+(?=[（(]?\d{1,2}[）).])")  # an item that was numbered and listed as well
_ENDED = tuple("。！？!?；;：:…")
_CLOSING = "”）)》】"
_LABELLED = re.compile(r"[^，。：:]{2,10}[：:][^，。]{1,40}")
_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"), ("〔", "〕"))
_WRAPPED_SHARE = 0.5
_NARROWEST_WRAPPED, _WIDEST_WRAPPED = 36, 120


def read_plain_text(data: bytes, *, label: str) -> SourceDocument:
    """The document in a text file.

    Raises:
        InputError: in no accepted encoding.
    """
    text = document_text(data, label=label)
    notes: list[FootnoteBlock] = []
    lines = _lines(text)
    made = assemble(_continued(_parts(lines, notes)))
    residues = (*_residues(lines), *made.residues)
    return SourceDocument(label, "text", made.title, made.blocks, tuple(notes), residues=residues)


def _residues(lines: list[_Line]) -> Iterator[Residue]:
    """Bookmarks, and calls of notes that are not there; both leave the text."""
    for line in lines:
        for found in _BOOKMARK.finditer(line.text):
            yield Residue(found.group(), _place(line))
        for call in _NOTE_MARK.finditer(line.text):
            if not re.search(rf"\[{call[1]}:", line.text):
                yield Residue(call.group(), _place(line))


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    number: int
    page: int | None


def _lines(text: str) -> list[_Line]:
    lines = []
    page = 1 if PAGE_BREAK in text.rstrip(PAGE_BREAK + "\n") else None
    for number, line in enumerate(text.replace(PAGE_BREAK, "\n" + PAGE_BREAK).split("\n"), start=1):
        if page is not None:
            page += line.startswith(PAGE_BREAK)
            number = 0  # the breaks have shifted the lines
        lines.append(_Line(_without_tab(line.lstrip(PAGE_BREAK).rstrip(" \xa0")), number, page))
    return lines


def _without_tab(line: str) -> str:
    """A line without the one tab that sets its number off."""
    number, tab, text = line.strip(" \u3000").partition("\t")
    found = split_number(number) if tab and text.strip() and "\t" not in text else None
    return number + text.lstrip() if found and found.level and not found.text else line


def _place(line: _Line) -> Place:
    return Place(page=line.page) if line.page is not None else Place(line=line.number)


def _parts(lines: list[_Line], notes: list[FootnoteBlock]) -> list[Raw]:
    parts: list[Raw] = []
    full = _full_width(lines)
    for run in _runs(lines):
        if all(_is_indented(line.text) for line in run):
            parts.extend(_paragraph(line, notes) for line in run)
        elif all(re.fullmatch(r"\t[^\t]*", line.text) for line in run):
            _add_row(parts, [[_BOOKMARK.sub("", line.text).strip() for line in run]], run[0])
        elif _is_contents(run, parts[-1] if parts else None):
            parts.extend(RawParagraph(line.text, _place(line), "contents") for line in run)
        elif sum("\t" in line.text.strip(" ") for line in run) * 2 > len(run) and len(run) > 1:
            _add_rows(parts, run)
        else:
            for joined in _joined(run, full):
                parts.append(_paragraph(joined, notes))
    return [part for part in parts if isinstance(part, RawTable) or part.text.strip()]


def _runs(lines: list[_Line]) -> Iterator[list[_Line]]:
    """Lines between blank ones; a change from plain lines to lines with tabs begins anew."""
    run: list[_Line] = []
    for line in lines:
        tabbed = "\t" in line.text
        if run and (not (line.text.strip() or tabbed) or tabbed != ("\t" in run[-1].text)):
            yield run
            run = []
        if line.text.strip() or tabbed:
            run.append(line)
    if run:
        yield run


def _is_contents(run: list[_Line], before: Raw | None) -> bool:
    """Whether lines with tabs are a list of contents: each ends with its page, under 目录 or all numbered."""
    if not all(_CONTENTS.fullmatch(line.text) for line in run):
        return False
    named = isinstance(before, RawParagraph) and re.fullmatch(r"目\s*[录次]", before.text.strip())
    return bool(named) or (len(run) > 1 and all(split_number(line.text) for line in run))


def _is_indented(line: str) -> bool:
    """Whether a tab indents a sentence or a chapter's heading; the cells of a row are rarely all like that."""
    found = split_number(line)
    whole = line.rstrip(_CLOSING).endswith(_ENDED) or (found and 0 < found.level <= 2 and looks_like_heading(found))
    return bool(re.fullmatch(r"\t[^\t]+", line) and whole)


def _add_row(parts: list[Raw], rows: list[list[str]], line: _Line) -> None:
    """A row written one cell a line joins the rows before it."""
    last = parts[-1] if parts else None
    if isinstance(last, RawTable) and len(last.cells[0]) == len(rows[0]):
        before = [[cell.text for cell in row] for row in last.cells]
        parts[-1] = replace(last, cells=plain_grid([*before, *rows]))
    else:
        parts.append(RawTable(plain_grid(rows), _place(line)))


def _add_rows(parts: list[Raw], run: list[_Line]) -> None:
    """Rows of one line each; a table that begins with the head of the one before it is its continuation."""
    rows = [[cell.strip() for cell in _BOOKMARK.sub("", line.text).split("\t")] for line in run]
    table = RawTable(plain_grid(rows), _place(run[0]))
    last = parts[-1] if parts else None
    if isinstance(last, RawTable) and len(last.cells[0]) == len(table.cells[0]):
        before = [[cell.text for cell in row] for row in last.cells]
        if before[0] == [cell.text for cell in table.cells[0]]:
            parts[-1] = replace(last, cells=plain_grid([*before, *rows[1:]]))
            return
    parts.append(table)


def _full_width(lines: list[_Line]) -> int:
    """The width at which lines were broken by hand, 0 if each line is a paragraph."""
    widths = [_width(line.text) for line, after in pairwise(lines) if line.text and after.text.strip()]
    widest = max(widths, default=0)
    if len(widths) < 5 or not _NARROWEST_WRAPPED <= widest <= _WIDEST_WRAPPED:
        return 0
    full = sum(width >= widest - 6 for width in widths)
    return widest - 6 if full >= _WRAPPED_SHARE * len(widths) else 0


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _joined(run: list[_Line], full: int) -> Iterator[_Line]:
    """Paragraphs of a run: its lines, or lines put together where they were broken at a width."""
    held: _Line | None = None
    before = ""
    for line in run:
        begins = not full or _width(before) < full or bool(split_number(line.text))
        if held is None or begins or line.text.startswith(("\u3000", "    ")):
            if held is not None:
                yield held
            held = line
        else:
            held = replace(held, text=join(held.text, line.text))
        before = line.text
    if held is not None:
        yield held


def join(before: str, after: str) -> str:
    """Two lines of one paragraph; a space only between Latin words."""
    before, after = before.rstrip(), after.lstrip(" \t\u3000")
    latin = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalnum()
    return f"{before} {after}" if latin else before + after


def _paragraph(line: _Line, notes: list[FootnoteBlock]) -> RawParagraph:
    text, place = line.text, _place(line)
    marked = bool(_HEADING_MARK.search(text))
    text = _BOOKMARK.sub("", text)
    called = []
    for mark in dict.fromkeys(_NOTE_MARK.findall(text)):
        if found := re.search(rf"\s*\[{mark}:\s*(.*?)\]\s*(?=$|\[\d+:)", text):
            number = str(len(notes) + 1)
            notes.append(FootnoteBlock(number, found[1], replace(place, note=number)))
            called.append(number)
            text = text[: found.start()] + text[found.end() :]
    text = _DASHED_NUMBER.sub("", _NOTE_MARK.sub("", text).strip())
    if marked and (automatic := _automatic(text)):
        text, level = automatic
        return RawParagraph(text, place, role="heading", level=level)
    return RawParagraph(text, place, notes=tuple(called))


_LEVELS = {"chinese": 1, "chinese_brackets": 2, "arabic": 3, "arabic_brackets": 4}
# Where Word counted 一、二、 by itself, an export writes 1、 and （1）, with a space after it.
_COUNTED = re.compile(r"(?:(?P<first>\d{1,2}、)|(?P<second>（\d{1,2}）))\s+(?=\S)")


def _automatic(text: str) -> tuple[str, int] | None:
    """Text and level of a line that the contents list pointed to; None if it has no number."""
    if counted := _COUNTED.match(text):
        return text, 1 if counted["first"] else 2
    found = split_number(text)
    return (text, _LEVELS.get(found.style, found.level)) if found and found.level else None


def _continued(parts: list[Raw]) -> list[Raw]:
    """Paragraphs that a page break cut in two are put together again."""
    whole: list[Raw] = []
    for part in parts:
        last = whole[-1] if whole else None
        if isinstance(part, RawParagraph) and isinstance(last, RawParagraph) and _is_cut(last, part):
            whole[-1] = replace(last, text=join(last.text, part.text), notes=last.notes + part.notes)
        else:
            whole.append(part)
    return whole


def _is_cut(before: RawParagraph, after: RawParagraph) -> bool:
    text, following = before.text, after.text
    if before.role or after.role or split_number(following) or is_figure_caption(text):
        return False
    if text.rstrip(_CLOSING).endswith(_ENDED) or is_caption(after):
        return False
    if any(text.count(opening) > text.count(closing) for opening, closing in _PAIRS):
        return True
    found = split_number(text)
    if found and looks_like_heading(found) and (found.level <= 2 or not re.search("[，,]", found.text)):
        return False  # small numbers count items as well, and these are sentences
    if is_caption(before) or (_LABELLED.fullmatch(text) and not split_number(text)):
        return False
    return bool(re.search("[，,。；;：、]", text)) and len(text) >= 20 and bool(re.search("[。，,；;]", following))
