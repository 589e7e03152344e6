"""评判表: blind when handed out, complete when taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hengping.analysis.judges.sheets import blank_sheet, take_sheets
from hengping.cases.model import Case
from hengping.errors import InputError
from tests.scoring.case_builder import build, leaf, scored_leaf

POINTS = [
    {"id": "1", "text": "有制度", "max_score": "6"},
    {"id": "2", "text": "有审批", "max_score": "4", "met": "=真"},
]


def case() -> Case:
    tree: list[dict[str, Any]] = [
        leaf("A", "30", rule="judged", parameters={"by_role": "专家"}),
        leaf("B", "10", rule="checklist", parameters={"points": POINTS}),
        leaf("C", "10", rule="qualitative_bands"),
        scored_leaf("D", "50"),
    ]
    row = {"criterion": "A", "kind": "score", "value": "25", "by": "乙", "role": "专家", "reason": "秘密"}
    return build(tree, {"甲": "100 件", "真": "是 是否"}, judgements=[row])


def written(tmp_path: Path, answers: dict[str, tuple[str, str, str]], judge: str = "甲") -> Path:
    """The judge's sheet filled: place → result, share, reason."""
    lines = blank_sheet(case(), judge=judge, role="专家").lstrip("\ufeff").splitlines()
    filled = [lines[0]]
    for line in lines[1:]:
        cells = line.split(",")
        cells[7:] = answers.get(cells[2] + cells[6], ("", "", ""))
        filled.append(",".join(cells))
    path = tmp_path / f"{judge}.csv"
    path.write_text("\n".join(filled), encoding="utf-8-sig")
    return path


def test_a_sheet_asks_for_what_people_judge_and_shows_nobodys_judgements() -> None:
    sheet = blank_sheet(case(), judge="甲", role="专家")
    rows = [line.split(",") for line in sheet.splitlines()[1:]]
    assert [(row[2], row[5], row[6]) for row in rows] == [
        ("A", "得分", ""),
        ("B", "要点是否满足", "1"),
        ("C", "达成程度", ""),
    ]
    assert "秘密" not in sheet
    assert "25" not in sheet


def test_filled_sheets_become_judgements_and_blanks_are_counted(tmp_path: Path) -> None:
    path = written(tmp_path, {"A": ("28", "", "扎实"), "C": ("达成", "90", "见报告")})
    taken = take_sheets(case(), [path])
    assert (taken.taken, taken.replaced, taken.blank) == (2, 0, 1)
    assert [(each.id, each.criterion, each.value, each.by) for each in taken.case.judgements] == [
        ("J1", "A", "25", "乙"),
        ("J2", "A", "28", "甲"),
        ("J3", "C", "达成", "甲"),
    ]


def test_who_judges_again_replaces_what_was_said_before(tmp_path: Path) -> None:
    taken = take_sheets(case(), [written(tmp_path, {"A": ("20", "", "重评")}, judge="乙")])
    assert [(each.value, each.by) for each in taken.case.judgements] == [("20", "乙")]
    assert taken.replaced == 1


def test_several_sheets_at_once(tmp_path: Path) -> None:
    sheets = [written(tmp_path, {"A": (value, "", "见表")}, judge=judge) for judge, value in (("甲", "1"), ("丙", "2"))]
    assert [each.by for each in take_sheets(case(), sheets).case.judgements] == ["乙", "甲", "丙"]


def test_a_result_without_a_reason_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refusal:
        take_sheets(case(), [written(tmp_path, {"A": ("28", "", ""), "C": ("达成", "九成", "见报告")})])
    assert [fault.where for fault in refusal.value.faults] == ["甲.csv 第 2 行“理由”", "甲.csv 第 4 行“得分比例”"]
