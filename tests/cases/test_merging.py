"""Three cases into one: a table of files that a person can read, and what the whole merge promises."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from hengping.cases.folder_store import read_folder
from hengping.cases.merging.case_merge import Merged, merge_cases
from hengping.cases.merging.conflict import Choice, Conflict, Decide, nobody
from hengping.cases.model import PARTS, Case
from hengping.cases.parts_fields import key_of

TABLE = yaml.load((Path(__file__).parent / "merging.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
FRAME = {
    "case.yaml": "title: 报告\nproject_name: 项目\nkind: finance_evaluation\nyear: 2021\n",
    "indicators.yaml": "indicators: []\n",
}


def case_with(file: str, text: str | None) -> Case:
    """A bare case with one file of its own, read as any folder is."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path, content in {**FRAME, file: text}.items():
            if content is not None:
                (folder / path).parent.mkdir(exist_ok=True)
                (folder / path).write_text(content, encoding="utf-8")
        return read_folder(folder)


def prefer(side: Choice) -> Decide:
    return lambda _: side


def merged(row: dict[str, Any], decide: Decide = nobody) -> Merged:
    base, mine, yours = (case_with(row["file"], row.get(side)) for side in ("base", "mine", "yours"))
    return merge_cases(base, mine, yours, decide=decide)


def line(conflict: Conflict) -> str:
    words = f"{conflict.row} | {conflict.column} | {conflict.base} / {conflict.mine} / {conflict.yours}"
    return words.removeprefix(" ")


@pytest.mark.parametrize("row", TABLE, ids=[row["name"] for row in TABLE])
def test_three_files_become_one(row: dict[str, Any]) -> None:
    result = merged(row)
    assert [line(conflict) for conflict in result.conflicts] == row.get("conflicts", [])
    assert [str(fault) for fault in result.faults] == row.get("faults", [])
    if "merged" in row:
        assert result.case == case_with(row["file"], row["merged"])
    else:
        assert result.case is None


PREFERRED = [(row, side) for row in TABLE for side in Choice if side.value in row.get("preferred", {})]


@pytest.mark.parametrize(("row", "side"), PREFERRED, ids=[f"{row['name']}: {side}" for row, side in PREFERRED])
def test_one_side_is_preferred(row: dict[str, Any], side: Choice) -> None:
    wanted, result = row["preferred"][side.value], merged(row, prefer(side))
    if isinstance(wanted, list):
        assert [str(fault) for fault in result.faults] == wanted
    else:
        assert result.case == case_with(row["file"], wanted)
        assert result.faults == ()


def test_rows_of_every_table_have_an_id() -> None:
    assert [spec.attribute for spec in PARTS if spec.kind == "table" and key_of(spec.model) is None] == []
