"""分值、得分、失分不符: the points of one statement do not go together.

Meaning: a sentence gives 分值, 得分 and 失分 (扣分) of one thing, or 分值, 得分 and 得分率, and weight − score is not
what was lost, or score ÷ weight is not the rate. A weight that the sentence leaves out is taken from the table of
scores that names the thing; what is wrong then is a warning.
Why: one of the printed numbers is wrong.
Basis: arithmetic.
Exclusions:
1. Deductions that do not follow the score at once may be some of several: only their sum is asked about, as a warning,
   and only where one is told or they are more than what is missing.
2. A last digit of a rate cut off instead of rounded.
3. Names that stand with different weights in the tables.
Fires: 分值1.50分，得1.35分，失0.25分
Silent: 分值1.50分，得1.35分，失0.15分，得分率90.00%
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hengping.lint.check import Check, Group
from hengping.lint.documents.place import at
from hengping.lint.documents.printed import Printed, Room, Verdict
from hengping.lint.documents.scores.point_statements import PointStatement, point_statements
from hengping.lint.documents.scores.score_tables import weights_by_name
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import plain

_SOME = re.compile(r"其中|主要|包括|等")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    weights = weights_by_name(subject.score_tables)  # (3)
    for sentence in subject.sentences:
        for statement in point_statements(sentence):
            own = statement.weight
            weight = own or weights.get(statement.name)
            if weight is None or statement.score is None or not weight.value:
                continue
            severity = None if own is not None else Severity.WARNING
            yield from _rate(statement, weight, statement.score, severity)
            if own is not None:
                yield from _losses(statement, weight, statement.score)


def _losses(statement: PointStatement, weight: Printed, score: Printed) -> Iterator[Remark]:
    missing = weight.value - score.value
    if not statement.losses or missing < 0:
        return
    amounts = [loss.value for loss, _ in statement.losses]
    total = sum(amounts, Decimal(0))
    at_once = next((loss.value for loss, follows in statement.losses if follows), None)
    severity: Severity | None = None
    if at_once is None:  # (1)
        is_some = len(amounts) > 1 or _SOME.search(statement.printed)
        if total == missing or (total < missing and is_some) or missing in amounts:
            return
        at_once, severity = total, Severity.WARNING
    if at_once == missing:
        return
    expected = plain(missing)
    working = f"{plain(weight.value)} − {plain(score.value)} = {expected}"
    yield Remark(
        at(statement.sentence.place),
        f"“{statement.printed}”：{working}，失分写作{plain(at_once)}分。",
        expected=expected,
        found=plain(at_once),
        severity=severity,
    )


def _rate(statement: PointStatement, weight: Printed, score: Printed, severity: Severity | None) -> Iterator[Remark]:
    rate = statement.rate
    working = score.room_to(2).over(Room(weight.number, weight.number))
    if rate is None or working is None or rate.verdict(working) is Verdict.AGREES:
        return
    if rate.verdict(working) is Verdict.LAST_DIGIT:
        if rate.number < working.low:  # (2)
            return
        severity = Severity.WARNING
    shown = rate.as_printed(score.number / weight.number)
    yield Remark(
        at(statement.sentence.place),
        f"“{statement.printed}”：得分率印作{rate}，而 {plain(score.value)} ÷ {plain(weight.value)} = {shown}。",
        expected=shown,
        found=str(rate),
        severity=severity,
    )


CHECK = Check(code="HP724", title="分值、得分、失分不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
