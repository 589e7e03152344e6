"""Satisfaction from counts of answers: share of the satisfied and weighted score, by question, group and overall.

Those who do not know (不了解) count in neither. The satisfied are 非常满意 and 比较满意. The weighted score of a
question is the mean of the values of its options; of a group, the mean of its scored questions; overall, the groups by
their weights. Nothing is rounded before it is printed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from hengping.cases.model import Case
from hengping.cases.model.field_records import SurveyQuestion
from hengping.quantities.display import plain
from hengping.quantities.rounding import round_half_up

if TYPE_CHECKING:
    from hengping.forms.filling import Filling

OPTIONS: Mapping[str, tuple[str, ...]] = {
    "very_satisfied": ("非常满意", "很满意", "十分满意"),
    "satisfied": ("比较满意", "满意", "较满意"),
    "neutral": ("一般", "基本满意"),
    "dissatisfied": ("不太满意", "较不满意", "不大满意"),
    "very_dissatisfied": ("不满意", "很不满意", "非常不满意"),
}
"""Field of the counts → what questionnaires call the option."""

_SATISFIED = ("very_satisfied", "satisfied")


@dataclass(frozen=True)
class Satisfaction:
    """Exact results; None where nothing was counted or the options have no values. `answers` leaves out 不了解."""

    answers: int
    rate: Fraction | None
    score: Fraction | None

    @property
    def rate_text(self) -> str:
        return "" if self.rate is None else f"{_two_places(self.rate * 100)}%"

    @property
    def score_text(self) -> str:
        return "" if self.score is None else _two_places(self.score)


def option_values(case: Case) -> dict[str, Fraction]:
    """Field of the counts → value of its option; empty unless every option has one."""
    given = {name: value for name, value in case.identity.satisfaction_options.items() if value is not None}
    found = {field: Fraction(given[name]) for field, names in OPTIONS.items() for name in names if name in given}
    return found if len(found) == len(OPTIONS) else {}


def of_question(question: SurveyQuestion, values: Mapping[str, Fraction]) -> Satisfaction:
    """What one question came to."""
    counts = {field: Fraction(getattr(question, field) or 0) for field in OPTIONS}
    answers = sum(counts.values(), Fraction(0))
    if not answers:
        return Satisfaction(0, None, None)
    rate = sum((counts[field] for field in _SATISFIED), Fraction(0)) / answers
    score = sum((count * values[field] for field, count in counts.items()), Fraction(0)) / answers if values else None
    return Satisfaction(int(answers), rate, score)


def of_group(questions: Sequence[SurveyQuestion], values: Mapping[str, Fraction]) -> Satisfaction:
    """What a group of respondents came to: the mean over the scored questions that anybody answered."""
    results = [of_question(each, values) for each in questions if each.scored]
    counted = [each for each in results if each.answers]
    if not counted:
        return Satisfaction(0, None, None)
    rate = sum((each.rate or Fraction(0) for each in counted), Fraction(0)) / len(counted)
    score = sum((each.score or Fraction(0) for each in counted), Fraction(0)) / len(counted) if values else None
    return Satisfaction(max(each.answers for each in counted), rate, score)


def overall(case: Case) -> Satisfaction:
    """All groups by their weights; nothing while a group that has a weight has no result."""
    values = option_values(case)
    weights = {tier: Fraction(weight) for tier, weight in case.identity.satisfaction_weights.items() if weight}
    total = sum(weights.values(), Fraction(0))
    groups = {}
    for survey in case.surveys:
        if survey.tier in weights:
            asked = [each for each in case.survey_questions if each.survey == survey.id]
            groups[survey.tier] = of_group(asked, values)
    if not total or set(groups) != set(weights) or any(each.rate is None for each in groups.values()):
        return Satisfaction(0, None, None)
    rate = sum(((groups[tier].rate or 0) * weight for tier, weight in weights.items()), Fraction(0)) / total
    score = sum(((groups[tier].score or 0) * weight for tier, weight in weights.items()), Fraction(0)) / total
    return Satisfaction(sum(each.answers for each in groups.values()), rate, score if values else None)


def options_text(filling: Filling) -> str:
    """The values of the options in words."""
    given = filling.case.identity.satisfaction_options
    if not option_values(filling.case):
        return "尚未填写五个选项的赋值，加权得分暂不计算"
    return "、".join(f"{name}{plain(value)}分" for name, value in given.items() if value is not None)


def weights_text(filling: Filling) -> str:
    """The weights of the groups in words."""
    given = filling.case.identity.satisfaction_weights
    return "、".join(f"{tier}{plain(weight)}%" for tier, weight in given.items() if weight) or "尚未填写"


def result_text(filling: Filling) -> str:
    """The overall weighted score."""
    return overall(filling.case).score_text


def _two_places(number: Fraction) -> str:
    # Sixty digits are exact enough: counts are whole and small, so no tie at the third decimal is missed.
    value = Decimal(number.numerator * 10**60 // number.denominator).scaleb(-60)
    return str(round_half_up(value, 2))
