"""A file taken into the evidence of a case: copied beside it, entered with its hash, known when it comes again."""

from __future__ import annotations

import datetime
import hashlib
import os
import re
import shutil
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hengping.cases.model import Case, walk
from hengping.cases.model.facts import Evidence
from hengping.cases.model.identity import PhaseKind
from hengping.cases.model.indicators import Criterion, Indicator
from hengping.cases.row_numbers import next_id
from hengping.cases.store import save_case
from hengping.errors import Fault, InputError, OutputError, nearest_names, system_reason
from hengping.reading.file_access import refused

EVIDENCE_FOLDER = "evidence"
FIRST_ROUND, FIELD_ROUND, LATE_ROUND = "首批", "现场", "补充"
_PLAN = ("方案", "plan")
"""Reviewed before anybody goes into the field."""
_UNFIT_FOR_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_FIRST_ID = "E01"
_PIECE = 1024 * 1024


@dataclass(frozen=True)
class FiledEvidence:
    """A case with one more piece of evidence, and what remains to be done with its file.

    Attributes:
        case: with the new row, and its id at the indicators it proves.
        evidence: the new row; `file` is relative to the case's files folder.
        source: the file as it came.
        target: where the copy belongs; equal to `source` where the file lies beside the case already.
    """

    case: Case
    evidence: Evidence
    source: Path
    target: Path


def file_evidence(
    case: Case,
    source: Path,
    folder: Path,
    *,
    title: str = "",
    kind: str = "",
    received_from: str = "",
    received_on: datetime.date | None = None,
    round: str = "",
    indicators: Collection[str] = (),
) -> FiledEvidence:
    """Enter a file as the next piece of evidence; nothing is written, see `store_evidence`.

    Args:
        folder: the case's files folder (`hengping.cases.store.files_folder`); the copy goes into its `evidence/`.
        title: "" for the file's own name.
        received_on: the day it came; without one only what the case has gone through tells whether it came late.
        round: "" for 补充 once the fieldwork ended before that day, or the draft was reviewed or sent out for opinions;
            before that 现场 from the first day of the fieldwork on, else 首批.
        indicators: codes of indicators or ids of criteria that it proves.

    Raises:
        InputError: no file, an empty one, one that is evidence already (named), or indicators that do not exist.
    """
    digest = _digest(source)
    faults = [*_known_already(case, folder, source, digest), *_unknown_indicators(case, indicators)]
    if faults:
        raise InputError(faults)
    evidence_id = next_evidence_id(case)
    beside = _lies_in(source, folder / EVIDENCE_FOLDER)
    target = source if beside else folder / EVIDENCE_FOLDER / _file_name(evidence_id, source)
    if not beside and target.exists() and _digest(target) != digest:
        mend = "请先移走或登记这个文件。"
        raise InputError([Fault(str(target), "已有内容不同的同名文件", "没有同名文件", mend)])
    row = Evidence(
        id=evidence_id,
        title=title or source.stem,
        kind=kind,
        file=target.resolve().relative_to(folder.resolve()).as_posix(),
        sha256=digest,
        received_from=received_from,
        received_on=received_on,
        round=round or evidence_round(case, received_on),
    )
    tree = tuple(_with_proof(item, evidence_id, frozenset(indicators)) for item in case.indicators.indicators)
    system = case.indicators.model_copy(update={"indicators": tree})
    filed = case.model_copy(update={"evidence": (*case.evidence, row), "indicators": system})
    return FiledEvidence(filed, row, source, target)


def store_evidence(filed: FiledEvidence, path: Path) -> None:
    """Copy the file into its place and save the case at `path`; both or neither.

    Raises:
        InputError: the case cannot be written in that form.
        OutputError: the folder or disk refuses; the earlier state stands.
    """
    if filed.target == filed.source:
        save_case(filed.case, path)
        return
    aside = filed.target.with_name(f".{filed.target.name}.{os.getpid()}.new")
    try:
        filed.target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(filed.source, aside)
        os.replace(aside, filed.target)
        try:
            save_case(filed.case, path)
        except BaseException:
            filed.target.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OutputError(f"无法把文件放入 {filed.target}：{system_reason(error)}。原有文件没有改动。") from error
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def next_evidence_id(case: Case) -> str:
    """The next free id in the numbering that most of the case's evidence has; E01 in a case without any."""
    return next_id((row.id for row in case.evidence), first=_FIRST_ID)


