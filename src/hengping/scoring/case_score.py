"""From criteria up to the total: the one entry to scoring.

Leaves are rounded half-up (or criteria, or only the total: the profile says which), parents and total add what was
rounded, and rates come from rounded scores. A criterion without points leaves its leaf, all above it, the total and the
grade without a score.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, localcontext

from hengping.cases.fact_book import FactBook
from hengping.cases.model.case import Case
from hengping.cases.model.identity import CaseIdentity
from hengping.errors import Fault, InputError
from hengping.formulas.values import ARITHMETIC
from hengping.quantities import WorkCalendar, round_half_up
from hengping.reference.profile import Profile, Rounding, RoundingLevel
from hengping.reference.profiles import packaged_profile
from hengping.scoring.criteria import CriterionScorer
from hengping.scoring.grade import grade_of, veto_faults, veto_of
from hengping.scoring.preparation import judgements_by_criterion
from hengping.scoring.result import CaseScore, CriterionScore, IndicatorScore, ScoreStatus
from hengping.scoring.weights import WeighedIndicator, weigh

_ZERO = Decimal(0)
_WORKING_DAY = {"工作日": True, "休息日": False}
_WEIGHTIEST_FIRST = (
    ScoreStatus.MISSING,
    ScoreStatus.UNDEFINED,
    ScoreStatus.OVERRIDDEN,
    ScoreStatus.NO_EVIDENCE,
    ScoreStatus.JUDGED,
    ScoreStatus.SCORED,
    ScoreStatus.NOT_APPLICABLE,
)


def profile_of(case: Case) -> Profile:
    """The profile the case is scored by: its own, else the packaged one it names."""
    return case.profile if case.profile is not None else packaged_profile(case.identity.profile)


def score_case(case: Case) -> CaseScore:
    """Score a case whose integrity was checked.

    Raises:
        InputError: every fault of rules, parameters, targets and judgements at once.
    """
    profile = profile_of(case)
    judgements, faults = judgements_by_criterion(case)
    faults += veto_faults(profile, case.identity.vetoes)
    calendar = _calendar(case.identity, faults)
    with localcontext(ARITHMETIC):
        scorer = CriterionScorer(FactBook(case), judgements, calendar)
        adder = _Adder(scorer, profile.rounding)
        indicators = adder.level(weigh(case.indicators, profile.rounding))
        if faults or scorer.faults:
            raise InputError([*faults, *scorer.faults])
        total = _sum(indicators) if any(indicator.weight for indicator in indicators) else None
        if total is not None and profile.rounding.level is RoundingLevel.TOTAL:
            total = round_half_up(total, profile.rounding.places)
        full_marks = case.indicators.full_marks
        return CaseScore(
            full_marks=full_marks,
            total=total,
            rate=_rate(total, full_marks, profile.rounding),
            grade=grade_of(total, full_marks, profile.grades) if total is not None else None,
            veto=veto_of(profile, case.identity.vetoes),
            indicators=indicators,
            outside=tuple(adder.outside),
        )


def _calendar(identity: CaseIdentity, faults: list[Fault]) -> WorkCalendar:
    """The published calendar with the case's own days laid over it."""
    extra: dict[datetime.date, bool] = {}
    for day, state in identity.weekend_table.items():
        where = f"case.yaml 的 weekend_table，{day}"
        try:
            extra[datetime.date.fromisoformat(day)] = _WORKING_DAY[state]
        except ValueError:
            faults.append(Fault(where, day, "日期，如 2027-01-01", "按“年-月-日”填写，月和日各两位。"))
        except KeyError:
            faults.append(Fault(where, state, "工作日 或 休息日", "只填“工作日”或“休息日”。"))
    return WorkCalendar(extra)


@dataclass
class _Adder:
    """Adds scores from the leaves up; rows outside the total are put aside in `outside`."""

    scorer: CriterionScorer
    rounding: Rounding
    outside: list[IndicatorScore] = field(default_factory=list)

    def level(self, nodes: Sequence[WeighedIndicator]) -> tuple[IndicatorScore, ...]:
        """Scores of siblings, those outside the total left out."""
        inside: list[IndicatorScore] = []
        for node in nodes:
            scored = self._node(node)
            (self.outside if node.indicator.outside_total else inside).append(scored)
        return tuple(inside)

    def _node(self, node: WeighedIndicator) -> IndicatorScore:
        if node.indicator.children:
            return self._branch(node)
        return self._leaf(node)

    def _branch(self, node: WeighedIndicator) -> IndicatorScore:
        children = self.level(node.children)
        score = _sum(children)
        rate = _rate(score, node.weight, self.rounding)
        status = _weightiest(child.status for child in children if not child.indicator.of_which)
        scored = IndicatorScore(node.indicator, node.level, node.weight, score, rate, status, children=children)
        return self._overridden(scored)

    def _leaf(self, node: WeighedIndicator) -> IndicatorScore:
        criteria = tuple(self._rounded(self.scorer.score(one, node.indicator)) for one in node.criteria)
        counted = [one for one in criteria if not one.criterion.of_which]
        known = [one.score for one in counted if one.score is not None]
        score = sum(known, _ZERO) if len(known) == len(counted) else None
        status = _weightiest(one.status for one in counted)
        if score is not None and self.rounding.level is RoundingLevel.LEAF:
            score = self._round(score, sum((one.max_score for one in counted), _ZERO), status)
        rate = _rate(score, node.weight, self.rounding)
        scored = IndicatorScore(node.indicator, node.level, node.weight, score, rate, status, criteria)
        return self._overridden(scored) if node.indicator.criteria else scored

    def _rounded(self, criterion: CriterionScore) -> CriterionScore:
        if criterion.points is None or self.rounding.level is not RoundingLevel.CRITERION:
            return criterion
        return replace(criterion, score=self._round(criterion.points, criterion.max_score, criterion.status))

    def _round(self, score: Decimal, max_score: Decimal, status: ScoreStatus) -> Decimal:
        rounded = round_half_up(score, self.rounding.places)
        # Full marks with more decimals than scores have (6.666) must not be exceeded by rounding.
        return rounded if status is ScoreStatus.OVERRIDDEN else min(rounded, max_score)

    def _overridden(self, scored: IndicatorScore) -> IndicatorScore:
        """The score set by hand on the node itself, where there is one."""
        override = scored.indicator.override
        if override is None:
            return scored
        score = override.score
        if self.rounding.level is not RoundingLevel.TOTAL:
            score = round_half_up(score, self.rounding.places)
        rate = _rate(score, scored.weight, self.rounding)
        return replace(scored, score=score, rate=rate, status=ScoreStatus.OVERRIDDEN)


def _sum(nodes: Iterable[IndicatorScore]) -> Decimal | None:
    """The sum of scores of siblings without 其中 rows; None while one is missing, or where there is none."""
    counted = [node for node in nodes if not node.indicator.of_which]
    scores = [node.score for node in counted if node.score is not None]
    return sum(scores, _ZERO) if scores and len(scores) == len(counted) else None


def _rate(score: Decimal | None, weight: Decimal, rounding: Rounding) -> Decimal | None:
    return round_half_up(score / weight, rounding.rate_places + 2) if score is not None and weight else None


def _weightiest(statuses: Iterable[ScoreStatus]) -> ScoreStatus:
    """The status that says most about a sum; the first of the list that occurs."""
    found = set(statuses)
    if len(found) == 1:
        return found.pop()
    return next((status for status in _WEIGHTIEST_FIRST if status in found), ScoreStatus.MISSING)
