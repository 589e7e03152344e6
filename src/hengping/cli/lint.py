"""`hengping lint`: what a reviewer would object to in a case."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from hengping.cli.case_argument import case_argument
from hengping.cli.output import print_json

_WIDTH_OF_FILES = 100


@click.command("lint", help="检查：找出目标、分数、事实和过程中的问题。CASE 为评价文件夹或 .xlsx 工作簿。")
@case_argument
@click.option("--json", "as_json", is_flag=True, help="输出 JSON（模式见 hengping schema lint）。")
@click.option("--all", "show_all", is_flag=True, help="列出全部结果；默认只显示一屏。")
def command(case_path: Path, *, as_json: bool, show_all: bool) -> int:
    """Lint a case. Exit 1 on an error that nobody waived."""
    from hengping.cases.store import open_case
    from hengping.lint.report import lint_case, lint_document, render_text

    report = lint_case(open_case(case_path))
    if as_json:
        print_json(lint_document(report))
    else:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDTH_OF_FILES
        click.echo(render_text(report, width=width, show_all=show_all))
    return 1 if report.has_errors else 0
