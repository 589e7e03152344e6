"""The folders are in the form in which the store itself writes them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hengping.cases.folder_store import read_folder, write_folder

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("name", ["datong-2020", "xinjiang-2021"])
def test_saving_an_untouched_case_changes_no_byte_of_it(name: str, tmp_path: Path) -> None:
    copy = tmp_path / name
    shutil.copytree(EXAMPLES / name, copy)
    before = contents(copy)

    write_folder(read_folder(copy), copy)

    assert contents(copy) == before
