"""Start a case from a packaged template: a folder of plain files, copied with its comments."""

from __future__ import annotations

import os
import shutil
import tempfile
from importlib import resources
from pathlib import Path

from hengping.errors import Fault, InputError

_FOLDER = resources.files("hengping.reference") / "templates"


def template_names() -> tuple[str, ...]:
    """Names of the packaged templates, sorted."""
    return tuple(sorted(entry.name for entry in _FOLDER.iterdir() if entry.is_dir()))


def start_case(folder: Path, *, template: str) -> list[Path]:
    """Copy a template into `folder`, which must be absent or empty; returns the files written, sorted.

    Raises:
        InputError: the folder holds something already, or the template does not exist.
    """
    if template not in template_names():
        expected = "、".join(template_names())
        raise InputError([Fault("模板名称", template, expected, "改用其中一个模板名称。")])
    if folder.exists() and any(folder.iterdir()):
        mend = "换一个文件夹，以免覆盖已有内容。"
        raise InputError([Fault(str(folder), "已有文件", "空文件夹或尚不存在的文件夹", mend)])
    folder.parent.mkdir(parents=True, exist_ok=True)
    with resources.as_file(_FOLDER / template) as source, tempfile.TemporaryDirectory(dir=folder.parent) as aside:
        copied = Path(aside) / "case"
        shutil.copytree(source, copied)
        if folder.exists():
            folder.rmdir()
        os.replace(copied, folder)
    return sorted(path for path in folder.rglob("*") if path.is_file())
