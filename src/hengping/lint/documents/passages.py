"""Running text as the checks read it: passages in one spelling, cut into sentences and clauses, with their figures."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Literal

from hengping.quantities.mention import Mention
from hengping.quantities.mentions import find_mentions
from hengping.reading.documents import HeadingBlock, Place

PassageKind = Literal["heading", "paragraph", "caption", "table_note", "footnote"]

_WIDE = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)} | {0xFF05: "%", 0xFF0E: ".", 0x3000: " ", 0xA0: " "}
_PUNCTUATION = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_SPACE = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])|(?<=\d)\s+(?=%)")
_ASCII_SIGN = re.compile(r"[;:?!()]|,(?!\d{3}(?!\d))")
_SENTENCE_END = re.compile(r"[。！？\n]")
_CLAUSE_END = re.compile(r"[。！？；\n，：]")
# Marks of how a figure was obtained, printed behind it.
_MARKS = str.maketrans("", "", "※△▲★☆")


def normal(text: str) -> str:
    """A text in one spelling: half-width digits, Chinese punctuation, no blanks beside Chinese, no marks of status."""
    written = _SPACE.sub("", text.translate(_MARKS).translate(_WIDE).strip())
    return _ASCII_SIGN.sub(lambda match: _PUNCTUATION[match.group()], written)


@dataclass(frozen=True)
class Passage:
    """One heading, paragraph, caption or note.

    Attributes:
        text: in one spelling, see `normal`; all positions refer to it.
        printed: as printed.
        place: where it stands.
        kind: what it is.
        heading: the heading it stands under; None before the first one.
        list_item: its number if it is an item of a list.
    """

    text: str
    printed: str
    place: Place
    kind: PassageKind
    heading: HeadingBlock | None = None
    list_item: str = ""

    @functools.cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The quantities of the text in order."""
        return find_mentions(self.text)

    @functools.cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Cut at 。！？. A sign inside quotation marks or parentheses does not cut."""
        return tuple(Sentence(self, start, end) for start, end in _cut(self.text, _SENTENCE_END))

    @functools.cached_property
    def quoted(self) -> tuple[tuple[int, int], ...]:
        """Where something is quoted: “…”, 《…》."""
        return tuple(match.span() for match in re.finditer(r"“[^”]*”|《[^》]*》|「[^」]*」", self.text))

    def is_quoted(self, position: int) -> bool:
        """Whether a position is inside a quotation."""
        return any(start < position < end for start, end in self.quoted)


@dataclass(frozen=True)
class Sentence:
    """A stretch of a passage; `start` and `end` are positions of the passage."""

    passage: Passage
    start: int
    end: int

    @functools.cached_property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def place(self) -> Place:
        return self.passage.place

    @functools.cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The quantities inside, with positions of the passage."""
        return tuple(m for m in self.passage.mentions if self.start <= m.start and m.end <= self.end)

    @functools.cached_property
    def clauses(self) -> tuple[Sentence, ...]:
        """Cut at commas, colons and semicolons as well."""
        return tuple(
            Sentence(self.passage, self.start + start, self.start + end) for start, end in _cut(self.text, _CLAUSE_END)
        )

    def before(self, mention: Mention) -> str:
        """The text of the sentence up to a mention."""
        return self.passage.text[self.start : mention.start]

    def after(self, mention: Mention) -> str:
        """The text of the sentence behind a mention."""
        return self.passage.text[mention.end : self.end]


_OPENING, _CLOSING = "“《（「〔", "”》）」〕"


def _cut(text: str, ends: re.Pattern[str]) -> list[tuple[int, int]]:
    """Stretches between the signs, each with its sign; what stands between marks of one pair stays whole."""
    found, begin, depth = [], 0, 0
    for position, character in enumerate(text):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(depth - 1, 0)
        elif depth == 0 and ends.match(character):
            found.append((begin, position + 1))
            begin = position + 1
    if begin < len(text):
        found.append((begin, len(text)))
    return found
