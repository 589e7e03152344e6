"""签字后表单内容有变更: a form was signed, and says something else by now.

Meaning: a signature names a short code, and the form printed from the case today bears another one.
Why: ink covers what stood on the paper; a sheet that has changed since has to be printed and signed again.
Basis: a signature covers content; customary practice of stamped working papers (盖章底稿).
Exclusions:
1. Signatures without a code, or with one that no printed form can bear.
2. A copy whose later content was signed too.
Fires: F02 signed as F02-7K3QX-M2DPA4, then a declared value was corrected
Silent: the same, printed and signed again after the correction
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity, heading
from hengping.lint.subject import CaseUnderReview


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    rows = [row for row in subject.case.sign_offs if row.short_code]
    if not rows:
        return
    from hengping.forms.scans import is_stale  # what fills forms is loaded only where some are signed

    last = {(row.form, row.instance): row for row in rows}
    for row in last.values():  # (2) the last signed content of a copy counts
        if is_stale(subject.case, row):  # (1) what is no code is never stale
            copy = f"（{row.instance}）" if row.instance else ""
            yield Remark(
                Place("sign_offs", (row.id,), field=heading(type(row), "short_code")),
                f"表单 {row.form}{copy} 签字后案卷内容有变更，短码 {row.short_code} 已对应较早的内容。",
                expected="与现有内容一致的签字",
                found=row.short_code,
            )


CHECK = Check(code="HP620", title="签字后表单内容有变更", severity=Severity.WARNING, group=Group.PROCESS, run=_run)
