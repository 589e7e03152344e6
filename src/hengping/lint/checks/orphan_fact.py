"""事实没有使用: a fact that nothing uses.

Meaning: no formula, target, chart, survey, finding, goal row or prose names the fact.
Why: either it belongs somewhere, or it was collected for nothing; both are worth knowing.
Basis: design principle 1 (tables, prose, charts and papers refer to facts).
Exclusions:
1. Another stage of a fact that is used: scoring took the later one.
2. A filed figure that a computed fact of the same identity checks.
Fires: 灵活就业人数, named nowhere
Silent: 支出_预算, in the formula of 支出执行率
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.cases.model.case import walk
from hengping.cases.model.indicators import Scorable
from hengping.errors import InputError
from hengping.formulas import parse
from hengping.lint.check import Check, Group
from hengping.lint.facts_compared import FactGroups, fact_place
from hengping.lint.finding import Remark, Severity
from hengping.lint.links import links
from hengping.lint.prose import prose_of
from hengping.lint.subject import CaseUnderReview


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    used = set(_used(subject))
    groups = FactGroups(subject.case)
    for facts in (*groups.same_but_for_stage(), *groups.same_identity()):  # (1, 2)
        ids = {fact.id for fact in facts}
        if ids & used:
            used |= ids
    for fact in subject.case.facts:
        if fact.id not in used:
            yield Remark(
                fact_place(fact),
                f"事实“{fact.id}”（{fact.name}）没有被公式、指标、正文或图表使用。",
                expected="被使用，或删去",
                found=subject.book.printed(fact.id),
            )


def _used(subject: CaseUnderReview) -> Iterator[str]:
    for fact in subject.case.facts:
        formula = subject.book.formula(fact.id)
        yield from formula.names if formula else ()
    for _, indicator in walk(subject.case.indicators.indicators):
        for scorable in (indicator, *indicator.criteria):
            yield from (name for text in _formulas(scorable) for name in _names(text))
    for result in subject.criteria:
        yield from result.fact_ids
    yield from (link.cited for link in links(subject.case) if link.kind == "事实")
    for prose in prose_of(subject.case):
        yield from prose.names()


def _formulas(scorable: Scorable) -> Iterator[str]:
    yield scorable.actual
    yield from scorable.actual_by_unit.values()
    if scorable.target:
        yield from (scorable.target.value, scorable.target.lower, scorable.target.upper)


def _names(text: str) -> tuple[str, ...]:
    try:
        return parse(text.strip()).names if text.strip().startswith("=") else ()
    except InputError:
        return ()


CHECK = Check(code="HP406", title="事实没有使用", severity=Severity.INFO, group=Group.FACTS, run=_run)
