"""Which files an audit reads: those of a folder and its folders, in the order of their names, or one file."""

from __future__ import annotations

from pathlib import Path

from hengping.errors import Fault, InputError

_LEFT_ALONE = (".", "~$")
_SYSTEM_FILES = frozenset({"Thumbs.db", "desktop.ini", "__MACOSX"})


def files_of(source: Path) -> list[tuple[Path, str]]:
    """Every file with the name by which people know it, its path inside the folder.

    Raises:
        InputError: there is no such folder or file, or nothing in it.
    """
    if source.is_file():
        return [(source, source.name)]
    if not source.is_dir():
        raise InputError([Fault(str(source), "找不到", "存放自评表的文件夹，或一个导出文件", "请检查路径。")])
    found = [(path, path.relative_to(source).as_posix()) for path in source.rglob("*") if path.is_file()]
    kept = sorted((label, path) for path, label in found if not _is_left_alone(Path(label)))
    if not kept:
        raise InputError([Fault(str(source), "空文件夹", "含有自评表的文件夹", "请检查路径。")])
    return [(path, label) for label, path in kept]


def _is_left_alone(path: Path) -> bool:
    return any(part.startswith(_LEFT_ALONE) or part in _SYSTEM_FILES for part in path.parts)
