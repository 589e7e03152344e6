"""The grade scale that a document sets up in its own words: 90分（含）—100分为“优”，…，60分以下为“差”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from hengping.lint.documents.passages import Passage

_NUMBER = r"(\d{1,3}(?:\.\d+)?)"
_FROM = r"(?:分)?(?:（不?含[^）]{0,4}）)?"
_WORD = (
    r"(?:为|是|属于|评为|定为|对应|：)?(?:等级)?[“"
    + '"'
    + r"]?(?P<grade>优秀|良好|中等|较差|合格|基本合格|不合格|优|良|中|差|A|B|C|D)(?![一-鿿])[”"
    + '"'
    + r"]?"
)
_BAND = re.compile(
    rf"(?:{_NUMBER}{_FROM}(?:-|—|–|~|～|至|到){{1,2}}{_NUMBER}{_FROM}|{_NUMBER}分?(?:（含）)?(?P<side>及?以上|及?以下)(?:（不?含[^）]{{0,4}}）)?)(?:的)?[，]?{_WORD}"
)


@dataclass(frozen=True)
class Band:
    """One grade; both bounds as printed, the upper one not reached unless it is the highest of the scale."""

    grade: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class GradeScale:
    """The bands of one scale, best first, and where it is set up."""

    bands: tuple[Band, ...]
    passage: Passage

    @property
    def grades(self) -> tuple[str, ...]:
        return tuple(band.grade for band in self.bands)

    def grade_of(self, score: Decimal) -> str | None:
        """The grade of a score; None outside the scale."""
        reached = [band for band in self.bands if band.low <= score]
        return max(reached, key=lambda band: band.low).grade if reached else None

    @property
    def in_words(self) -> str:
        """The scale as a sentence."""
        return "、".join(f"{band.grade}（{band.low}—{band.high}分）" for band in self.bands)


def grade_scales(passages: Iterable[Passage]) -> Iterator[GradeScale]:
    """Scales of three grades or more that fit together, in order."""
    for passage in passages:
        bands = []
        for match in _BAND.finditer(passage.text):
            low, high, one = match[1], match[2], match[3]
            if one is not None:
                is_low = match["side"].endswith("以上")
                low, high = (one, "100") if is_low else ("0", one)
            bands.append(Band(match["grade"], min(Decimal(low), Decimal(high)), max(Decimal(low), Decimal(high))))
        bands.sort(key=lambda band: -band.low)
        if len(bands) >= 3 and len({band.grade for band in bands}) == len(bands):
            yield GradeScale(tuple(bands), passage)
