"""`hengping audit`: all self-evaluation forms of a bureau at once."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hengping.cli.output import print_json

if TYPE_CHECKING:
    from hengping.lint.audit.outcome import AuditOutcome
    from hengping.reference.profile import Profile

_HELP = """审核：复算一批单位自评表，写成审核工作簿。

\b
SOURCE 为文件夹（一个项目一个文件，.xlsx .xls .docx .zip 等），
或平台导出的一个文件（一个项目一段，以“项目编码”区分）。
"""
_SHOWN = 5


def _not_negative(_: click.Context, __: click.Parameter, count: int | None) -> int | None:
    if count is not None and count < 0:
        raise click.BadParameter("应为 0 或更大的整数")
    return count


@click.command("audit", help=_HELP)
@click.argument("source", metavar="SOURCE", type=click.Path(readable=False, path_type=Path))
@click.option(
    "--out",
    metavar="FILE",
    required=True,
    type=click.Path(readable=False, path_type=Path),
    help="审核工作簿（.xlsx）。",
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON（模式见 hengping schema audit）。")
@click.option(
    "--profile", "profile_name", metavar="NAME|FILE", default="self-evaluation", help="评价规程：名称或文件。"
)
@click.option("--rules", "rules_name", metavar="NAME|FILE", default="", help="复核口径：名称或文件；不写按评价规程。")
@click.option("--seed", metavar="TEXT", default="", help="抽样种子；不写则由这批自评表得出，结果中会写明。")
@click.option(
    "--draw", "count", metavar="COUNT", type=int, callback=_not_negative, help="抽取复核的份数；不写为二十分之一。"
)
@click.option(
    "--roster", metavar="FILE", type=click.Path(readable=False, path_type=Path), help="应报送名单，列出未报送的项目。"
)
@click.option("--jobs", metavar="COUNT", type=int, callback=_not_negative, help="并行的进程数；不写为处理器个数。")
def command(
    source: Path,
    *,
    out: Path,
    as_json: bool,
    profile_name: str,
    rules_name: str,
    seed: str,
    count: int | None,
    roster: Path | None,
    jobs: int | None,
) -> int:
    """Audit every form; exit 1 where one has an error."""
    from hengping.lint.audit.document import audit_document
    from hengping.lint.audit.inventory import files_of
    from hengping.lint.audit.outcome import AuditOutcome
    from hengping.lint.audit.roster import read_roster
    from hengping.lint.audit.running import audit_files
    from hengping.lint.audit.workbook import audit_sheets
    from hengping.reference.recheck import packaged_recheck_rules, read_recheck_rules
    from hengping.rendering.long_workbook import write_long_workbook

    profile = _profile(profile_name)
    name = rules_name or profile.self_evaluation.recheck_rules
    rules = read_recheck_rules(Path(name)) if Path(name).suffix in (".yaml", ".yml") else packaged_recheck_rules(name)
    expected = read_roster(roster) if roster else None
    files = [each for each in files_of(source) if each[0].resolve() != out.resolve()]
    with tempfile.TemporaryDirectory(prefix="hengping-") as spool:
        audited = audit_files(
            files,
            profile,
            rules,
            spool=Path(spool),
            jobs=jobs if jobs is not None else (os.cpu_count() or 1),
            progress=_progress if sys.stderr.isatty() else None,
        )
        outcome = AuditOutcome(audited, profile, rules, seed=seed, count=count, roster=expected)
        write_long_workbook(audit_sheets(outcome), out, title="单位自评审核")
        if as_json:
            print_json(audit_document(outcome))
        else:
            _say(outcome, out)
    return 1 if outcome.has_errors else 0


def _profile(name: str) -> Profile:
    from hengping.reference.profiles import packaged_profile, read_profile

    return read_profile(Path(name)) if Path(name).suffix in (".yaml", ".yml") else packaged_profile(name)


def _progress(done: int, total: int, forms: int) -> None:
    click.echo(f"\r已审核 {done}/{total} 个文件，自评表 {forms} 份", nl=done == total, err=True)


def _say(outcome: AuditOutcome, out: Path) -> None:
    from hengping.lint.finding import Severity

    refused = {each.file for each in outcome.refused}
    click.echo(f"文件 {outcome.audited.files} 个，自评表 {len(outcome.records)} 份，未能读取 {len(refused)} 个。")
    counts = "、".join(f"{severity.label} {outcome.count(severity)} 项" for severity in Severity)
    click.echo(f"{counts}；有错误的 {sum(1 for record in outcome.records if record.errors)} 份。")
    for record in outcome.records[:_SHOWN]:
        total = f"自评 {record.total or '未填'}，复算 {record.recomputed}"
        click.echo(f"  风险 {record.risk}　{record.label}　{record.project_name}　{total}")
    for each in outcome.refused[:_SHOWN]:
        click.echo(f"  未能读取　{each.where}：{each.found}")
    if len(outcome.refused) > _SHOWN:
        click.echo("  ……其余见工作簿“未能读取”。")
    if outcome.attendance is not None:
        click.echo(f"应报送 {outcome.roster_size} 个，未报送 {len(outcome.attendance.missing)} 个。")
    click.echo(f"抽样种子 {outcome.seed}，抽中 {len(outcome.drawn)} 份。已写入 {out}")
