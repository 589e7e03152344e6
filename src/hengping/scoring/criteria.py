"""Points of one criterion: its facts read, its rule applied, then what somebody decided by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from hengping.cases.fact_book import FactBook
from hengping.cases.model.fields import Mark
from hengping.cases.model.indicators import Criterion, Indicator, Judgement, Target
from hengping.errors import Fault
from hengping.formulas import Known
from hengping.quantities import CalendarError, QuantityError, Unit, WorkCalendar
from hengping.scoring.actuals import NO_UNIT, Actual, Actuals, read_actuals
from hengping.scoring.assessed_units import combine
from hengping.scoring.comparison import TargetValue, settled
from hengping.scoring.decisions import decide
from hengping.scoring.preparation import choose_rule, judgement_complaints
from hengping.scoring.result import AppliedRule, CriterionScore, ScoreStatus
from hengping.scoring.rule import Complaint, RuleInput, RuleParameters, RuleResult, ScoringRule, TargetNeed
from hengping.scoring.targets import read_target
from hengping.scoring.weights import WeighedCriterion


@dataclass
class CriterionScorer:
    """Scores the criteria of one case; `faults` grows with everything that must be mended."""

    book: FactBook
    judgements: Mapping[str, tuple[Judgement, ...]]
    calendar: WorkCalendar
    faults: list[Fault] = field(default_factory=list)

    def score(self, weighed: WeighedCriterion, leaf: Indicator) -> CriterionScore:
        """The criterion's points with all that explains them."""
        criterion = weighed.criterion
        judgements = self.judgements.get(criterion.id, ())
        draft = CriterionScore(
            criterion=criterion,
            indicator_code=leaf.code,
            max_score=weighed.max_score,
            points=None,
            score=None,
            status=ScoreStatus.MISSING,
            sentence="尚未选定评分规则，暂不能计分",
            judgements=judgements,
            marks=self._marks(criterion, judgements),
        )
        chosen = choose_rule(criterion) if criterion.rule else None
        if chosen is None:
            return decide(draft, weighed)
        self._complain(criterion, chosen.complaints)
        if chosen.rule is None or chosen.parameters is None:
            return draft
        label = leaf.name if criterion.id == leaf.code else "实际值"
        return decide(self._applied(draft, weighed, chosen.rule, chosen.parameters, label), weighed)

    def _applied(
        self,
        draft: CriterionScore,
        weighed: WeighedCriterion,
        rule: ScoringRule[Any],
        parameters: RuleParameters,
        label: str,
    ) -> CriterionScore:
        """The draft with the rule's result."""
        criterion, judgements = draft.criterion, draft.judgements
        for complaint in (
            *judgement_complaints(rule, judgements),
            *rule.complaints(parameters, weighed.filed, judgements),
        ):
            self._complain(criterion, (("评分规则与评判", complaint),))
        try:
            actuals = read_actuals(criterion, self.book)
        except QuantityError as error:
            self._complain(criterion, (("实际值", Complaint(criterion.actual, "数字或公式", f"{error}。")),))
            return draft
        target, target_facts = self._target(criterion, rule.target, actuals)
        unit = target.unit if target is not None and target.is_known else next(iter(actuals.units), NO_UNIT)
        inner = {key: self.book.evaluate(text) for key, text in rule.formulas(parameters).items()}
        values = {key: one.result.value if isinstance(one.result, Known) else None for key, one in inner.items()}
        given = RuleInput(
            max_score=weighed.filed,
            label=label,
            target=target,
            unit=next(iter(actuals.units), NO_UNIT),
            inputs=values,
            calendar=self.calendar,
        )
        inputs = _by_assessed_unit(given, actuals, judgements, periods=rule.takes_periods)
        result = self._result(criterion, rule, parameters, inputs)
        fact_ids = dict.fromkeys((*actuals.fact_ids, *target_facts))
        fact_ids.update(dict.fromkeys(fact_id for one in inner.values() for fact_id in one.fact_ids))
        return replace(
            draft,
            points=None if result.points is None else settled(result.points),
            status=_status(result, judged=bool(judgements) and not actuals.are_known),
            rule_title=rule.title,
            rule_text=rule.text(parameters, target, weighed.filed),
            target_text=_target_text(criterion.target, target),
            actual_text=actuals.shown(unit),
            working=actuals.working(self.book, unit),
            sentence=result.sentence,
            met=result.met,
            fact_ids=tuple(fact_ids),
            marks=(*draft.marks, *self.book.marks(tuple(fact_ids))) if fact_ids else draft.marks,
            applied=AppliedRule(rule, parameters, inputs, weighed.filed, weighed.max_score),
        )

    def _target(
        self, criterion: Criterion, need: TargetNeed, actuals: Actuals
    ) -> tuple[TargetValue | None, tuple[str, ...]]:
        """The target in numbers and the facts behind it; a unit unlike the actual's is a fault."""
        if criterion.target is None:
            return None, ()
        unit = next(iter(actuals.units), None)
        target, complaints, fact_ids = read_target(criterion.target, need=need, actual_unit=unit, book=self.book)
        self._complain(criterion, [("目标", complaint) for complaint in complaints])
        compared = need is not TargetNeed.NONE and target.is_known
        odd = next((one for one in actuals.units if compared and not _comparable(one, target.unit)), None)
        if odd is not None:
            mend = "请按同一单位填写目标值，或用换算公式（如 =X/10000）登记一个同单位的事实。"
            complaint = Complaint(target.unit.symbol, f"与实际值相同的单位（{odd.symbol}）", mend)
            self._complain(criterion, (("目标，计量单位", complaint),))
        return target, fact_ids

    def _result(
        self,
        criterion: Criterion,
        rule: ScoringRule[Any],
        parameters: RuleParameters,
        inputs: tuple[tuple[str, RuleInput], ...],
    ) -> RuleResult:
        results: dict[str, RuleResult] = {}
        for name, given in inputs:
            try:
                results[name] = rule.score(given, parameters)
            except CalendarError as error:
                mend = f"{error}；请在 case.yaml 的 weekend_table 中补充。"
                self._complain(criterion, (("时限", Complaint("工作日", "已知节假日安排的年份", mend)),))
                results[name] = RuleResult(None, None, str(error), undefined=True)
            except QuantityError as error:
                self._complain(
                    criterion, (("时限", Complaint("、".join(given.actuals), "可以逐期计算的时限", f"{error}。")),)
                )
                results[name] = RuleResult(None, None, str(error), undefined=True)
        if len(results) == 1 and "" in results:
            return results[""]
        return combine(results, inputs[0][1].max_score, parameters)

    def _marks(self, criterion: Criterion, judgements: tuple[Judgement, ...]) -> tuple[Mark, ...]:
        """Marks of the criterion's own fields, of its target and of its judgements."""
        marks = [*criterion.marks]
        target = criterion.target
        if target is not None and target.status.marked and all(mark.field_name != "target" for mark in marks):
            marks.append(Mark(field_name="target", status=target.status, reason=target.reason or "未说明理由"))
        marks += [
            Mark(field_name="judgement", status=one.status, reason=one.status_reason or one.reason)
            for one in judgements
            if one.status.marked
        ]
        return tuple(marks)

    def _complain(self, criterion: Criterion, complaints: Iterable[tuple[str, Complaint]]) -> None:
        for where, complaint in complaints:
            place = f"indicators.yaml，要点 {criterion.id}，{where}"
            self.faults.append(Fault(place, complaint.found, complaint.expected, complaint.mend))


