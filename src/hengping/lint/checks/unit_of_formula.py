"""公式单位不符: the unit a formula yields is not the one that is declared.

Meaning: units inside the formula of a fact or of an actual value do not go together, or the unit that the fact
declares does not match the result, the factor of a conversion included.
Why: 万元 plus 元 is off by four digits; 人 against 人次 is off by nobody knows what.
Basis: the design (+, − and comparison need the same unit; a conversion is a fact of its own).
Exclusions:
1. Facts and actual values without a formula.
Fires: 支出_元 = 支出_万元 * 1000, declared 元
Silent: 支出_元 = 支出_万元 * 10000, declared 元
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.errors import InputError
from hengping.formulas import check_units, parse
from hengping.lint.check import Check, Group
from hengping.lint.facts_compared import fact_place
from hengping.lint.finding import Remark, Severity, heading
from hengping.lint.subject import CaseUnderReview


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    for fact in subject.case.facts:
        formula = subject.book.formula(fact.id)
        if formula is None:  # (1)
            continue
        for reason in check_units(formula, subject.book.unit, subject.book.unit(fact.id)):
            yield Remark(
                fact_place(fact, field=heading(type(fact), "unit")),
                f"事实“{fact.id}”的公式 {fact.formula} 单位不符：{reason.rstrip('。')}。",
                found=fact.unit,
            )
    for result in subject.criteria:
        for text in (result.criterion.actual, *result.criterion.actual_by_unit.values()):
            for reason in _reasons(subject, text):
                yield Remark(
                    subject.place_of(result, "actual"),
                    f"{result.criterion.id} 的实际值 {text} 单位不符：{reason.rstrip('。')}。",
                    found=text,
                )


def _reasons(subject: CaseUnderReview, text: str) -> list[str]:
    try:
        return check_units(parse(text), subject.book.unit) if text.startswith("=") else []
    except InputError:
        return []


CHECK = Check(code="HP408", title="公式单位不符", severity=Severity.ERROR, group=Group.FACTS, run=_run)
