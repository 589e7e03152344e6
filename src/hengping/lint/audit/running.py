"""The audit of many files in parallel: what each comes to is spooled to the disk, only its outline stays in memory."""

from __future__ import annotations

import json
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from hengping.errors import Fault
from hengping.lint.audit.one_file import AuditTask, audit_file, audit_into
from hengping.lint.audit.records import FileOutcome, FormDetails, FormRecord, Unread
from hengping.reference.profile import Profile
from hengping.reference.recheck import RecheckRules

_BATCH = 8
_AHEAD = 3
"""Batches under way for each process: none waits, and no results pile up."""
_LONG_FILE = 1 << 20
"""Bytes; forms have some ten thousand."""
_MEMORY = 4 << 30

File = tuple[Path, str]
Progress = Callable[[int, int], None]


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
        jobs: processes; 0 works in this one.
        progress: told how many of how many files are done.
    """
    batches = _batches(files, jobs)
    results: dict[int, BatchResult] = {}
    done = 0
    for index, result in _results(batches, profile, rules, spool, jobs):
        results[index] = result
        done += sum(task.part[0] == 0 for task in batches[index])
        if progress is not None:
            progress(done, len(files))
    ordered = [results[index] for index in sorted(results)]
    forms = tuple((record, result.spool) for result in ordered for record in result.records)
    return Audited(forms, tuple(each for result in ordered for each in result.unread), len(files))


def _batches(files: Sequence[File], jobs: int) -> list[tuple[AuditTask, ...]]:
    """Files together; a long file, which may be a flat export, by itself and in a part for each process."""
    long = [path.stat().st_size > _LONG_FILE and jobs > 1 for path, _ in files]
    short = [AuditTask(*file) for file, is_long in zip(files, long, strict=True) if not is_long]
    parts = [
        (AuditTask(*file, part=(part, jobs)),)
        for file, is_long in zip(files, long, strict=True)
        if is_long
        for part in range(jobs)
    ]
    return [*parts, *(tuple(short[at : at + _BATCH]) for at in range(0, len(short), _BATCH))]


def _results(
    batches: Sequence[tuple[AuditTask, ...]], profile: Profile, rules: RecheckRules, spool: Path, jobs: int
) -> Iterator[tuple[int, BatchResult]]:
    if not jobs:
        for index, batch in enumerate(batches):
            yield index, audit_batch(batch, profile, rules, spool / f"{index}.jsonl")
        return
    left = deque(range(len(batches)))
    while left:
        broken: list[int] = []
        yield from _through_pool(batches, left, broken, profile, rules, spool, jobs)
        for index in broken:  # one of them ended its process: each file by itself tells which
            yield index, _singly(batches[index], profile, rules, spool / f"{index}.jsonl")


def _through_pool(
    batches: Sequence[tuple[AuditTask, ...]],
    left: deque[int],
    broken: list[int],
    profile: Profile,
    rules: RecheckRules,
    spool: Path,
    jobs: int,
) -> Iterator[tuple[int, BatchResult]]:
    under_way: deque[tuple[int, Future[BatchResult]]] = deque()
    with _pool(min(jobs, len(left))) as pool:
        try:
            while left or under_way:
                while left and len(under_way) < jobs * _AHEAD:
                    path = spool / f"{left[0]}.jsonl"
                    future = pool.submit(audit_batch, batches[left[0]], profile, rules, path)
                    under_way.append((left.popleft(), future))
                yield under_way[0][0], under_way[0][1].result()
                under_way.popleft()
        except BrokenProcessPool:
            broken.extend(index for index, _ in under_way)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _singly(batch: tuple[AuditTask, ...], profile: Profile, rules: RecheckRules, spool: Path) -> BatchResult:
    """Each file in a process of its own; the one that ends it is named."""
    records: list[FormRecord] = []
    unread: list[Unread] = []
    with spool.open("wb") as stream:
        for task in batch:
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


def audit_batch(batch: tuple[AuditTask, ...], profile: Profile, rules: RecheckRules, spool: Path) -> BatchResult:
    """Audit some files and spool what is found; runs in a process of its own."""
    records: list[FormRecord] = []
    unread: list[Unread] = []
    with spool.open("wb") as stream:

        def keep(record: FormRecord, details: FormDetails) -> None:
            records.append(replace(record, offset=stream.tell()))
            stream.write(_line(details))

        for task in batch:
            unread.extend(audit_into(task, profile, rules, keep))
    return BatchResult(spool, tuple(records), tuple(unread))


def _line(details: FormDetails) -> bytes:
    return json.dumps(details.plain(), ensure_ascii=False).encode() + b"\n"


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_limit_memory)


def _limit_memory() -> None:
    """A file that asks for more memory than any form needs is refused, before the machine has none left."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
