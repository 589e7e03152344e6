"""Numbered tables, figures and annexes of a document, and where the text cites them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hengping.lint.documents.lists.annex_list import listed_annexes
from hengping.lint.documents.passages import Passage, normal
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.quantities import read_chinese_numeral
from hengping.quantities.refusal import QuantityError
from hengping.reading.documents import HeadingBlock, ParagraphBlock, Place

_NUMERAL = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_LABEL = re.compile(
    rf"(?P<kind>续表|附表|附图|附件|附录|表|图)(?P<chapter>\d{{1,2}}[-—.．])?(?P<number>{_NUMERAL})(?!\d|\.\d|[%％级])"
)
_CITED = re.compile(
    rf"(?P<kind>附表|附图|附件|附录|(?<![一-鿿]表)(?<![代图报列填发])表|(?<![地意构试])图)(?P<chapter>\d{{1,2}}[-—.．])?"
    rf"(?P<numbers>(?:{_NUMERAL})(?:(?:[、和及至~～—-]|—{{2}})(?:附件|附表|表|图)?(?:{_NUMERAL}))*)(?![\d.]*[%％年月日个项家级类种人元万亿])"
)
_CAPTIONED = re.compile(r"[图表]\s*\d{1,2}(?:[-—.．]\d{1,2})?[\s\u3000]")
_ANNEX_LINE = re.compile(rf"附(?:件|录|表)(?:{_NUMERAL})[.．：:]?[^，。；见所中]{{2,40}}[。；]")
_SPAN = re.compile(r"[至~～—-]")


@dataclass(frozen=True)
class Label:
    """A numbered table, figure or annex. `chapter` is the part before the sign in 表2-1, with the sign."""

    kind: str
    chapter: str
    value: int
    printed: str
    caption: str
    place: Place


@dataclass(frozen=True)
class Cited:
    """A number that the text refers to."""

    kind: str
    chapter: str
    value: int
    printed: str
    passage: Passage


def labels_of(subject: DocumentUnderReview) -> Iterator[Label]:
    """Everything that bears a number, in order. Figures are known by the line that names them."""
    allowed: tuple[str, ...]
    listed = list(listed_annexes(subject.source.blocks))
    places = {annex.place for annex in listed}
    yield from (Label("附件", "", a.value, f"附件{a.value}", a.name, a.place) for a in listed)
    for block in subject.source.blocks:
        if block.place in places:
            continue
        if isinstance(block, HeadingBlock):
            text = normal(block.full)
            allowed = ("附件", "附录", "附表", "附图")
        elif isinstance(block, ParagraphBlock):
            text = normal(block.text)
            short = len(text) <= 60 and (text[-1:] not in "。；，" or bool(_ANNEX_LINE.fullmatch(text)))
            captioned = bool(_CAPTIONED.match(block.text))  # however long: a note or a second line may hang on it
            allowed = ("图", "附图", "附件", "附表", "附录") if short else ("图",) if captioned else ()
            allowed = (*allowed, "表") if captioned else allowed
        else:
            text = normal(block.caption or block.label)
            allowed = ("表", "附表", "续表", "附件")
        match = _LABEL.match(text)
        if match and match["kind"] in allowed:
            value = _value(match["number"])
            if value:
                yield Label(match["kind"], match["chapter"] or "", value, match.group(), text, block.place)


def citations_of(passage: Passage) -> Iterator[Cited]:
    """The numbers of tables, figures and annexes that a passage refers to: 表1, 附件5、6, 图2至图4."""
    for match in _CITED.finditer(passage.text):
        numbers = [_value(text) for text in re.findall(_NUMERAL, match["numbers"])]
        if _SPAN.search(match["numbers"]) and len(numbers) == 2 and 0 < numbers[0] < numbers[1]:
            numbers = list(range(numbers[0], numbers[1] + 1))
        for value in numbers:
            if value:
                yield Cited(match["kind"], match["chapter"] or "", value, match.group(), passage)


def _value(text: str) -> int:
    try:
        return int(text) if text.isdigit() else read_chinese_numeral(text)
    except QuantityError:
        return 0
