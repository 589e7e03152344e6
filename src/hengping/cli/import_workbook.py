"""`hengping import`: a filled workbook back into the folder of its case."""

from __future__ import annotations

from pathlib import Path

import click

from hengping.cli.lock_files import tell_if_open


@click.command("import", help="导入：把填好的 Excel 工作簿写回评价文件夹；有一处读不准就什么都不改。")
@click.argument("workbook", metavar="FILE", type=click.Path(readable=False, path_type=Path))
@click.option(
    "--into",
    "folder",
    metavar="CASE",
    required=True,
    type=click.Path(file_okay=False, readable=False, path_type=Path),
    help="评价文件夹。",
)
def command(workbook: Path, *, folder: Path) -> None:
    """Read the workbook form of a case and write it into a folder."""
    from hengping.cases.folder_store import refuse_other_case, write_folder
    from hengping.cases.workbook_store import read_workbook

    tell_if_open(workbook, "没有保存的修改读不到，请先保存")
    case = read_workbook(workbook, checked=True)
    refuse_other_case(case, folder)
    changed = [str(path.relative_to(folder)) for path in write_folder(case, folder)]
    click.echo(f"已写入 {folder}：{'、'.join(changed)}" if changed else f"{folder} 的内容与工作簿相同，没有改动。")
