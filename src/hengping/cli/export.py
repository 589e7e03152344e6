"""`hengping export`: a case as one Excel workbook."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("export", help="导出：把评价写成一个 Excel 工作簿，一部分一张表。")
@click.argument("case_path", metavar="CASE", type=click.Path(exists=True, path_type=Path))
@click.option("--workbook", required=True, type=click.Path(dir_okay=False, path_type=Path), help="要写的 .xlsx 文件。")
def command(case_path: Path, *, workbook: Path) -> None:
    """Write the workbook form of a case."""
    from hengping.cases.store import open_case
    from hengping.cases.workbook_store import write_workbook

    write_workbook(open_case(case_path), workbook)
    click.echo(f"已写入 {workbook}")
