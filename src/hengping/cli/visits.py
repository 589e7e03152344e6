"""`hengping visits`: where to go, what it covers, when, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hengping.cli.case_argument import case_argument
from hengping.cli.output import print_json

if TYPE_CHECKING:
    from hengping.cases.model.case import Case
    from hengping.cases.model.fieldwork import FieldTeam
    from hengping.fieldwork.visits.frame import Frame
    from hengping.fieldwork.visits.plan import Plan

_DAY = click.DateTime(formats=["%Y-%m-%d"])
_METHODS = ("judgement", "cheapest", "risk", "simple", "stratified", "systematic", "pps")
json_option = click.option("--json", "as_json", is_flag=True, help="输出 JSON（模式见 hengping schema visits）。")


@click.group(
    "visits",
    help="踏勘：选点、排期、覆盖表、计划与完成对照，根据案例的抽样框、抽样要求和踏勘表。",
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]...",
)
def command() -> None:
    """Group of the four."""


@command.command("meter", help="覆盖表：各口径的占比、离下限的余量，以及取消一家的后果。", options_metavar="[选项]")
@case_argument
@json_option
def meter_command(case_path: Path, *, as_json: bool) -> None:
    """Coverage of the visits of the case."""
    from hengping.fieldwork.visits.meter import meter, planned

    case, frame = _opened(case_path)
    reading = meter(frame, *planned(case, frame))
    if as_json:
        from hengping.fieldwork.visits.answers import meter_document

        print_json(meter_document(case, reading))
        return
    from hengping.cli.visits_text import meter_lines

    _print(meter_lines(reading, done=planned(case, frame, done=True)[0]))


def _number(_: click.Context, parameter: click.Parameter, text: str | None) -> Decimal | None:
    from hengping.quantities import NumberTextError, read_number

    if text is None:
        return None
    try:
        value = read_number(text)
    except NumberTextError:
        raise click.BadParameter(f"“{text}”不是数字") from None
    if value <= 0:
        raise click.BadParameter(f"“{text}”应大于零")
    return value


def _chosen(_: click.Context, __: click.Parameter, written: tuple[str, ...]) -> dict[str, str]:
    """单位=理由 pairs."""
    pairs = [text.partition("=") for text in written]
    for text, (unit, _sign, reason) in zip(written, pairs, strict=True):
        if not unit.strip() or not reason.strip():
            raise click.BadParameter(f"“{text}”应写成 单位编号=理由，如 U03=资金量最大")
    return {unit.strip(): reason.strip() for unit, _sign, reason in pairs}


_PLAN_HELP = """选点：列出选取的单位、理由和费用，并附覆盖表；写明方法则提出方案。

\b
方法：
  judgement   判断选取：案例中已列的踏勘，加上 --choose 的单位（默认）
  cheapest    费用最低：满足全部条件的方案中费用最低的，经证明
  risk        风险优先：工作日上限内风险分合计最高的，经证明
  simple      简单随机
  stratified  按类别分层随机
  systematic  系统抽样
  pps         按资金规模的概率抽样
