"""Open a case, whichever form it is in."""

from __future__ import annotations

from pathlib import Path

from hengping.cases.model import Case
from hengping.errors import Fault, InputError

_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et")


def open_case(path: Path) -> Case:
    """The case in a folder or in a workbook, fit to be worked with.

    Raises:
        InputError: neither of the two, or all faults of what is in it.
    """
    if path.is_dir():
        from hengping.cases.folder_store import read_folder

        return read_folder(path, checked=True)
    if path.suffix.lower() in _WORKBOOKS:
        from hengping.cases.workbook_store import read_workbook

        return read_workbook(path, checked=True)
    found = path.suffix or "没有扩展名的文件" if path.exists() else "找不到该文件或文件夹"
    raise InputError([Fault(str(path), found, "评价文件夹或 .xlsx 工作簿", "请检查路径。")])
