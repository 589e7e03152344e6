"""手工定分未署名: a score set by hand, or a decision in place of a score, without author or reason.

Meaning: an override or an outcome (无佐证, 不适用) of an indicator or criterion lacks 改定人/决定人 or 理由.
Why: what no rule gives must be answered for by somebody, in writing.
Basis: the design (a quick override needs a reason and is shown as such everywhere).
Exclusions: none.
Fires: 改定得分 5, 理由 blank
Silent: 改定得分 5, 理由 按审计结论扣减, 改定人 主评人
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.cases.model.case import walk
from hengping.cases.model.indicators import Scorable
from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity
from hengping.lint.subject import CaseUnderReview, criterion_place, indicator_place


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    for _, indicator in walk(subject.case.indicators.indicators):
        yield from _unsigned(indicator, indicator_place(indicator))
        for criterion in indicator.criteria:
            yield from _unsigned(criterion, criterion_place(criterion))


def _unsigned(scorable: Scorable, place: Place) -> Iterator[Remark]:
    for what, decision in (("手工改分", scorable.override), ("不计分处理", scorable.outcome)):
        if decision is None:
            continue
        missing = [word for word, text in (("决定人", decision.by), ("理由", decision.reason)) if not text.strip()]
        if missing:
            message = f"“{place.name}”的{what}没有写{'和'.join(missing)}。"
            yield Remark(place, message, expected="决定人和理由", found="（空）")


CHECK = Check(code="HP203", title="手工定分未署名", severity=Severity.ERROR, group=Group.SCORES, run=_run)
