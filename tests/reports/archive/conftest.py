"""Archives of the two examples, written once: the city's with evidence, a scan, a snapshot and a layout beside it."""

from __future__ import annotations

import datetime
import hashlib
import random
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from hengping.cases.deliverables import Deliverable, deliverable_snapshot, save_with_snapshots, sign
from hengping.cases.model.review import SignOffRow
from hengping.cases.store import open_case
from hengping.reports.archive.packing import Archived, archive

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
NAMES = ("datong-2020", "xinjiang-2021")
SCAN = b"%PDF-1.4 scan of a seal\n" * 90


def furnished(source: Path, folder: Path) -> Path:
    """A copy of a case with files behind its first pieces of evidence, a scan, signatures and their snapshot."""
    shutil.copytree(source, folder)
    draw = random.Random(20)
    files = {
        "evidence/评价 报告.pdf": draw.randbytes(5_000),
        "evidence/100%.txt": "执行率 99.13%\n等级 优\n".encode(),
        "layouts/README.txt": "本单位版式\n".encode(),
        "scans/seal.pdf": SCAN,
        ".git/config": b"nothing of the case",
    }
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    case = open_case(folder)
    named = dict(zip(("E01", "E02"), list(files)[:2], strict=True))
    evidence = tuple(
        row.model_copy(update={"file": named[row.id], "sha256": hashlib.sha256(files[named[row.id]]).hexdigest()})
        if row.id in named
        else row
        for row in case.evidence
    )
    sign_off = SignOffRow(id="Q1", form="评价报告", role="主评人", name="张某", kind="签章", scan="scans/seal.pdf")
    case = case.model_copy(update={"evidence": evidence, "sign_offs": (sign_off,)})
    snapshot = deliverable_snapshot(case, Deliverable.DRAFT)
    for level, name in enumerate(("张三", "李四", "王五"), start=1):
        case = sign(case, Deliverable.DRAFT, level, by=name, on=datetime.date(2021, 8, level))
    save_with_snapshots(case, folder, snapshot)
    return folder


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    folder = tmp_path_factory.mktemp("cases")
    return {
        "datong-2020": furnished(EXAMPLES / "datong-2020", folder / "datong-2020"),
        "xinjiang-2021": EXAMPLES / "xinjiang-2021",
    }


@pytest.fixture(scope="session")
def archives(sources: Mapping[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Archived]:
    folder = tmp_path_factory.mktemp("bags")
    return {name: archive(open_case(source), source, folder / name) for name, source in sources.items()}


@pytest.fixture(scope="session")
def small_archive(tmp_path_factory: pytest.TempPathFactory) -> Archived:
    """An archive of the small case of the command line's tests: made again in a second."""
    folder = tmp_path_factory.mktemp("small")
    source = furnished(EXAMPLES.parent / "tests" / "cli" / "small_case", folder / "case")
    return archive(open_case(source), source, folder / "bag")


@pytest.fixture
def small_bag(small_archive: Archived, tmp_path: Path) -> Path:
    """A copy of it to be spoilt."""
    return Path(shutil.copytree(small_archive.folder, tmp_path / "bag"))


@pytest.fixture
def bag(archives: Mapping[str, Archived], tmp_path: Path) -> Path:
    """A copy of the city's archive to be spoilt."""
    return Path(shutil.copytree(archives["datong-2020"].folder, tmp_path / "bag"))


def flipped(file: Path, offset: int, change: int = 1) -> bytes:
    """Changes one byte of a file; returns what it held before."""
    content = file.read_bytes()
    offset %= len(content)
    file.write_bytes(content[:offset] + bytes([content[offset] ^ change]) + content[offset + 1 :])
    return content
