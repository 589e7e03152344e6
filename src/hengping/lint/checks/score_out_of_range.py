"""得分超出分值: a score below zero or above the full marks.

Meaning: a score set by hand or recorded lies outside 0 … full marks of its criterion, indicator or the total.
Why: no rule yields it, so it is a slip of the pen or a column that moved.
Basis: arithmetic.
Exclusions:
1. Records of the self-evaluation in an evaluation by others: another table of weights may have held.
2. Records of codes that the tree does not have: the matter of HP305.
Fires: 得分 11 of 10
Silent: 得分 10 of 10
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity
from hengping.lint.subject import CaseUnderReview, indicator_place
from hengping.scoring.comparison import shown_score

_ZERO = Decimal(0)


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    for result in subject.criteria:
        yield from _outside(subject.place_of(result), result.score, result.max_score)
    for node in subject.nodes.values():
        if node.indicator.override is not None and not (node.is_leaf and not node.indicator.criteria):
            yield from _outside(indicator_place(node.indicator), node.score, node.weight)
    full_marks = {result.criterion.id: result.max_score for result in subject.criteria}
    full_marks |= {code: node.weight for code, node in subject.nodes.items()}
    full_marks["TOTAL"] = subject.score.full_marks
    for code, record in subject.standing_records.items():  # (1)
        if code in full_marks:  # (2)
            yield from _outside(Place("scores", (record.id,), code), record.score, full_marks[code])


def _outside(place: Place, score: Decimal | None, full: Decimal) -> Iterator[Remark]:
    if score is not None and not _ZERO <= score <= full:
        bounds = f"0～{shown_score(full)}分"
        yield Remark(
            place,
            f"{'、'.join(place.rows)} 得分{shown_score(score)}，超出{bounds}的范围。",
            expected=bounds,
            found=shown_score(score),
        )


CHECK = Check(code="HP204", title="得分超出分值", severity=Severity.ERROR, group=Group.SCORES, run=_run)
