"""The three cases of a merge, read with whatever is wrong with any of them told at once."""

from __future__ import annotations

from pathlib import Path

from hengping.cases.model import Case
from hengping.cases.store import open_case
from hengping.errors import Fault, InputError

ROLES = ("原稿 BASE", "我方 MINE", "对方 YOURS")


def open_three(base: Path, mine: Path, yours: Path) -> tuple[Case, Case, Case]:
    """The cases at three paths.

    Raises:
        InputError: all faults of all three, each with whose it is; or a case of something else among them.
    """
    cases: list[Case] = []
    faults: list[Fault] = []
    for role, path in zip(ROLES, (base, mine, yours), strict=True):
        try:
            cases.append(open_case(path))
        except InputError as error:
            faults += [
                Fault(f"{role}：{fault.where}", fault.found, fault.expected, fault.mend) for fault in error.faults
            ]
    if faults:
        raise InputError(faults)
    paths = dict(zip(ROLES[1:], (mine, yours), strict=True))
    for (role, path), case in zip(paths.items(), cases[1:], strict=True):
        faults += _another(f"{role}：{path}", cases[0], case)
    if faults:
        raise InputError(faults)
    return cases[0], cases[1], cases[2]


def _another(where: str, base: Case, case: Case) -> list[Fault]:
    """The fault of a case that has neither title nor project in common with the base."""
    ours, theirs = base.identity, case.identity
    if ours.title == theirs.title or ours.project_name == theirs.project_name:
        return []
    mend = "请核对三个路径：BASE 是两人分头修改之前的那一份。"
    return [Fault(where, f"另一个评价“{theirs.title}”", f"“{ours.title}”", mend)]
