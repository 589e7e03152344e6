"""A zip folder of documents: every member that can be read, one after another; the others are named with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from hengping.errors import Fault, InputError
from hengping.reading.documents.model import Block, FootnoteBlock, Residue, SourceDocument, TableBlock
from hengping.reading.documents.packages import Package

MAX_DOCUMENTS = 2_000
_DEEPEST = 1
_UTF_8_NAME = 0x800
_HIDDEN = re.compile(r"\.[^.]|~\$|__MACOSX$|Thumbs\.db$")


@dataclass(frozen=True, slots=True)
class Member:
    """One document of a zip folder, or the faults for which it was refused."""

    name: str
    document: SourceDocument | None
    faults: tuple[Fault, ...] = ()


def read_archive(package: Package, *, depth: int = 0) -> SourceDocument:
    """All documents of a zip folder as one; every place names its file, `problems` name what was refused.

    Raises:
        InputError: nothing in it can be read.
    """
    blocks: list[Block] = []
    notes: list[FootnoteBlock] = []
    problems: list[Fault] = []
    residues: list[Residue] = []
    title = ""
    read = 0
    for member in read_members(package, depth=depth):
        problems.extend(member.faults)
        if member.document is None:
            continue
        read += 1
        title = title or member.document.title
        blocks.extend(_in_file(block, member.name) for block in member.document.blocks)
        notes.extend(replace(note, place=replace(note.place, file=member.name)) for note in member.document.notes)
        problems.extend(member.document.problems)
        residues.extend(replace(each, place=replace(each.place, file=member.name)) for each in member.document.residues)
    if not read:
        expected, mend = "含有 Word、PDF、Excel 等文件的压缩包", "请检查压缩包的内容。"
        raise InputError(problems or [Fault(package.label, "没有可读文件的压缩包", expected, mend)])
    title = title if read == 1 else ""
    return SourceDocument(
        package.label, "zip", title, tuple(blocks), tuple(notes), tuple(problems), residues=tuple(residues)
    )


def read_members(package: Package, *, depth: int = 0) -> Iterator[Member]:
    """Each document of a zip folder by itself, in the order of their names; read one at a time."""
    from hengping.reading.documents.reader import read_bytes  # the two call each other: a zip may lie in a zip

    members = sorted(document_names(package))
    for name, stored in members[:MAX_DOCUMENTS]:
        label = f"{package.label}/{name}"
        suffix = PurePosixPath(name).suffix.lower()
        try:
            if suffix == ".zip" and depth >= _DEEPEST:
                mend = "请解压后直接放入其中的文件。"
                raise InputError([Fault(label, "压缩包中的压缩包", "不再套压缩包", mend)])
            document = read_bytes(package.read(stored), label=label, suffix=suffix, depth=depth + 1)
        except InputError as error:
            yield Member(name, None, error.faults)
        else:
            yield Member(name, document)
    if len(members) > MAX_DOCUMENTS:
        found = f"{len(members):,} 个文件"
        fault = Fault(package.label, found, f"不超过 {MAX_DOCUMENTS:,} 个文件", "其余没有读取；请分成几个压缩包。")
        yield Member("", None, (fault,))


def document_names(package: Package) -> Iterator[tuple[str, str]]:
    """Names as people see them, and as the zip stores them, without what systems leave behind."""
    for info in package.archive.infolist():
        name = info.filename
        if not info.flag_bits & _UTF_8_NAME:
            try:  # Windows in China writes names in GBK and does not say so
                name = info.filename.encode("cp437").decode("gb18030")
            except UnicodeError:
                name = info.filename
        path = PurePosixPath(name)
        hidden = any(_HIDDEN.match(part) for part in path.parts)
        if not info.is_dir() and not hidden:
            yield name, info.filename


def _in_file(block: Block, name: str) -> Block:
    place = replace(block.place, file=f"{name}/{block.place.file}" if block.place.file else name)
    if isinstance(block, TableBlock) and block.inside is not None:
        return replace(block, place=place, inside=replace(block.inside, file=place.file))
    return replace(block, place=place)
