"""The door to pandoc, run as a program: the semantic HTML of `markup` → typst source, or Word."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Literal

from hengping.errors import MissingProgramError, OutputError

# The oldest time that a zip archive can hold: no output tells when it was made.
_EPOCH = "315532800"
# A larger first heap spares pandoc most of its garbage collections.
_ROOMY = ("+RTS", "-A64m", "-RTS")


@dataclass(frozen=True)
class Conversion:
    """A conversion under way."""

    process: subprocess.Popen[bytes]
    made: Path
    told: Path

    def result(self) -> bytes:
        """What pandoc made; waits for it. Raises OutputError with pandoc's message if it failed."""
        if self.process.wait():
            raise OutputError(f"pandoc 未能转换文档：{self.told.read_text('utf-8', 'replace').strip()}")
        return self.made.read_bytes()


@contextmanager
def converting(body: str, target: Literal["typst", "docx"], directory: Path) -> Iterator[Conversion]:
    """Convert the body of a document beside this process, until the block is left.

    Everything passes through files: a pipe would have to be fed by a thread, and drawing charts holds all threads up.

    Args:
        body: print markup.
        directory: where pandoc may work; holds the pictures that the body names.
    """
    made, told, source = (directory / f"pandoc.{target}{ending}" for ending in ("", ".log", ".html"))
    source.write_text(body, encoding="utf-8")
    with as_file(files("hengping.rendering").joinpath("templates", "print.lua")) as lua, told.open("wb") as log:
        command = [_program(), *_ROOMY, "-f", "html", "-t", target, "--shift-heading-level-by=-1", "--wrap=none"]
        paths = [f"--lua-filter={lua}", f"--resource-path={directory}", "-o", str(made), str(source)]
        environment = {**os.environ, "SOURCE_DATE_EPOCH": _EPOCH, "LC_ALL": "C.UTF-8"}
        process = subprocess.Popen([*command, *paths], stdin=subprocess.DEVNULL, stderr=log, env=environment)
        try:
            yield Conversion(process, made, told)
        finally:
            process.kill()
            process.wait()


@cache
def _program() -> str:
    try:
        import pypandoc

        path: str = pypandoc.get_pandoc_path()
    except (ImportError, OSError) as error:
        raise MissingProgramError("缺少 pandoc（随 pypandoc_binary 安装），请重新执行 make setup。") from error
    return path
