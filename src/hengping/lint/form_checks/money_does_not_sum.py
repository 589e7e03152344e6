"""资金合计不符: the whole amount is not the sum of its sources, or more was spent than budgeted.

Meaning: in one column, the line of the whole amount differs from the sum of the other lines; or executed exceeds the
budget of the year (a warning).
Why: the rate of execution is taken from the whole amount.
Basis: arithmetic; the customary form (年度资金总额 = 当年财政拨款 + 上年结转 + 其他资金).
Exclusions:
1. Lines of which one is blank in that column, unless the amounts that stand there exceed the whole already.
2. A single line beside the whole: an 其中 that need not be all of it.
Fires: 总额 30, 财政拨款 20, 上年结转 5, 其他资金 0
Silent: 总额 30, 财政拨款 30
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from hengping.extraction.filed_form.model import MoneyLine
from hengping.lint.check import Check, Group
from hengping.lint.filed_forms.subject import FormUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import plain

_COLUMNS = {"initial": "年初预算数", "budget": "全年预算数", "executed": "全年执行数"}


def _run(subject: FormUnderReview) -> Iterator[Remark]:
    whole = next((line for line in subject.form.money if line.is_whole), None)
    if whole is None:
        return
    parts = [line for line in subject.form.money if not line.is_whole]
    for name, title in _COLUMNS.items():
        yield from _sum(subject, whole, parts, name, title)
    budget, executed = whole.number("budget"), whole.number("executed")
    if budget is not None and executed is not None and executed > budget:
        yield Remark(
            subject.money_place(whole, "executed"),
            f"全年执行数 {plain(executed)} 超过全年预算数 {plain(budget)}，请核实预算调整。",
            expected=f"不超过 {plain(budget)}",
            found=plain(executed),
            severity=Severity.WARNING,
        )


def _sum(
    subject: FormUnderReview, whole: MoneyLine, parts: Sequence[MoneyLine], name: str, title: str
) -> Iterator[Remark]:
    total, amounts = whole.number(name), [line.number(name) for line in parts]
    known = [each for each in amounts if each is not None]
    if total is None or len(known) < 2:  # (2)
        return
    found = sum(known, Decimal(0))
    if found != total and (len(known) == len(amounts) or found > total):  # (1)
        yield Remark(
            subject.money_place(whole, name),
            f"{title}：{whole.source}为 {plain(total)}，各项资金之和为 {plain(found)}。",
            expected=plain(found),
            found=plain(total),
        )


CHECK = Check(code="HP807", title="资金合计不符", severity=Severity.ERROR, group=Group.FORM, run=_run)
