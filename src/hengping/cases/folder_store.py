"""A case as a folder of plain files: YAML documents, CSV tables, Markdown chapters.

Reading tells everything that is wrong with all files at once. Writing puts every new file aside first, so that a run
that ends in the middle leaves the earlier state; files that are none of the case's parts are left alone.
"""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator
from pathlib import Path

from hengping.cases.csv_part import read_table, table_text
from hengping.cases.model import PARTS, Case, PartSpec
from hengping.cases.parts_reading import RawPart, case_from_parts
from hengping.cases.parts_text import nearest
from hengping.cases.yaml_part import document_text, read_document
from hengping.errors import Fault, InputError
from hengping.reading.csv_files import read_csv
from hengping.reading.file_access import refused
from hengping.reading.text_files import control_character, control_fault, read_text
from hengping.rendering.file_writing import replace_files

TEXT_FOLDER = "text"
_SUFFIXES = (".csv", ".yaml", ".yml")
_SURELY_MEANT = 80
_CHAPTER = re.compile(r"[^\s./\\:*?\"<>|][^/\\:*?\"<>|]*")


def read_folder(path: Path, *, checked: bool = False) -> Case:
    """The case in a folder; `checked` refuses one that cannot be worked with, see `hengping.cases.integrity`.

    Raises:
        InputError: all faults of all files, each with file, line and column.
    """
    if not path.is_dir():
        raise InputError([Fault(str(path), "找不到该文件夹", "评价文件夹", "请检查路径。")])
    try:
        os.listdir(path)
    except OSError as error:
        raise InputError([refused(error, label=str(path))]) from error
    raws: dict[str, RawPart] = {}
    faults = list(_misnamed(path))
    for spec in PARTS:
        file = path / spec.file
        if not os.path.lexists(file):  # a link that leads nowhere is a file that cannot be read
            if spec.required:
                mend = "请补上该文件，或用 hengping new 新建评价文件夹。"
                faults.append(Fault(spec.file, "找不到该文件", f"必有的文件（{spec.sheet}）", mend))
            continue
        try:
            if spec.kind == "document":
                raws[spec.attribute] = read_document(file, spec)
            else:
                table, table_faults = read_table(file, spec)
                faults += table_faults
                if table is not None:
                    raws[spec.attribute] = table
        except InputError as error:
            faults += error.faults
    texts, text_faults = _chapters(path / TEXT_FOLDER)
    return case_from_parts(raws, texts, [*faults, *text_faults], checked=checked)


def _chapters(folder: Path) -> tuple[dict[str, str], list[Fault]]:
    texts: dict[str, str] = {}
    faults: list[Fault] = []
    for file in sorted(folder.glob("*.md")):
        try:
            texts[file.stem] = read_text(file, label=f"{TEXT_FOLDER}/{file.name}")
        except InputError as error:
            faults += error.faults
    return texts, faults


def _misnamed(path: Path) -> Iterator[Fault]:
    """Files whose name comes so near to that of an absent part that they would be missed."""
    absent = [spec.file for spec in PARTS if not (path / spec.file).exists()]
    known = {spec.file for spec in PARTS}
    for file in sorted(path.glob("*")):
        if file.suffix.lower() in _SUFFIXES and file.name not in known:
            near = nearest(file.name, absent, cutoff=_SURELY_MEANT)
            if near:
                yield Fault(file.name, "未知的文件名", "评价文件夹中约定的文件名", f"是否为 {near}？请改名。")


def write_folder(case: Case, path: Path) -> tuple[Path, ...]:
    """Makes the folder hold exactly this case, keeping comments, column order and whatever is none of its parts.

    A file whose content stays the same is not touched; returns those that changed.

    Raises:
        InputError: a chapter whose name cannot be a file's, a text with control characters.
        OutputError: the folder or disk refuses; the earlier state stands.
    """
    faults = list(chapter_faults(case.texts, where=TEXT_FOLDER))
    if faults:
        raise InputError(faults)
    files: dict[Path, bytes | None] = {}
    for spec in PARTS:
        files[path / spec.file] = _part_bytes(case, spec, path / spec.file)
    for name, text in case.texts.items():
        mark = codecs.BOM_UTF8 if text.startswith("\ufeff") else b""  # the first one is not read as text
        files[path / TEXT_FOLDER / f"{name}.md"] = mark + text.encode()
    for file in sorted((path / TEXT_FOLDER).glob("*.md")):
        files.setdefault(file, None)
    return replace_files(files)


def refuse_other_case(case: Case, path: Path) -> None:
    """Raise InputError where the folder holds a case of another name: writing over it would lose it."""
    try:
        there = read_document(path / "case.yaml", PARTS[0]).plain
    except InputError:
        return  # no case there, or none that anybody could work with
    if not isinstance(there, dict):
        return
    title, project = str(there.get("title", "")), str(there.get("project_name", ""))
    if title != case.identity.title and project != case.identity.project_name:
        mend = "请核对文件夹；确要替换，先把该文件夹改名或移走。"
        raise InputError([Fault(str(path), f"另一个评价“{title}”", f"“{case.identity.title}”的文件夹", mend)])


def chapter_faults(texts: dict[str, str], *, where: str) -> Iterator[Fault]:
    """Chapters that cannot be files, and texts that no store can hold."""
    for name, text in texts.items():
        if not _CHAPTER.fullmatch(name) or name != name.strip() or control_character(name):
            mend = '请改名：不能为空，不能含 / \\ : * ? " < > |，不能以点或空格开头。'
            yield Fault(where, f"章节名“{name}”", "可以作为文件名的章节名", mend)
        character = control_character(text)
        if character is not None:
            yield control_fault(f"{where} 章节“{name}”", character)


def _part_bytes(case: Case, spec: PartSpec, file: Path) -> bytes | None:
    """The new content of a part's file; None where there should be no file."""
    value = getattr(case, spec.attribute)
    exists = file.is_file()
    if spec.kind == "table":
        if not value and not exists:
            return None
        return codecs.BOM_UTF8 + table_text(value, spec.model, header=_header(file)).encode()
    default = Case.model_fields[spec.attribute].default
    if value is None or (value == default and not exists):
        return None
    return document_text(value, earlier=_earlier(file)).encode()


def _header(file: Path) -> tuple[str, ...]:
    try:
        return read_csv(file, label="").header if file.is_file() else ()
    except InputError:
        return ()


def _earlier(file: Path) -> str | None:
    try:
        return read_text(file, label="") if file.is_file() else None
    except InputError:
        return None
