"""Files that lie beside the parts of a case: evidence, scans, signed snapshots, layouts, what came from the field."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from hengping.cases.folder_store import TEXT_FOLDER
from hengping.cases.model import PARTS, Case
from hengping.cases.store import files_folder
from hengping.errors import system_reason
from hengping.reports.archive.sums import measured_file

_WITH_A_WORKBOOK = ("signed", "layouts", "weights")
"""Of the folder in which a workbook lies only these are of the case; the rest may be anything."""


@dataclass(frozen=True)
class Beside:
    """A file beside the parts: its path in the case, with /, its SHA-256, and where its content is now."""

    path: str
    sha256: str
    content: Path


@dataclass(frozen=True)
class Lack:
    """Something that should be in the archive and is not, or is not what was recorded.

    `serious` is what `--strict` counts: a file that was named cannot be delivered as it was recorded.
    """

    what: str
    path: str
    reason: str
    serious: bool = True

    def __str__(self) -> str:
        """One line for people."""
        return f"{self.what}{f'（{self.path}）' if self.path else ''}：{self.reason}"


def is_part(path: str) -> bool:
    """Whether a path within a case folder is one of the case's own parts."""
    inner = PurePosixPath(path)
    return path in _PART_FILES or (inner.parent.as_posix() == TEXT_FOLDER and inner.suffix == ".md")


_PART_FILES = frozenset(spec.file for spec in PARTS)


def part_files(path: Path) -> dict[str, Path]:
    """The parts of a case folder by their path in it."""
    return {inner: path / inner for inner in _walk(path) if is_part(inner)}


def files_beside(case: Case, path: Path) -> tuple[dict[str, Beside], tuple[Lack, ...]]:
    """The files beside the case at `path` (folder or workbook) by their path, and those that cannot be read."""
    root = files_folder(path)
    if path.is_dir():
        inner = [name for name in _walk(root) if not is_part(name)]
    else:
        kept = [f"{folder}/{name}" for folder in _WITH_A_WORKBOOK for name in _walk(root / folder)]
        inner = [*dict.fromkeys((*kept, *named_files(case)))]
    found: dict[str, Beside] = {}
    lacks = []
    for name in inner:
        file = root / name
        if not file.is_file():
            continue  # told with the row that names it
        try:
            if not file.resolve().is_relative_to(root.resolve()):
                lacks.append(Lack("文件", name, "链接指向评价文件夹之外，没有收入"))
                continue
            found[name] = Beside(name, measured_file(file).sha256, file)
        except OSError as error:
            lacks.append(Lack("文件", name, f"无法读取：{system_reason(error)}"))
    return found, tuple(lacks)


def named_files(case: Case) -> Iterator[str]:
    """Paths of files that rows of the case name, those outside the case left out."""
    for text in (*(row.file for row in case.evidence), *(row.scan for row in case.sign_offs)):
        if (name := path_of_case(text)) is not None:
            yield name


def path_of_case(text: str) -> str | None:
    """A path as written in a cell as a path within the case; None where it is empty or leads out of the case."""
    path = PurePosixPath(text.strip().replace("\\", "/"))
    if not text.strip() or path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return None
    return path.as_posix()


def _walk(root: Path) -> Iterator[str]:
    """Files below a folder in a fixed order; hidden ones and lock files of office programs are nobody's content."""
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not _passed_over(name))
        inner = Path(folder).relative_to(root)
        yield from ((inner / name).as_posix() for name in sorted(files) if not _passed_over(name))


def _passed_over(name: str) -> bool:
    return name.startswith((".", "~$")) or name in ("__pycache__", "Thumbs.db", "desktop.ini")
