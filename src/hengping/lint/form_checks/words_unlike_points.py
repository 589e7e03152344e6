"""定性结论与得分不符: the words that describe a result and its points do not go together.

Meaning: the result is one of the profile's words (达成, 部分达成, 未达成) and the share of points lies outside its
band; or the words say plainly that the goal was reached, points are off all the same, and nobody says why.
Why: the words and the points of one row tell two stories.
Basis: 财预〔2020〕10号 as practised (100–80, 80–60, 60–0 %, the lower end included); a county's score table of 2017
takes 0.5 of 2 points from a row described as 符合财务管理制度规定.
Exclusions:
1. Results that are numbers: HP801.
2. Words that are none of the profile's and say neither reached nor missed.
3. A reason stands beside the row.
4. A row with a rule of its own (评分标准): its bands may be others, and the finding is a warning.
Fires: 部分达成, 9 of 10 points
Silent: 部分达成, 7 of 10 points
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hengping.lint.check import Check, Group
from hengping.lint.filed_forms.case_of_form import FormRow
from hengping.lint.filed_forms.subject import FormUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import half_width, plain, round_half_up
from hengping.reference.profile import AchievementBand

_HUNDRED = Decimal(100)
_NOT = re.compile(r"未|不|没有|无法|部分|基本|尚|欠|较低|有待")
_REACHED = re.compile(r"符合|达标|达成|完成|合格|健全|规范|及时|按时|足额|有效|保障|全覆盖|已")


def _run(subject: FormUnderReview) -> Iterator[Remark]:
    for row in subject.rows:
        if row.values.actual or not row.goal.actual or row.claimed is None or not row.weight:  # (1)
            continue
        band = next((band for band in subject.rules.bands if _is(row.goal.actual, band)), None)
        if band is not None:
            yield from _outside(subject, row, band)
        elif row.claimed < row.weight and not row.reason and _says_reached(row):  # (2, 3)
            yield Remark(
                subject.place(row.id, "self_score"),
                f"完成情况为“{row.goal.actual}”，得{plain(row.claimed)}分，比分值{plain(row.weight)}分少"
                f"{plain(row.weight - row.claimed)}分，没有写明理由。",
                expected="写明扣分原因，或得满分",
                found=f"{plain(row.claimed)}/{plain(row.weight)}分",
            )


def _is(text: str, band: AchievementBand) -> bool:
    written = re.sub(r"[\s。，,]|年度指标.*|并具有.*|且效果.*|预期.*", "", half_width(text))
    return written == band.name


def _says_reached(row: FormRow) -> bool:
    actual = row.goal.actual
    return actual == row.goal.target_text or bool(_REACHED.search(actual) and not _NOT.search(actual))


def _outside(subject: FormUnderReview, row: FormRow, band: AchievementBand) -> Iterator[Remark]:
    weight, claimed = row.weight or Decimal(1), row.claimed or Decimal(0)
    share = claimed / weight * _HUNDRED
    highest = max(each.upper_percent for each in subject.rules.bands)
    below = share < band.upper_percent or band.upper_percent == highest
    if share >= band.lower_percent and share <= band.upper_percent and below:
        return
    yield Remark(
        subject.place(row.id, "self_score"),
        f"完成情况为“{band.name}”，应得分值的{plain(band.lower_percent)}%（含）至{plain(band.upper_percent)}%，"
        f"自评{plain(claimed)}分，为分值的{plain(round_half_up(share, 2).normalize())}%。",
        expected=f"{plain(band.lower_percent)}%～{plain(band.upper_percent)}%",
        found=f"{plain(claimed)}/{plain(weight)}分",
        severity=Severity.WARNING if row.rule_text else None,  # (4)
    )


CHECK = Check(code="HP809", title="定性结论与得分不符", severity=Severity.ERROR, group=Group.FORM, run=_run)
