"""预算挂钩建议: what the bureau's table suggests for a result. Advice; the line division decides."""

from __future__ import annotations

from decimal import Decimal

from hengping.reference.profile import BudgetConsequence, Profile
from hengping.scoring.result import CaseScore

_PERCENT = Decimal(100)


def budget_consequence(score: CaseScore, profile: Profile) -> BudgetConsequence | None:
    """The first line of the profile's table that fits the outcome or, by its score band, the total in percent.

    A veto's outcome goes before the grade. None without a total, or where the table says nothing of such a result.
    """
    if score.total is None or not score.full_marks:
        return None
    percent = score.total / score.full_marks * _PERCENT
    for line in profile.budget_consequences:
        named = bool(line.grade)
        in_band = (line.minimum is None or percent >= line.minimum) and (line.below is None or percent < line.below)
        banded = line.minimum is not None or line.below is not None
        if (named or banded) and (not named or line.grade == score.outcome) and (not banded or in_band):
            return line
    return None


def advice(line: BudgetConsequence) -> str:
    """The line as it is printed: always as advice, with its source, and whether that was seen."""
    source = f"依据：{line.source}" if line.source else "依据未注明"
    return f"建议：{line.text}（{source}{'' if line.verified else '；依据未核'}）"
