"""The merged case to where it is wanted: into mine, or into a folder or workbook that is new.

A new folder begins as a copy of mine, so that comments, column order and wording stay; it appears under its name only
when it is complete.
"""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hengping.cases.folder_store import TEXT_FOLDER, write_folder
from hengping.cases.merging.files import Files
from hengping.cases.model import PARTS, Case
from hengping.cases.store import files_folder, save_case
from hengping.errors import Fault, InputError, OutputError, system_reason


def check_out(out: Path, *, mine: Path, others: tuple[Path, ...]) -> None:
    """Raise InputError unless `out` is mine, or new and apart from all that is merged."""
    if _same(out, mine):
        return
    mend = "请换一个新的名称；要改写我方，把 --out 写成 MINE 本身。"
    if out.is_dir() and any(out.iterdir()):
        raise InputError([Fault(str(out), "已有文件", "MINE 本身，或尚不存在的文件夹、工作簿", mend)])
    if out.exists() and not out.is_dir():
        raise InputError([Fault(str(out), "已有同名的文件", "MINE 本身，或尚不存在的文件夹、工作簿", mend)])
    if out.suffix and out.suffix.lower() != ".xlsx" and not out.is_dir():
        mend = "写文件夹不要扩展名，写工作簿用 .xlsx。"
        raise InputError([Fault(str(out), f"{out.suffix} 文件", "文件夹或 .xlsx 工作簿", mend)])
    for path in (mine, *others):
        if path.is_dir() and path.resolve() in out.resolve().parents:
            raise InputError([Fault(str(out), f"在 {path} 之内", "各方文件夹之外的位置", "请换一个位置。")])


def write_merged(case: Case, out: Path, *, mine: Path, comments_from: Path | None, files: Files) -> None:
    """Write the case with its files.

    Args:
        out: as `check_out` accepts it.
        comments_from: the folder whose comments and column order a new folder keeps.
        files: by path within the case.

    Raises:
        InputError: files beside a new workbook would be replaced by others.
        OutputError: the folder or disk refuses; the earlier state stands.
    """
    if out.suffix.lower() == ".xlsx" or _same(out, mine):
        beside = files_folder(out)
        own = _same(beside, files_folder(mine))
        with _put_aside(beside, files, replace=own):
            save_case(case, out)
        return
    made = out.with_name(f".{out.name}.{os.getpid()}.new")
    try:
        made.mkdir(parents=True)
        for name, source in [*_parts_of(comments_from), *files.items()]:
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, made / name)
        write_folder(case, made)
        os.replace(made, out)
    except OSError as error:
        raise _refused(out, error) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _parts_of(folder: Path | None) -> Iterator[tuple[str, Path]]:
    if folder is None:
        return
    chapters = [f"{TEXT_FOLDER}/{file.name}" for file in (folder / TEXT_FOLDER).glob("*.md")]
    for name in (*(spec.file for spec in PARTS), *chapters):
        if (folder / name).is_file():
            yield name, folder / name


@contextmanager
def _put_aside(folder: Path, files: Files, *, replace: bool) -> Iterator[None]:
    """Copies what is missing under other names; they get their own when all else has been written."""
    needed = {
        folder / name: source
        for name, source in files.items()
        if not (_same(folder / name, source) or _equal(folder / name, source))
    }
    if not replace:
        mend = "请把 --out 写到另一个文件夹里。"
        faults = [Fault(str(path), "已有内容不同的同名文件", "没有同名文件", mend) for path in needed if path.exists()]
        if faults:
            raise InputError(faults)
    aside = {path: path.with_name(f".{path.name}.{os.getpid()}.new") for path in needed}
    try:
        for path, source in needed.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, aside[path])
        yield
        for path, new in aside.items():
            os.replace(new, path)
    except OSError as error:
        raise _refused(folder, error) from error
    finally:
        for new in aside.values():
            with suppress(OSError):
                new.unlink(missing_ok=True)


def _refused(path: Path, error: OSError) -> OutputError:
    where = error.filename or path
    return OutputError(f"无法写入 {where}：{system_reason(error)}。请检查权限和磁盘空间；合并没有完成。")


def _equal(one: Path, other: Path) -> bool:
    return one.is_file() and filecmp.cmp(one, other, shallow=False)


def _same(one: Path, other: Path) -> bool:
    with suppress(OSError):
        return one.exists() and other.exists() and os.path.samefile(one, other)
    return False
