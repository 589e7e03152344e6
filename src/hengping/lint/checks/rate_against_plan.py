"""完成计划的比率称作征缴率: a rate against plan goes under the name of the collection rate.

Meaning: the fact is called 征缴率 and divides by a plan or budget.
Why: 征缴率 is paid ÷ due. Against a plan that was set low it may exceed 100 % while less came in than the year
before.
Basis: glossary and indicator library B1, B2; the city calls 162,167 ÷ 148,078 = 109.51 % its 征缴率.
Exclusions:
1. The name says so: 征缴计划完成率, 预算完成率.
Fires: 征缴率 = 征缴_实际/征缴_计划
Silent: 征缴率 = 征缴_实缴/征缴_应缴
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.formulas.tree import Chain, Name
from hengping.lint.check import Check, Group
from hengping.lint.facts_compared import fact_place
from hengping.lint.finding import Remark, Severity, heading
from hengping.lint.subject import CaseUnderReview
from hengping.lint.word_lists import is_planned


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    for fact in subject.case.facts:
        if "征缴率" not in fact.name or is_planned(fact.name):  # (1)
            continue
        formula = subject.book.formula(fact.id)
        match formula.tree if formula else None:
            case Chain(_, (("/", Name(divisor)),)) if is_planned(subject.book.facts[divisor].name):
                yield Remark(
                    fact_place(fact, field=heading(type(fact), "name")),
                    f"“{fact.name}”的分母是“{subject.book.facts[divisor].name}”，这是计划完成率；征缴率应为实缴÷应缴。",
                    expected="征缴计划完成率，或以应缴数为分母",
                    found=fact.formula,
                )
            case _:
                pass


CHECK = Check(code="HP409", title="完成计划的比率称作征缴率", severity=Severity.INFO, group=Group.FACTS, run=_run)
