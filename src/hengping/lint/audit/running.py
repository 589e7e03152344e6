"""The audit of many files in parallel: what each comes to is spooled to the disk, only its outline stays in memory."""

from __future__ import annotations

import json
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path

from hengping.errors import Fault
from hengping.lint.audit.long_files import is_long, pieces
from hengping.lint.audit.memory import limit_memory
from hengping.lint.audit.one_file import AuditTask, audit_file, audit_into, unread_of, without_forms
from hengping.lint.audit.records import FileOutcome, FormDetails, FormRecord, Unread
from hengping.reference.profile import Profile
from hengping.reference.recheck import RecheckRules

_BATCH = 8
_AHEAD = 3
"""Batches under way for each process: none waits, and no results pile up."""

File = tuple[Path, str]
Progress = Callable[[int, int, int], None]


@dataclass(frozen=True)
class BatchResult:
    """Outlines of the forms of some files; their details lie in `spool` at the offsets of the records."""

    spool: Path
    records: tuple[FormRecord, ...]
    unread: tuple[Unread, ...]


@dataclass(frozen=True)
class Audited:
    """All forms and all that could not be read, in the order of the files."""

    forms: tuple[tuple[FormRecord, Path], ...]
    unread: tuple[Unread, ...]
    files: int

    def details(self, record: FormRecord, spool: Path) -> FormDetails:
        """Findings and rows of a form."""
        with spool.open("rb") as stream:
            stream.seek(record.offset)
            return FormDetails.of(json.loads(stream.readline()))


def audit_files(
    files: Sequence[File],
    profile: Profile,
    rules: RecheckRules,
    *,
    spool: Path,
    jobs: int,
    progress: Progress | None = None,
) -> Audited:
    """Audit every file; one that ends its process is named and the others go on.

    Args:
        spool: an empty folder for what is found.
        jobs: processes beside the one that reads long files; 0 works in this one.
        progress: told how many of how many files are done, and how many forms were audited.
    """
    results: dict[int, BatchResult] = {}
    done = forms = 0
    for index, batch, result in _results(_batches(files, jobs, spool), profile, rules, spool, jobs):
        results[index] = result
        done += batch.files
        forms += len(result.records)
        if progress is not None:
            progress(done, len(files), forms)
    place = {label: position for position, (_, label) in enumerate(files)}
    ordered = [results[index] for index in sorted(results)]
    audited = [(record, result.spool) for result in ordered for record in result.records]
    unread = _with_empty([each for result in ordered for each in result.unread], audited, place)
    return Audited(
        tuple(sorted(audited, key=lambda each: place[each[0].file])),
        tuple(sorted(unread, key=lambda each: place[each.file])),
        len(files),
    )


def _with_empty(
    unread: list[Unread], audited: Sequence[tuple[FormRecord, Path]], files: Iterable[str]
) -> Iterator[Unread]:
    """Only now is known of a file in parts that it holds no form: told of those of which nothing else was said."""
    yield from unread
    known = {record.file for record, _ in audited} | {each.file for each in unread if each.refused}
    yield from (unread_of(label, without_forms(label)) for label in files if label not in known)


@dataclass(frozen=True)
class Batch:
    """Files that are audited together, or a part of one; with the last part the file is done."""

    tasks: tuple[AuditTask, ...]
    files: int
    unread: tuple[Unread, ...] = ()


def _batches(files: Sequence[File], jobs: int, spool: Path) -> Iterator[Batch]:
    """Files together; a long file, which may be a flat export, in parts, as they are cut."""
    short: list[AuditTask] = []
    for number, (path, label) in enumerate(files):
        if jobs and is_long(path):
            folder = spool / f"file-{number}"
            folder.mkdir()
            for piece in pieces(path, label, folder):
                yield Batch((piece.task,) if piece.task else (), 0 if piece.task else 1, piece.unread)
            continue
        short.append(AuditTask(path, label))
        if len(short) == _BATCH:
            yield Batch(tuple(short), len(short))
            short = []
    if short:
        yield Batch(tuple(short), len(short))


def _results(
    batches: Iterator[Batch], profile: Profile, rules: RecheckRules, spool: Path, jobs: int
) -> Iterator[tuple[int, Batch, BatchResult]]:
    numbered = enumerate(batches)
    if not jobs:
        for index, batch in numbered:
            yield index, batch, audit_batch(batch, profile, rules, spool / f"{index}.jsonl")
        return
    broken: list[tuple[int, Batch]] | None = None
    while broken is None or broken:
        broken = []
        yield from _through_pool(numbered, broken, profile, rules, spool, jobs)
        for index, batch in broken:  # one of them ended its process: each file by itself tells which
            yield index, batch, _singly(batch, profile, rules, spool / f"{index}.jsonl")


def _through_pool(
    numbered: Iterator[tuple[int, Batch]],
    broken: list[tuple[int, Batch]],
    profile: Profile,
    rules: RecheckRules,
    spool: Path,
    jobs: int,
) -> Iterator[tuple[int, Batch, BatchResult]]:
    taken: deque[tuple[int, Batch]] = deque()
    under_way: deque[Future[BatchResult]] = deque()
    with _pool(jobs) as pool:
        try:
            while True:
                while len(taken) < jobs * _AHEAD and (following := next(numbered, None)) is not None:
                    taken.append(following)
                    path = spool / f"{following[0]}.jsonl"
                    under_way.append(pool.submit(audit_batch, following[1], profile, rules, path))
                if not taken:
                    return
                result = under_way.popleft().result()
                yield *taken.popleft(), result
        except BrokenProcessPool:
            broken.extend(taken)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _singly(batch: Batch, profile: Profile, rules: RecheckRules, spool: Path) -> BatchResult:
    """Each file in a process of its own; the one that ends it is named."""
    records: list[FormRecord] = []
    unread = list(batch.unread)
    with spool.open("wb") as stream:
        for task in batch.tasks:
            label = task.label
            try:
                with _pool(1) as pool:
                    outcome = pool.submit(audit_file, task, profile, rules).result()
            except BrokenProcessPool:
                fault = Fault(label, "读取时程序异常中止", "一般大小的自评表", "文件可能已损坏或有害，请核实来源。")
                outcome = FileOutcome(label, (), (Unread(label, label, fault.found, fault.expected, fault.mend),))
            for record, details in outcome.forms:
                records.append(replace(record, offset=stream.tell()))
                stream.write(_line(details))
            unread.extend(outcome.unread)
    return BatchResult(spool, tuple(records), tuple(unread))


def audit_batch(batch: Batch, profile: Profile, rules: RecheckRules, spool: Path) -> BatchResult:
    """Audit some files and spool what is found; runs in a process of its own."""
    records: list[FormRecord] = []
    unread = list(batch.unread)
    with spool.open("wb") as stream:

        def keep(record: FormRecord, details: FormDetails) -> None:
            records.append(replace(record, offset=stream.tell()))
            stream.write(_line(details))

        for task in batch.tasks:
            unread.extend(audit_into(task, profile, rules, keep))
    return BatchResult(spool, tuple(records), tuple(unread))


def _line(details: FormDetails) -> bytes:
    return json.dumps(details.plain(), ensure_ascii=False).encode() + b"\n"


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=limit_memory)
