"""Names of places and bodies (县, 局, 公司 …), and those that come once and differ by one letter from a known one.

Chinese text does not mark where a name begins, so a name is any run of letters that ends with the word for its kind.
A letter that differs counts only between letters that agree: what stands before the name is no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from hengping.lint.documents.passages import Passage, normal
from hengping.lint.documents.subject import DocumentUnderReview

_PLACES = "县|区|市|镇|乡|街道"
_BODIES = (
    "局|厅|事务所|公司|中心|医院|学院|大学|学校|小学|中学|幼儿园|福利院|养老院|敬老院|管理站|服务站|协会|研究院|研究所"
    "|办事处|委员会|合作社|卫生院|分局|总站|银行"
)
_KIND = re.compile(rf"(?:{_BODIES}|{_PLACES})")
_LETTERS = re.compile(r"[一-龥]+")
_SHORTEST, _LONGEST = 3, 10
_LONG = 7
"""Names so long hardly ever differ by one letter by chance, even if each comes once."""
# Offices that differ by a letter and are different offices, and letters that tell one body from its neighbour.
_OFFICES = re.compile(
    r"(?:财政|民政|教育|体育|审计|统计|税务|商务|林业|农业|水利|水务|公安|司法|交通|环保|卫生|医保|社保|人社|住建|城建|城管|文化|文旅"
    r"|科技|科学|工信|应急|信访|气象|档案|粮食|物价|质监|国土|规划|房产|园林|畜牧|渔业|市政|邮政|行政|发改|残联|妇联)(?:局|厅|委员会)$"
)
_NUMBERING = re.compile(
    r"[一二三四五六七八九十甲乙丙丁东西南北中上下前后左右内外大小新老省市县区州镇乡村各该本全其第两几]"
)


@dataclass
class _Name:
    passages: list[Passage] = field(default_factory=list)
    in_table: bool = False


@dataclass(frozen=True)
class NearName:
    """A name that comes once, where it stands, and the name it nearly is."""

    written: str
    passage: Passage
    known: str


def near_names(subject: DocumentUnderReview) -> tuple[NearName, ...]:
    """Names that come once in the prose and in no table, one letter off a name that is known."""
    names = _names(subject)
    patterns = {p: name for name in sorted(names) if _is_known(name, names[name]) for p, _ in _patterns(name)}
    found: list[NearName] = []
    for written, entry in sorted(names.items(), key=lambda item: -len(item[0])):
        if len(entry.passages) != 1 or entry.in_table or _OFFICES.search(written):
            continue
        passage = entry.passages[0]
        near = [
            known
            for pattern, position in _patterns(written)
            if (known := patterns.get(pattern, written)) != written and _may_be_one(written, known, position, passage)
        ]
        if near and not any(other.passage is passage and other.written.endswith(written) for other in found):
            found.append(NearName(written, passage, near[0]))
    return tuple(found)


def _names(subject: DocumentUnderReview) -> dict[str, _Name]:
    found: dict[str, _Name] = {}
    for passage in subject.passages:
        for name in _windows(passage.text):
            found.setdefault(name, _Name()).passages.append(passage)
    for table in subject.source.tables:
        for text in {cell.text for row in table.cells for cell in row}:
            for name in _windows(normal(text)):
                found.setdefault(name, _Name()).in_table = True
    return found


def _windows(text: str) -> Iterator[str]:
    """Every run of letters that ends with a word for a kind of place or body."""
    for kind in _KIND.finditer(text):
        for length in range(_SHORTEST, _LONGEST + 1):
            run = text[max(kind.end() - length, 0) : kind.end()]
            if len(run) < length or not _LETTERS.fullmatch(run):
                break
            if length > len(kind.group()) + 1:
                yield run


def _is_known(name: str, entry: _Name) -> bool:
    """Whether a name is set: a place by a table, a body by coming often."""
    if re.search(rf"(?:{_PLACES})$", name):
        return entry.in_table and len(entry.passages) >= 1
    told = len(entry.passages) + 2 * entry.in_table
    return told >= (1 if len(name) >= _LONG else 2 if len(name) == _LONG - 1 else 3)


def _patterns(name: str) -> Iterator[tuple[str, int]]:
    """The name with each letter in turn left open, and two neighbours in order; its first letter and its kind stay."""
    kind = list(_KIND.finditer(name))[-1]
    for position in range(1, kind.start()):
        yield f"{name[:position]}_{name[position + 1 :]}", position
        pair = name[position : position + 2]
        if len(name) >= _LONG and position + 1 < kind.start() and pair[0] != pair[1]:
            yield f"{name[:position]}<{''.join(sorted(pair))}>{name[position + 2 :]}", position


def _may_be_one(written: str, known: str, position: int, passage: Passage) -> bool:
    """Whether the letters that differ tell no two bodies apart, and the passage does not name both side by side."""
    letters = written[position], known[position]
    if any(_NUMBERING.match(letter) for letter in letters):
        return False
    return not any(known in s.text and written in s.text for s in passage.sentences)
