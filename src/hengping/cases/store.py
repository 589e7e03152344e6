"""Open a case, whichever form it is in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hengping.cases.model import PARTS, Case
from hengping.cases.parts_text import value_to_plain
from hengping.errors import Fault, InputError
from hengping.reading.text_files import control_character, control_fault
from hengping.reading.yaml_files import Plain

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


def save_case(case: Case, path: Path) -> None:
    """Writes a changed case back where `open_case` found it; `path` is a folder or an .xlsx workbook.

    Raises:
        InputError: the case cannot be written in that form, or an .xls or .et file, which can only be read;
            a text holds control characters, so that the case could never be opened again.
        OutputError: the folder or disk refuses; the earlier state stands.
    """
    faults = list(_unreadable(case))
    if faults:
        raise InputError(faults)
    if path.suffix.lower() == ".xlsx" and not path.is_dir():
        from hengping.cases.workbook_store import write_workbook

        write_workbook(case, path)
    elif path.is_dir() or not path.suffix:
        from hengping.cases.folder_store import write_folder

        write_folder(case, path)
    else:
        mend = "请先用 Excel 另存为 .xlsx，或用 hengping import 写入评价文件夹。"
        raise InputError([Fault(str(path), f"{path.suffix} 文件只能读取", "评价文件夹或 .xlsx 工作簿", mend)])


def _unreadable(case: Case) -> Iterator[Fault]:
    """Texts, given on a command line or in a form, that no store would read back."""
    for spec in PARTS:
        for text in _texts(value_to_plain(getattr(case, spec.attribute))):
            character = control_character(text)
            if character is not None:
                shown = "".join(each for each in text if each.isprintable())
                yield control_fault(f"{spec.file}（{spec.sheet}）中的“{shown[:40]}”", character)


def _texts(plain: Plain) -> Iterator[str]:
    if isinstance(plain, str):
        yield plain
        return
    for item in plain.values() if isinstance(plain, dict) else plain:
        yield from _texts(item)


def files_folder(path: Path) -> Path:
    """The folder that paths of evidence and scans are relative to: the case folder, or where the workbook lies."""
    return path if path.is_dir() else path.parent
