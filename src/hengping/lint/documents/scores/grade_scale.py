"""The grade scale that a document sets up in its own words or in a table: 90分（含）—100分为“优”，…，60分以下为“差”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from hengping.lint.documents.ledgers import Ledger
from hengping.lint.documents.passages import Passage
from hengping.reading.documents import Place

GRADE = (
    r"优秀|良好|中等|一般|较差|较好|较优|极差|很差|优良|基本合格|不合格|合格|基本达标|不达标|达标|好|优|良|中|差"
    r"|[ABCDE](?:级|等)?|[一二三四五](?:等|级|类)|[甲乙丙丁](?:等|级)"
)
END_OF_GRADE = r"(?=(?:等级|等次|档次|级别|等|级|档)?(?:的)?(?![一-鿿\w]))"
_NUMBER = r"(\d{1,3}(?:\.\d+)?)"
_INCLUDED = r"(?:[（(]不?[含包][^）)]{0,6}[）)])?"
_SCORE = r"(?:S|X|得分|分数|总分|评价得分|综合得分|评分)"
_RANGE = (
    rf"(?:{_NUMBER}分?{_INCLUDED}(?:-|—|–|~|～|至|到){{1,2}}{_NUMBER}分?{_INCLUDED}(?:之?间)?"
    rf"|{_NUMBER}分?{_INCLUDED}(?:及?以上)?[，、]?(?:且)?(?:不足|低于|不满|未达到?|小于|不到){_NUMBER}分?{_INCLUDED}"
    rf"|{_NUMBER}分?{_INCLUDED}(?P<side>及?以上|及?以下){_INCLUDED}"
    rf"|(?P<sign>≥|>|＞|不低于|高于|达到|超过|≤|<|＜|低于|不足|不满|小于|大于等于|大于){_NUMBER}分?{_INCLUDED}(?:及?以上)?"
    rf"|{_NUMBER}分?[≤<＜]{_SCORE}?[≤<＜]{_NUMBER}分?|{_NUMBER}分?[≥>＞]{_SCORE}?[≥>＞]{_NUMBER}分?"
    rf"|[\[【（(［]{_NUMBER}[，,、]{_NUMBER}[\]】）)］])"
)
_LINKS = r"(?:时)?(?:的)?[，]?(?:等级)?(?:为|是|属于?|评为|定为|评定为|确定为|认定为|对应|划为|列为|：)?(?:等级)?"
_BEHIND = re.compile(rf"{_RANGE}{_LINKS}[“\"‘]?(?P<grade>{GRADE})[”\"’]?{END_OF_GRADE}")
_AHEAD = re.compile(
    rf"(?:^|(?<=[，。；：、（）“为是\s]))(?P<grade>{GRADE})[”\"’]?(?:等级|等次|档次|级别|等|级|档)?(?:为|是|：|:|（|\(|对应|，)?{_SCORE}?(?:为|在|达到?)?{_RANGE}"
)


@dataclass(frozen=True)
class Band:
    """One grade; both bounds as printed, the upper one not reached unless it is the highest of the scale."""

    grade: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class GradeScale:
    """The bands of one scale, best first, and where it is set up; `passage` is None for a table."""

    bands: tuple[Band, ...]
    place: Place
    passage: Passage | None = None

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


def grade_scales(passages: Iterable[Passage], ledgers: Iterable[Ledger] = ()) -> Iterator[GradeScale]:
    """Scales of three grades or more that fit together, in order."""
    for passage in passages:
        behind, ahead = (_bands(pattern, passage.text) for pattern in (_BEHIND, _AHEAD))
        scale = _fitting(max((behind, ahead), key=len), passage.place, passage)
        if scale is not None:
            yield scale
    for ledger in ledgers:
        scale = _fitting(list(_bands_of_table(ledger)), ledger.place(0, 0)) if ledger.count else None
        if scale is not None:
            yield scale


def _fitting(bands: list[Band], place: Place, passage: Passage | None = None) -> GradeScale | None:
    """Bands of different grades that lie beside each other."""
    bands = sorted(bands, key=lambda band: -band.low)
    if len(bands) < 3 or len({band.grade for band in bands}) < len(bands):
        return None
    if len({band.low for band in bands}) < len(bands):
        return None
    return GradeScale(tuple(bands), place, passage)


def _bands(pattern: re.Pattern[str], text: str) -> list[Band]:
    return [_band(match) for match in pattern.finditer(text)]


def _band(match: re.Match[str]) -> Band:
    numbers = [Decimal(group) for group in match.groups() if group and re.fullmatch(r"\d+(?:\.\d+)?", group)]
    if len(numbers) == 1:
        upwards = (match["side"] or match["sign"] or "").endswith(
            ("以上", "≥", ">", "＞", "不低于", "高于", "达到", "超过", "大于等于", "大于")
        )
        numbers = [numbers[0], Decimal(100)] if upwards else [Decimal(0), numbers[0]]
    grade = re.sub(r"(?<=[A-E])(?:级|等)$", "", match["grade"])
    return Band(grade, min(numbers), max(numbers))


def _bands_of_table(ledger: Ledger) -> Iterator[Band]:
    """A row each with a grade in one cell and its range in another."""
    for item in range(ledger.count):
        texts = [ledger.text(item, column.index).strip("“”") for column in ledger.columns]
        grade = next((text for text in texts if re.fullmatch(GRADE, text)), None)
        span = next((text for text in texts if re.match(rf"{_SCORE}?{_RANGE}", text)), None)
        found = _AHEAD.match(f"{grade}：{span}") if grade and span else None
        if found is not None:
            yield _band(found)
