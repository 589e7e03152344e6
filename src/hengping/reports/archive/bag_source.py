"""A bag to be verified, as a folder or as a zip of one: names of its files, and their contents as streams."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from hengping.errors import Fault, InputError, system_reason
from hengping.reports.archive.bag_files import DECLARATION, MANIFEST, TAG_MANIFEST

_UTF8_NAMES = 0x800
_EXPECTED = "归档包文件夹，或它的 .zip 压缩文件"


class BagSource(Protocol):
    """Where a bag lies."""

    label: str

    def names(self) -> tuple[str, ...]:
        """Names of all files, relative to the bag, with /; sorted."""

    def open(self, name: str) -> IO[bytes]:
        """A file's content from its beginning.

        Raises:
            OSError, zipfile.BadZipFile, zlib.error: it cannot be read.
        """


class _Folder:
    def __init__(self, path: Path) -> None:
        self.label = str(path)
        self._path = path

    def names(self) -> tuple[str, ...]:
        found = []
        for folder, _, files in os.walk(self._path):
            inner = Path(folder).relative_to(self._path)
            found += [(inner / file).as_posix() for file in files]
        return tuple(sorted(found))

    def open(self, name: str) -> IO[bytes]:
        return (self._path / name).open("rb")


class _Zip:
    def __init__(self, archive: zipfile.ZipFile, label: str) -> None:
        self.label = label
        self._archive = archive
        entries = {_name(info): info for info in archive.infolist() if not info.is_dir()}
        top = _top_folder(entries)
        self._entries = {name.removeprefix(top): info for name, info in entries.items() if name.startswith(top)}

    def names(self) -> tuple[str, ...]:
        return tuple(sorted(self._entries))

    def open(self, name: str) -> IO[bytes]:
        try:
            stream = self._archive.open(self._entries[name])
            # A file whose CRC fails is still read: our own sums tell which of its bytes are wrong.
            stream._expected_crc = None  # type: ignore[attr-defined]
            return stream
        except (RuntimeError, NotImplementedError) as error:  # encrypted, or packed in a way that Python does not know
            raise zipfile.BadZipFile(str(error)) from error


def _name(info: zipfile.ZipInfo) -> str:
    """The name as it was meant: programs that do not say UTF-8 wrote UTF-8 or, in Chinese Windows, GB18030."""
    if info.flag_bits & _UTF8_NAMES:
        return info.filename
    raw = info.filename.encode("cp437", errors="replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _top_folder(names: Iterator[str] | dict[str, zipfile.ZipInfo]) -> str:
    """What stands before the bag's own names: most programs pack the folder itself."""
    for name in sorted(names, key=lambda each: (each.count("/"), each)):
        folder, _, file = name.rpartition("/")
        if file in (DECLARATION, MANIFEST, TAG_MANIFEST):
            return f"{folder}/" if folder else ""
    return ""


@contextmanager
def open_bag(path: Path) -> Iterator[BagSource]:
    """The bag at a path.

    Raises:
        InputError: nothing there, no folder and no zip, or neither holds anything of a bag.
    """
    if path.is_dir():
        yield _checked(_Folder(path), path)
        return
    if not path.exists():
        raise InputError([Fault(str(path), "找不到该文件夹或文件", _EXPECTED, "请检查路径。")])
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        mend = "文件可能不完整：请重新复制，或用解压程序检查。"
        raise InputError([Fault(str(path), "不是能够打开的压缩文件", _EXPECTED, mend)]) from error
    except OSError as error:
        raise InputError([Fault(str(path), system_reason(error), _EXPECTED, "请检查路径和权限。")]) from error
    with archive:
        yield _checked(_Zip(archive, str(path)), path)


def _checked(source: _Folder | _Zip, path: Path) -> BagSource:
    names = source.names()
    if not any(name in (DECLARATION, MANIFEST, TAG_MANIFEST) for name in names):
        mend = "请指向 hengping archive 写出的文件夹（其中有 bagit.txt）。"
        raise InputError([Fault(str(path), "其中没有归档包的清单", _EXPECTED, mend)])
    return source
