"""Edits as evaluators make them, in the reference cases: any two by two people come to the same as both by one."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hengping.cases.folder_store import read_folder, write_folder
from hengping.cases.merging.case_merge import merge_cases
from hengping.cases.merging.conflict import Choice
from hengping.cases.merging.files import files_beside, join_files
from hengping.cases.merging.writing import write_merged
from hengping.cases.model import Case, leaves
from hengping.cases.model.facts import Evidence
from hengping.cases.model.findings import Problem
from hengping.cases.model.indicators import Indicator, Outcome, OutcomeKind
from hengping.cases.workbook_store import read_workbook, write_workbook
from hengping.errors import OutputError
from tests.libreoffice import recalculate

EXAMPLES = Path(__file__).parents[2] / "examples"
Edit = Callable[[Case], Case]


def with_row(part: str, position: int, **cells: Any) -> Edit:
    """A row of a table with other cells."""

    def edit(case: Case) -> Case:
        rows = list(getattr(case, part))
        rows[position] = rows[position].model_copy(update=cells)
        return case.model_copy(update={part: tuple(rows)})

    return edit


def with_leaf(number: int, **cells: Any) -> Edit:
    """A leaf of the tree with other cells."""

    def edit(case: Case) -> Case:
        code = list(leaves(case.indicators.indicators))[number].code
        tree = tuple(changed(item, code, cells) for item in case.indicators.indicators)
        return case.model_copy(update={"indicators": case.indicators.model_copy(update={"indicators": tree})})

    return edit


def changed(indicator: Indicator, code: str, cells: dict[str, Any]) -> Indicator:
    if indicator.code == code:
        return indicator.model_copy(update=cells)
    children = tuple(changed(child, code, cells) for child in indicator.children)
    return indicator.model_copy(update={"children": children})


def leaf_moved(case: Case) -> Case:
    """The first leaf of the second branch put at the end of the last leaf's owner."""
    found = list(leaves(case.indicators.indicators))
    moved, last = found[3], found[-1]

    def rebuilt(indicator: Indicator) -> Indicator:
        children = tuple(rebuilt(child) for child in indicator.children if child.code != moved.code)
        if any(child.code == last.code for child in indicator.children):
            children = (*children, moved)
        return indicator.model_copy(update={"children": children})

    tree = tuple(rebuilt(item) for item in case.indicators.indicators)
    return case.model_copy(update={"indicators": case.indicators.model_copy(update={"indicators": tree})})


def problem_added(case: Case) -> Case:
    problem = Problem(id="P99", title="公示不及时", criteria=("A11",))
    findings = case.findings.model_copy(update={"problems": (*case.findings.problems, problem)})
    return case.model_copy(update={"findings": findings})


EDITS: dict[str, Edit] = {
    "fact": with_row("facts", 2, note="已与决算核对"),
    "fact value": with_row("facts", 5, value="1.50", formula="", unit="%"),
    "goal": with_row("goals", 0, recheck_note="口径一致"),
    "goal renamed": with_row("goals", 0, level_3="改名后的指标"),
    "finding": with_leaf(0, finding="查到了新的文件。"),
    "no evidence": with_leaf(0, outcome=Outcome(kind=OutcomeKind.NO_EVIDENCE, reason="未提供", by="主评人")),
    "weight": with_leaf(2, weight=Decimal("2.50"), weights_note="按方案"),
    "move": leaf_moved,
    "problem": problem_added,
    "evidence": lambda case: case.model_copy(
        update={"evidence": (*case.evidence, Evidence(id="E99", title="补充说明"))}
    ),
    "waivers deleted": lambda case: case.model_copy(update={"waivers": ()}),
    "title": lambda case: case.model_copy(
        update={"identity": case.identity.model_copy(update={"report_number": "财绩〔2022〕9号"})}
    ),
    "chapter": lambda case: case.model_copy(
        update={"texts": case.texts | {"background": f"新的开头。\n\n{case.texts['background']}"}}
    ),
    "new chapter": lambda case: case.model_copy(update={"texts": case.texts | {"zz-other": "其他。\n"}}),
}


NAMES = list(EDITS)
PAIRS = {
    "datong-2020": list(itertools.combinations(NAMES, 2)),
    "xinjiang-2021": list(zip(NAMES, NAMES[1:] + NAMES[:1], strict=True)),
}


