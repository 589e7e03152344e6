"""达标得满分、未达标不得分: full marks where the target is reached, nothing where it is missed.

Meaning: for targets of which a part has no worth (an interval, a yes or no, a growth rate that must not be missed).
Formula: points = max_score where the actual reaches the target, else 0.
Unit: points.
Basis: practice. The city's report of 2020 takes all three points for 参保增长率 -0.86 % against ≥3.38 %; forms print it
as “≠100% 不得分” or “是/否直接赋分”.
Exclusions:
1. A yes/no fact needs no target: yes earns full marks.
2. A text fact is compared with the target's words; blanks around them do not count.
3. A target without a comparator means at least; both ends of an interval are included, > and < exclude their bound.
4. No actual, or a number without a target: no points yet.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from hengping.scoring.comparison import Comparator, TargetValue
from hengping.scoring.rule import (
    UNNAMED,
    Cells,
    RuleInput,
    RuleParameters,
    RuleResult,
    ScoringRule,
    TargetNeed,
)


class Parameters(RuleParameters):
    """None of its own."""


def score(given: RuleInput, _: Parameters) -> RuleResult:
    """All or nothing."""
    actual, target = given.actual, given.target
    if isinstance(actual, bool):  # (1)
        return _result(given, actual, lambda: f"{_question(given)}：{'是' if actual else '否'}")
    if isinstance(actual, str) and target is not None and target.text:  # (2)
        met = actual.strip() == target.text.strip()
        relation = "与目标一致" if met else f"与目标“{target.text}”不一致"
        return _result(given, met, lambda: f"{given.label}为“{actual}”，{relation}")
    if not isinstance(actual, Decimal) or target is None or not target.is_known:
        return given.no_number()  # (4)
    met = target.reached_by(actual)
    return _result(given, met, lambda: f"{given.measured}，{_relation(target, actual, met)}")


def _result(given: RuleInput, met: bool, reason: Callable[[], str]) -> RuleResult:
    return given.result(given.max_score if met else Decimal(0), met, reason)


def _question(given: RuleInput) -> str:
    return "核查结果" if given.label == UNNAMED else given.label


def _relation(target: TargetValue, actual: Decimal, met: bool) -> str:
    lower, upper = target.bounds
    if met:
        return f"达到目标{target.phrase}"
    if lower is not None and actual < lower:
        return f"低于目标{target.phrase}"
    if upper is not None and actual > upper:
        return f"高于目标{target.phrase}"
    return f"未达到目标{target.phrase}"


def text(_: Parameters, target: TargetValue | None, max_score: Decimal) -> str:
    """The printed sentence of the rule."""
    if target is None or not target.phrase:
        return "符合要求得满分；否则不得分。"
    phrase = target.phrase
    if target.comparator is Comparator.NONE and target.value is not None:
        phrase = f"≥{phrase}"  # (3)
    return f"达到目标（{phrase}）得满分；未达到不得分。"


def excel(cells: Cells, _: Parameters) -> str:
    """IF(reached, full marks, 0); a yes/no cell and words stand as their own condition; "" for a number alone."""
    target = cells.target_value
    if target is not None and target.is_known:
        condition = cells.met()
    elif target is not None and target.text and cells.target:
        condition = f"TRIM({cells.actual})=TRIM({cells.target})"
    elif cells.unit.content == "number":
        return '""'  # (4)
    else:
        condition = cells.actual
    return f"IF({condition},{cells.max_score},0)"


RULE = ScoringRule(
    name="met_or_nothing",
    title="达标得满分、未达标不得分",
    definition=__doc__,
    parameters=Parameters,
    score=score,
    text=text,
    excel=excel,
    target=TargetNeed.OPTIONAL,
)
