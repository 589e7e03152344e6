"""Weights that a sentence lists: 权重分别为15分、25分、35分和25分; 决策（15分）、过程（25分）、…; 10:25:40:25."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from hengping.lint.documents.passages import Sentence

# The number of an annex or a table is no weight.
_NUMBER = r"(?<![件表图录第])\d{1,2}(?:\.\d{1,3})?"
_NAME = r"[^，。；：、（）\d]{0,16}?"
_ITEM = (
    rf"{_NAME}[（(]?(?:分值|权重|满分|占比?|赋|各占|计)?(?:分|值|为|是|占)?{_NUMBER}(?:个?百分点|分|%)?"
    r"(?![\d.个项家人名条次年月元万亿级类])(?:的?(?:权重|分值))?[）)]?(?:（[^（）\d]{0,20}）)?"
)
_JOINT = r"(?:[、，；+＋]|以及|和|及|与)"
_LIST = re.compile(rf"(?<![\d.]){_ITEM}(?:{_JOINT}{_ITEM}){{2,7}}(?![\d.])")
_VALUE = re.compile(rf"({_NUMBER})(个?百分点|分|%)?")
_PROPORTION = re.compile(rf"(?<![\d.]){_NUMBER}%?(?:[：:/∶]{_NUMBER}%?){{2,7}}(?![\d.])")
_COEFFICIENTS = re.compile(r"[×xX*](?:0\.\d{1,2}|\d{1,2}%)")
_WEIGHT = re.compile(r"权重|分值|满分|总分|百分制|赋分|指标体系|计分|权数|评价指标|评分标准|评价内容|权重系数|比重设")
_OTHER = re.compile(
    r"得|扣|失|回答|选择|同意|完成率|增长|增加|提高|下降|完成|支出|资金(?!管理|使用|投入)|每|占比依次|满意率|负担|分担|承担|配套|比例为.{0,4}财政"
)
_FULL = re.compile(r"(?:满分|总分|合计|共计?)(?:值)?(?:为|是)?(?:100|一百)分?|百分制")
DIMENSIONS = (
    "决策",
    "投入",
    "过程",
    "管理",
    "产出",
    "效益",
    "效果",
    "满意度",
    "预算执行",
    "成本",
    "可持续",
    "绩效",
    "组织",
)


@dataclass(frozen=True)
class StatedWeights:
    """Weights of one list.

    Attributes:
        printed: as printed.
        values: the numbers.
        is_share: whether they are shares in % or of one, so that the whole is 100 or 1 whatever full marks are.
        first_level: whether three or more of them are named as dimensions, or the words before say 一级指标.
        is_proportion: whether it is printed as 10:25:40:25.
        plain: whether 权重 or 分值 stands right before the list.
    """

    sentence: Sentence
    printed: str
    values: tuple[Decimal, ...]
    is_share: bool
    first_level: bool
    plain: bool
    is_proportion: bool = False

    @property
    def total(self) -> Decimal:
        return sum(self.values, Decimal(0))

    @property
    def wholes(self) -> tuple[Decimal, ...]:
        """The sums that shares may have."""
        return (Decimal(100), Decimal(10), Decimal(1))


def stated_weights(sentence: Sentence) -> Iterator[StatedWeights]:
    """The weights that a sentence lists, three or more together."""
    text = sentence.text
    if not _WEIGHT.search(text):
        return
    for match in _PROPORTION.finditer(text):
        values = tuple(Decimal(value) for value, _ in _VALUE.findall(match.group()))
        yield replace(_made(sentence, match, values, True), is_proportion=True)
    for match in _LIST.finditer(text):
        found = _VALUE.findall(match.group())
        units = {unit for _, unit in found if unit}
        before = re.split(r"[；。]", text[: match.start()])[-1]
        if (
            len(units) > 1
            or "其中" in match.group()[4:]
            or _OTHER.search(match.group())
            or _OTHER.search(re.split("[，：]", before)[-1])
        ):
            continue
        values = tuple(Decimal(value) for value, _ in found)
        yield _made(sentence, match, values, units == {"%"} or all(value < 1 for value in values))
    factors = [match.group()[1:] for match in _COEFFICIENTS.finditer(text)]
    if len(factors) > 2:
        values = tuple(Decimal(factor.rstrip("%")) for factor in factors)
        first, last = text.index(factors[0]), text.rindex(factors[-1]) + len(factors[-1])
        yield StatedWeights(sentence, text[first:last], values, True, False, True)


def _made(sentence: Sentence, match: re.Match[str], values: tuple[Decimal, ...], is_share: bool) -> StatedWeights:
    text = sentence.text
    before = text[max(match.start() - 40, 0) : match.start()]
    named = sum(name in match.group() for name in DIMENSIONS)
    ahead = sum(name in before for name in DIMENSIONS)
    own = match.group()[: match.group().index(str(values[0]))] if str(values[0]) in match.group() else ""
    is_plain = bool(re.search(r"(?:权重|分值|权数|赋分)[^，。；\d]{0,12}$", before + own))
    is_plain = is_plain or (len(re.findall("指标|维度|部分", match.group())) > 1 and bool(_FULL.search(text)))
    first_level = max(named, ahead) > 2 or ("一级指标" in before and is_plain)
    printed = match.group().strip("，、；")
    return StatedWeights(sentence, printed, values, is_share, first_level, is_plain)
