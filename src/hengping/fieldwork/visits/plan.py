"""A plan of visits, chosen by hand or proposed: which units, why, what it costs and what it covers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from hengping.cases.model.case import Case
from hengping.cases.model.fields import Labelled
from hengping.errors import Fault, InputError, nearest_names
from hengping.fieldwork.visits import draws
from hengping.fieldwork.visits.bases import bases
from hengping.fieldwork.visits.bounds import bounds, cost, days, risk
from hengping.fieldwork.visits.conflict import Conflict, conflict
from hengping.fieldwork.visits.draws import Draw
from hengping.fieldwork.visits.frame import Frame
from hengping.fieldwork.visits.measure import Bound
from hengping.fieldwork.visits.meter import Meter, meter, planned
from hengping.fieldwork.visits.optimum import optimum


class Method(Labelled):
    """How units are chosen."""

    JUDGEMENT = "judgement", "判断选取"
    CHEAPEST = "cheapest", "费用最低"
    RISK = "risk", "风险优先"
    SIMPLE = "simple", "简单随机"
    STRATIFIED = "stratified", "分层随机"
    SYSTEMATIC = "systematic", "系统抽样"
    PPS = "pps", "按资金规模"


_DRAWS: Mapping[Method, Callable[[Frame, int, str], Draw]] = {
    Method.SIMPLE: draws.simple,
    Method.STRATIFIED: draws.stratified,
    Method.SYSTEMATIC: draws.systematic,
    Method.PPS: draws.proportional,
}


@dataclass(frozen=True)
class Request:
    """What a plan is asked for.

    Attributes:
        days: budget of team-days; required by `RISK`, a further bound for `CHEAPEST`.
        count: units to draw; None takes the bound of places as a share of the units.
        seed: None takes one that follows from the frame, so that nobody has picked it.
        by_hand: unit id → reason, in addition to the visits of the case.
        keep: the visits of the case stay, and the proposal is what is best beside them.
    """

    method: Method = Method.JUDGEMENT
    days: Decimal | None = None
    count: int | None = None
    seed: str | None = None
    by_hand: Mapping[str, str] | None = None
    keep: bool = False

    def faults(self) -> list[Fault]:
        """Options that the method does not know; what would have no effect is refused."""
        draws_units, proves = self.method in _DRAWS, self.method in (Method.CHEAPEST, Method.RISK)
        unused = [
            ("--days", str(self.days), self.days is not None and not proves, "费用最低、风险优先"),
            ("--count", str(self.count), self.count is not None and not draws_units, "随机抽取"),
            ("--seed", str(self.seed), self.seed is not None and not draws_units, "随机抽取"),
            (
                "--choose",
                "、".join(self.by_hand or ()),
                bool(self.by_hand) and self.method is not Method.JUDGEMENT,
                "判断选取",
            ),
        ]
        label = self.method.label
        return [
            Fault(f"选项 {option}", value, f"不写（{label}不用它）", f"它只用于{used_by}；请删去，或改用 --method。")
            for option, value, wrong, used_by in unused
            if wrong
        ]


@dataclass(frozen=True)
class Plan:
    """Units with reasons, and the meter beside them; or, without units, why there can be no plan.

    Attributes:
        reasons: reason by position in the frame; "" where nobody gave one.
        objective: what was proven best, in words; "" where nothing was.
        draw: how a random design drew them.
        conflict: why no choice keeps the bounds; there are no units then.
    """

    frame: Frame
    method: Method
    meter: Meter
    reasons: Mapping[int, str]
    objective: str = ""
    draw: Draw | None = None
    conflict: Conflict | None = None
    day_budget: Decimal | None = None

    @property
    def chosen(self) -> tuple[int, ...]:
        return self.meter.chosen

    @property
    def cost(self) -> Fraction:
        """Cost of the choice, travel included."""
        return cost(self.frame).value(set(self.chosen))

    @property
    def days(self) -> Fraction:
        """Team-days of the choice, travel included."""
        return days(self.frame).value(set(self.chosen))

    @property
    def risk(self) -> tuple[Fraction, Fraction]:
        """Risk score covered, and of the whole frame."""
        measure = risk(self.frame)
        return measure.value(set(self.chosen)), measure.value(set(range(len(self.frame.units))))

    @property
    def without_reason(self) -> tuple[str, ...]:
        """Units chosen by hand that nobody gave a reason for."""
        if self.method is not Method.JUDGEMENT:
            return ()
        return tuple(self.frame.units[index].id for index in self.chosen if not self.reasons.get(index))


def plan(case: Case, frame: Frame, request: Request) -> Plan:
    """The plan asked for.

    Raises:
        InputError: a request that the frame cannot answer: no risk scores, too many units to draw, unknown units.
        MissingProgramError: the solver of the best plans is not installed.
        UnprovenError: the solver could not prove a best plan.
    """
    faults = request.faults()
    if faults:
        raise InputError(faults)
    if request.method is Method.JUDGEMENT:
        return _by_hand(case, frame, request)
    propose = _drawn if request.method in _DRAWS else _best
    if not request.keep:
        return propose(frame, request)
    kept, _ = planned(case, frame)
    barred = [frame.units[index].id for index in sorted(kept) if frame.units[index].row.never]
    if barred:
        mend = "请取消这些踏勘，或去掉抽样框中的“不查”。"
        raise InputError([Fault("选项 --keep", "、".join(barred), "没有标为“不查”的踏勘", mend)])
    proposal = propose(frame.requiring(kept), request)
    stated = _reasons(case, frame)
    reasons = {
        index: stated[index] or "已列入的踏勘" if index in kept else why for index, why in proposal.reasons.items()
    }
    return replace(proposal, reasons=reasons)


def _reasons(case: Case, frame: Frame) -> dict[int, str]:
    """Reasons of the visits of the case, else those that the frame gives for the unit."""
    visits = [visit for visit in case.visits if not visit.cancelled]
    positions = [frame.position[visit.unit] for visit in visits]
    return {
        index: visit.reason or frame.units[index].row.reason for index, visit in zip(positions, visits, strict=True)
    }


def _by_hand(case: Case, frame: Frame, request: Request) -> Plan:
    given = request.by_hand or {}
    unknown = [unit for unit in given if unit not in frame.position]
    if unknown:
        raise InputError([_unknown_unit(unit, frame) for unit in unknown])
    chosen, stated = planned(case, frame)
    reasons = _reasons(case, frame)
    reasons |= {frame.position[unit]: reason for unit, reason in given.items()}
    return Plan(frame, request.method, meter(frame, chosen | {frame.position[unit] for unit in given}, stated), reasons)


def _unknown_unit(unit: str, frame: Frame) -> Fault:
    near = nearest_names(unit, frame.position, most=1)
    return Fault("选项 --choose", unit, "抽样框中的编号", f"是否为 {near[0]}？" if near else "请改正编号。")


def _drawn(frame: Frame, request: Request) -> Plan:
    seed = request.seed if request.seed is not None else str(int(frame.fingerprint[:8], 16))
    count = request.count if request.count is not None else _usual_count(frame)
    draw = _DRAWS[request.method](frame, count, seed)
    certain = set(draw.certain)
    reasons = {
        index: _reason(frame, index, "必查" if frame.units[index].row.must else "规模不小于抽样间隔，直接入选")
        if index in certain
        else f"{request.method.label}抽中"
        for index in draw.chosen
    }
    return Plan(frame, request.method, meter(frame, draw.chosen), reasons, draw=draw)


def _usual_count(frame: Frame) -> int:
    """The bound of places as a share of the units that may be visited; no fewer than must be."""
    base = next(base for base in bases(frame) if base.counted is frame.rule.places_base)
    eligible = sum(not unit.row.never for unit in frame.units)
    share = -(-eligible * Fraction(base.minimum or 0) // 100)
    return max(1, int(share), sum(unit.row.must for unit in frame.units))


def _best(frame: Frame, request: Request) -> Plan:
    by_risk = request.method is Method.RISK
    if by_risk and request.days is None:
        mend = "请写明可用的工作日，如两组十天写 --days 20。"
        raise InputError([Fault("选项 --days", "（没有）", "工作日数", mend)])
    if by_risk and not any(unit.row.risk for unit in frame.units):
        mend = "请在抽样框“风险分”一栏填写，或改用其他选取方法。"
        raise InputError([Fault("抽样框“风险分”", "没有一个单位有风险分", "至少一个单位有大于零的风险分", mend)])
    to_keep = bounds(frame, bases(frame), day_budget=request.days)
    best = optimum(frame, to_keep, risk(frame) if by_risk else cost(frame), largest=by_risk)
    if best is None:
        against = conflict(frame, to_keep)
        return Plan(frame, request.method, meter(frame, ()), {}, conflict=against, day_budget=request.days)
    measure = risk(frame) if by_risk else cost(frame)
    word = "风险分合计最高" if by_risk else "费用最低" if frame.cost_is_known else "家数最少（没有费用资料）"
    ties = "同样好的方案取风险分、资金、编号名次之和最小的"
    objective = f"{word}：{measure.printed(best.value)}，已证明没有更好的方案；{ties}；各项条件已逐条精确复核"
    reasons = {index: _reason(frame, index, "必查") if frame.units[index].row.must else word for index in best.chosen}
    return Plan(frame, request.method, meter(frame, best.chosen), reasons, objective=objective, day_budget=request.days)


def _reason(frame: Frame, index: int, word: str) -> str:
    stated = frame.units[index].row.reason
    return f"{word}：{stated}" if stated else word


def kept_bounds(frame: Frame, proposal: Plan) -> tuple[tuple[Bound, Fraction], ...]:
    """Every bound that the plan was asked to keep, with its value, the budget of days among them."""
    chosen = set(proposal.chosen)
    to_keep = bounds(frame, bases(frame), day_budget=proposal.day_budget)
    return tuple((bound, bound.measure.value(chosen)) for bound in to_keep)
