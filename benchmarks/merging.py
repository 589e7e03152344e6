"""Two colleagues' copies of a case of 300 indicators joined with the one both started from: process start to files.

Beside it `git merge-file` on the text of the files that both changed. It knows lines, not rows: two people who add a
row at the end of a table, or change neighbouring lines of an indicator, are in conflict, and what it joins may be no
case. So its conflicts are counted as well.
"""

from __future__ import annotations

import itertools
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.paired import paired_seconds, verdict
from hengping.cases.folder_store import read_folder, write_folder
from hengping.cases.merging.case_merge import merge_cases
from hengping.cases.model import Case, leaves
from hengping.cases.model.facts import Evidence
from hengping.cases.model.indicators import Indicator

INDICATORS = 300
LIMIT_SECONDS = 1.0
EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "xinjiang-2021"
EDITED = ("indicators.yaml", "facts.csv", "evidence.csv", "goals.csv")


def main() -> bool:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        base = _large(read_folder(EXAMPLE))
        cases = {
            "base": base,
            "mine": _edited(base, every=7, word="我方"),
            "yours": _edited(base, every=11, word="对方"),
        }
        for side, case in cases.items():
            write_folder(case, folder / side)
        merged = merge_cases(cases["base"], cases["mine"], cases["yours"])
        print(f"  conflicts: hengping {len(merged.conflicts)}, git merge-file {_git(folder)}")
        program = str(Path(sys.executable).with_name("hengping"))
        sides = [str(folder / side) for side in cases]
        seconds = paired_seconds(
            {
                "hengping merge": lambda: _merge(program, sides, folder / "out"),
                "loaded cases": lambda: merge_cases(cases["base"], cases["mine"], cases["yours"]),
                "git merge-file": lambda: _git(folder),
            },
            repeats=5,
        )
        for contender, spread in seconds.items():
            print(f"  {contender:16} {spread.shown(3)} s")
        return verdict("two cases of 300 indicators merged, s", seconds["hengping merge"].median, LIMIT_SECONDS)


def _merge(program: str, sides: list[str], out: Path) -> None:
    """Every run writes anew; which side is preferred where both changed a cell makes no difference to the time."""
    shutil.rmtree(out, ignore_errors=True)
    arguments = [program, "merge", *sides, "--out", str(out), "--prefer", "mine"]
    subprocess.run(arguments, check=True, stdin=subprocess.DEVNULL, capture_output=True)


def _git(folder: Path) -> int:
    """Conflicts that are left when each file is joined line by line."""
    conflicts = 0
    for file in EDITED:
        paths = [str(folder / side / file) for side in ("mine", "base", "yours")]
        done = subprocess.run(["git", "merge-file", "-p", *paths], stdin=subprocess.DEVNULL, capture_output=True)
        conflicts += done.stdout.count(b"\n<<<<<<< ")
    return conflicts


def _large(case: Case) -> Case:
    """The example's own leaves, facts, goals and evidence again and again, under new ids."""
    found = itertools.cycle(leaves(case.indicators.indicators))
    copies = [
        leaf.model_copy(update={"code": f"A{index:03}", "criteria": (), "weight": case.indicators.full_marks})
        for index, leaf in zip(range(INDICATORS), found, strict=False)
    ]
    goals = [
        row.model_copy(update={"id": f"G{index:03}"})
        for index, row in zip(range(INDICATORS), itertools.cycle(case.goals), strict=False)
    ]
    literal = [fact for fact in case.facts if not fact.formula]
    facts = [
        fact.model_copy(update={"id": f"{fact.id}_{index}", "subject": f"单位{index}"})
        for index, fact in zip(range(2 * INDICATORS), itertools.cycle(literal), strict=False)
    ]
    tree = Indicator(code="A", name="产出", weight=case.indicators.full_marks, children=tuple(copies))
    system = case.indicators.model_copy(update={"indicators": (tree,)})
    return case.model_copy(update={"indicators": system, "goals": tuple(goals), "facts": (*case.facts, *facts)})


def _edited(case: Case, *, every: int, word: str) -> Case:
    """Names, notes and findings changed in every so-many-th row; evidence added at the end of the list."""
    tree = case.indicators.indicators[0]
    children = tuple(
        leaf.model_copy(update={"finding": f"{word}：{leaf.finding}"}) if index % every == 0 else leaf
        for index, leaf in enumerate(tree.children)
    )
    system = case.indicators.model_copy(update={"indicators": (tree.model_copy(update={"children": children}),)})
    facts = tuple(
        fact.model_copy(update={"note": word}) if index % every == 0 else fact for index, fact in enumerate(case.facts)
    )
    goals = tuple(
        row.model_copy(update={"note": word}) if index % every == 1 else row for index, row in enumerate(case.goals)
    )
    added = tuple(Evidence(id=f"{word}{number}", title="补充材料") for number in range(20))
    changed = {"indicators": system, "facts": facts, "goals": goals, "evidence": (*case.evidence, *added)}
    return case.model_copy(update=changed)
