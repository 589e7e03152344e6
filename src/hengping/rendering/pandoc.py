"""The door to pandoc, run as a program: the semantic HTML of `markup` → typst source, or Word."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from hengping.errors import MissingProgramError, OutputError

# The oldest time that a zip archive can hold: no output tells when it was made.
_EPOCH = "315532800"


def to_typst(body: str) -> str:
    """The body of a document as typst source, to stand behind `templates/preamble.typ`."""
    return _run(body, "typst", ["--wrap=none"]).decode()


def to_docx(body: str, pictures: Mapping[str, bytes], directory: Path) -> bytes:
    """The body of a document as a Word file with pandoc's own styles.

    Args:
        pictures: the image files that the body names, by name; put into `directory` for pandoc to find.
        directory: an empty directory for this call.
    """
    for name, data in pictures.items():
        (directory / name).write_bytes(data)
    # Word files are zip archives, which pandoc writes to a file only.
    path = directory / "pandoc.docx"
    _run(body, "docx", ["-o", str(path), f"--resource-path={directory}"])
    return path.read_bytes()


def _run(body: str, target: str, options: list[str]) -> bytes:
    with as_file(files("hengping.rendering").joinpath("templates", "print.lua")) as lua:
        command = [_program(), "-f", "html", "-t", target, "--shift-heading-level-by=-1", f"--lua-filter={lua}"]
        done = subprocess.run(
            [*command, *options],
            input=body.encode(),
            capture_output=True,
            env={**os.environ, "SOURCE_DATE_EPOCH": _EPOCH, "LC_ALL": "C.UTF-8"},
            check=False,
        )
    if done.returncode:
        raise OutputError(f"pandoc 未能转换文档：{done.stderr.decode(errors='replace').strip()}")
    return done.stdout


@cache
def _program() -> str:
    try:
        import pypandoc

        path: str = pypandoc.get_pandoc_path()
    except (ImportError, OSError) as error:
        raise MissingProgramError("缺少 pandoc（随 pypandoc_binary 安装），请重新执行 make setup。") from error
    return path
