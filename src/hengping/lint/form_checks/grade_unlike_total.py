"""等级与总分不符: the grade on the form is not the one that the scale gives for its total.

Meaning: the profile's scale gives another grade for the total as filed, or the scale has no such grade.
Why: the grade is what is published.
Basis: the scale of the profile (90/80/60 in both reference reports; a province sets 80/70/60 for self-evaluations).
Exclusions:
1. Forms without a total or a grade, and profiles without a scale.
2. 优秀 and 良好 are 优 and 良; 合格 and 不合格 belong to scales of another kind.
Fires: total 86, grade 优
Silent: total 96, grade 优
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.filed_forms.subject import FormUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import plain
from hengping.scoring.grade import grade_of


def _run(subject: FormUnderReview) -> Iterator[Remark]:
    total, filed = subject.form.head.number("total"), subject.form.head.text("grade").strip("“” 。")
    grades = subject.profile.grades
    if total is None or not filed or not grades or filed in ("合格", "不合格"):  # (1, 2)
        return
    due = grade_of(total, subject.rules.full_marks, grades)
    names = [band.grade for band in grades]
    short = next((name for name in names if filed in (name, f"{name}秀", f"{name}好")), filed)
    if due is None or short == due:
        return
    known = "" if short in names else f"，等级中没有“{filed}”"
    yield Remark(
        subject.head_place("grade", "等级"),
        f"总分 {plain(total)} 分，按等级标准为“{due}”，表上为“{filed}”{known}。",
        expected=due,
        found=filed,
    )


CHECK = Check(code="HP810", title="等级与总分不符", severity=Severity.ERROR, group=Group.FORM, run=_run)
