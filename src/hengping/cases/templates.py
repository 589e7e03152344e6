"""Start a case from a packaged template: a folder of plain files, copied with its comments."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from hengping.cases.parts_text import nearest
from hengping.errors import Fault, InputError
from hengping.rendering.file_writing import replace_files

_FOLDER = resources.files("hengping.reference") / "templates"


def template_names() -> tuple[str, ...]:
    """Names of the packaged templates, sorted."""
    return tuple(sorted(entry.name for entry in _FOLDER.iterdir() if entry.is_dir()))


def start_case(folder: Path, *, template: str) -> tuple[Path, ...]:
    """Copy a template into `folder`, which must be absent or empty; returns the files written, sorted.

    Raises:
        InputError: the folder holds something already, or the template does not exist.
        OutputError: the folder or disk refuses; nothing is left behind.
    """
    if template not in template_names():
        near = nearest(template, template_names())
        mend = f"是否为 {near}？" if near else "请改用其中一个模板名称。"
        raise InputError([Fault("模板名称", template, f"{'、'.join(template_names())} 之一", mend)])
    if folder.exists() and any(folder.iterdir()):
        expected = "空文件夹或尚不存在的文件夹"
        raise InputError([Fault(str(folder), "已有文件", expected, "换一个文件夹，以免覆盖已有内容。")])
    with resources.as_file(_FOLDER / template) as source:
        files = {folder / path.relative_to(source): path.read_bytes() for path in source.rglob("*") if path.is_file()}
    replace_files(files)
    return tuple(sorted(files))
