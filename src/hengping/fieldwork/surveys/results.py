"""What the responses of a survey come to: counts, satisfaction by question, group and tier, precision, open answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import compress
from math import lcm

from hengping.cases.model import Case
from hengping.cases.model.field_records import SurveyQuestion
from hengping.cases.model.identity import PhaseKind, SatisfactionMeasure
from hengping.fieldwork.surveys.case_forms import SurveyForm
from hengping.fieldwork.surveys.checks import Checked, check_responses
from hengping.fieldwork.surveys.form import Form, Question
from hengping.fieldwork.surveys.open_answers import OpenAnswers, group_answers
from hengping.fieldwork.surveys.precision import Estimate, Stratum, cronbach_alpha, stratified, stratum_of
from hengping.fieldwork.surveys.responses import Responses
from hengping.forms.satisfaction import OPTIONS, Satisfaction, of_group, of_question, option_values

_SATISFIED = ("very_satisfied", "satisfied")


@dataclass(frozen=True)
class Group:
    """The valid responses that chose one option of a grouping question."""

    question: Question
    name: str
    responses: int
    satisfaction: Satisfaction


@dataclass(frozen=True)
class Precision:
    """The mean of the respondents' own satisfaction, weighted by stratum where the strata's sizes are known.

    Attributes:
        by: the stratifying question; None for a simple random sample.
        left_out: valid responses that named no stratum.
        why_not: why there is no estimate, or no weighting though there are strata.
    """

    estimate: Estimate | None
    strata: tuple[Stratum, ...]
    by: Question | None
    left_out: int
    why_not: str = ""


@dataclass(frozen=True)
class SurveyResult:
    """Everything about one survey; `alpha_people` answered every scored question."""

    each: SurveyForm
    responses: Responses
    checked: Checked
    questions: tuple[SurveyQuestion, ...]
    by_question: tuple[Satisfaction, ...]
    total: Satisfaction
    groups: tuple[Group, ...]
    precision: Precision
    alpha: Fraction | None
    alpha_people: int
    open_answers: tuple[OpenAnswers, ...]

    @property
    def valid(self) -> int:
        return sum(self.checked.valid)


@dataclass(frozen=True)
class SurveyTerms:
    """What holds for all surveys of a case: values of the options, which figure is the satisfaction, the days."""

    values: Mapping[str, Fraction]
    measure: SatisfactionMeasure
    period: tuple[date | None, date | None] = (None, None)
    confidence: Fraction = Fraction(95, 100)
    straight_lines_invalid: bool = False

    @property
    def highest(self) -> Fraction:
        return max(self.values.values(), default=Fraction(1)) or Fraction(1)

    def percent(self, satisfaction: Satisfaction) -> Fraction | None:
        """The satisfaction as a ratio, by the measure of the case."""
        if self.measure is SatisfactionMeasure.SHARE:
            return satisfaction.rate
        return None if satisfaction.score is None else satisfaction.score / self.highest


def terms_of(case: Case, *, straight_lines_invalid: bool = False) -> SurveyTerms:
    """The terms in the case; the days are those of its fieldwork."""
    phase = next((phase for phase in case.identity.phases if phase.kind is PhaseKind.FIELDWORK), None)
    return SurveyTerms(
        option_values(case),
        case.identity.satisfaction_measure,
        (phase.start, phase.end) if phase else (None, None),
        straight_lines_invalid=straight_lines_invalid,
    )


def survey_result(each: SurveyForm, responses: Responses, terms: SurveyTerms, *, stratum: str = "") -> SurveyResult:
    """Analyse one survey.

    Args:
        stratum: name of the stratifying question; "" for the first whose options all have a population.
    """
    form = each.form
    checked = check_responses(responses, form, period=terms.period, straight_lines_invalid=terms.straight_lines_invalid)
    columns = {name: list(compress(values, checked.valid)) for name, values in responses.answers.items()}
    questions = tuple(_counted(each, question, Counter(columns[question.name])) for question in form.satisfaction)
    alpha, people = _alpha(form, columns, terms)
    return SurveyResult(
        each,
        responses,
        checked,
        questions,
        tuple(of_question(question, terms.values) for question in questions),
        of_group(questions, terms.values),
        tuple(group for question in form.groupings for group in _groups(each, question, columns, terms)),
        _precision(each, columns, terms, stratum),
        alpha,
        people,
        tuple(group_answers(question, columns[question.name]) for question in form.open_questions),
    )


def _counted(each: SurveyForm, question: Question, counts: Mapping[str, int]) -> SurveyQuestion:
    fields = {field: 0 for field in (*OPTIONS, "unknown")}
    for choice, field in question.options.items():
        fields[field] += counts.get(choice, 0)
    return SurveyQuestion(
        id=f"{each.survey.id}-{question.number:02d}",
        survey=each.survey.id,
        number=str(question.number),
        text=question.label,
        scored=question.scored,
        **{field: Decimal(count) for field, count in fields.items()},
    )


def _groups(
    each: SurveyForm, grouping: Question, columns: Mapping[str, Sequence[str]], terms: SurveyTerms
) -> list[Group]:
    together = Counter(zip(columns[grouping.name], _scored_rows(each.form, columns), strict=True))
    found = []
    for choice in grouping.choices:
        own = {row: count for (name, row), count in together.items() if name == choice.name}
        if own:
            asked = [_counted(each, question, _tally(own, place)) for place, question in enumerate(each.form.scored)]
            found.append(Group(grouping, choice.label, sum(own.values()), of_group(asked, terms.values)))
    return found


def _tally(rows: Mapping[tuple[str, ...], int], place: int) -> Mapping[str, int]:
    """How often each answer stands at a place of the rows."""
    counts: Counter[str] = Counter()
    for row, count in rows.items():
        counts[row[place]] += count
    return counts


def _alpha(form: Form, columns: Mapping[str, Sequence[str]], terms: SurveyTerms) -> tuple[Fraction | None, int]:
    """Of people who answered every scored question; without values of the options 5 to 1 stand for them."""
    order = {field: Fraction(5 - place) for place, field in enumerate(OPTIONS)}
    _, values = _whole_numbers(terms.values or order, 1)
    counts = Counter(_scored_rows(form, columns))
    coded = {row: [value for value in _values(form, row, values) if value is not None] for row in counts}
    complete = [(own, counts[row]) for row, own in coded.items() if len(own) == len(form.scored)]
    items = list(zip(*(own for own, _ in complete), strict=True))
    times = [count for _, count in complete]
    return cronbach_alpha(items, times), sum(times)


def _scored_rows(form: Form, columns: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """Each person's answers to the scored questions. Many give the same ones, so each row is worked out once."""
    return list(zip(*(columns[question.name] for question in form.scored), strict=True))


