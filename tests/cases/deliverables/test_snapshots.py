"""Signed content is kept, found again, and believed only if it is what was signed."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengping.cases.deliverables import (
    content,
    content_hash,
    deliverable_snapshot,
    design_hash,
    indicator_snapshot,
    read_snapshot,
    save_with_snapshots,
)
from hengping.cases.store import open_case, save_case
from hengping.errors import OutputError
from tests.cases.deliverables.small import DRAFT, small_case, with_criterion

CASE = small_case()


def test_snapshot_is_the_same_bytes_every_time_and_reads_back() -> None:
    assert deliverable_snapshot(CASE, DRAFT) == deliverable_snapshot(small_case(), DRAFT)
    assert list(deliverable_snapshot(CASE, DRAFT)) == [f"signed/draft-{content_hash(CASE, DRAFT)[:12]}.json"]


@pytest.mark.parametrize("name", ["case", "case.xlsx"])
def test_snapshots_lie_beside_the_case_in_either_form(name: str, tmp_path: Path) -> None:
    save_case(CASE, tmp_path / name)
    save_with_snapshots(CASE, tmp_path / name, deliverable_snapshot(CASE, DRAFT) | indicator_snapshot(CASE))
    assert open_case(tmp_path / name) == CASE
    folder = tmp_path / "case" if name == "case" else tmp_path
    assert read_snapshot(folder, "draft", content_hash(CASE, DRAFT)) == content(CASE, DRAFT)
    assert read_snapshot(folder, "draft", content_hash(CASE, DRAFT)[:12]) == content(CASE, DRAFT)
    assert read_snapshot(folder, "indicators", design_hash(CASE)) is not None
    assert read_snapshot(folder, "final", content_hash(CASE, DRAFT)) is None


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"content": 1}', b"\xff"])
def test_a_spoilt_snapshot_is_none(data: bytes, tmp_path: Path) -> None:
    (path,) = deliverable_snapshot(CASE, DRAFT)
    (tmp_path / "signed").mkdir()
    (tmp_path / path).write_bytes(data)
    assert read_snapshot(tmp_path, "draft", content_hash(CASE, DRAFT)) is None


def test_a_snapshot_of_other_content_under_a_signed_name_is_none(tmp_path: Path) -> None:
    (path,) = deliverable_snapshot(CASE, DRAFT)
    forged = next(iter(deliverable_snapshot(with_criterion(CASE, finding="改"), DRAFT).values()))
    (tmp_path / "signed").mkdir()
    (tmp_path / path).write_bytes(forged)
    assert read_snapshot(tmp_path, "draft", content_hash(CASE, DRAFT)) is None


def test_where_the_case_cannot_be_written_no_snapshot_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*_: object) -> None:
        raise OutputError("磁盘已满")

    monkeypatch.setattr("hengping.cases.deliverables.snapshots.save_case", full_disk)
    with pytest.raises(OutputError):
        save_with_snapshots(CASE, tmp_path, deliverable_snapshot(CASE, DRAFT))
    assert list(tmp_path.iterdir()) == []
