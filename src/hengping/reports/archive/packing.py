"""`hengping archive`: the package written aside and put in place whole. Same case, same bytes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from hengping.cases.folder_store import write_folder
from hengping.cases.model import Case
from hengping.cases.store import files_folder
from hengping.errors import Fault, InputError, OutputError, system_reason
from hengping.reports.archive.bag_files import (
    BLOCKS,
    DECLARATION,
    DECLARATION_TEXT,
    INFO,
    MANIFEST,
    PAYLOAD,
    TAG_MANIFEST,
    info_text,
    manifest_text,
    oxum,
)
from hengping.reports.archive.beside import Lack, files_beside, part_files
from hengping.reports.archive.contents import responsible
from hengping.reports.archive.layout import CASE_FOLDER
from hengping.reports.archive.provenance import provenance
from hengping.reports.archive.sums import Sums, blocks_text, measured_bytes, measured_file
from hengping.reports.archive.volume import Progress, Volume, volume


@dataclass(frozen=True)
class Archived:
    """What was written: where, how many files and bytes of payload, its fingerprint, and what is lacking.

    The fingerprint is the SHA-256 of the tag manifest, which any change of any byte of the archive changes.
    """

    folder: Path
    files: int
    size: int
    fingerprint: str
    lacks: tuple[Lack, ...]

    @property
    def complete(self) -> bool:
        """Whether every file that the case names is in the archive as it was recorded."""
        return not any(lack.serious for lack in self.lacks)


def archive(case: Case, source: Path, out_dir: Path, *, progress: Progress | None = None) -> Archived:
    """Write the archive of the case at `source` (folder or workbook) into `out_dir`, which must be absent or empty.

    Raises:
        InputError: the target holds something or lies in the case; the case cannot be scored.
        OutputError: the folder or disk refuses; nothing is left behind.
    """
    _check_target(source, out_dir)
    tell = progress or (lambda _: None)
    tell("收集证据和扫描件")
    beside, unread = files_beside(case, source)
    made = volume(case, beside, folder=files_folder(source), progress=tell)
    tell("计算哈希值")
    with _aside(out_dir) as folder:
        written = _write(case, source, made, folder)
        payload = {name: sums for name, sums in written.items() if name.startswith(PAYLOAD)}
        tags = {DECLARATION: DECLARATION_TEXT, INFO: _info(case, payload)}
        tags[MANIFEST] = manifest_text({name: sums.sha256 for name, sums in payload.items()})
        measured = {name: measured_bytes(text.encode()) for name, text in tags.items()}
        tags[BLOCKS] = blocks_text({**payload, **measured})
        digests = {name: measured_bytes(text.encode()).sha256 for name, text in tags.items()}
        tags[TAG_MANIFEST] = manifest_text(digests)
        for name, text in tags.items():
            (folder / name).write_bytes(text.encode())
    size = sum(sums.size for sums in payload.values())
    fingerprint = measured_bytes(tags[TAG_MANIFEST].encode()).sha256
    return Archived(out_dir, len(payload), size, fingerprint, (*unread, *made.lacks))


def _check_target(source: Path, out_dir: Path) -> None:
    if out_dir.exists() and (not out_dir.is_dir() or any(out_dir.iterdir())):
        expected = "空文件夹或尚不存在的文件夹"
        raise InputError([Fault(str(out_dir), "已有内容", expected, "换一个文件夹，以免覆盖已有的归档包。")])
    if source.is_dir() and out_dir.resolve().is_relative_to(source.resolve()):
        mend = "请写到评价文件夹之外，否则归档包会收入它自己。"
        raise InputError([Fault(str(out_dir), "在评价文件夹之内", "评价文件夹之外的文件夹", mend)])


@contextmanager
def _aside(out_dir: Path) -> Iterator[Path]:
    """A folder beside the target that takes its place when all is written, and goes when anything fails."""
    folder = out_dir.with_name(f".{out_dir.name}.{os.getpid()}.new")
    try:
        folder.mkdir(parents=True)
        yield folder
        with suppress(FileNotFoundError):
            out_dir.rmdir()
        folder.rename(out_dir)
    except OSError as error:
        raise OutputError(f"无法写入 {out_dir}：{system_reason(error)}。没有留下任何文件。") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write(case: Case, source: Path, made: Volume, folder: Path) -> dict[str, Sums]:
    """The payload and its sums by name."""
    for document in made.documents:
        target = folder / document.path
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(document.content, bytes):
            target.write_bytes(document.content)
        else:
            shutil.copyfile(document.content, target)
    data = folder / CASE_FOLDER
    if source.is_dir():
        for name, file in part_files(source).items():
            (data / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, data / name)
    else:
        write_folder(case, data)
    files = sorted(path for path in (folder / PAYLOAD).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): measured_file(path) for path in files}


def _info(case: Case, payload: Mapping[str, Sums]) -> str:
    """bag-info.txt. The only dates are the case's: no clock, so that the same case gives the same bytes."""
    identity = case.identity
    terms = {item.retention for item in case.archive_items if item.retention}
    entries = [
        ("Source-Organization", responsible(case)),
        ("External-Description", identity.title),
        ("External-Identifier", identity.report_number or identity.project_code),
        ("Bagging-Date", identity.issued_on.isoformat() if identity.issued_on else ""),
        ("Payload-Oxum", oxum(sums.size for sums in payload.values())),
        ("Retention-Period", "；".join(sorted(terms))),
    ]
    return info_text([*entries, *provenance().items()])