def evidence_round(case: Case, received_on: datetime.date | None) -> str:
    """At which stage of the work something came that is filed now; see `file_evidence`."""
    phases = [phase for phase in case.identity.phases if phase.kind is PhaseKind.FIELDWORK]
    starts = [phase.start for phase in phases if phase.start]
    ends = [phase.end for phase in phases if phase.end]
    draft_seen = any(row.deliverable not in _PLAN for row in case.reviews) or bool(case.consultations)
    if draft_seen or (received_on and ends and received_on > max(ends)):
        return LATE_ROUND
    if received_on and starts:
        return FIELD_ROUND if received_on >= min(starts) else FIRST_ROUND
    return FIELD_ROUND if any(visit.visited_on for visit in case.visits) else FIRST_ROUND


def _digest(source: Path) -> str:
    digest = hashlib.sha256()
    try:
        if source.is_dir():
            raise InputError([Fault(str(source), "是文件夹", "一个文件", "请逐个文件登记，或先打包成一个文件。")])
        with source.open("rb") as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
        if source.stat().st_size == 0:
            raise InputError([Fault(str(source), "空文件", "有内容的文件", "请检查文件是否传完整。")])
    except OSError as error:
        raise InputError([refused(error, label=str(source))]) from error
    return digest.hexdigest()


def _known_already(case: Case, folder: Path, source: Path, digest: str) -> Iterator[Fault]:
    """The same content under another id, whether its hash was entered or only its file lies there."""
    size = source.stat().st_size
    for row in case.evidence:
        file = folder / row.file
        same = row.sha256.strip().lower() == digest
        if not row.sha256 and row.file and file.is_file() and file.stat().st_size == size:
            same = _digest(file) == digest
        if same:
            mend = "不必再登记；同一文件证明别的事项时，请引用已有的证据编号。"
            yield Fault(str(source), f"与证据 {row.id}“{row.title}”内容相同", "没有登记过的文件", mend)
            return


def _unknown_indicators(case: Case, indicators: Collection[str]) -> Iterator[Fault]:
    known = [name for _, item in walk(case.indicators.indicators) for name in _names(item)]
    for name in sorted(set(indicators) - set(known)):
        near = nearest_names(name, known)
        mend = f"是否为 {'、'.join(near)}？" if near else "请改正指标代码。"
        yield Fault("对应指标", name, "指标体系中的指标代码或要点编号", mend)


def _names(indicator: Indicator) -> tuple[str, ...]:
    return indicator.code, *(criterion.id for criterion in indicator.criteria)


def _with_proof(indicator: Indicator, evidence_id: str, names: frozenset[str]) -> Indicator:
    """The indicator, and those below it, with the new evidence where they are named."""
    if not names:
        return indicator
    criteria = tuple(_proven(item, evidence_id) if item.id in names else item for item in indicator.criteria)
    children = tuple(_with_proof(child, evidence_id, names) for child in indicator.children)
    changed: dict[str, object] = {"criteria": criteria, "children": children}
    if indicator.code in names:
        changed["evidence"] = (*indicator.evidence, evidence_id)
    return indicator.model_copy(update=changed)


def _proven(criterion: Criterion, evidence_id: str) -> Criterion:
    return criterion.model_copy(update={"evidence": (*criterion.evidence, evidence_id)})


def _lies_in(source: Path, folder: Path) -> bool:
    return folder.resolve() in source.resolve().parents


def _file_name(evidence_id: str, source: Path) -> str:
    """The file's own name after the id, so that the folder is in order and no two files collide."""
    return _UNFIT_FOR_NAMES.sub("_", f"{evidence_id}-{source.name}")