"""


@command.command("plan", help=_PLAN_HELP, options_metavar="[选项]")
@case_argument
@click.option("--method", metavar="NAME", type=click.Choice(_METHODS), default="judgement", help="选取方法。")
@click.option("--choose", metavar="UNIT=REASON", multiple=True, callback=_chosen, help="加选一家并写明理由；可写多次。")
@click.option("--days", metavar="N", callback=_number, help="可用的组工作日，如两组十天为 20。")
@click.option("--count", metavar="N", type=click.IntRange(min=1), help="随机抽取的家数；缺省按地点占比下限。")
@click.option("--seed", metavar="TEXT", help="随机种子；缺省由抽样框摘要得出，无人挑选。")
@click.option("--keep", is_flag=True, help="案例中已列的踏勘都保留，只补其余的。")
@click.option("--save", is_flag=True, help="把选取的单位补入案例的踏勘表；已有的行不动。")
@json_option
def plan_command(
    case_path: Path,
    *,
    method: str,
    choose: dict[str, str],
    days: Decimal | None,
    count: int | None,
    seed: str | None,
    keep: bool,
    save: bool,
    as_json: bool,
) -> int:
    """Propose a choice. Exit 1 where no choice keeps the bounds."""
    from hengping.fieldwork.visits.plan import Method, Request, plan

    case, frame = _opened(case_path)
    named = next(each for each in Method if each.value == method)
    proposal = plan(case, frame, Request(named, days=days, count=count, seed=seed, by_hand=choose, keep=keep))
    told = _saved_plan(case, case_path, proposal) if save and proposal.conflict is None else []
    if as_json:
        from hengping.fieldwork.visits.answers import plan_document

        print_json(plan_document(case, proposal))
    else:
        from hengping.cli.visits_text import plan_lines

        _print(plan_lines(proposal))
    for line in told:
        click.echo(line, err=True)
    return 0 if proposal.conflict is None else 1


def _saved_plan(case: Case, case_path: Path, proposal: Plan) -> list[str]:
    """Write the units into the visits of the case; what to tell about it."""
    from hengping.cases.store import save_case
    from hengping.fieldwork.visits.saving import with_plan

    changed, added, others = with_plan(case, proposal)
    if added:
        save_case(changed, case_path)
    told = [f"已补入踏勘 {len(added)} 家：{'、'.join(added)}。" if added else "选取的单位都已在踏勘表中。"]
    if others:
        told.append(f"踏勘表中另有 {len(others)} 家不在本方案内，没有改动：{'、'.join(others)}。")
    return told


@command.command("schedule", help="排期：把尚未踏勘的单位分到组和工作日，同一地区连着走。", options_metavar="[选项]")
@case_argument
@click.option("--teams", metavar="N", type=click.IntRange(1, 50), help="组数；缺省为抽样要求中列出的踏勘组。")
@click.option("--start", metavar="DATE", type=_DAY, help="第一天；缺省为现场阶段的开始日期。")
@click.option("--end", metavar="DATE", type=_DAY, help="最后期限；缺省为现场阶段的结束日期。")
@click.option("--holiday", metavar="DATE", type=_DAY, multiple=True, help="另外不出工的日子；可写多次。")
@click.option("--workday", metavar="DATE", type=_DAY, multiple=True, help="另外出工的日子；可写多次。")
@click.option("--again", is_flag=True, help="已有的计划日期不算数，全部重排；缺省保留人定的日期。")
@click.option("--save", is_flag=True, help="把日期和组别写入案例的踏勘表。")
@json_option
def schedule_command(
    case_path: Path,
    *,
    teams: int | None,
    start: datetime | None,
    end: datetime | None,
    holiday: tuple[datetime, ...],
    workday: tuple[datetime, ...],
    again: bool,
    save: bool,
    as_json: bool,
) -> None:
    """Teams and days for the open visits."""
    from hengping.fieldwork.visits.meter import meter, planned
    from hengping.fieldwork.visits.schedule import Request, schedule
    from hengping.quantities import WorkCalendar

    case, frame = _opened(case_path)
    extra = {day.date(): False for day in holiday} | {day.date(): True for day in workday}
    first, last = _fieldwork_days(case, start, end)
    request = Request(_teams(frame, teams), first, last, WorkCalendar(extra), again)
    dated = schedule(case, frame, request)
    if save and dated.appointments:
        from hengping.cases.store import save_case
        from hengping.fieldwork.visits.saving import with_dates

        save_case(with_dates(case, dated), case_path)
    if as_json:
        from hengping.fieldwork.visits.answers import schedule_document

        print_json(schedule_document(case, meter(frame, *planned(case, frame)), dated))
    else:
        from hengping.cli.visits_text import schedule_lines

        _print(schedule_lines(frame, dated, end=last))
    if save and dated.appointments:
        click.echo(f"已写入 {len(dated.appointments)} 家的计划日期和组别。", err=True)


@command.command("diff", help="对照：计划与完成逐项比较，列出改期、取消、替代及理由。", options_metavar="[选项]")
@case_argument
@json_option
def diff_command(case_path: Path, *, as_json: bool) -> None:
    """Plan against done."""
    from hengping.fieldwork.visits.difference import difference

    case, frame = _opened(case_path)
    compared = difference(case, frame)
    if as_json:
        from hengping.fieldwork.visits.answers import difference_document

        print_json(difference_document(case, compared))
        return
    from hengping.cli.visits_text import difference_lines

    _print(difference_lines(compared))


def _opened(case_path: Path) -> tuple[Case, Frame]:
    from hengping.cases.store import open_case
    from hengping.fieldwork.visits.frame import read_frame

    case = open_case(case_path)
    return case, read_frame(case)


def _fieldwork_days(case: Case, start: datetime | None, end: datetime | None) -> tuple[date, date | None]:
    """The days asked for, else those of the fieldwork phase."""
    from hengping.cases.model.identity import PhaseKind
    from hengping.errors import Fault, InputError

    phase = next((phase for phase in case.identity.phases if phase.kind is PhaseKind.FIELDWORK), None)
    first = start.date() if start else phase.start if phase else None
    if first is None:
        mend = "请用 --start 写明，如 --start 2022-07-18，或在案例的阶段中填写现场阶段的日期。"
        raise InputError([Fault("踏勘开始日期", "（没有）", "日期", mend)])
    return first, end.date() if end else phase.end if phase else None


def _teams(frame: Frame, number: int | None) -> tuple[FieldTeam, ...]:
    """The listed teams, as many as asked for; teams beyond the list are only numbered."""
    from hengping.cases.model.fieldwork import FieldTeam
    from hengping.quantities import chinese_numeral

    listed = frame.rule.teams
    if number is None:
        return listed or (FieldTeam(name="第一组"),)
    more = (FieldTeam(name=f"第{chinese_numeral(place)}组") for place in range(len(listed) + 1, number + 1))
    return (*listed[:number], *more)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)
