"""`hengping plan`: what goes out on the first day, and the approval of the plan."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hengping.cli.case_argument import case_argument
from hengping.cli.day_option import day

if TYPE_CHECKING:
    from hengping.cases.model import Case

_HELP = """方案：生成评价方案和首日发出的文件；批准后锁定指标体系。

\b
  hengping plan CASE --out DIR                     方案、进点函、资料清单、数据表、提纲、记录表
  hengping plan CASE --approve 财政局 --on 2022-07-01   批准，锁定指标体系
  hengping plan CASE --changes                     锁定以后指标体系改了什么
  hengping plan CASE --change "调整 A11 分值" --why "预算调整" --approve 财政局   登记一项变更
"""


@click.command("plan", help=_HELP)
@case_argument
@click.option("--out", metavar="DIR", type=click.Path(file_okay=False, path_type=Path), help="输出文件夹。")
@click.option("--approve", "approved_by", metavar="NAME", default="", help="批准人：锁定指标体系，或批准一项变更。")
@click.option("--on", metavar="DATE", callback=day, help="批准日期；默认当天。")
@click.option("--document", metavar="TEXT", default="", help="批准文件。")
@click.option("--change", "what", metavar="TEXT", default="", help="登记锁定后的一项变更。")
@click.option("--why", metavar="TEXT", default="", help="变更理由。")
@click.option("--changes", "show_changes", is_flag=True, help="列出锁定以后的改动和已登记的变更。")
def command(
    case_path: Path,
    *,
    out: Path | None,
    approved_by: str,
    on: datetime.date,
    document: str,
    what: str,
    why: str,
    show_changes: bool,
) -> None:
    """Write the plan, approve it, record a change of it, or list what changed."""
    from hengping.cases.store import files_folder, open_case

    if out is None and not approved_by and not show_changes and not what:
        raise click.UsageError("请写明 --out，或 --approve、--changes、--change 之一。")
    case = open_case(case_path)
    if what or approved_by:
        _decide(case, case_path, what=what, why=why, approved_by=approved_by, on=on, document=document)
    if show_changes:
        _show_changes(case, files_folder(case_path))
    if out is not None:
        from hengping.reports.first_day import write_first_day

        tell = (lambda text: click.echo(text, err=True)) if sys.stderr.isatty() else None
        for path in write_first_day(open_case(case_path), out, layouts=files_folder(case_path), progress=tell):
            click.echo(f"已写入 {path}")


def _decide(
    case: Case, case_path: Path, *, what: str, why: str, approved_by: str, on: datetime.date, document: str
) -> None:
    from hengping.cases.deliverables.plan_lock import lock_plan, record_plan_change
    from hengping.cases.deliverables.snapshots import indicator_snapshot, save_with_snapshots
    from hengping.cases.store import save_case

    if what:
        changed = record_plan_change(case, what=what, why=why, approved_by=approved_by, on=on, document=document)
        save_case(changed, case_path)
        click.echo(f"已登记方案变更：{what}（批准：{approved_by}）。")
        return
    locked = lock_plan(case, approved_by=approved_by, on=on, document=document)
    save_with_snapshots(locked, case_path, indicator_snapshot(locked))
    lock = locked.identity.plan_lock
    click.echo(f"指标体系已由{approved_by}批准并锁定（{lock.hash[:12] if lock else ''}）。以后的改动须登记变更。")


def _show_changes(case: Case, folder: Path) -> None:
    from hengping.cases.deliverables.plan_lock import differs_from_lock, plan_changes_since_lock
    from hengping.cases.deliverables.snapshots import read_snapshot

    lock = case.identity.plan_lock
    if lock is None:
        click.echo("方案尚未批准，指标体系没有锁定。")
        return
    click.echo(f"{lock.approved_by} 于 {lock.approved_on} 批准（{lock.hash[:12]}）。")
    snapshot = read_snapshot(folder, "indicators", lock.hash)
    if snapshot is None:
        state = "与批准时不同" if differs_from_lock(case) else "与批准时相同"
        click.echo(f"没有找到批准时的存档（signed 文件夹），只能比较哈希值：指标体系{state}。")
    else:
        changes = plan_changes_since_lock(case, snapshot)
        click.echo(f"批准以后的改动 {len(changes)} 处。")
        for change in changes:
            click.echo(f"  {change}")
    for row in case.identity.plan_changes:
        click.echo(f"  已登记：{row.on or ''} {row.what}；理由：{row.why}；批准：{row.approved_by or '未写明'}")
