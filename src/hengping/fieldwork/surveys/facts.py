"""Results of surveys into the case: what came back, counts by question, and a fact with its source for each figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from hengping.cases.model import Case
from hengping.cases.model.facts import Fact
from hengping.cases.model.fields import Status
from hengping.cases.model.fieldwork import SurveySummary
from hengping.cases.model.identity import SatisfactionMeasure
from hengping.fieldwork.surveys.precision import decimal
from hengping.fieldwork.surveys.results import SurveyResult, SurveyTerms
from hengping.fieldwork.surveys.simulation import MARK
from hengping.forms.satisfaction import overall
from hengping.quantities.display import plain
from hengping.quantities.rounding import round_half_up

OVERALL_FACT = "问卷_综合满意度"
_UNFIT = re.compile(r"\W+")
_SHARE, _SCORE = "满意率", "满意度"


def with_results(case: Case, results: Sequence[SurveyResult], terms: SurveyTerms) -> tuple[Case, tuple[Fact, ...]]:
    """The case with the results of its surveys, and the facts that are new or changed; other facts stay untouched."""
    by_id = {result.each.survey.id: result for result in results}
    surveys = tuple(_summary(row, by_id[row.id], terms) if row.id in by_id else row for row in case.surveys)
    kept = [row for row in case.survey_questions if row.survey not in by_id]
    counted = [question for result in results for question in result.questions]
    order = {row.id: place for place, row in enumerate(case.surveys)}
    questions = tuple(sorted([*kept, *counted], key=lambda row: order.get(row.survey, len(order))))
    counted_case = case.model_copy(update={"surveys": surveys, "survey_questions": questions})
    facts = [fact for result in results for fact in _facts(case, result, terms)]
    facts += _overall_fact(counted_case, results, terms)
    before = {fact.id: fact for fact in case.facts}
    changed = tuple(fact for fact in facts if before.get(fact.id) != fact)
    fresh = {fact.id: fact for fact in facts}
    everything = (*(fresh.pop(fact.id, fact) for fact in case.facts), *fresh.values())
    return counted_case.model_copy(update={"facts": everything}), changed


def fact_id(survey: str, what: str) -> str:
    """问卷_Q1_满意率."""
    return f"问卷_{_UNFIT.sub('_', survey)}_{what}"


def satisfaction_fact(survey: str, terms: SurveyTerms) -> str:
    """The fact that is the satisfaction of a survey, by the measure of the case."""
    return fact_id(survey, _SHARE if terms.measure is SatisfactionMeasure.SHARE else _SCORE)


def sources(result: SurveyResult) -> tuple[str, ...]:
    """The evidence its responses came from."""
    return tuple(sorted({source for source in result.responses.notes["source"] if source}))


def _origin(results: Sequence[SurveyResult]) -> tuple[Status, str]:
    """Made-up responses make assumed figures, which bear their mark wherever they are printed; the note says why."""
    made_up = any(name.startswith(f"{MARK}-") for result in results for name in result.responses.notes["id"])
    if made_up:
        return Status.ASSUMED, "由程序模拟的答卷得出，只供演示"
    return Status.COLLECTED, ""


def _summary(row: SurveySummary, result: SurveyResult, terms: SurveyTerms) -> SurveySummary:
    returned, reasons = len(result.responses), result.checked.reasons
    about = [fact.id for fact in _figures(result, terms)]
    main = satisfaction_fact(row.id, terms)
    own = tuple(fact for fact in row.facts if fact not in about)
    return row.model_copy(
        update={
            "returned": Decimal(returned),
            "valid": Decimal(result.valid),
            "invalid_reason": "；".join(f"{name}{count}份" for name, count in reasons.items()),
            "satisfaction_fact": main if main in about else row.satisfaction_fact,
            "facts": (*own, *(fact for fact in about if fact != main)),
        }
    )


class _Figure:
    """A figure before it is a fact."""

    def __init__(self, survey: str, what: str, name: str, value: str, unit: str, scope: str) -> None:
        self.id, self.name, self.value, self.unit, self.scope = fact_id(survey, what), name, value, unit, scope


def _figures(result: SurveyResult, terms: SurveyTerms) -> list[_Figure]:
    survey = result.each.survey
    total = result.total
    found = [_Figure(survey.id, "有效", "有效问卷", str(result.valid), "份", "剔除无效答卷后")]
    if total.rate is not None:
        scope = "非常满意和比较满意占比，各计分题平均，不含不了解"
        found.append(_Figure(survey.id, _SHARE, "满意率", _percent(total.rate), "%", scope))
    if total.score is not None:
        scope = f"加权得分占满分{plain(decimal(terms.highest))}的比例，各计分题平均，不含不了解"
        found.append(_Figure(survey.id, _SCORE, "满意度加权得分", _percent(total.score / terms.highest), "%", scope))
    if result.alpha is not None:
        scope = f"计分题全答的{result.alpha_people}份"
        found.append(_Figure(survey.id, "信度", "克隆巴赫系数", _places(result.alpha, 3), "比值", scope))
    estimate = result.precision.estimate
    if estimate is not None:
        by = result.precision.by
        how = f"按{by.label}分层加权" if by else "简单随机样本"
        level = f"{plain(decimal(terms.confidence * 100))}%置信"
        for what, value in (("估计值", estimate.mean), ("估计下限", estimate.lower), ("估计上限", estimate.upper)):
            bounded = min(max(value, Decimal(0)), Decimal(1))
            scope = how if what == "估计值" else f"{how}，{level}"
            name = f"满意度{what}"
            found.append(_Figure(survey.id, what, name, plain(round_half_up(bounded * 100, 2)), "%", scope))
    return found


def _facts(case: Case, result: SurveyResult, terms: SurveyTerms) -> list[Fact]:
    survey = result.each.survey
    page = f"问卷{survey.id}，回收{len(result.responses)}份，有效{result.valid}份"
    status, note = _origin([result])
    return [
        Fact(
            id=figure.id,
            name=figure.name,
            subject=survey.tier,
            value=figure.value,
            unit=figure.unit,
            period=case.identity.year,
            scope=figure.scope,
            status=status,
            note=note,
            evidence=sources(result),
            page=page,
        )
        for figure in _figures(result, terms)
    ]


def _overall_fact(case: Case, results: Sequence[SurveyResult], terms: SurveyTerms) -> list[Fact]:
    """All tiers by their weights; none while a weighted tier has no result."""
    whole = terms.percent(overall(case))
    if whole is None:
        return []
    weights = {tier: weight for tier, weight in case.identity.satisfaction_weights.items() if weight}
    status, note = _origin(results)
    scope = "、".join(f"{tier}{plain(weight)}%" for tier, weight in weights.items())
    return [
        Fact(
            id=OVERALL_FACT,
            name="综合满意度",
            subject="全部调查对象",
            value=_percent(whole),
            unit="%",
            period=case.identity.year,
            scope=f"{terms.measure.label}，按对象权重加权：{scope}",
            status=status,
            note=note,
            evidence=tuple(sorted({source for result in results for source in sources(result)})),
            page="各对象问卷汇总",
        )
    ]


def _percent(ratio: Fraction) -> str:
    return _places(ratio * 100, 2)


def _places(number: Fraction, places: int) -> str:
    return plain(round_half_up(decimal(number), places))
