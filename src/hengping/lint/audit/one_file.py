"""The audit of one file, whatever it is: it never raises, so that no file stops the rest."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hengping.errors import Fault, InputError
from hengping.extraction.filed_form.files import FormFile, member_file, member_names
from hengping.extraction.filed_form.flat_parts import Part
from hengping.extraction.filed_form.model import FiledForm
from hengping.extraction.filed_form.reader import read_forms
from hengping.lint.audit.one_form import audit_form
from hengping.lint.audit.records import FileOutcome, FormDetails, FormRecord, Unread
from hengping.reference.profile import Profile
from hengping.reference.recheck import RecheckRules

_EXPECTED = "含有三级指标、指标值、分值、得分的自评表"
_DEEPEST = 1


@dataclass(frozen=True)
class AuditTask:
    """A file to audit, or one part of a long file, which lies at `part`."""

    path: Path
    label: str
    part: Path | None = None


Keep = Callable[[FormRecord, FormDetails], None]


def audit_file(task: AuditTask, profile: Profile, rules: RecheckRules) -> FileOutcome:
    """Every form of a file, and what could not be read of it."""
    forms: list[tuple[FormRecord, FormDetails]] = []
    unread = audit_into(task, profile, rules, lambda record, details: forms.append((record, details)))
    return FileOutcome(task.label, tuple(forms), unread)


def audit_into(task: AuditTask, profile: Profile, rules: RecheckRules, keep: Keep) -> tuple[Unread, ...]:
    """Give every form of a file to `keep` as soon as it is audited; returns what could not be read."""
    label, unread = task.label, list[Unread]()
    with collected(label, unread):
        for form, faults, refused in _part_forms(task.part) if task.part else _forms(task.path, label, depth=0):
            if form is not None:
                keep(*audit_form(form, label, profile, rules))
            unread.extend(unread_of(label, fault, refused=refused) for fault in faults)
    return tuple(unread)


@contextmanager
def collected(label: str, unread: list[Unread]) -> Iterator[None]:
    """What goes wrong with a file is added to `unread`; nothing is raised."""
    try:
        yield
    except InputError as error:
        unread.extend(unread_of(label, fault) for fault in error.faults)
    except MemoryError:
        fault = Fault(label, "读取所需内存过大的文件", _EXPECTED, "请删去与本表无关的内容后再试。")
        unread.append(unread_of(label, fault))
    except Exception as error:  # one file that this program cannot cope with must not stop ten thousand others
        mend = "请另存为 .xlsx 后再试，并报告给维护者。"
        fault = Fault(label, f"程序无法处理（{type(error).__name__}）", _EXPECTED, mend)
        unread.append(unread_of(label, fault))


def unread_of(label: str, fault: Fault, *, refused: bool = True) -> Unread:
    """A fault of a file."""
    return Unread(label, fault.where, fault.found, fault.expected, fault.mend, refused)


def without_forms(label: str) -> Fault:
    """What is said of a file that lists no results and no scores."""
    mend = "请核对是否放错了文件；目标申报表不在自评审核之列。"
    return Fault(label, "没有自评内容的文件", _EXPECTED, mend)


Found = tuple[FiledForm | None, tuple[Fault, ...], bool]
"""A form with what is not sure of it; without a form, faults, and whether something was refused for them."""


def _part_forms(path: Path) -> Iterator[Found]:
    part: Part = pickle.loads(path.read_bytes())  # laid down by this program a moment ago
    for form in part.forms():
        if form.is_self_evaluation:
            yield form, form.remarks, False


def _forms(path: Path, label: str, *, depth: int) -> Iterator[Found]:
    file = FormFile(path, label)
    if file.is_folder and file.package is not None:
        if depth >= _DEEPEST:
            raise InputError([Fault(label, "压缩包中的压缩包", "不再套压缩包", "请解压后直接放入其中的文件。")])
        for name, stored in member_names(file.package):
            try:
                with member_file(file.package, stored, name) as member:
                    yield from _forms(member, f"{label}/{name}", depth=depth + 1)
            except InputError as error:
                yield None, error.faults, True
        return
    yield None, tuple(file.notices()), False
    found = False
    for form in read_forms(file.pages(), label=label):
        if form.is_self_evaluation:
            found = True
            yield form, form.remarks, False
    if not found:
        yield None, (without_forms(label),), True