def _by_assessed_unit(
    given: RuleInput, actuals: Actuals, judgements: tuple[Judgement, ...], *, periods: bool
) -> tuple[tuple[str, RuleInput], ...]:
    """What the rule is given for each assessed unit; for "" where there are none."""
    if periods:
        by_period = {name: actual.value for name, actual in actuals.by_unit.items()}
        return (("", replace(_with_actual(given, actuals.single, judgements), actuals=by_period)),)
    names = dict.fromkeys((*actuals.by_unit, *(judgement.unit for judgement in judgements if judgement.unit)))
    if not names:
        return (("", _with_actual(given, actuals.single, judgements)),)
    return tuple(
        (
            name,
            _with_actual(
                given,
                actuals.by_unit.get(name, actuals.single),
                tuple(judgement for judgement in judgements if judgement.unit in ("", name)),
            ),
        )
        for name in names
    )


def _with_actual(given: RuleInput, actual: Actual, judgements: tuple[Judgement, ...]) -> RuleInput:
    value = actual.value
    if value is not None:
        return replace(given, actual=value, judgements=judgements)
    return replace(given, absence=actual.absence, undefined=actual.is_undefined, judgements=judgements)


def _comparable(unit: Unit, with_target: Unit) -> bool:
    return unit.content != "number" or unit.measures_like(with_target)


def _status(result: RuleResult, *, judged: bool) -> ScoreStatus:
    if result.points is None:
        return ScoreStatus.UNDEFINED if result.undefined else ScoreStatus.MISSING
    return ScoreStatus.JUDGED if judged else ScoreStatus.SCORED


def _target_text(filed: Target | None, target: TargetValue | None) -> str:
    """The target as filed in words; else with its numbers."""
    if filed is None or target is None:
        return ""
    return filed.text or target.phrase
