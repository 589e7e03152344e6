"""Amounts and shares as sentences state them: what stands before each, and which amounts may belong together."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hengping.lint.documents.passages import Passage, Sentence
from hengping.lint.documents.printed import Printed

_CLAUSE = re.compile(r"[，；。：、（）！？\n]")
# Words that say that a figure is of another base or scope than the one beside it, or no statement of what was reached.
OTHER_BASE = re.compile(
    r"口径|剔除|扣除|不含|不包括|可比|调整后|折算|加权|年均|(?<!\d)年平均|历年|[两三四五]年(?:累计|合计|来)|合并计算|全国平均|若|如果|假设|预计|测算|约占|左右"
)
PLANNED = re.compile(
    r"目标(?!的)|应达|不低于|不少于|不高于|不超过|要求|标准为|指标值|计划达到|预期|力争|确保|控制在|下限|上限|底线"
)
PLAN = re.compile(r"预算|计划|目标|应|任务|安排|批复|下达|核定|预期|发放问卷|发放(?:调查)?问卷")
# Budgets that are names of accounts, not plans: 一般公共预算收入 is what came in.
ACCOUNT = re.compile(
    r"(?:一般公共|公共财政|政府性基金|国有资本经营|社会保险基金)预算(?=本?级?(?:总?收入|总?支出|财政拨款))"
)
ACTUAL = re.compile(r"实际|支出|执行|完成|到位|支付|拨付|收回|回收|有效|征缴|已|达到|使用|发放|实现|收缴|上解")

_CHANGE = re.compile(
    r"(?:增长|增加|上升|提高|提升|上涨|上扬|扩大|下降|减少|降低|回落|下滑|下跌|收窄|缩小|压减|增收|增支|减收|减支"
    r"|增产|减产|净增|净减|超收|短收|增幅|降幅|增速|跌幅|涨幅)(?:了|率|额|幅度|速度)?(?:约|为|是|达)?$"
)
_SECOND_OF_RATIO = re.compile(r"\d[：∶]$")


def figures(part: Sentence | Passage) -> tuple[Printed, ...]:
    """The plain figures of a text in order: no dates, ranges, ordinals, bounds and approximations; nothing quoted."""
    passage = part.passage if isinstance(part, Sentence) else part
    found = (Printed.of(m) for m in part.mentions if not m.comparator and not passage.is_quoted(m.start))
    return tuple(figure for figure in found if figure is not None)


def plain_figures(sentence: Sentence) -> tuple[Printed, ...]:
    """The figures of a sentence without the second ones of 2.36:1 and without 三年."""
    text = sentence.passage.text
    return tuple(
        figure
        for figure in figures(sentence)
        if (figure.value != 1 or not _SECOND_OF_RATIO.search(text[: start(figure)]))
        and (figure.unit.symbol not in ("年", "月", "天") or re.search(r"\d", figure.text))
    )


def amounts(part: Sentence | Passage) -> tuple[Printed, ...]:
    """Figures with a unit that is no ratio: money, people, things counted."""
    return tuple(figure for figure in figures(part) if not figure.unit.is_ratio and not is_points(figure))


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


def is_points(figure: Printed) -> bool:
    """Whether a figure is in 百分点: by how much shares differ, never how much there is."""
    return figure.mention is not None and figure.mention.kind == "points"


def is_change(passage: Passage, figure: Printed) -> bool:
    """Whether a figure says by how much something grew or fell (比上年增加12万元), not how much there is."""
    return bool(_CHANGE.search(words_before(passage, figure)))


def is_aside(passage: Passage, figure: Printed, other: Printed) -> bool:
    """Whether a figure stands in parentheses that are closed before another one begins."""
    return _leaves(passage.text[end(figure) : start(other)])


def _leaves(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "（") - (character == "）")
        if depth < 0:
            return True
    return False


def label(sentence: Sentence, figure: Printed) -> str:
    """The last two clauses before a figure that no other figure stands in."""
    before = (end(other) for other in figures(sentence) if end(other) <= start(figure))
    return "，".join(_CLAUSE.split(sentence.passage.text[max(before, default=sentence.start) : start(figure)])[-2:])