def _values(form: Form, row: tuple[str, ...], values: Mapping[str, int]) -> tuple[int | None, ...]:
    """Their values; None for no answer, one that is no choice, and 不了解."""
    asked = zip(form.scored, row, strict=True)
    return tuple(values.get(question.options.get(answer, "")) for question, answer in asked)


def _whole_numbers(values: Mapping[str, Fraction], times: int) -> tuple[int, dict[str, int]]:
    """Values as whole numbers, all `scale` times too large, so that sums of many people are exact and quick."""
    scale = times * lcm(*(value.denominator for value in values.values()))
    return scale, {name: int(value * scale) for name, value in values.items()}


def _precision(each: SurveyForm, columns: Mapping[str, Sequence[str]], terms: SurveyTerms, stratum: str) -> Precision:
    if not each.form.scored or (terms.measure is SatisfactionMeasure.SCORE and not terms.values):
        return Precision(None, (), None, 0, "没有计分题，或没有填写选项赋值")
    scale, people = _own_satisfaction(each.form, columns, terms)
    by = _stratifying(each.form, stratum)
    if by is None:
        count = None if each.survey.population is None else int(each.survey.population)
        own = [value for value in people if value is not None]
        alone = (stratum_of(own, scale=scale, name="全部", population=count),)
        return _estimated(alone, None, 0, terms, "没有一道分组题的选项都填了总体人数（population），未作分层加权")
    names = columns[by.name]
    by_choice: dict[str, list[int]] = {choice.name: [] for choice in by.choices}
    left_out = 0
    for name, value in zip(names, people, strict=True):
        if value is not None and name in by_choice:
            by_choice[name].append(value)
        else:
            left_out += value is not None
    strata = tuple(
        stratum_of(by_choice[each.name], scale=scale, name=each.label, population=int(each.population or 0))
        for each in by.choices
    )
    return _estimated(strata, by, left_out, terms, "")


def _estimated(
    strata: tuple[Stratum, ...], by: Question | None, left_out: int, terms: SurveyTerms, remark: str
) -> Precision:
    small = [each.name for each in strata if each.count < 2]
    if small:
        return Precision(None, strata, by, left_out, f"{'、'.join(small)}不足 2 份答卷，不能估计误差")
    return Precision(stratified(strata, confidence=terms.confidence), strata, by, left_out, remark)


def _stratifying(form: Form, stratum: str) -> Question | None:
    """The question whose options tell how many people they stand for."""
    chosen = [form.question(stratum)] if stratum else list(form.questions)
    for each in chosen:
        if each is not None and each.choices and all(choice.population for choice in each.choices):
            return each
    return None


def _own_satisfaction(
    form: Form, columns: Mapping[str, Sequence[str]], terms: SurveyTerms
) -> tuple[int, list[int | None]]:
    """Each person's mean over the scored questions answered, as whole numbers `scale` times too large."""
    if terms.measure is SatisfactionMeasure.SHARE:
        values = {field: Fraction(int(field in _SATISFIED)) for field in OPTIONS}
    else:
        values = {field: value / terms.highest for field, value in terms.values.items()}
    times = lcm(*range(1, len(form.scored) + 1))
    scale, numbers = _whole_numbers(values, times)
    rows = _scored_rows(form, columns)
    means = {row: _mean(_values(form, row, numbers)) for row in set(rows)}
    return scale, [means[row] for row in rows]


def _mean(values: Sequence[int | None]) -> int | None:
    """The mean of those there are; whole, because the scale holds every count of answers."""
    given = [value for value in values if value is not None]
    return sum(given) // len(given) if given else None
