"""评分标准读不准: the form has a rule of its own for a row, and what it gives for this row is not certain.

Meaning: the cell 评分标准 speaks of points, target and result are numbers, and the wording is unknown or can be meant
in two ways. The bureau's rule does not hold for such a row: where it would give another score than the one filed, the
row is a warning for a person to look at; the others are told once a form, as a notice.
Why: a general rule applied against the rule printed beside the row would give a wrong score with certainty.
Basis: design principle 7 (what is not sure is told, never guessed).
Exclusions:
1. Cells that do not speak of points (计划标准, 行业标准).
2. Rows without points or score.
Fires: 视完成情况酌情扣分, 90 of 100 persons, 10 of 10 points
Silent: 按完成比例得分, 90 of 100 persons, 9 of 10 points
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.filed_forms.case_of_form import EXECUTION
from hengping.lint.filed_forms.subject import FormUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import amount, plain


def _run(subject: FormUnderReview) -> Iterator[Remark]:
    codes = [code for code in (EXECUTION, *(row.id for row in subject.rows)) if subject.is_undetermined(code)]  # (1)
    left = []
    for code in codes:
        claimed, general = subject.claimed(code), subject.by_general_rules.get(code)
        if claimed is None or general is None or subject.agree(claimed, general):  # (2)
            left.append(code)
            continue
        yield Remark(
            subject.place(code, "self_score"),
            f"评分标准“{_text(subject, code)}”没有读准，没有按它复算；按一般规则为{amount(general)}分，"
            f"自评{plain(claimed)}分，请人工核对。",
            expected="按评分标准人工核对",
            found=plain(claimed),
        )
    if left:
        more = f"，另有{len(left) - 1}行也是" if len(left) > 1 else ""
        yield Remark(
            subject.place(left[0], "self_score"),
            f"评分标准“{_text(subject, left[0])}”没有读准，没有复算{more}。",
            expected="按评分标准人工核对",
            found=plain(claimed) if (claimed := subject.claimed(left[0])) is not None else "（空）",
            severity=Severity.INFO,
        )


def _text(subject: FormUnderReview, code: str) -> str:
    return " ".join(subject.rule_text(code).split()).rstrip("。；;")


CHECK = Check(code="HP811", title="评分标准读不准", severity=Severity.WARNING, group=Group.FORM, run=_run)
