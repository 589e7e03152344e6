"""`hengping evaluate`: score, lint, and write the five files of an evaluation."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hengping.cli.case_argument import case_argument

_FOLDER = click.Path(file_okay=False, readable=False, path_type=Path)


@click.command("evaluate", help="评价：计分、检查，并生成报告（Word、PDF、网页）、工作底稿和结果文件。")
@case_argument
@click.option("--out", "out_dir", metavar="DIR", required=True, type=_FOLDER, help="输出文件夹。")
@click.option("--strict", is_flag=True, help="有未豁免的错误时，写完文件后以退出码 1 结束。")
def command(case_path: Path, *, out_dir: Path, strict: bool) -> int:
    """Evaluate a case. Exit 0 once the files are written; with --strict 1 on an unwaived error."""
    from hengping.cases.store import open_case

    case = open_case(case_path)
    from hengping.reports.evaluate import evaluate  # half a second of libraries; faults of the case come first

    outputs = evaluate(case, out_dir, progress=_progress if sys.stderr.isatty() else None)
    for line in outputs.summary():
        click.echo(line)
    return 1 if strict and outputs.lint.has_errors else 0


def _progress(step: str) -> None:
    click.echo(f"… {step}", err=True)
