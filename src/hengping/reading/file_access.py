"""Why the system would not give a file, in words for the person who asked for it."""

from __future__ import annotations

from hengping.errors import Fault, system_reason


def refused(error: OSError, *, label: str) -> Fault:
    """The fault of a file that cannot be opened."""
    mend = "请检查路径、权限，或文件是否被其他程序占用。"
    if isinstance(error, FileNotFoundError):
        return Fault(label, "找不到该文件", "已有的文件", "请检查路径和文件名。")
    if isinstance(error, IsADirectoryError):
        return Fault(label, "文件夹", "文件", "请指定文件夹中的文件。")
    if isinstance(error, PermissionError):
        return Fault(label, "没有读取权限", "可以读取的文件", mend)
    return Fault(label, f"无法读取的文件（{system_reason(error)}）", "可以读取的文件", mend)
