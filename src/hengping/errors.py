"""One tree of errors: what a person can mend is told as faults, without a traceback.

Exit codes (the command contract): 0 done; 1 an unwaived error among findings, only for commands that judge;
2 the input cannot become a model; 3 a defect of this program or of its surroundings.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One thing in an input that a person can mend.

    Attributes:
        where: a place a person can follow: file or sheet, then row, column or cell (Chinese).
        found: what stands there, as written.
        expected: what is accepted there.
        mend: what to do, one sentence.
    """

    where: str
    found: str
    expected: str
    mend: str

    def __str__(self) -> str:
        return f"{self.where}：现为“{self.found}”，应为{self.expected}。{self.mend}"


class HengpingError(Exception):
    """Root of every error this program raises on purpose."""

    exit_code = 3


class InputError(HengpingError):
    """An input that cannot become a model; carries every fault found in it, in the order of the input."""

    exit_code = 2

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class MissingProgramError(HengpingError):
    """A program or font that this step needs is not on the machine; the message names it and how to get it."""


class OutputError(HengpingError):
    """The documents could not be written; earlier outputs are untouched."""


_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.ENOENT: "找不到该文件或文件夹",
    errno.ENOTDIR: "路径中有一段是文件，不是文件夹",
    errno.EISDIR: "是文件夹，不是文件",
    errno.EEXIST: "已有同名的文件",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EBUSY: "正被其他程序占用",
    errno.ETXTBSY: "正被其他程序占用",
    errno.ELOOP: "符号链接循环",
    errno.EFBIG: "文件太大",
    errno.EIO: "磁盘读写出错",
}


def system_reason(error: OSError) -> str:
    """Why the system would not read or write, in Chinese where the reason is a usual one."""
    return _REASONS.get(error.errno or 0) or error.strerror or type(error).__name__


def nearest_names(name: str, names: Iterable[str], *, most: int = 3, likeness: float = 50) -> list[str]:
    """Those of `names` that come nearest to `name` and may have been meant, nearest first.

    Args:
        likeness: of 100; below it a suggestion confuses more than it helps.
    """
    from rapidfuzz import fuzz, process  # only a mistake needs it, and it would slow every start

    found = process.extract(
        name, list(names), scorer=fuzz.ratio, processor=str.casefold, limit=most, score_cutoff=likeness
    )
    return [match for match, _, _ in found]
