"""Sample sizes for the surveys of a case, and the plan they leave in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from hengping.cases.model import Case
from hengping.cases.model.fieldwork import SurveySummary
from hengping.errors import InputError
from hengping.fieldwork.surveys.case_forms import case_forms, chosen_survey
from hengping.fieldwork.surveys.form import Choice, Form
from hengping.fieldwork.surveys.precision import SampleSize, allocate, sample_size


@dataclass(frozen=True)
class SampleTerms:
    """What is asked of the samples; all as ratios."""

    margin: Fraction
    confidence: Fraction
    share: Fraction
    response_rate: Fraction
    design_effect: Fraction


@dataclass(frozen=True)
class SamplePlan:
    """The size for one survey, and the questionnaires to be sent to each stratum where the strata's sizes are known."""

    survey: SurveySummary
    population: int | None
    size: SampleSize
    strata: tuple[tuple[Choice, int], ...]


def sample_plans(case: Case, folder: Path, terms: SampleTerms, *, only: str = "") -> tuple[SamplePlan, ...]:
    """A plan for each survey. A survey without a questionnaire has one as well, without strata."""
    surveys = [chosen_survey(case, only)] if only else list(case.surveys)
    try:
        forms = {each.survey.id: each.form for each in case_forms(case, folder)}
    except InputError:
        forms = {}
    return tuple(_plan(survey, forms.get(survey.id), terms) for survey in surveys)


def _plan(survey: SurveySummary, form: Form | None, terms: SampleTerms) -> SamplePlan:
    strata = _strata(form) if form else ()
    known = sum(int(choice.population or 0) for choice in strata)
    population = int(survey.population) if survey.population else known or None
    size = sample_size(
        population,
        margin=terms.margin,
        confidence=terms.confidence,
        share=terms.share,
        design_effect=terms.design_effect,
        response_rate=terms.response_rate,
    )
    parts = allocate(size.to_send, [int(choice.population or 0) for choice in strata])
    return SamplePlan(survey, population, size, tuple(zip(strata, parts, strict=True)))


def _strata(form: Form) -> Sequence[Choice]:
    return next(
        (each.choices for each in form.questions if each.choices and all(choice.population for choice in each.choices)),
        (),
    )


def with_plans(case: Case, plans: Sequence[SamplePlan]) -> Case:
    """The case with the questionnaires planned to be sent; a number that somebody gave stays."""
    sizes = {plan.survey.id: plan.size for plan in plans}
    rows = []
    for row in case.surveys:
        if row.id in sizes and row.planned is None:
            row = row.model_copy(update={"planned": Decimal(sizes[row.id].to_send)})
        rows.append(row)
    return case.model_copy(update={"surveys": tuple(rows)})
