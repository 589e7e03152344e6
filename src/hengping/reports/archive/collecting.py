"""Which file beside the case goes where in the archive, and what is lacking: evidence, scans, the contents list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from hengping.cases.model import Case
from hengping.cases.model.facts import Evidence
from hengping.cases.model.review import SignOffRow
from hengping.reports.archive.beside import Beside, Lack, path_of_case
from hengping.reports.archive.layout import CASE_FOLDER, Document, Group, distinct, path_in

NOT_FILED = "没有登记文件"


@dataclass
class Collected:
    """Copies of files beside the case: documents of the archive, where each file went, and what is lacking."""

    documents: list[Document] = field(default_factory=list)
    locations: dict[str, str] = field(default_factory=dict)
    lacks: list[Lack] = field(default_factory=list)


def collect(case: Case, beside: Mapping[str, Beside]) -> Collected:
    """Evidence in the order of its list, scans in the order of signing, the rest where it lay in the case."""
    collected = Collected()
    taken: set[str] = set()
    for row in case.evidence:
        _evidence(row, beside, collected, taken)
    for sign_off in case.sign_offs:
        _scan(sign_off, beside, collected, taken)
    for name, file in beside.items():
        if name not in collected.locations:
            document = Document(f"{CASE_FOLDER}/{name}", Group.DATA, name, file.content, made=False, listed=False)
            collected.documents.append(document)
    return collected


def _evidence(row: Evidence, beside: Mapping[str, Beside], collected: Collected, taken: set[str]) -> None:
    what = f"证据 {row.id}“{row.title}”"
    if not row.file.strip():
        collected.lacks.append(Lack(what, "", NOT_FILED, serious=False))
        return
    file = _found(row.file, what, beside, collected, recorded=row.sha256)
    if file is None or file.path in collected.locations:
        return
    name = PurePosixPath(file.path).name
    path = distinct(path_in(Group.EVIDENCE, name if name.startswith(row.id) else f"{row.id}-{name}"), taken)
    note = "；".join(text for text in (row.kind, row.round) if text)
    document = Document(
        path,
        Group.EVIDENCE,
        f"{row.title}",
        file.content,
        made=False,
        responsible=row.received_from,
        on=row.received_on,
        note=note,
    )
    collected.documents.append(document)
    collected.locations[file.path] = path


def _scan(row: SignOffRow, beside: Mapping[str, Beside], collected: Collected, taken: set[str]) -> None:
    if not row.scan.strip():
        return
    what = f"签署 {row.id}“{row.form}”扫描件"
    file = _found(row.scan, what, beside, collected, recorded=row.sha256)
    if file is None or file.path in collected.locations:
        return
    path = distinct(path_in(Group.SIGNATURES, f"{row.id}-{PurePosixPath(file.path).name}"), taken)
    title = "　".join(text for text in (row.form, row.instance, row.role, row.name) if text)
    document = Document(
        path, Group.SIGNATURES, title, file.content, made=False, number=row.short_code, on=row.on, note=row.kind
    )
    collected.documents.append(document)
    collected.locations[file.path] = path


def _found(text: str, what: str, beside: Mapping[str, Beside], collected: Collected, *, recorded: str) -> Beside | None:
    """The file that a row names; a lack is noted where it is not there or not the one that was recorded."""
    name = path_of_case(text)
    if name is None:
        collected.lacks.append(Lack(what, text, "不是评价文件夹内的路径，没有收入"))
        return None
    file = beside.get(name)
    if file is None:
        collected.lacks.append(Lack(what, name, "找不到文件"))
        return None
    if recorded.strip() and recorded.strip().lower() != file.sha256:
        reason = f"文件与登记的哈希值不符：登记 {recorded.strip()[:12]}…，现为 {file.sha256[:12]}…"
        collected.lacks.append(Lack(what, name, reason))
    return file


def location_rows(collected: Collected, beside: Mapping[str, Beside]) -> Iterator[tuple[str, str, str]]:
    """Path in the case, path in the archive, SHA-256 of every file that does not lie where it lay in the case."""
    for name, path in collected.locations.items():
        yield name, path, beside[name].sha256
