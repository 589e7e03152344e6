"""`survey_returns`: what came back from each group; `survey_statistics`: how each question was answered;
`satisfaction_scores`: the criteria that satisfaction decides, with target and points.

Statistics have a row a question, one a group with the mean of its scored questions, and one overall by the groups'
weights. See `hengping.forms.satisfaction` for what is counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from hengping.cases.model.field_records import SurveyQuestion
from hengping.cases.model.fieldwork import SurveySummary
from hengping.errors import InputError
from hengping.forms import satisfaction
from hengping.forms.entry import Entry, FormRow
from hengping.forms.filling import Filling
from hengping.forms.sources.part_rows import part_source
from hengping.forms.sources.source import Options, RowSource
from hengping.quantities.display import percent, plain
from hengping.scoring.result import CriterionScore, IndicatorScore

_RETURNS, _COUNTS = part_source("surveys"), part_source("survey_questions")
_RATES = {"returned_rate": "回收率", "valid_rate": "有效率"}
_RESULTS = {"rate": "满意率", "score": "加权得分", "tier": "调查对象", "weight": "对象权重", "answers": "有效回答数"}
_ADDED_UP = ("planned", "sent", "returned", "valid")


def _returns(filling: Filling, options: Options) -> Sequence[FormRow]:
    surveys = {survey.id: survey for survey in filling.case.surveys}
    rows = []
    for row in _RETURNS.rows(filling, options):
        survey = surveys[row.key]
        rows.append(FormRow(row.key, {**row.cells, **_rates(survey.sent, survey.returned, survey.valid)}))
    if len(rows) > 1:
        rows.append(_returns_total([surveys[row.key] for row in rows]))
    return rows


def _returns_total(surveys: Sequence[SurveySummary]) -> FormRow:
    """Amounts that every group states are added up; a total over some of them would mislead."""
    sums: dict[str, Decimal | None] = {}
    for name in _ADDED_UP:
        amounts = [getattr(survey, name) for survey in surveys]
        sums[name] = None if None in amounts else sum(amounts, Decimal(0))
    cells = {name: Entry("" if amount is None else plain(amount)) for name, amount in sums.items()}
    rates = _rates(sums["sent"], sums["returned"], sums["valid"])
    return FormRow("", {"number": Entry("合计"), **cells, **rates}, sums=True)


def _rates(sent: Decimal | None, returned: Decimal | None, valid: Decimal | None) -> dict[str, Entry]:
    """Returned of those sent, valid of those returned."""
    return {
        "returned_rate": Entry(percent(returned / sent) if sent and returned is not None else ""),
        "valid_rate": Entry(percent(valid / returned) if returned and valid is not None else ""),
    }


def _statistics(filling: Filling, options: Options) -> Sequence[FormRow]:
    case = filling.case
    values = satisfaction.option_values(case)
    printed = {row.key: row for row in _COUNTS.rows(filling, options)}
    asked = [each for each in case.survey_questions if each.id in printed]
    rows: list[FormRow] = []
    for survey in dict.fromkeys(each.survey for each in asked):
        own = [each for each in asked if each.survey == survey]
        rows += [_question(printed[each.id], each, values) for each in own]
        rows.append(_group(filling, survey, satisfaction.of_group(own, values)))
    return [*rows, _overall(filling)] if rows else []


def _question(row: FormRow, question: SurveyQuestion, values: Mapping[str, Fraction]) -> FormRow:
    result = satisfaction.of_question(question, values)
    shown = {"rate": result.rate_text, "score": result.score_text} if question.scored else {}
    cells = {
        "tier": Entry(row.cells.get("survey>tier", Entry(question.survey)).text),
        "answers": Entry(str(result.answers or "")),
        **{name: Entry(text) for name, text in shown.items()},
    }
    return FormRow(row.key, {**row.cells, **cells})


def _group(filling: Filling, survey: str, result: satisfaction.Satisfaction) -> FormRow:
    tier = next((each.tier for each in filling.case.surveys if each.id == survey), survey)
    weight = filling.case.identity.satisfaction_weights.get(tier)
    cells = {
        "survey": Entry("小计"),
        "tier": Entry(tier),
        "rate": Entry(result.rate_text),
        "score": Entry(result.score_text),
        "weight": Entry("" if weight is None else f"{plain(weight)}%"),
    }
    return FormRow("", cells, sums=True)


def _overall(filling: Filling) -> FormRow:
    result = satisfaction.overall(filling.case)
    cells = {"survey": Entry("综合"), "tier": Entry("综合满意度")}
    return FormRow("", {**cells, "rate": Entry(result.rate_text), "score": Entry(result.score_text)}, sums=True)


def _scores(filling: Filling, _: Options) -> Sequence[FormRow]:
    """Criteria of the leaves that questionnaires answer, or that bear satisfaction in their name."""
    try:
        leaves = [node for node in filling.score.walk() if node.is_leaf]
    except InputError:
        return []
    return [
        _score_row(leaf, criterion)
        for leaf in leaves
        if leaf.indicator.acquisition == "问卷调查" or "满意" in leaf.indicator.name
        for criterion in leaf.criteria
    ]


def _score_row(leaf: IndicatorScore, criterion: CriterionScore) -> FormRow:
    texts = {
        "criterion": criterion.criterion.id,
        "name": leaf.indicator.name,
        "target": criterion.target_text,
        "actual": criterion.actual_text,
        "max_score": plain(criterion.max_score),
        "score": "" if criterion.score is None else plain(criterion.score),
    }
    return FormRow(criterion.criterion.id, {key: Entry(text) for key, text in texts.items()})


def _return_columns(options: Options) -> Mapping[str, str]:
    return {**_RETURNS.columns(options), **_RATES}


def _statistic_columns(options: Options) -> Mapping[str, str]:
    return {**_COUNTS.columns(options), **_RESULTS}


SURVEY_RETURNS = RowSource(
    "survey_returns", _return_columns, _returns, lambda _: (("id",), ("tier", "channel"), ("tier",)), _RETURNS.added
)
SURVEY_STATISTICS = RowSource(
    "survey_statistics",
    _statistic_columns,
    _statistics,
    lambda _: (("id",), ("survey", "number"), ("tier", "text")),
    _COUNTS.added,
)
_SCORE_COLUMNS = {
    "criterion": "要点编号",
    "name": "满意度指标",
    "target": "目标值",
    "actual": "实际值",
    "max_score": "分值",
    "score": "得分",
}
SATISFACTION_SCORES = RowSource(
    "satisfaction_scores", lambda _: _SCORE_COLUMNS, _scores, lambda _: (("criterion",), ("name",))
)
