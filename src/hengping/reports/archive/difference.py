"""What `verify` found: each difference with its file and, where it can be known, its bytes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hengping.reports.archive.place_of_damage import ByteRange

_SHOWN_RANGES = 5
_SHOWN_BYTES = 16


class Kind(StrEnum):
    """What is wrong."""

    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"
    RENAMED = "renamed"
    LISTING = "listing"
    UNREADABLE = "unreadable"
    NOT_REPRODUCED = "not_reproduced"
    SCORE = "score"
    DATA = "data"
    SIGNATURE = "signature"


LABELS = {
    Kind.CHANGED: "内容已改动",
    Kind.MISSING: "文件缺少",
    Kind.ADDED: "文件多出",
    Kind.RENAMED: "文件改名",
    Kind.LISTING: "清单不符",
    Kind.UNREADABLE: "无法读取",
    Kind.NOT_REPRODUCED: "重做不一致",
    Kind.SCORE: "重新计分不一致",
    Kind.DATA: "数据不一致",
    Kind.SIGNATURE: "签署不一致",
}


@dataclass(frozen=True)
class Spot:
    """One place in a file: its bytes and, in a text, the line on which they begin (from 1; 0 where it is no text)."""

    range: ByteRange
    line: int = 0

    def __str__(self) -> str:
        """第 1300 字节（第 12 行），由 39 改为 38; bytes are counted from 1."""
        first, last = self.range.offset + 1, self.range.offset + self.range.length
        line = f"（第 {self.line} 行）" if self.line else ""
        if not self.range.exact:
            where = f"第 {first}—{last} 字节之间" if last >= first else f"第 {first} 字节起"
            return where + line
        where = f"第 {first} 字节" if last <= first else f"第 {first}—{last} 字节"
        was, is_now = _shown(self.range.was or b""), _shown(self.range.is_now)
        if not self.range.length:
            return f"第 {first} 字节前{line}，少了 {was}"
        return f"{where}{line}，多出 {is_now}" if not self.range.was else f"{where}{line}，原为 {was}，现为 {is_now}"


def _shown(content: bytes) -> str:
    """Bytes in hexadecimal and, where they are a readable text, that text."""
    cut = content[:_SHOWN_BYTES]
    more = "…" if len(content) > _SHOWN_BYTES else ""
    try:
        text = cut.decode()
    except UnicodeDecodeError:
        text = ""
    readable = f"“{text}{more}”" if text.isprintable() and text.strip() else ""
    return f"{cut.hex(' ')}{more}{readable}"


@dataclass(frozen=True)
class Difference:
    """One thing that is not as it was archived.

    Attributes:
        file: its path in the bag; "" for the bag as a whole.
        message: a Chinese sentence.
        spots: the places within the file.
        expected, found: what stands where, as written.
    """

    kind: Kind
    file: str
    message: str
    spots: tuple[Spot, ...] = ()
    expected: str = ""
    found: str = ""

    def lines(self) -> tuple[str, ...]:
        """For people: a headline, then a line a place."""
        more = len(self.spots) - _SHOWN_RANGES
        tail = (f"  另有 {more} 处",) if more > 0 else ()
        where = f"{self.file}：" if self.file else ""
        return (
            f"{LABELS[self.kind]}　{where}{self.message}",
            *(f"  {spot}" for spot in self.spots[:_SHOWN_RANGES]),
            *tail,
        )
