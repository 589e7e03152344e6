"""Plans, coverage, schedules and comparisons of visits as lines of text."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from fractions import Fraction
from math import ceil

from hengping.fieldwork.visits.difference import Change, Difference
from hengping.fieldwork.visits.frame import Frame
from hengping.fieldwork.visits.measure import Bound, digits, share_text, short
from hengping.fieldwork.visits.meter import Meter, Reading
from hengping.fieldwork.visits.notes import cost_notes, day_notes, frame_notes
from hengping.fieldwork.visits.plan import Plan, kept_bounds
from hengping.fieldwork.visits.schedule import Schedule
from hengping.quantities import date_text, plain

_WEEKDAYS = "一二三四五六日"


def meter_lines(reading: Meter, *, done: Collection[int]) -> Iterator[str]:
    """The meter of the visits, the frame first."""
    frame = reading.frame
    yield from _frame_lines(frame)
    yield ""
    yield f"踏勘 {len(reading.chosen)} 家，其中已去 {len(done)} 家。"
    yield from _coverage_lines(reading)
    yield from _left_lines(reading)
    yield from _cancellation_lines(reading)


def _frame_lines(frame: Frame) -> Iterator[str]:
    yield f"抽样框：{len(frame.units)} 家单位，摘要 {frame.fingerprint[:16]}"
    yield f"资金总额：{plain(frame.money_total)}{frame.currency}，取自{frame.money_source}"
    for note in frame_notes(frame):
        yield f"· {note}"


def _coverage_lines(reading: Meter) -> Iterator[str]:
    for each in reading.readings:
        yield f"  {_coverage(each)}"
    bases = {each.base.bound.name for each in reading.readings if each.base.bound is not None}
    for bound, value in reading.kept:
        if bound.name not in bases:
            yield f"  {_bound(bound, value)}"
    if reading.musts_left:
        yield f"  必查而没有选入：{'、'.join(reading.musts_left)}"
    if reading.nevers_chosen:
        yield f"  不查而选入：{'、'.join(reading.nevers_chosen)}"


def _coverage(each: Reading) -> str:
    """One base: 地区 4个/13个，30.77%（按列名12个为33.33%）；下限30%，满足，余0.77个百分点."""
    base = each.base
    if not base.whole:
        return f"{base.name}：总数不详，不能计算占比"
    line = f"{base.name}：{base.measure.printed(each.covered)}/{base.measure.printed(base.whole)}，"
    line += share_text(each.covered, base.whole)
    if base.listed is not None:
        line += f"（按列名的 {base.measure.printed(base.listed)}为 {share_text(each.covered, base.listed)}）"
    margin, bound = each.margin, base.bound
    if margin is None or bound is None or base.minimum is None:
        return f"{line}；没有下限"
    verdict = "满足，余" if margin >= 0 else "不满足，差"
    points = digits(abs(100 * margin / base.whole), fixed=True)
    mark = "（缺省）" if base.assumed else ""
    if all(group.weight == 1 for group in base.measure.groups):
        amount = f"至少要 {base.measure.printed(Fraction(ceil(bound.limit)))}"
    else:
        amount = base.measure.printed(abs(margin))
    return f"{line}；下限 {plain(base.minimum)}%{mark}，{verdict} {points} 个百分点（{amount}）"


def _bound(bound: Bound, value: Fraction) -> str:
    return f"{bound.name}：{bound.printed(value)}；{bound.printed_limit}，{'满足' if bound.holds(value) else '不满足'}"


def _left_lines(reading: Meter) -> Iterator[str]:
    yield ""
    yield "没有覆盖："
    left = [line for each in reading.readings if (line := _left(each))]
    yield from left or ["  没有；抽样框列出的都已覆盖"]


def _left(each: Reading) -> str:
    """What is left of one base, and how many of it the source counts without naming them."""
    base = each.base
    unnamed = base.whole - base.listed if base.listed is not None else Fraction(0)
    more = f"没有列名的 {base.measure.printed(unnamed)}" if unnamed > 0 else ""
    told = "；".join(part for part in ("、".join(each.names_left), more) if part)
    return f"  {base.name}：{told}" if told else ""


def _cancellation_lines(reading: Meter) -> Iterator[str]:
    if not reading.chosen:
        return
    frame = reading.frame
    breaking = [each for each in reading.cancellations if each.broken]
    yield ""
    yield "取消一家的后果："
    for each in breaking:
        name = frame.units[frame.position[each.unit_id]].row.name
        then = "；".join(
            f"{bound.name.removesuffix('下限')}降为 {bound.printed(value)}，不再满足" for bound, value in each.broken
        )
        yield f"  {each.unit_id} {name}：{then}"
    rest = len(reading.cancellations) - len(breaking)
    if rest:
        others = "其余" if breaking else "所选"
        yield f"  {others} {rest} 家，取消其中任何一家都不会使现在满足的条件变为不满足"


def plan_lines(proposal: Plan) -> Iterator[str]:
    """The choice with its reasons, and the meter beside it; or why there is none."""
    frame = proposal.frame
    yield f"选取方法：{proposal.method.label}"
    yield from _frame_lines(frame)
    if proposal.conflict is not None:
        yield ""
        yield "没有能满足全部条件的方案："
        for sentence in proposal.conflict.sentences():
            yield f"  {sentence}"
        return
    yield ""
    yield from _chosen_lines(proposal)
    yield from _draw_lines(proposal)
    yield ""
    yield from _coverage_lines(proposal.meter)
    if proposal.day_budget is not None:
        bound, value = kept_bounds(frame, proposal)[-1]
        yield f"  {_bound(bound, value)}"
    yield from _sums(proposal)
    yield from _cancellation_lines(proposal.meter)


def _chosen_lines(proposal: Plan) -> Iterator[str]:
    frame = proposal.frame
    if not proposal.chosen:
        yield "还没有选取单位。"
    for index in proposal.chosen:
        row = frame.units[index].row
        money = f"，{plain(row.money)}{frame.currency}" if row.money is not None else ""
        reason = proposal.reasons.get(index, "") or "〔没有理由〕"
        chance = f"，入选概率 {digits(proposal.draw.probabilities[index], fixed=True)}" if proposal.draw else ""
        yield f"  {row.id} {row.name}（{row.city or '地区不详'}{money}）{reason}{chance}"
    missing = proposal.without_reason
    if missing:
        yield f"没有写理由的 {len(missing)} 家：{'、'.join(missing)}。判断选取的每一家都应有理由。"


def _draw_lines(proposal: Plan) -> Iterator[str]:
    draw = proposal.draw
    if draw is None:
        return
    frame = proposal.frame
    yield f"种子 {draw.seed}，抽样框摘要 {frame.fingerprint}"
    yield "随机数＝SHA-256（种子、摘要、编号各占一行）的前八个字节÷2^64；任何人可据此重抽。"
    for step in draw.steps:
        yield f"  {step}"
    if draw.alternates:
        yield f"  备选，按先后：{'、'.join(frame.units[index].id for index in draw.alternates)}"
    for why in dict.fromkeys(draw.outside.values()):
        ids = [frame.units[index].id for index, reason in sorted(draw.outside.items()) if reason == why]
        yield f"  不能抽取的 {len(ids)} 家（{why}）：{'、'.join(ids)}"


def _sums(proposal: Plan) -> Iterator[str]:
    frame = proposal.frame
    if proposal.objective:
        yield f"  {proposal.objective}"
    unit = frame.rule.cost_unit if frame.cost_is_known else "（以一家的费用为 1）"
    yield f"  费用 {digits(proposal.cost)}{unit}，{short(proposal.days)} 个组工作日，含路途"
    covered, total = proposal.risk
    if total:
        yield f"  风险分 {digits(covered)}，占全部 {digits(total)} 的 {share_text(covered, total)}"
    for note in (*cost_notes(frame), *day_notes(frame)):
        yield f"  {note}"


def schedule_lines(frame: Frame, dated: Schedule, *, end: date | None) -> Iterator[str]:
    """Day by day, team by team."""
    if dated.visited:
        yield f"已经踏勘的 {len(dated.visited)} 家不再排期。"
    if not dated.appointments:
        yield "没有要排期的踏勘：请先选点（hengping visits plan … --save）。"
        return
    for day in sorted({each.on for each in dated.appointments} | {trip.on for trip in dated.trips}):
        yield f"{date_text(day)}（周{_WEEKDAYS[day.weekday()]}）"
        yield from _day_lines(frame, dated, day)
    if dated.last is not None:
        yield f"共 {len(dated.appointments)} 家，{len(dated.teams)} 个组，最后一天 {date_text(dated.last)}。"
    if dated.late and end is not None:
        yield f"超出期限 {date_text(end)} 的 {len(dated.late)} 家：{'、'.join(dated.late)}。"
        needed = dated.teams_needed
        yield f"按期完成至少需要 {needed} 个组。" if needed else "增加组数也不能按期完成，请推迟期限或减少踏勘。"
    yield from day_notes(frame)


def _day_lines(frame: Frame, dated: Schedule, day: date) -> Iterator[str]:
    for trip in dated.trips:
        if trip.on == day:
            yield f"  {trip.team} 前往{trip.city}，路途 {short(trip.days)} 个工作日"
    for each in dated.appointments:
        if each.on == day:
            unit = frame.units[frame.position[each.visit.unit]].row
            place = "，".join(part for part in (unit.city, unit.address) if part)
            mark = "〔人定日期〕" if each.fixed else f"至{date_text(each.until)}" if each.until != day else ""
            yield f"  {each.team} {each.visit.id} {unit.name}（{place}）{mark}"


def difference_lines(compared: Difference) -> Iterator[str]:
    """What became of each visit, then coverage planned and done."""
    frame = compared.done.frame
    if not compared.plan_recorded:
        yield "案例没有记录计划日期，只能列出是否已去。"
    outcomes: dict[str, list[Change]] = {}
    for change in compared.changes:
        outcomes.setdefault(change.outcome.label, []).append(change)
    for label, changes in outcomes.items():
        yield f"{label}：{len(changes)} 家"
        for change in changes:
            if change.outcome.needs_reason or change.outcome.value == "open":
                yield f"  {_change(frame, change)}"
    yield ""
    yield "覆盖情况（计划 → 完成）："
    for before, after in zip(compared.planned.readings, compared.done.readings, strict=True):
        base = after.base
        if base.whole:
            shares = f"{share_text(before.covered, base.whole)} → {share_text(after.covered, base.whole)}"
            bound = base.bound
            verdict = (
                "" if bound is None else "，完成后满足下限" if bound.holds(after.covered) else "，完成后不满足下限"
            )
            yield f"  {base.name}：{shares}{verdict}"


def _change(frame: Frame, change: Change) -> str:
    visit = change.visit
    name = frame.units[frame.position[visit.unit]].row.name
    days = [
        f"计划{date_text(visit.planned_on)}" if visit.planned_on else "",
        f"实际{date_text(visit.visited_on)}" if visit.visited_on else "",
        f"替代 {visit.replaces}" if visit.replaces else "",
    ]
    told = "，".join(day for day in days if day)
    reason = change.reason or ("〔没有说明理由〕" if change.lacks_reason else "")
    return f"{visit.id} {name}{'（' + told + '）' if told else ''}{reason}"
