"""The list of annexes that a report ends with, however it is written: a line, a list, headings, a table.

附件：1.评分表；2.明细表 · 附件1：评分表、附件2：明细表 · a heading 附件清单 with numbered lines or a table below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hengping.lint.documents.passages import normal
from hengping.quantities import read_chinese_numeral
from hengping.quantities.refusal import QuantityError
from hengping.reading.documents import Block, HeadingBlock, ParagraphBlock, Place, TableBlock

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_BEGINS = re.compile(
    r"另附[：:]|(?:另附|本报告)?(?:所附)?附(?:件|录|表)?(?:清单|目录|名单|材料|资料)?(?:包括|如下|有|为)?[：:]|附\s*(?:件|录)(?:清单|目录|名单|材料|资料)?$"
)
_LEAD = re.compile(r"(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)]?[、.．])?(?=附)")
_ENTRY = re.compile(
    rf"(?:附(?:件|录|表)(?P<named>\d{{1,2}}|{_NUMERAL})|(?P<plain>\d{{1,2}})(?=[.．、）)])|[（(](?P<bracket>\d{{1,2}}|{_NUMERAL})(?=[）)]))"
    r"[）)]?[.．、：:]?(?P<name>[（(《“]?[一-龥A-Z\d][^；。、\n]*?)(?=$|[；。、\n]|\d{1,2}[.．][一-龥])"
)
_NUMBER_CELL = re.compile(rf"(?P<annex>附(?:件|录|表))?(?P<number>\d{{1,2}}|{_NUMERAL})[.．、]?")
_FIRST_OF_SEVERAL = re.compile(r"附(?:件|录)(?:1|一)[^\d]{2,60}[；、。]附(?:件|录)(?:2|二)")
_ITEM = re.compile(rf"(?:附(?:件|录|表))?[（(]?(?:\d{{1,2}}|{_NUMERAL})[）)]?[.．、：:]?(?=[一-龥《“（(])")


@dataclass(frozen=True)
class ListedAnnex:
    """One entry: its number, its name, and where it stands."""

    value: int
    name: str
    place: Place


def listed_annexes(blocks: Iterable[Block]) -> Iterator[ListedAnnex]:
    """The entries in order. A list ends where a block does not go on with the next number."""
    due = 0  # the number that the open list waits for; 0 while none is open
    for block in blocks:
        if isinstance(block, TableBlock):
            yield from _rows(block, due)
            due = 0
            continue
        text = _text(block)
        begins = _BEGINS.match(text[_lead(text) :])
        if begins and not _cites(text):
            due, text = 1, text[_lead(text) + begins.end() :]
        elif _FIRST_OF_SEVERAL.match(text):
            due = 1
        elif not (due and _ITEM.match(text)):
            due = 0
            continue
        for entry in _entries(text, due, block.place):
            due = entry.value + 1
            yield entry


def _text(block: HeadingBlock | ParagraphBlock) -> str:
    if isinstance(block, HeadingBlock):
        return normal(block.full)
    number = block.list_item if block.list_item and not block.text.startswith(block.list_item) else ""
    return normal(f"{number}{block.text}")


def _lead(text: str) -> int:
    match = _LEAD.match(text)
    return match.end() if match else 0


def _cites(text: str) -> bool:
    return bool(re.match(r"附件[：:]?(?:见|详见|中|所)", text))


def _entries(text: str, due: int, place: Place) -> Iterator[ListedAnnex]:
    """The numbers of a text that count up from the one that is due; any other number belongs to a name."""
    position = 0
    while match := _ENTRY.search(text, position):
        position = match.start("name")
        value = _value(match["named"] or match["plain"] or match["bracket"])
        if value == due or (value > due and position < len(text) and match.start() == 0):
            yield ListedAnnex(value, match["name"], place)
            due = value + 1


def _rows(table: TableBlock, due: int) -> Iterator[ListedAnnex]:
    """A table of numbers and names below the heading of the list, or one whose first cells all say 附件1, 附件2 …"""
    for index, row in enumerate(table.cells):
        texts = [normal(cell.text) for cell in row]
        number = _NUMBER_CELL.fullmatch(texts[0]) if texts else None
        if number and len(texts) > 1 and (due == 1 or number["annex"]):
            yield ListedAnnex(_value(number["number"]), texts[1], table.cell_place(index, 0))


def _value(text: str) -> int:
    try:
        return int(text) if text.isdigit() else read_chinese_numeral(text)
    except QuantityError:
        return 0
