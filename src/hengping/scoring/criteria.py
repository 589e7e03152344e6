"""Points of one criterion: its facts read, its rule applied, then what somebody decided by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hengping.cases.fact_book import FactBook
from hengping.cases.model.indicators import Criterion, Indicator, Judgement, OutcomeKind
from hengping.errors import Fault
from hengping.formulas import Value
from hengping.quantities import CalendarError, QuantityError, Unit, WorkCalendar
from hengping.scoring.actuals import NO_UNIT, Actual, Actuals, read_actuals, value_of
from hengping.scoring.applied import AppliedRule
from hengping.scoring.assessed_units import combine
from hengping.scoring.comparison import TargetValue
from hengping.scoring.decisions import points_of
from hengping.scoring.preparation import choose_rule, formula_faults, judgement_complaints
from hengping.scoring.result import CriterionScore, ScoreStatus
from hengping.scoring.rule import UNNAMED, Complaint, RuleInput, RuleParameters, RuleResult, ScoringRule, TargetNeed
from hengping.scoring.targets import read_target
from hengping.scoring.weights import WeighedCriterion

_NO_EVIDENCE = OutcomeKind.NO_EVIDENCE


@dataclass
class CriterionScorer:
    """Scores the criteria of one case; `faults` grows with everything that must be mended."""

    book: FactBook
    judgements: Mapping[str, tuple[Judgement, ...]]
    calendar: WorkCalendar
    faults: list[Fault] = field(default_factory=list)

    def score(self, weighed: WeighedCriterion, leaf: Indicator) -> CriterionScore:
        """The criterion's points with all that explains them; `score` is not yet rounded."""
        criterion = weighed.criterion
        judgements = self.judgements.get(criterion.id, ())
        applied = self._apply(weighed, leaf, judgements) if criterion.rule else None
        points = points_of(
            applied.result.points if applied else None,
            filed=weighed.filed,
            max_score=weighed.max_score,
            outcome=weighed.outcome,
            override=criterion.override,
        )
        return CriterionScore(
            criterion=criterion,
            indicator_code=leaf.code,
            max_score=weighed.max_score,
            points=points,
            score=points,
            status=_status(weighed, applied, judgements),
            filed_max_score=weighed.filed,
            outcome=weighed.outcome,
            judgements=judgements,
            applied=applied,
        )

    def _apply(
        self, weighed: WeighedCriterion, leaf: Indicator, judgements: tuple[Judgement, ...]
    ) -> AppliedRule | None:
        """The rule applied; None where a fault keeps it from being applied."""
        criterion = weighed.criterion
        chosen = choose_rule(criterion)
        self._complain(criterion, chosen.complaints)
        if chosen.rule is None or chosen.parameters is None:
            return None
        rule, parameters = chosen.rule, chosen.parameters
        for complaint in judgement_complaints(rule, judgements):
            self._complain(criterion, [("评判类型", complaint)])
        for complaint in rule.complaints(parameters, weighed.filed, judgements):
            self._complain(criterion, [("评分规则与评判", complaint)])
        try:
            actuals = read_actuals(criterion, self.book)
        except QuantityError as error:
            self._complain(
                criterion, [("实际值", Complaint(criterion.actual, "数字，或以 = 开头的公式", f"{error}。"))]
            )
            return None
        target, other_fact_ids = self._target(criterion, rule.target, actuals.units)
        inner: dict[str, Value | None] = {}
        for key, text in rule.formulas(parameters).items():
            faults = formula_faults(text, self.book.facts)
            self._complain(criterion, [(f"规则参数中“{key}”的公式", fault) for fault in faults])
            if not faults:
                evaluated = self.book.evaluate(text)
                inner[key] = value_of(evaluated)
                other_fact_ids += evaluated.fact_ids
        given = RuleInput(
            max_score=weighed.filed,
            label=leaf.name if criterion.id == leaf.code else UNNAMED,
            target=target,
            unit=next(iter(actuals.units), NO_UNIT),
            inputs=inner,
            calendar=self.calendar,
        )
        inputs = _by_assessed_unit(given, actuals, judgements, periods=rule.takes_periods)
        result = self._result(criterion, rule, parameters, inputs)
        return AppliedRule(
            rule, parameters, inputs, result, criterion.target, target, actuals, other_fact_ids, self.book
        )

    def _target(
        self, criterion: Criterion, need: TargetNeed, actual_units: list[Unit]
    ) -> tuple[TargetValue | None, tuple[str, ...]]:
        """The target in numbers and the facts behind it; a unit unlike the actual's is a fault."""
        if criterion.target is None:
            return None, ()
        unit = actual_units[0] if actual_units else None
        target, complaints, fact_ids = read_target(criterion.target, need=need, actual_unit=unit, book=self.book)
        self._complain(criterion, [("目标", complaint) for complaint in complaints])
        if need is not TargetNeed.NONE and target.is_known:
            odd = next((one for one in actual_units if not _comparable(one, target.unit)), None)
            if odd is not None:
                mend = "请按同一单位填写目标值，或用换算公式（如 =X/10000）登记一个同单位的事实。"
                complaint = Complaint(target.unit.symbol, f"与实际值相同的单位（{odd.symbol}）", mend)
                self._complain(criterion, [("目标的计量单位", complaint)])
        return target, fact_ids

    def _result(
        self,
        criterion: Criterion,
        rule: ScoringRule[Any],
        parameters: RuleParameters,
        inputs: tuple[tuple[str, RuleInput], ...],
    ) -> RuleResult:
        """Points of all assessed units together; what the rule cannot compute with at all is a fault."""
        results: dict[str, RuleResult] = {}
        for name, given in inputs:
            try:
                results[name] = rule.score(given, parameters)
            except CalendarError as error:
                mend = f"{error}，请在 case.yaml 的 weekend_table 中写明该年的放假日和补班日。"
                self._complain(criterion, [("时限", Complaint("工作日", "已知节假日安排的年份", mend))])
            except QuantityError as error:
                found = "、".join(given.actuals)
                self._complain(criterion, [("时限", Complaint(found, "可以逐期计算的时限", f"{error}。"))])
        if len(results) < len(inputs):
            return inputs[0][1].no_points("规则无法应用", undefined=True)
        if len(results) == 1 and "" in results:
            return results[""]
        return combine(results, inputs[0][1].max_score, parameters)

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
        return (("", _with(given, actuals.single, judgements)._replace(actuals=by_period)),)
    named = [judgement.unit for judgement in judgements if judgement.unit]
    if not named and not actuals.by_unit:
        return (("", _with(given, actuals.single, judgements)),)
    return tuple(
        (
            name,
            _with(
                given,
                actuals.by_unit.get(name, actuals.single),
                tuple(judgement for judgement in judgements if judgement.unit in ("", name)),
            ),
        )
        for name in dict.fromkeys((*actuals.by_unit, *named))
    )


def _with(given: RuleInput, actual: Actual, judgements: tuple[Judgement, ...]) -> RuleInput:
    value = actual.value
    if value is None:
        return given._replace(absence=actual.absence, undefined=actual.is_undefined, judgements=judgements)
    unit = given.shown_unit
    return given._replace(actual=value, judgements=judgements, print_actual=lambda: actual.shown(unit))


def _comparable(unit: Unit, with_target: Unit) -> bool:
    return unit.content != "number" or unit.measures_like(with_target)


def _status(weighed: WeighedCriterion, applied: AppliedRule | None, judgements: tuple[Judgement, ...]) -> ScoreStatus:
    if weighed.criterion.override is not None:
        return ScoreStatus.OVERRIDDEN
    if weighed.outcome is not None:
        return ScoreStatus.NO_EVIDENCE if weighed.outcome.kind is _NO_EVIDENCE else ScoreStatus.NOT_APPLICABLE
    if applied is None or applied.result.points is None:
        return ScoreStatus.UNDEFINED if applied is not None and applied.result.undefined else ScoreStatus.MISSING
    return ScoreStatus.JUDGED if judgements and not applied.actuals.are_known else ScoreStatus.SCORED
