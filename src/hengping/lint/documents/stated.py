"""Amounts and shares as sentences state them: what stands before each, and which amounts may belong together."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hengping.lint.documents.passages import Passage, Sentence
from hengping.lint.documents.printed import Printed

_CLAUSE = re.compile(r"[，；。：、（）！？\n]")
# Words that say that a figure is of another base or scope than the one beside it, or no statement of what was reached.
OTHER_BASE = re.compile(
    r"口径|剔除|扣除|不含|不包括|可比|调整后|折算|加权|年均|历年|[两三四五]年(?:累计|合计|来)|合并计算|全国平均|若|如果|假设|预计|测算|约占|左右"
)
PLANNED = re.compile(
    r"目标(?!的)|应达|不低于|不少于|不高于|不超过|要求|标准为|指标值|计划达到|预期|力争|确保|控制在|下限|上限|底线"
)
PLAN = re.compile(r"预算|计划|目标|应|任务|安排|批复|下达|核定|预期|发放问卷|发放(?:调查)?问卷")
ACTUAL = re.compile(r"实际|支出|执行|完成|到位|支付|拨付|收回|回收|有效|征缴|已|达到|使用|发放|实现|收缴|上解")


def figures(part: Sentence | Passage) -> tuple[Printed, ...]:
    """The plain figures of a text in order: no dates, ranges, ordinals, bounds and approximations; nothing quoted."""
    passage = part.passage if isinstance(part, Sentence) else part
    found = (Printed.of(m) for m in part.mentions if not m.comparator and not passage.is_quoted(m.start))
    return tuple(figure for figure in found if figure is not None)


def amounts(part: Sentence | Passage) -> tuple[Printed, ...]:
    """Figures with a unit that is no ratio: money, people, things counted."""
    return tuple(figure for figure in figures(part) if not figure.unit.is_ratio)


def shares(part: Sentence | Passage) -> tuple[Printed, ...]:
    """Figures in % or ‰."""
    return tuple(figure for figure in figures(part) if figure.mention and figure.mention.kind == "share")


def start(figure: Printed) -> int:
    """Where a figure of running text begins, as a position of its passage."""
    assert figure.mention is not None
    return figure.mention.start


def end(figure: Printed) -> int:
    """Where a figure of running text ends."""
    assert figure.mention is not None
    return figure.mention.end


def words_before(passage: Passage, figure: Printed) -> str:
    """The text of the clause before a figure, from the last comma, bracket or other figure on."""
    begin = max((end(other) for other in figures(passage) if end(other) <= start(figure)), default=0)
    text = passage.text[begin : start(figure)]
    return _CLAUSE.split(text)[-1]


def two_clauses_before(passage: Passage, figure: Printed) -> str:
    """As `words_before`, with the clause before it, and across other figures."""
    pieces = _CLAUSE.split(passage.text[: start(figure)])
    return "，".join(pieces[-2:])


def alike(figure: Printed, others: Iterable[Printed]) -> list[Printed]:
    """The figures of the kind of one, without itself."""
    return [other for other in others if other is not figure and other.alike(figure)]
