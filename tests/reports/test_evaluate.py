"""The five files of an evaluation: the same bytes twice, whole or not at all."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from hengping.cases.model import Case
from hengping.cases.store import open_case
from hengping.errors import InputError, OutputError
from hengping.reports import evaluate as module
from hengping.reports.evaluate import FILES, Outputs, evaluate
from hengping.reports.result_document import ResultDocument
from tests.reports.conftest import EXAMPLES
from tests.scoring.case_builder import branch, build, leaf

FACTS = {"甲": "100 件", "缺": "件"}


def small(actual: str = "=甲") -> Case:
    target = {"comparator": "≥", "value": "100", "unit": "件"}
    return build([branch("A", "100", leaf("A1", "100", rule="proportion", target=target, actual=actual))], FACTS)


@pytest.fixture(scope="module")
def datong(tmp_path_factory: pytest.TempPathFactory) -> Outputs:
    return evaluate(open_case(EXAMPLES / "datong-2020"), tmp_path_factory.mktemp("datong") / "out")


def test_the_five_files_stand_in_the_folder_and_nothing_beside_them(datong: Outputs) -> None:
    folder = datong.files["result.json"].parent
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILES)
    assert [path.name for path in folder.parent.iterdir()] == ["out"]


def test_a_second_run_gives_the_same_bytes(datong: Outputs, tmp_path: Path) -> None:
    again = evaluate(open_case(EXAMPLES / "datong-2020"), tmp_path / "again")
    assert [name for name in FILES if datong.files[name].read_bytes() != again.files[name].read_bytes()] == []


def test_the_report_of_the_example_passes_its_self_check(datong: Outputs) -> None:
    assert [check.findings for check in datong.self_check.checks if not check.passed] == []
    assert datong.missing == ()


def test_the_result_fits_its_schema_and_holds_scores_findings_and_marks(datong: Outputs) -> None:
    found = json.loads(datong.files["result.json"].read_text(encoding="utf-8"))
    result = ResultDocument.model_validate(found)
    assert (found["schema"], result.total, result.grade) == ("hengping/result/1", "92.12", "优")
    assert [(row["code"], row["score"]) for row in found["indicators"] if row["level"] == 1] == [
        ("A", "18.00"),
        ("B", "19.00"),
        ("C", "27.00"),
        ("D", "28.12"),
    ]
    assert {finding["severity"] for finding in found["findings"]} <= {"error", "warning", "info"}
    assert result.self_check.passed
    leaf_marks = [row["marks"] for row in found["indicators"] if row["code"] == "D31"]
    assert leaf_marks[0][0]["status"] == "reconstructed"


def test_the_summary_tells_the_result_and_where_the_files_are(datong: Outputs) -> None:
    lines = datong.summary()
    assert lines[0] == "评分：总分 92.12，等级“优”。"
    assert lines[-1].endswith("result.json")
    assert "成文自检：5 项全部通过。" in lines


def test_a_case_that_cannot_be_scored_leaves_earlier_files_untouched(tmp_path: Path) -> None:
    earlier = tmp_path / "out"
    earlier.mkdir()
    (earlier / "report.docx").write_text("earlier")
    broken = build([branch("A", "100", leaf("A1", "100", rule="no_such_rule"))], FACTS)
    with pytest.raises(InputError):
        evaluate(broken, earlier)
    assert [(path.name, path.read_text()) for path in earlier.iterdir()] == [("report.docx", "earlier")]


def test_a_run_that_breaks_off_in_the_middle_leaves_earlier_files_untouched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = tmp_path / "out"
    earlier.mkdir()
    for name in FILES:
        (earlier / name).write_text(f"earlier {name}")

    def broken(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "check_report", broken)
    with pytest.raises(KeyboardInterrupt):
        evaluate(small(), earlier)
    assert {path.name: path.read_text() for path in earlier.iterdir()} == {name: f"earlier {name}" for name in FILES}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_file_that_cannot_be_replaced_brings_all_earlier_ones_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = tmp_path / "out"
    earlier.mkdir()
    for name in FILES:
        (earlier / name).write_text(f"earlier {name}")
    real = os.replace

    def held_open(source: Path, target: Path) -> None:
        if Path(target) == earlier / "working-papers.xlsx" and Path(source).suffix == ".new":
            raise PermissionError(13, "Permission denied", str(target))
        real(source, target)

    monkeypatch.setattr(os, "replace", held_open)
    with pytest.raises(OutputError, match=r"working-papers\.xlsx"):
        evaluate(small(), earlier)
    assert {path.name: path.read_text() for path in earlier.iterdir()} == {name: f"earlier {name}" for name in FILES}


def test_a_draft_is_written_whatever_it_lacks(tmp_path: Path) -> None:
    outputs = evaluate(small("=缺"), tmp_path / "out")
    found = json.loads(outputs.files["result.json"].read_text(encoding="utf-8"))
    assert (found["total"], found["grade"], found["watermark"]) == (None, None, "草稿")
    assert any(text.startswith("指标“指标A1”尚未计分") for text in found["missing"])
    assert outputs.summary()[0] == "评分：总分尚不能得出。"
