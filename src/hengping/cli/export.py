"""`hengping export`: a case as one Excel workbook."""

from __future__ import annotations

from pathlib import Path

import click

from hengping.cli.case_argument import case_argument
from hengping.cli.lock_files import tell_if_open

_FILE = click.Path(dir_okay=False, readable=False, path_type=Path)


@click.command("export", help="导出：把评价写成一个 Excel 工作簿，一部分一张表。CASE 为评价文件夹或 .xlsx 工作簿。")
@case_argument
@click.option("--workbook", metavar="FILE", required=True, type=_FILE, help="要写的 .xlsx 文件。")
def command(case_path: Path, *, workbook: Path) -> None:
    """Write the workbook form of a case."""
    from hengping.cases.store import open_case

    case = open_case(case_path)
    from hengping.cases.workbook_store import write_workbook

    tell_if_open(workbook, "请关闭后重新打开，才能看到新的内容")
    write_workbook(case, workbook)
    click.echo(f"已写入 {workbook}")
