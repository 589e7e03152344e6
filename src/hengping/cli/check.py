"""`hengping check`: what contradicts itself in a finished document."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from hengping.cli.output import print_json

_WIDTH_OF_FILES = 100


@click.command(
    "check",
    help="查文件：找出报告、表单中自相矛盾的地方。DOCUMENT 为 Word、PDF、Excel、网页、Markdown、文本文件或其压缩包。",
)
@click.argument("document", metavar="DOCUMENT", type=click.Path(readable=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="输出 JSON（模式见 hengping schema check）。")
@click.option("--all", "show_all", is_flag=True, help="列出全部结果；默认只显示一屏。")
def command(document: Path, *, as_json: bool, show_all: bool) -> int:
    """Check a document. Exit 1 on an error."""
    from hengping.lint.documents.report import check_document
    from hengping.reading.documents import read_document

    report = check_document(read_document(document))
    if as_json:
        from hengping.lint.documents.check_json import check_json

        print_json(check_json(report))
    else:
        from hengping.lint.documents.check_text import check_lines

        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDTH_OF_FILES
        click.echo("\n".join(check_lines(report, width=width, show_all=show_all)))
    return 1 if report.has_errors else 0
