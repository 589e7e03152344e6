"""分值或得分缺失: the points or the score of a row are blank or no number.

Meaning: the form has the column, and in this row it holds nothing, or words.
Why: the total cannot be checked, and the row is left out of it without anybody knowing.
Basis: columns of the customary form (分值, 得分).
Exclusions:
1. Forms that have no such column at all.
2. A row whose 分值 is blank because it is an 其中 row that has neither points nor score.
3. A column that is blank from top to bottom is told once.
Fires: 参保人数, 10 points, 得分 blank
Silent: 参保人数, 10 points, 得分 0
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hengping.lint.check import Check, Group
from hengping.lint.filed_forms.case_of_form import FormRow
from hengping.lint.filed_forms.subject import FormUnderReview
from hengping.lint.finding import Remark, Severity


def _run(subject: FormUnderReview) -> Iterator[Remark]:
    for name, title in (("weight", "分值"), ("self_score", "得分")):
        column = [row for row in subject.rows if name in row.filed.spots]  # (1)
        if len(column) > 1 and not any(row.filed.text(name) for row in column):  # (3)
            yield Remark(subject.place(column[0].id, name), f"{title}栏全部空着。", expected="数字", found="（空）")
            continue
        for row in column:
            if _number(row, name) is None and not _is_part(row):
                text = row.filed.text(name)
                what = f"{title}“{text}”不是数" if text else f"没有填{title}"
                place = subject.place(row.id, name)
                yield Remark(place, f"“{row.filed.level_3}”{what}。", expected="数字", found=text or "（空）")


def _number(row: FormRow, name: str) -> Decimal | None:
    return row.weight if name == "weight" else row.claimed


def _is_part(row: FormRow) -> bool:
    """An 其中 row with neither points nor score (2)."""
    return row.weight is None and row.claimed is None and row.filed.level_3.startswith("其中")


CHECK = Check(code="HP803", title="分值或得分缺失", severity=Severity.WARNING, group=Group.FORM, run=_run)
