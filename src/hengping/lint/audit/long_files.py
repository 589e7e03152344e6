"""A long file is read once, in a process of its own, and comes out in parts that others audit meanwhile."""

from __future__ import annotations

import multiprocessing
import pickle
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from hengping.errors import Fault
from hengping.extraction.filed_form.files import FormFile
from hengping.extraction.filed_form.flat_parts import parts_of
from hengping.lint.audit.memory import limit_memory
from hengping.lint.audit.one_file import AuditTask, collected, unread_of
from hengping.lint.audit.records import Unread

_LONG_SHEETS = 4 << 20
"""Bytes of the sheets of a workbook, unpacked: some three hundred projects. Pictures do not make a form long."""
_LONG_TEXT = 1 << 20
_SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".xls", ".et", ".html", ".htm"})
_ZIP = b"PK\x03\x04"


def is_long(path: Path) -> bool:
    """Whether a file may hold more projects than one process should audit alone; its content is not checked yet."""
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            packed = stream.read(4) == _ZIP
        if not packed:
            return size > _LONG_TEXT and path.suffix.lower() in _SUFFIXES
        with zipfile.ZipFile(path) as package:
            sheets = (each for each in package.infolist() if each.filename.startswith("xl/worksheets/"))
            return sum(sheet.file_size for sheet in sheets) > _LONG_SHEETS
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError):
        return False


@dataclass(frozen=True)
class Piece:
    """A part to audit, or (where there is none) what could not be read of the file."""

    task: AuditTask | None
    unread: tuple[Unread, ...] = ()


def pieces(path: Path, label: str, spool: Path) -> Iterator[Piece]:
    """The parts of a long file, each as soon as it is cut, then what could not be read.

    Args:
        spool: where the parts are laid down; they bear the name of the folder's entry `part-…`.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=cut_file, args=(path, label, spool, there), daemon=True)
    process.start()
    there.close()
    try:
        while (said := _next(here, label)) is not None:
            yield said
            if said.task is None:
                return
    finally:
        here.close()
        process.kill()
        process.join()


def _next(here: Connection, label: str) -> Piece:
    try:
        said = here.recv()
    except EOFError:  # the process has ended without a word
        fault = Fault(label, "读取时程序异常中止", "一般大小的自评表", "文件可能已损坏或有害，请核实来源。")
        return Piece(None, (unread_of(label, fault),))
    assert isinstance(said, Piece)
    return said


def cut_file(path: Path, label: str, spool: Path, there: Connection) -> None:
    """Read a file and tell each part that was laid down; runs in a process of its own."""
    limit_memory()
    unread: list[Unread] = []
    with collected(label, unread):
        file = FormFile(path, label)
        unread.extend(unread_of(label, fault, refused=False) for fault in file.notices())
        for number, part in enumerate(parts_of(file.pages(), label=label)):
            laid = spool / f"part-{number}"
            laid.write_bytes(pickle.dumps(part, protocol=pickle.HIGHEST_PROTOCOL))
            there.send(Piece(AuditTask(path, label, laid)))
    there.send(Piece(None, tuple(unread)))
    there.close()
