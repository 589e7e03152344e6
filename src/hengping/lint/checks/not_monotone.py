"""同一规则好的反而得分低: of two criteria under one rule and target, the worse actual has the higher share of points.

Meaning: rule, parameters, sign, target and unit agree; the actuals differ, and the better one earned less of its
marks.
Why: whoever compares the two rows will ask, and no answer is possible.
Basis: arithmetic; the scores that stand count (recorded or set by hand before computed).
Exclusions:
1. Targets that are a value to be hit or an interval: further is not better there.
2. Criteria without a single number as actual, and scores that are missing.
Fires: ≥95%: 96% scored 5 of 5, 98% scored 4 of 5
Silent: ≥95%: 90% scored 4 of 5, 98% scored 5 of 5
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity
from hengping.lint.subject import CaseUnderReview
from hengping.quantities import percent
from hengping.scoring.comparison import Comparator
from hengping.scoring.result import CriterionScore

_DIRECTED = (Comparator.AT_LEAST, Comparator.MORE_THAN, Comparator.AT_MOST, Comparator.LESS_THAN, Comparator.NONE)


@dataclass(frozen=True)
class _Row:
    result: CriterionScore
    goodness: Decimal
    share: Decimal


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    groups: dict[tuple[str, ...], list[_Row]] = {}
    for result in subject.criteria:
        key, row = _key(result), _row(subject, result)
        if key and row:
            groups.setdefault(key, []).append(row)
    for rows in groups.values():
        for first, second in combinations(rows, 2):
            better, worse = (first, second) if first.goodness > second.goodness else (second, first)
            if better.goodness > worse.goodness and better.share < worse.share:
                yield _remark(better, worse)


def _key(result: CriterionScore) -> tuple[str, ...] | None:
    if result.applied is None or len(result.applied.inputs) != 1:
        return None
    target = result.applied.inputs[0][1].target
    if target is None or target.value is None or target.comparator not in _DIRECTED:  # (1)
        return None
    parameters = json.dumps(result.criterion.parameters, sort_keys=True)
    return result.criterion.rule, parameters, target.comparator, str(target.value), target.unit.symbol


def _row(subject: CaseUnderReview, result: CriterionScore) -> _Row | None:
    given = result.applied.inputs[0][1] if result.applied and result.applied.inputs else None
    record = subject.standing_records.get(result.criterion.id)
    score = record.score if record else result.score
    if given is None or given.number is None or score is None or not result.max_score:  # (2)
        return None
    smaller = given.target is not None and given.target.comparator.smaller_is_better
    return _Row(result, -given.number if smaller else given.number, score / result.max_score)


def _remark(better: _Row, worse: _Row) -> Remark:
    (first, high), (second, low) = ((row.result, percent(row.share)) for row in (worse, better))
    names = second.criterion.id, first.criterion.id
    return Remark(
        Place("indicators", names),
        f"规则和目标相同（{second.target_text}）：{names[0]}实际{second.actual_text}，得分率{low}；"
        f"{names[1]}实际{first.actual_text}，得分率反而为{high}。",
        expected="实际越好，得分率不低于较差的一项",
        found=f"{low}、{high}",
    )


CHECK = Check(code="HP205", title="同一规则好的反而得分低", severity=Severity.ERROR, group=Group.SCORES, run=_run)
