"""Several files at once: all written aside, then all put in place; on any failure the earlier ones come back."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from hengping.errors import OutputError


def replace_files(files: Mapping[Path, bytes | None]) -> None:
    """Gives each path its content, or removes it where the content is None. Equal files are not touched.

    Raises:
        OutputError: the folder or disk refuses; every file is as it was before.
    """
    changed = {path: data for path, data in files.items() if _content(path) != data}
    mark = f".{os.getpid()}"
    aside = {path: path.with_name(f".{path.name}{mark}.new") for path, data in changed.items() if data is not None}
    kept = {path: path.with_name(f".{path.name}{mark}.old") for path in changed}
    done: list[Path] = []
    try:
        for path, new in aside.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            new.write_bytes(changed[path] or b"")
        for path in changed:
            done.append(path)
            if path.exists():
                os.replace(path, kept[path])
            if path in aside:
                os.replace(aside[path], path)
    except BaseException as error:
        _put_back(done, kept, aside)
        if isinstance(error, OSError):
            name = Path(error.filename or "").name
            message = f"无法写入 {name}：{error.strerror}。原有文件未改动；如文件正被打开，请先关闭。"
            raise OutputError(message) from error
        raise
    for path in kept.values():
        path.unlink(missing_ok=True)


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _put_back(done: list[Path], kept: Mapping[Path, Path], aside: Mapping[Path, Path]) -> None:
    for path in done:
        with suppress(OSError):
            if kept[path].exists():
                os.replace(kept[path], path)
            elif path in aside and not aside[path].exists():
                path.unlink(missing_ok=True)
    for new in aside.values():
        with suppress(OSError):
            new.unlink(missing_ok=True)
