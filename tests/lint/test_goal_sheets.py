"""Whole goal sheets of published cases: exactly these codes at exactly these rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hengping.lint.check import Group
from hengping.lint.checks import all_checks
from tests.lint.lint_tables import FOLDER, load, review

SHEETS = sorted((FOLDER / "sheets").glob("*.yaml"))


def codes_by_row(sheet: dict[str, Any]) -> dict[str, set[str]]:
    goals = review(sheet).goals
    found: dict[str, set[str]] = {}
    for check in all_checks():
        if check.group is Group.GOALS:
            for finding in check.findings(goals):
                for row in finding.where.rows or ("整表",):
                    found.setdefault(row, set()).add(finding.code)
    return found


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_sheet_brings_out_its_faults_and_no_others(path: Path) -> None:
    sheet = load(path)

    expected = {row: set(codes.split("、")) for row, codes in sheet["expect"].items()}

    assert codes_by_row(sheet) == expected


def test_what_the_regions_evaluators_wrote_down_comes_out_by_itself() -> None:
    found = codes_by_row(load(FOLDER / "sheets" / "xinjiang-2021.yaml"))

    written_down = {
        "missing 足额及时发放": "HP112" in found["整表"],
        "missing 保值增值": "HP113" in found["整表"],
        "satisfaction not split into 缴纳 and 领取": "HP111" in found["G17"],
        "two qualitative targets too general": all("HP101" in found[row] for row in ("G15", "G16")),
        "four execution rates are no output quantity": all("HP105" in found[f"G0{n}"] for n in range(5, 9)),
    }

    assert all(written_down.values()), written_down
    assert "HP101" not in set().union(*(found.get(f"G{n:02}", set()) for n in range(1, 15)))
