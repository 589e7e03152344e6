"""豁免不成立: a waiver without a reason, without an author, or that covers nothing.

Meaning: a row of waivers.csv gives no reason (it then covers nothing), names nobody, names a check that does not
exist, or matches no finding.
Why: a waiver is a decision that somebody answers for; one that matches nothing is left over from another state.
Basis: the design (waivable with a written reason).
Exclusions: none.
Fires: 检查代码 HP105, 位置 G05, 理由 blank
Silent: 检查代码 HP105, 位置 G05, 理由 已与财政部门确认按原表保留, 决定人 主评人, and HP105 found at G05
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.cases.model.process import Waiver
from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity
from hengping.lint.subject import WaiversUnderReview


def _run(subject: WaiversUnderReview) -> Iterator[Remark]:
    for waiver in subject.waivers:
        if reason := _fault(subject, waiver):
            yield Remark(
                Place("waivers", (waiver.id,)),
                f"豁免“{waiver.id}”（{waiver.check}{f'，{waiver.place}' if waiver.place else ''}）{reason}。",
                expected="存在的检查结果、理由和决定人",
                found=f"{waiver.check} {waiver.place}".strip(),
            )


def _fault(subject: WaiversUnderReview, waiver: Waiver) -> str:
    if not waiver.reason.strip():
        return "没有写理由，不起作用"
    if not any(finding.is_covered_by(waiver) for finding in subject.findings):
        return "没有对应的检查结果，请核对代码和位置，或删去"
    return "" if waiver.by.strip() else "没有写决定人"


CHECK = Check(code="HP690", title="豁免不成立", severity=Severity.WARNING, group=Group.WAIVERS, run=_run)
