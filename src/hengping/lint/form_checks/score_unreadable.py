"""分值或得分缺失: the points or the score of a row are blank or no number.

Meaning: the form has the column, and in this row it holds nothing, or words.
Why: the total cannot be checked, and the row is left out of it without anybody knowing.
Basis: columns of the customary form (分值, 得分).
Exclusions:
1. Forms that have no such column at all.
2. A row whose 分值 is blank because it is an 其中 row that has neither points nor score.
Fires: 参保人数, 10 points, 得分 blank
Silent: 参保人数, 10 points, 得分 0
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.filed_forms.subject import FormUnderReview
from hengping.lint.finding import Remark, Severity


def _run(subject: FormUnderReview) -> Iterator[Remark]:
    has = {name for row in subject.rows for name in row.filed.spots}
    for row in subject.rows:
        if row.weight is None and row.claimed is None and row.filed.level_3.startswith("其中"):  # (2)
            continue
        for name, value, title in (("weight", row.weight, "分值"), ("self_score", row.claimed, "得分")):
            if name in has and value is None:  # (1)
                text = row.filed.text(name)
                what = f"{title}“{text}”不是数" if text else f"没有填{title}"
                yield Remark(
                    subject.place(row.id, name),
                    f"“{row.filed.level_3}”{what}。",
                    expected="数字",
                    found=text or "（空）",
                )


CHECK = Check(code="HP803", title="分值或得分缺失", severity=Severity.WARNING, group=Group.FORM, run=_run)
