"""自评得分与复算不符: a score is not the one that the rule gives for target and result as filed.

Meaning: target and result are both numbers, and the score differs from the recomputed one. Too high is an error; too
low is a warning where nobody says why, else a notice. The sentence of the rule is written out. The rule is the one that
the form prints beside the row (评分标准) where it does, else that of the bureau.
Why: the score of a form is arithmetic; a reviewer who recomputes it will ask.
Basis: 财预〔2020〕10号 as practised (完成值÷指标值×分值; 执行数÷预算数×10); a county's form of 2020 gives 9 of 10
points to an execution of 99.10 %, and 13 of 15 to 8676 of 8755.
Exclusions:
1. Full marks though the target was missed: HP201. Points off though it was met, without a reason: HP202.
2. Scores that agree at the decimals in which they are filed (9.9 for 9.91), and within the profile's tolerance. A whole
   number is no rounding: 9 for 9.91 and 15 for 14.86 are not excused.
3. Rows whose target or result is no number, and doubtful ones: HP808.
4. Rows whose own rule is not understood for certain: HP811.
Fires: 预算执行率 99.10%, 10 points, filed 9
Silent: the same, filed 9.9
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.filed_forms.case_of_form import EXECUTION
from hengping.lint.filed_forms.subject import FormUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import amount, plain


def _run(subject: FormUnderReview) -> Iterator[Remark]:
    for code, result in subject.results.items():
        claimed, due = subject.claimed(code), subject.recomputed(code)
        if claimed is None or due is None or subject.agree(claimed, due):  # (2, 3)
            continue
        reason = _reason(subject, code)
        if (claimed >= result.max_score and result.met is False) or (
            result.met and claimed < due and not reason
        ):  # (1)
            continue
        higher = claimed > due
        severity = Severity.ERROR if higher else Severity.INFO if reason else Severity.WARNING
        yield Remark(
            subject.place(code, "self_score"),
            f"{cited(subject, code)}{result.sentence}；"
            f"自评{plain(claimed)}分，{'高' if higher else '低'}{amount(abs(claimed - due))}分"
            f"{'，说明：' + reason if reason and not higher else ''}。",
            expected=amount(due),
            found=plain(claimed),
            severity=severity,
        )


def cited(subject: FormUnderReview, code: str) -> str:
    """The form's own rule of a row, as it begins a sentence; "" where the bureau's rule was applied."""
    text = " ".join(subject.rule_text(code).split()).rstrip("。；;")
    return f"评分标准“{text}”：" if text else ""


def _reason(subject: FormUnderReview, code: str) -> str:
    row = subject.row(code)
    if row is not None:
        return row.reason
    return subject.execution.text("note") if code == EXECUTION and subject.execution else ""


CHECK = Check(code="HP801", title="自评得分与复算不符", severity=Severity.ERROR, group=Group.FORM, run=_run)
