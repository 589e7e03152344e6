"""Lines that belong to a table: its caption, its unit, the notes under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hengping.reading.documents.parts import Raw, RawParagraph, RawTable

_SPACE = r"[\s\u3000\xa0]*"
LABEL = re.compile(rf"(?:附|续)?表{_SPACE}(?:[A-Z]|\d+|[一二三四五六七八九十]+)(?:[-—–.．]\d+)*(?![\d级是为中所]|、)")
_FIGURE_LABEL = re.compile(rf"图{_SPACE}(?:\d+|[一二三四五六七八九十]+)(?:[-—–.．]\d+)*[\s\u3000\xa0:：]")
_UNIT = re.compile(
    rf"[（(]?{_SPACE}(?:金额)?(?:计量)?单位{_SPACE}[:：]{_SPACE}(?P<unit>[^（）()。，]{{1,20}}?){_SPACE}(?:[）)]|$)"
)
_NOTE = re.compile(rf"[（(]?{_SPACE}(?:附?注|备注|说明|(?:数据|资料)?来源){_SPACE}\d*{_SPACE}[：:]|[※*＊]")
_FILER = re.compile(
    rf"(?:填报|填表|编报|编制|申报|报送){_SPACE}(?:单位|部门|机关|人|日期|时间){_SPACE}(?:（[^）]*）)?[:：]"
)
_NAMED = re.compile(r"[^。；！？：:]{2,48}(?:表|一览|明细|清单|名单)(?:[（(][^（）()]{1,20}[）)])?")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What was found around one table; `above` are steps up to the parts it took, `below` how many it took there."""

    caption: str = ""
    label: str = ""
    unit: str = ""
    notes: tuple[str, ...] = ()
    above: tuple[int, ...] = ()
    below: int = 0


def surroundings(parts: Sequence[Raw], index: int) -> Surroundings:
    """The lines around the table at `parts[index]` that are its own."""
    table = parts[index]
    assert isinstance(table, RawTable)
    caption, unit, above = table.caption, "", []
    for step in range(-1, -6, -1):
        if not isinstance(line := _at(parts, index + step), RawParagraph):
            break
        if not unit and (found := _UNIT.fullmatch(line.text.strip())):
            unit = found["unit"]
        elif not caption and is_caption(line):
            caption = line.text.strip()
        elif _FILER.match(line.text.strip()) and not caption:
            found = _UNIT.search(line.text, _after_filer(line.text))
            unit = unit or (found["unit"].strip() if found else "")
            continue  # it says something of its own and stays a paragraph
        else:
            break
        above.append(step)
    below = 0
    if not caption and isinstance(line := _at(parts, index + 1), RawParagraph) and _caption_below(parts, index, line):
        caption, below = line.text.strip(), 1
    first_note = index + 1 + below
    notes = _notes(parts, first_note)
    if not unit and (found := _UNIT.search(caption)):
        unit = found["unit"]
    return Surroundings(caption, label_of(caption), unit, notes, tuple(above), below + len(notes))


def is_unit(text: str) -> bool:
    """Whether a line says the unit of a table and nothing more: 单位：万元."""
    return _UNIT.fullmatch(text.strip()) is not None and not _FILER.match(text.strip())


def _after_filer(text: str) -> int:
    """Where in the line of a form's head its first entry ends."""
    found = re.search(r"[\s\u3000\xa0](?=[（(]?(?:金额)?单位)", text)
    return found.end() if found else len(text)


def is_caption(line: RawParagraph) -> bool:
    """Whether a paragraph before a table names it: by its style, by a number, or as a short name ending in 表."""
    text = line.text.strip()
    if line.role in ("heading", "title", "table_note", "contents") or len(text) > 80:
        return False
    if line.role == "caption":
        return not _FIGURE_LABEL.match(text)
    if LABEL.match(text):
        return "。" not in text
    return _NAMED.fullmatch(text) is not None


def label_of(caption: str) -> str:
    """The printed number of a table's caption without spaces: 表 3 各项… → 表3."""
    found = LABEL.match(caption.strip())
    return re.sub(r"[\s\u3000\xa0]", "", found.group()) if found else ""


def is_figure_caption(text: str) -> bool:
    """Whether a line is the caption of a picture: 图1 …"""
    return _FIGURE_LABEL.match(text) is not None and len(text) <= 80 and "。" not in text


def begins_table_note(text: str) -> bool:
    """Whether a line is the first of the notes under a table: 注：…, 数据来源：…, ※…."""
    return _NOTE.match(text) is not None


def _caption_below(parts: Sequence[Raw], index: int, line: RawParagraph) -> bool:
    """A numbered caption under its table, where no other table follows that it could name."""
    follows_table = isinstance(_at(parts, index + 2), RawTable)
    return not follows_table and is_caption(line) and LABEL.match(line.text.strip()) is not None


def _notes(parts: Sequence[Raw], start: int) -> tuple[str, ...]:
    found: list[str] = []
    while isinstance(line := _at(parts, start + len(found)), RawParagraph):
        text = line.text.strip()
        listed = found and re.match(rf"{len(found) + 1}{_SPACE}[.．、]", text) and re.search(r"[:：]\s*1", found[0])
        if not (line.role == "table_note" or (line.role in ("", "body") and _NOTE.match(text)) or listed):
            break
        found.append(text)
    return tuple(found)


def _at(parts: Sequence[Raw], index: int) -> Raw | None:
    return parts[index] if 0 <= index < len(parts) else None
