"""What sentences say of points: 资产管理8分，得7.5分，扣0.5分，得分率93.75%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.printed import Printed
from hengping.lint.documents.stated import end, figures, start

_SIGN = re.compile(r"[，；：、。！？（）\n]")
_WEIGHT = re.compile(r"(?:分值|满分|权重|标准分|总分|应得|赋分|总计|设定|设)(?:共|合计)?(?:为|是|共)?$")
_SCORE = re.compile(
    r"(?:实得|得|得分|评分|评得|打分|计分|评定|核定|自评|计|评价|评为|获得|拿到|给予|给)(?:了|共)?(?:为|是|共)?$"
)
_LOST = re.compile(r"(?:扣|失|扣分|失分|扣减|扣除|扣掉|丢|减|少得|被扣)(?:了|去)?(?:共|合计)?(?:为|是)?$")
_RATE = re.compile(
    r"(?:得分率|得分比例|得分占比|得分比率)[^，。；：\d]{0,4}$|占(?:该项|本项|该部分|该指标|其)?(?:满分|分值|权重|总分)(?:的|值)?(?:\d[\d.]*分的)?$"
)
_FIGURE = re.compile(r"\d[\d.,]*(?:分|%|个|项|家|人|元|万元)?")
# Points of a rule, not of a thing: 每低1个百分点扣0.5分, 最多扣2分.
_EACH = re.compile(r"每|最多|最高|上限|以上|以下|区间|合计|累计|平均|人均")
_RULE = re.compile(r"各|按|标准(?!分)|规则|不足|达到|低于|高于|加分|附加|全分|基础分")
_OVERALL = re.compile(r"综合得分|总得分|总分|总体得分")
_TRAILING = re.compile(
    r"[（，](?:占)?(?:该项|本项|该部分|该指标|指标|其)?(?P<name>[^，。；：（）\d]{0,8}?)(?:类|部分)?(?:指标)?(?:满分|分值|权重|总分)(?:的|为|是|值)?"
)
_OPENS = re.compile(r"(?:（[^（）]{0,12}）)?[，；：、]?(?:\D|\d+(?=[项个处次份天%])){0,14}?(?:得|扣|失|自评|评分)")
_AT_ONCE = re.compile(r"(?:，得分率[^，]{0,3}[\d.]+%)?[，；（、]?(?:共|合计|被|即)?[扣失丢减][^\d，。；]{0,4}")
_NAME_END = re.compile(
    r"(?:类|部分|一级|二级|三级)?(?:指标)?(?:分值|满分|权重|总分|标准分|实际|最终|评价|自评|综合)*(?:得分|得|评分|实得|共|计|扣|失)*(?:为|是)?$"
)
_HALF = 50


@dataclass
class PointStatement:
    """The points of one thing as a sentence gives them; each list in order.

    Attributes:
        name: the words before the weight, or before the score where no weight is given.
        losses: every deduction that is told, with whether it follows the score at once.
    """

    sentence: Sentence
    name: str = ""
    weight: Printed | None = None
    score: Printed | None = None
    rate: Printed | None = None
    losses: list[tuple[Printed, bool]] = field(default_factory=list)
    first: int = 0
    last: int = 0

    @property
    def printed(self) -> str:
        """The statement from its first to its last figure."""
        return self.sentence.passage.text[self.first : self.last]


def point_statements(sentence: Sentence) -> Iterator[PointStatement]:
    """The statements of a sentence, in order; some give one sort of points alone."""
    if "分" not in sentence.text:
        return
    current, several = PointStatement(sentence), False
    for words, figure in _points(sentence):
        role = _role(words, figure, sentence, current)
        if not role or (role == "loss" and several and re.search("共|合计", words)):
            continue
        if _begins_anew(current, role, words, figure):
            yield current
            current, several = PointStatement(sentence), True
        _put(current, role, words, figure)
    if current.last:
        yield current


def _points(sentence: Sentence) -> Iterator[tuple[str, Printed]]:
    text = sentence.passage.text
    for figure in figures(sentence):
        is_share = figure.mention is not None and figure.mention.kind == "share"
        if figure.unit.symbol == "分" or is_share:
            yield _SIGN.split(text[sentence.start : start(figure)])[-1], figure


def _role(words: str, figure: Printed, sentence: Sentence, current: PointStatement) -> str:
    if figure.unit.symbol != "分":
        return "rate" if _RATE.search(words) and "分别" not in words else ""
    own = _FIGURE.split(words)[-1]
    if _EACH.search(words) or _RULE.search(own):
        return ""
    for role, pattern in (("loss", _LOST), ("weight", _WEIGHT), ("score", _SCORE)):
        if pattern.search(own):
            return role
    text = sentence.passage.text
    behind, ahead = text[end(figure) : sentence.end], text[sentence.start : start(figure) - len(words)]
    if not words and ahead.endswith("（") and behind.startswith("）") and current.weight is None:
        return "weight"
    listed = ahead.endswith("、") or own.startswith(("其中", "和", "及"))
    return "weight" if own and not listed and _OPENS.match(behind) and not re.search(r"[是为有了]$", own) else ""


def _begins_anew(current: PointStatement, role: str, words: str, figure: Printed) -> bool:
    if role == "weight":
        if current.weight is not None:
            return True
        between = current.sentence.passage.text[current.last : start(figure)]
        trailing = _TRAILING.fullmatch(between)
        return current.score is not None and (trailing is None or trailing["name"] not in current.name)
    if role == "score":
        small = current.weight is not None and current.weight.value < _HALF
        return current.score is not None or (small and bool(_OVERALL.search(words)))
    return role == "rate" and current.rate is not None


def _put(statement: PointStatement, role: str, words: str, figure: Printed) -> None:
    text = statement.sentence.passage.text
    if not statement.last:
        statement.first = start(figure) - len(words)
        named = words or _SIGN.split(text[statement.sentence.start : statement.first - 1])[-1]
        statement.name = _NAME_END.sub("", named.removeprefix("其中"))
    if role == "loss":
        between = text[statement.last : start(figure)]
        statement.losses.append((figure, statement.score is not None and bool(_AT_ONCE.fullmatch(between))))
    elif role == "weight":
        statement.weight = figure
    elif role == "score":
        statement.score = figure
    else:
        statement.rate = figure
    statement.last = end(figure)
