"""`hengping rectify`: notice, ledger, re-check, closing, repeat findings, and the list for disclosure."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hengping.cli.case_argument import case_argument
from hengping.cli.day_option import day

if TYPE_CHECKING:
    from hengping.cases.model import Case

_HELP = """整改：下达通知，登记进展、复查和销号，查屡查屡犯，列出公开内容。CASE 为评价文件夹或 .xlsx 工作簿。

\b
  hengping rectify 我的评价 --open 某财绩〔2022〕9号 --due DATE
  hengping rectify 我的评价 --update ROW --completion 已完成 --proof ID
  hengping rectify 我的评价 --recheck ROW --conclusion 通过 --by 王某
  hengping rectify 我的评价 --close ROW
  hengping rectify 我的评价 --status --as-of DATE
  hengping rectify 我的评价 --earlier 去年的评价
  hengping rectify 我的评价 --disclosure 公开清单.xlsx
"""
_VERBS = ("open", "update", "recheck", "close", "status", "earlier", "disclosure")
_UPDATES = ("progress", "completion", "proof", "measure", "person", "reason", "recovered", "rules")
_GOES_WITH = {
    "open": ("due", "party", "problems", "on"),
    "update": _UPDATES,
    "recheck": ("conclusion", "by", "on"),
    "close": ("on",),
    "status": ("as_of",),
    "disclosure": ("as_of",),
}
_FIELDS = {"reason": "unfinished_reason", "rules": "rules_made"}
_FILE = click.Path(dir_okay=False, readable=False, path_type=Path)
_CASE = click.Path(readable=False, path_type=Path)


@click.command("rectify", help=_HELP)
@case_argument
@click.option("--open", "open_", metavar="NUMBER", help="以这一文号下达整改通知，问题逐个进台账。")
@click.option("--due", metavar="DATE", callback=lambda c, p, v: None if v is None else day(c, p, v), help="整改期限。")
@click.option("--party", metavar="NAME", default="", help="被整改单位的名称或编号。")
@click.option("--problem", "problems", metavar="ID", multiple=True, help="只列这些问题；可写多次。默认所有未进台账的。")
@click.option("--update", metavar="ROW", help="登记台账中这一项的整改情况。")
@click.option("--progress", metavar="TEXT", help="进展。")
@click.option("--completion", metavar="TEXT", help="已完成、部分完成、未完成。")
@click.option("--proof", metavar="ID", multiple=True, help="佐证的证据编号；可写多次，与已有的并列。")
@click.option("--measure", metavar="TEXT", help="整改措施。")
@click.option("--person", metavar="NAME", help="责任人。")
@click.option("--reason", metavar="TEXT", help="未完成原因。")
@click.option("--recovered", metavar="TEXT", help="追回金额，带单位。")
@click.option("--rules", metavar="TEXT", help="制度建设。")
@click.option("--recheck", metavar="ROW", help="复查这一项。")
@click.option("--conclusion", metavar="通过|未通过", default="", help="复查结论。")
@click.option("--by", metavar="NAME", default="", help="复查人。")
@click.option("--close", metavar="ROW", help="销号：复查通过且有佐证的才能销号。")
@click.option("--on", metavar="DATE", callback=day, help="下达、复查或销号的日期；默认当天。")
@click.option("--status", is_flag=True, help="列出台账：待整改、逾期、已销号，以及预算挂钩建议。")
@click.option("--as-of", metavar="DATE", callback=day, help="按这一天算逾期；默认当天。")
@click.option("--earlier", metavar="CASE", multiple=True, type=_CASE, help="与以前的评价对照，标出屡查屡犯；可写多次。")
@click.option("--disclosure", metavar="FILE", type=_FILE, help="把应公开的内容写成 .xlsx，遮盖电话、证件号和人名。")
def command(case_path: Path, **given: Any) -> None:
    """One step of rectification."""
    given["open"] = given.pop("open_")
    verbs = [verb for verb in _VERBS if given[verb]]
    if len(verbs) != 1:
        names = "、".join(f"--{verb}" for verb in _VERBS)
        raise click.UsageError(f"请指明做一件事：{names} 之一。")
    _refuse_strays(click.get_current_context(), verbs[0])
    from hengping.cases.store import open_case

    case = open_case(case_path)
    steps = {"open": _open, "update": _update, "recheck": _recheck, "close": _close, "earlier": _earlier}
    if verbs[0] in steps:
        from hengping.cases.store import save_case

        changed = steps[verbs[0]](case, given)
        if changed != case:
            save_case(changed, case_path)
    elif given["status"]:
        for line in _status(case, given["as_of"]):
            click.echo(line)
    else:
        _disclose(case, given["disclosure"], given["as_of"])


def _refuse_strays(context: click.Context, verb: str) -> None:
    """What is written for another step would be passed over in silence."""
    expected = ("case_path", verb, f"{verb}_", *_GOES_WITH.get(verb, ()))
    strays = [
        parameter.opts[0]
        for parameter in context.command.params
        if parameter.name and parameter.name not in expected
        if context.get_parameter_source(parameter.name) is click.core.ParameterSource.COMMANDLINE
    ]
    if strays:
        raise click.UsageError(f"{'、'.join(strays)} 与 --{verb} 无关；请分成两步做。")


def _open(case: Case, given: dict[str, Any]) -> Case:
    if given["due"] is None:
        raise click.UsageError("下达整改通知要写明 --due 整改期限。")
    from hengping.reports.rectification_notice import notify

    changed = notify(
        case,
        number=given["open"],
        due=given["due"],
        issued_on=given["on"],
        party=given["party"],
        problems=given["problems"],
    )
    rows = changed.rectification[len(case.rectification) :]
    click.echo(f"已登记整改通知 {given['open']}，{len(rows)} 项进入台账，期限 {given['due']}：")
    for row in rows:
        click.echo(f"  {row.id}  {row.problem}  {row.item}  {row.owner}")
    for line in _advice(case):
        click.echo(line)
    return changed


def _update(case: Case, given: dict[str, Any]) -> Case:
    from hengping.cases.rectification import update_item

    changes = {_FIELDS.get(name, name): given[name] for name in _UPDATES if given[name]}
    if not changes:
        raise click.UsageError(f"请写明登记什么：{'、'.join(f'--{name}' for name in _UPDATES)}。")
    return _told(update_item(case, given["update"], **changes), given["update"])


def _recheck(case: Case, given: dict[str, Any]) -> Case:
    from hengping.cases.rectification import recheck_item

    row = given["recheck"]
    return _told(recheck_item(case, row, conclusion=given["conclusion"], by=given["by"], on=given["on"]), row)


def _close(case: Case, given: dict[str, Any]) -> Case:
    from hengping.cases.rectification import close_item

    return _told(close_item(case, given["close"], on=given["on"]), given["close"])


def _told(case: Case, row_id: str) -> Case:
    from hengping.cases.rectification import stage_of

    row = next(row for row in case.rectification if row.id == row_id)
    click.echo(f"{row.id}“{row.item}”：{stage_of(row).label}")
    return case


def _earlier(case: Case, given: dict[str, Any]) -> Case:
    from hengping.analysis.repeat_findings import repeat_findings
    from hengping.cases.rectification import mark_repeat
    from hengping.cases.store import open_case
    from hengping.errors import Fault, InputError

    earlier = {path: open_case(path) for path in given["earlier"]}
    late = [(path, other) for path, other in earlier.items() if other.identity.year >= case.identity.year]
    if late:
        expected = f"早于 {case.identity.year} 年度的评价"
        mend = "请指向以前年度的评价。"
        raise InputError([Fault(str(path), f"{other.identity.year}年度", expected, mend) for path, other in late])
    found = repeat_findings(case, list(earlier.values()))
    filed = {row.problem for row in case.rectification}
    for match in found:
        state = "屡查屡犯" if match.sure else "疑似，请核对"
        click.echo(f"{state}　{match.problem.id}“{match.problem.title}” ← {match.reference}（{match.earlier_case}）")
        click.echo(f"    {match.reasons}")
        if match.sure and match.problem.id in filed:
            case = mark_repeat(case, match.problem.id, earlier=match.reference)
        elif match.sure:
            click.echo("    还没有进台账，下达整改通知后再标记。")
    if not found:
        click.echo("没有发现与以前年度相同或相似的问题。")
    return case


def _status(case: Case, as_of: datetime.date) -> Iterator[str]:
    from hengping.cases.rectification import ItemStage, ledger_state, unanswered_problems

    states = ledger_state(case, as_of)
    closed = sum(state.stage is ItemStage.CLOSED for state in states)
    late = sum(bool(state.days_over) and state.stage is not ItemStage.CLOSED for state in states)
    counts = f"已销号 {closed} 项，未销号 {len(states) - closed} 项，其中逾期 {late} 项"
    yield f"整改台账（截至 {as_of}）：共 {len(states)} 项，{counts}。"
    for state in states:
        row = state.row
        due = f"期限 {state.due}" if state.due else "没有期限"
        over = f"，{'逾期销号' if row.closed_on else '逾期'} {state.days_over} 天" if state.days_over else ""
        on = f"，{row.closed_on} 销号" if row.closed_on else ""
        repeat = f"，屡查屡犯（{row.earlier or '未注明'}）" if row.repeat else ""
        owner = row.owner or "未明确责任单位"
        yield f"  {row.id}  [{state.stage.label}]  {row.item}（{owner}）  {due}{on}{over}{repeat}"
    left = unanswered_problems(case)
    if left:
        yield f"还没有进台账的问题：{'、'.join(left)}。"
    yield from _advice(case)


def _advice(case: Case) -> Iterator[str]:
    """What the score band suggests for the budget."""
    from hengping.analysis.budget_consequence import advice, budget_consequence
    from hengping.scoring.case_score import profile_of, score_case

    score = score_case(case)
    line = budget_consequence(score, profile_of(case))
    if line is not None:
        yield f"预算挂钩（{score.outcome}）{advice(line)}"


def _disclose(case: Case, file: Path, as_of: datetime.date) -> None:
    from hengping.rendering.workbook_file import save_workbook
    from hengping.reports.disclosure import disclosure, disclosure_book, told

    if file.suffix.lower() != ".xlsx":
        raise click.UsageError("--disclosure 要写成 .xlsx 文件。")
    found = disclosure(case, as_of)
    save_workbook(disclosure_book(case, found), file)
    click.echo(f"已写入 {file}")
    for line in told(found):
        click.echo(line)
