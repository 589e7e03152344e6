"""`hengping import`: a filled workbook back into the folder of its case."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("import", help="导入：把填好的 Excel 工作簿写回评价文件夹；有一处读不准就什么都不改。")
@click.argument("workbook", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--into", "folder", metavar="CASE", required=True, type=click.Path(path_type=Path), help="评价文件夹。")
def command(workbook: Path, *, folder: Path) -> None:
    """Read the workbook form of a case and write it into a folder."""
    from hengping.cases.folder_store import write_folder
    from hengping.cases.workbook_store import read_workbook

    write_folder(read_workbook(workbook, checked=True), folder)
    click.echo(f"已写入 {folder}")