@pytest.mark.parametrize("example", list(PAIRS))
def test_two_edits_by_two_people_are_both_made(example: str) -> None:
    base = read_folder(EXAMPLES / example)
    for one, other in PAIRS[example]:
        mine, yours = EDITS[one], EDITS[other]
        merged = merge_cases(base, mine(base), yours(base), checked=False)
        assert (merged.conflicts, merged.faults) == ((), ()), (one, other)
        assert merged.case in (yours(mine(base)), mine(yours(base))), (one, other)


def test_one_edit_against_another_of_the_same_cell() -> None:
    base = read_folder(EXAMPLES / "datong-2020")
    merged = merge_cases(base, with_leaf(1, finding="甲")(base), with_leaf(1, finding="乙", data_source="账簿")(base))
    assert [(item.row, item.column, item.mine, item.yours) for item in merged.conflicts] == [
        ("指标 A12", "核查情况", "甲", "乙")
    ]


# On disk.


@pytest.fixture
def folders(tmp_path: Path) -> dict[str, Path]:
    """The example three times; mine and yours with edits of their own."""
    paths = {side: Path(shutil.copytree(EXAMPLES / "xinjiang-2021", tmp_path / side)) for side in ("b", "m", "y")}
    write_folder(EDITS["problem"](EDITS["finding"](read_folder(paths["m"]))), paths["m"])
    write_folder(EDITS["weight"](EDITS["evidence"](read_folder(paths["y"]))), paths["y"])
    (paths["y"] / "evidence").mkdir()
    (paths["y"] / "evidence" / "说明.pdf").write_bytes(b"%PDF")
    return paths


def write(folders: dict[str, Path], out: Path) -> None:
    cases = {side: read_folder(path) for side, path in folders.items()}
    merged = merge_cases(*cases.values(), decide=lambda _: Choice.MINE)
    assert merged.case is not None
    files = join_files(*(files_beside(path, cases[side]) for side, path in folders.items()))
    write_merged(merged.case, out, mine=folders["m"], comments_from=folders["m"], files=files.sources)


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_only_what_yours_changed_is_rewritten(folders: dict[str, Path], tmp_path: Path) -> None:
    """Every line of mine's files stays, comments included, but for those of the cells that yours changed."""
    (tmp_path / "out").mkdir()
    write(folders, tmp_path / "out")
    mine, out = everything(folders["m"]), everything(tmp_path / "out")
    assert {name for name in out if out[name] != mine.get(name)} == {
        *("indicators.yaml", "evidence.csv", "evidence/说明.pdf")
    }
    before = mine["indicators.yaml"].decode().splitlines()
    after = out["indicators.yaml"].decode().splitlines()
    assert {line.strip() for line in set(before) - set(after)} <= {"weight: 1.5"}
    assert {line.strip() for line in set(after) - set(before)} == {"weight: 2.50", "weights_note: 按方案"}
    assert everything(tmp_path / "out") == out


@pytest.mark.parametrize("into", ["m", "out"])
def test_a_full_disk_leaves_everything_as_it_was(
    folders: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, into: str
) -> None:
    before = everything(tmp_path)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "facts.csv")

    monkeypatch.setattr("hengping.rendering.file_writing.os.replace", full)
    with pytest.raises(OutputError, match="磁盘已满"):
        write(folders, tmp_path / into)
    assert everything(tmp_path) == before
    assert sorted(os.listdir(tmp_path)) == ["b", "m", "y"]


@pytest.mark.libreoffice
def test_a_workbook_that_an_office_program_saved_again_changes_nothing_else(tmp_path: Path) -> None:
    """Yours was edited in a spreadsheet: one cell, and everything else as the program saves it."""
    base = read_folder(EXAMPLES / "datong-2020")
    write_workbook(EDITS["goal"](base), tmp_path / "对方.xlsx")
    (tmp_path / "saved").mkdir()
    yours = read_workbook(recalculate(tmp_path / "对方.xlsx", tmp_path / "saved"))
    merged = merge_cases(base, EDITS["fact"](base), yours)
    assert merged.case == EDITS["goal"](EDITS["fact"](base))
    assert {sheet: (tally.mine.changed, tally.yours.changed) for sheet, tally in merged.tallies.items()} == {
        "事实": (1, 0),
        "绩效目标": (0, 1),
    }
