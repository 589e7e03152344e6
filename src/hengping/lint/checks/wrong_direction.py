"""目标方向相反: a bound on the wrong side of what is better.

Meaning: an indicator of which less is better has a lower bound, or one of which more is better (by the indicator
library) an upper bound.
Why: the rule then rewards what the indicator is meant to prevent.
Basis: directions of the indicator library (↑, ↓); words such as 欠费率, 漏发, 投诉 for indicators outside it.
Exclusions:
1. Words of cure (欠费清缴率, 投诉办结率): more of them is better.
2. Library entries of which neither direction is better (区间, 只作背景).
3. Targets without a sign of direction.
Fires: 漏发率 ≥ 0.5%
Silent: 欠费清缴率 ≥ 80%
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Remark, Severity
from hengping.lint.subject import CaseUnderReview
from hengping.lint.word_lists import word_list, words_in
from hengping.reference.indicator_library import Direction, indicator_library
from hengping.scoring.comparison import Comparator, read_comparator

_UP = (Comparator.AT_LEAST, Comparator.MORE_THAN)
_DOWN = (Comparator.AT_MOST, Comparator.LESS_THAN)


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    for result in subject.criteria:
        target = result.criterion.target
        comparator = read_comparator(target.comparator) if target else None
        if comparator not in (*_UP, *_DOWN):  # (3)
            continue
        indicator = subject.nodes[result.indicator_code].indicator
        better = _better(indicator.name, indicator.library_code)
        if better is not None and comparator not in better:
            wanted = "越小越好，应设上限（≤）" if better is _DOWN else "越大越好，应设下限（≥）"
            yield Remark(
                subject.place_of(result, "target"),
                f"“{indicator.name}”{wanted}，目标却写作 {result.target_text}。",
                expected=better[0].value,
                found=result.target_text,
            )


def _better(name: str, library_code: str) -> tuple[Comparator, ...] | None:
    entry = indicator_library().entry(library_code) if library_code else None
    if entry is not None:
        return {Direction.HIGHER: _UP, Direction.LOWER: _DOWN}.get(entry.direction)  # (2)
    if words_in(name, word_list("score_words", "not_lower")):  # (1)
        return None
    return _DOWN if words_in(name, word_list("score_words", "lower_is_better")) else None


CHECK = Check(code="HP206", title="目标方向相反", severity=Severity.WARNING, group=Group.SCORES, run=_run)
