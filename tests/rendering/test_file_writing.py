"""Several files put in place: all of them or none, and each whole at every moment."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hengping.errors import OutputError
from hengping.rendering.file_writing import replace_files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a", "b", "c"):
        (tmp_path / name).write_text(f"earlier {name}")
    return tmp_path


def content(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted(folder.iterdir())}


EARLIER = {"a": "earlier a", "b": "earlier b", "c": "earlier c"}


def test_files_are_written_replaced_and_removed_and_others_left_alone(folder: Path) -> None:
    replace_files({folder / "a": b"new a", folder / "b": None, folder / "d": b"new d", folder / "e": None})
    assert content(folder) == {"a": "new a", "c": "earlier c", "d": "new d"}


def test_a_file_whose_content_stays_the_same_is_not_touched(folder: Path) -> None:
    before = (folder / "a").stat().st_mtime_ns
    replace_files({folder / "a": b"earlier a", folder / "b": b"new b"})
    assert (folder / "a").stat().st_mtime_ns == before


@pytest.mark.parametrize("failing", [1, 2, 3])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_whatever_breaks_off_brings_the_earlier_files_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch, failing: int, error: BaseException
) -> None:
    real, calls = os.replace, iter(range(1, 100))

    def breaks_off(source: Path, target: Path) -> None:
        if next(calls) == failing:
            raise error
        real(source, target)

    monkeypatch.setattr(os, "replace", breaks_off)
    with pytest.raises((OutputError, KeyboardInterrupt)):
        replace_files({folder / "a": b"new", folder / "b": None, folder / "c": b"new", folder / "d": b"new"})
    monkeypatch.undo()
    assert content(folder) == EARLIER


def test_folders_made_for_nothing_go_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OutputError, match="磁盘已满"):
        replace_files({folder / "new" / "x": b"", folder / "new" / "deep" / "y": b""})
    assert content(folder) == EARLIER


def test_a_disk_without_second_names_for_files_keeps_a_copy(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuses)
    replace_files({folder / "a": b"new a"})
    assert content(folder) == EARLIER | {"a": "new a"}


def test_what_the_system_says_is_told_in_chinese_with_the_name_of_the_file(folder: Path) -> None:
    with pytest.raises(OutputError, match=r"无法写入 .*x：已有同名的文件。原有文件没有改动"):
        replace_files({folder / "a" / "x": b""})
    assert content(folder) == EARLIER
