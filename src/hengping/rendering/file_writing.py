"""Files put in place all together or not at all: written aside first, and the earlier ones come back on any failure.

Every file is whole at every moment, even where the process is killed: each is replaced by one rename.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from hengping.errors import OutputError, system_reason


def replace_files(files: Mapping[Path, bytes | None]) -> tuple[Path, ...]:
    """Gives each path its content, or removes it where the content is None; returns the paths that changed.

    Equal files are not touched.

    Raises:
        OutputError: the folder or disk refuses; every file is as it was before.
    """
    changed = {path: data for path, data in files.items() if _content(path) != data}
    mark = f".{os.getpid()}"
    aside = {path: path.with_name(f".{path.name}{mark}.new") for path, data in changed.items() if data is not None}
    kept = {path: path.with_name(f".{path.name}{mark}.old") for path in changed}
    done: list[Path] = []
    made = [folder for path in aside for folder in (path.parent, *path.parent.parents) if not folder.exists()]
    path = Path()
    try:
        for path, new in aside.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            new.write_bytes(changed[path] or b"")
        for path in changed:
            done.append(path)
            if path.exists():
                _keep(path, kept[path])
            if path in aside:
                os.replace(aside[path], path)
            else:
                path.unlink(missing_ok=True)
    except BaseException as error:
        _put_back(done, kept, aside)
        for folder in made:  # the innermost first
            with suppress(OSError):
                folder.rmdir()
        if isinstance(error, OSError):
            message = f"无法写入 {path}：{system_reason(error)}。原有文件没有改动；如文件正被打开，请先关闭。"
            raise OutputError(message) from error
        raise
    for earlier in kept.values():
        earlier.unlink(missing_ok=True)
    return tuple(changed)


def _content(path: Path) -> bytes | None:
    with suppress(OSError):  # a file that may not be read may still be replaced
        return path.read_bytes() if path.is_file() else None
    return None


def _keep(path: Path, earlier: Path) -> None:
    """A second name for the file, so that it never is without one; a copy where the disk knows no second names."""
    try:
        os.link(path, earlier)
    except OSError:
        shutil.copy2(path, earlier)


def _put_back(done: list[Path], kept: Mapping[Path, Path], aside: Mapping[Path, Path]) -> None:
    for path in done:
        replaced = not aside[path].exists() if path in aside else not path.exists()
        with suppress(OSError):
            if replaced and kept[path].exists():
                os.replace(kept[path], path)
            elif replaced:
                path.unlink(missing_ok=True)
            kept[path].unlink(missing_ok=True)
    for new in aside.values():
        with suppress(OSError):
            new.unlink(missing_ok=True)
