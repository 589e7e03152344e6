"""Files beside the parts of a case: evidence, scans, layouts, signed content. They are joined, never taken away."""

from __future__ import annotations

import filecmp
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from hengping.cases.folder_store import TEXT_FOLDER
from hengping.cases.model import PARTS, Case
from hengping.cases.store import files_folder

FOLDERS = ("evidence", "scans", "layouts", "signed")
"""Folders of files beside a workbook; what else lies there may belong to anything."""

_PART_FILES = {spec.file for spec in PARTS}

Files = Mapping[str, Path]
"""Files by their path within the case, with `/`."""


@dataclass(frozen=True)
class JoinedFiles:
    """Where each file of the merged case comes from.

    Attributes:
        sources: by path within the case.
        from_yours: paths that mine did not have, or had in an older state.
        both_kept: paths whose content both sides changed, with the path under which yours is kept.
    """

    sources: Files
    from_yours: tuple[str, ...]
    both_kept: Mapping[str, str]


def files_beside(path: Path, case: Case) -> dict[str, Path]:
    """The files that belong to a case but are none of its parts, sorted by path."""
    folder = files_folder(path)
    found = dict(_all_files(folder)) if path.is_dir() else dict(_files_of_workbook(folder, case))
    return dict(sorted(found.items()))


def _all_files(folder: Path) -> Iterator[tuple[str, Path]]:
    for file in folder.rglob("*"):
        inside = file.relative_to(folder)
        name = inside.as_posix()
        hidden = any(part.startswith((".", "~$")) for part in inside.parts)
        is_part = name in _PART_FILES or (inside.parent.as_posix() == TEXT_FOLDER and inside.suffix == ".md")
        if not hidden and not is_part and file.is_file():
            yield name, file


def _files_of_workbook(folder: Path, case: Case) -> Iterator[tuple[str, Path]]:
    for name in FOLDERS:
        for inside, file in _all_files(folder / name) if (folder / name).is_dir() else ():
            yield f"{name}/{inside}", file
    for text in [row.file for row in case.evidence] + [row.scan for row in case.sign_offs]:
        inside_case = PurePosixPath(text.replace("\\", "/"))
        apart = inside_case.is_absolute() or ".." in inside_case.parts
        if text and not apart and (folder / inside_case).is_file():
            yield inside_case.as_posix(), folder / inside_case


def join_files(base: Files, mine: Files, yours: Files) -> JoinedFiles:
    """Everything that either side has; what both changed in two ways is kept twice."""
    sources, from_yours, both_kept = dict(mine), [], {}
    for name, file in yours.items():
        if name in mine and _equal(mine[name], file):
            continue
        if name in mine and name in base and _equal(base[name], file):
            continue
        if name not in mine or (name in base and _equal(base[name], mine[name])):
            sources[name] = file
            from_yours.append(name)
            continue
        second = _second_name(name, {**mine, **yours})
        sources[second] = file
        both_kept[name] = second
    return JoinedFiles(dict(sorted(sources.items())), tuple(from_yours), both_kept)


def _second_name(name: str, taken: Files) -> str:
    path, number = PurePosixPath(name), 1
    while True:
        mark = ".对方" if number == 1 else f".对方{number}"
        second = path.with_name(f"{path.stem}{mark}{path.suffix}").as_posix()
        if second not in taken or _equal(taken[second], taken[name]):
            return second
        number += 1


def _equal(one: Path, other: Path) -> bool:
    return filecmp.cmp(one, other, shallow=False)
