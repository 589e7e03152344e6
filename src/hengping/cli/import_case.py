"""A filled workbook form of a case, back into its folder."""

from __future__ import annotations

from pathlib import Path

import click


def import_case(workbook: Path, folder: Path) -> None:
    """Write the whole workbook into the folder; where one cell cannot be read nothing changes."""
    from hengping.cases.folder_store import refuse_other_case, write_folder
    from hengping.cases.workbook_store import read_workbook
    from hengping.errors import Fault, InputError

    if folder.is_file():
        mend = "案卷工作簿本身就是案卷，直接使用即可。"
        raise InputError([Fault(str(folder), "工作簿", "评价文件夹", mend)])
    case = read_workbook(workbook, checked=True)
    refuse_other_case(case, folder)
    changed = [str(path.relative_to(folder)) for path in write_folder(case, folder)]
    click.echo(f"已写入 {folder}：{'、'.join(changed)}" if changed else f"{folder} 的内容与工作簿相同，没有改动。")
