"""执行率与金额不符: the printed rate of execution is not executed over budget.

Meaning: at the decimals in which it is printed, the rate differs from 全年执行数 ÷ 全年预算数.
Why: the points of execution go by this rate.
Basis: arithmetic.
Exclusions:
1. Either amount is missing, or the budget is zero.
2. A rate printed as a fraction (0.991 for 99.1 %).
Fires: budget 65.66, executed 65.07, rate 98%
Silent: budget 65.66, executed 65.07, rate 99%
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hengping.lint.check import Check, Group
from hengping.lint.filed_forms.case_of_form import execution_rate
from hengping.lint.filed_forms.subject import FormUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import plain, round_half_up

_HUNDRED = Decimal(100)


def _run(subject: FormUnderReview) -> Iterator[Remark]:
    for line in subject.form.money:
        printed, rate = line.number("rate"), execution_rate(line)
        if printed is None or rate is None:  # (1)
            continue
        if not _agrees(printed, rate):  # (2)
            executed, budget = line.text("executed"), line.text("budget") or line.text("initial")
            due = f"{plain(round_half_up(rate, 2))}%"
            yield Remark(
                subject.money_place(line, "rate"),
                f"{line.source}：执行数{executed}÷预算数{budget}＝{due}，表上执行率为{line.text('rate')}。",
                expected=due,
                found=line.text("rate"),
            )


def _agrees(printed: Decimal, rate: Decimal) -> bool:
    """Whether the rate, rounded to the decimals printed, is the printed one, in percent or as a fraction."""
    exponent = printed.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return any(round_half_up(each, min(places, 8)) == printed for each in (rate, rate / _HUNDRED))


CHECK = Check(code="HP806", title="执行率与金额不符", severity=Severity.ERROR, group=Group.FORM, run=_run)
