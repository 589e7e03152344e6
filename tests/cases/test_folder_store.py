from __future__ import annotations

import datetime
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from hengping.cases.folder_store import read_folder, write_folder
from hengping.cases.model.facts import EvidenceGrade
from hengping.cases.model.fields import Status
from hengping.errors import InputError, OutputError
from hengping.rendering import file_writing
from tests.cases.case_files import FILES, case_folder, edited, faults


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return case_folder(tmp_path / "case")


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_values_are_read_as_written(folder: Path) -> None:
    case = read_folder(folder)
    criterion = case.indicators.indicators[0].children[0].criteria[0]
    assert str(criterion.max_score) == "12.50"
    assert criterion.parameters == {"floor": "0.6"}
    assert case.identity.year == "2021"
    assert case.facts[0].value == "1495378.00"
    assert case.facts[1].status is Status.PUBLISHED
    assert case.evidence[0].grade is EvidenceGrade.EXTERNAL
    assert case.identity.phases[0].start == datetime.date(2022, 7, 18)
    assert case.texts == {"overview": FILES["text/overview.md"]}
    assert case.goals == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_encodings_of_windows_are_read(tmp_path: Path, encoding: str) -> None:
    changed = {"facts_csv": FILES["facts.csv"].encode(encoding), "case_yaml": FILES["case.yaml"].encode(encoding)}
    assert read_folder(case_folder(tmp_path, **changed)) == read_folder(case_folder(tmp_path / "plain"))


def test_chinese_headings_are_read_and_kept_on_writing(tmp_path: Path) -> None:
    text = edited(
        "facts.csv",
        ("id,name,value,formula,unit,status,evidence", "事实编号,名称,数值,公式,计量单位,取得方式,证据编号"),
    )
    folder = case_folder(tmp_path, facts_csv=text)
    case = read_folder(folder)
    assert case.facts[0].unit == "万元"
    write_folder(case.model_copy(update={"facts": case.facts[:1]}), folder)
    assert (folder / "facts.csv").read_text(encoding="utf-8-sig").splitlines()[0].startswith("事实编号,名称")


# 1. What is wrong is told with file, line, value, what is expected, and what may have been meant.

FAULTS = yaml.safe_load((Path(__file__).parent / "folder_faults.yaml").read_text())


@pytest.mark.parametrize("mistake", FAULTS, ids=lambda mistake: f"{mistake['file']}: {mistake['by'][:20]!r}")
def test_a_mistake_is_told_with_its_place(tmp_path: Path, mistake: dict[str, Any]) -> None:
    text = edited(mistake["file"], (mistake["replace"], mistake["by"]))
    assert faults(case_folder(tmp_path, **{mistake["file"].replace(".", "_"): text})) == mistake["told"]


def test_all_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    folder = case_folder(
        tmp_path,
        case_yaml=edited("case.yaml", ("kind:", "kimd:"), ("2022-07-18", "7月18日")),
        indicators_yaml="indicators: [\n",
        facts_csv=edited("facts.csv", ("computed", "推算")),
        evidence_csv=b"\x81\xff\xff",
    )
    (folder / "text" / "overview.md").write_bytes(b"\x00")
    assert [fault.split("：")[0] for fault in faults(folder)] == [
        "indicators.yaml 第 2 行第 1 列",
        "evidence.csv",
        "text/overview.md 第 1 行",
        "case.yaml 第 4 行",
        "case.yaml 第 11 行“开始日期”（start）",
        "facts.csv 第 4 行“status”列",
    ]


def test_a_missing_column_that_must_be_there_is_named(tmp_path: Path) -> None:
    text = "id,name,value\n支出,支出,1\n"
    assert faults(case_folder(tmp_path, facts_csv=text))[:2] == [
        "facts.csv 标题行：现为“没有“unit”列”，应为必有的列 unit（计量单位）。请补上这一列。",
        "facts.csv 标题行：现为“没有“status”列”，应为必有的列 status（取得方式）。请补上这一列。",
    ]


def test_the_files_that_every_case_has_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "facts.csv").write_text("id\n")
    assert [fault.split("：")[0] for fault in faults(tmp_path)][:2] == ["case.yaml", "indicators.yaml"]


@pytest.mark.parametrize("name", ["nothing", "nothing.xlsx"])
def test_what_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    assert "找不到" in faults(tmp_path / name)[0]


def test_a_file_that_is_no_case_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert "评价文件夹或 .xlsx 工作簿" in faults(tmp_path / "a.txt")[0]


# 2. Writing keeps what people wrote, and all or nothing.


def test_nothing_changed_nothing_touched(folder: Path) -> None:
    write_folder(read_folder(folder), folder)
    assert snapshot(folder)["case.yaml"].decode() == FILES["case.yaml"].replace("title:", "format: 1\ntitle:", 1)
    assert snapshot(folder)["indicators.yaml"].decode() == FILES["indicators.yaml"]
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    write_folder(read_folder(folder), folder)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_comments_wording_and_order_survive_a_change(folder: Path) -> None:
    case = read_folder(folder)
    first, second = case.indicators.indicators
    indicators = case.indicators.model_copy(
        update={
            "indicators": (
                second.model_copy(update={"weight": Decimal("79.5"), "definition": "产出情况\n逐项列明"}),
                first,
            )
        }
    )
    write_folder(case.model_copy(update={"indicators": indicators}), folder)
    expected_end = FILES["indicators.yaml"].split("  # 决策\n")[1].split("  # 产出\n")[0]
    assert (folder / "indicators.yaml").read_text() == (
        "weight_basis: whole\nindicators:\n  # 产出\n  - code: C\n    name: 产出\n    weight: 79.5\n"
        "    definition: |-\n      产出情况\n      逐项列明\n  # 决策\n" + expected_end
    )


def test_unknown_files_are_left_alone_and_dropped_parts_go(folder: Path) -> None:
    (folder / "notes.txt").write_text("随记")
    (folder / "text" / "old.md").write_text("旧")
    case = read_folder(folder)
    write_folder(case.model_copy(update={"texts": {"overview": "新\n"}, "evidence": ()}), folder)
    after = snapshot(folder)
    assert after["notes.txt"].decode() == "随记"
    assert "text/old.md" not in after
    assert after["evidence.csv"].decode("utf-8-sig") == "id,title,received_on,grade\n"
    assert set(after) == {*FILES, "notes.txt"}


def test_a_new_folder_holds_only_the_parts_that_say_something(folder: Path, tmp_path: Path) -> None:
    write_folder(read_folder(folder), tmp_path / "new")
    assert set(snapshot(tmp_path / "new")) == set(FILES)
    assert (tmp_path / "new" / "case.yaml").read_text() == (
        "format: 1\ntitle: 养老保险基金支出绩效评价报告\nproject_name: 基金支出\nkind: finance_evaluation\nyear: 2021\n"
        "team:\n  - name: 张三\n    role: 主评人\n"
        "phases:\n  - name: 现场\n    start: 2022-07-18\n    steps:\n      - text: 查阅资料\n"
    )


def test_a_file_that_could_not_be_read_is_written_anew(folder: Path) -> None:
    case = read_folder(folder)
    (folder / "case.yaml").write_text("a: [\n")
    (folder / "facts.csv").write_bytes(b"\x81\xff")
    write_folder(case, folder)
    assert read_folder(folder) == case


@pytest.mark.parametrize("interruption", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("at", [1, 3])
def test_an_interrupted_write_leaves_the_earlier_state(
    folder: Path, monkeypatch: pytest.MonkeyPatch, interruption: BaseException, at: int
) -> None:
    case = read_folder(folder)
    changed = case.model_copy(
        update={
            "identity": case.identity.model_copy(update={"title": "新"}),
            "facts": case.facts[:1],
            "texts": {"overview": "新\n", "another": "新\n"},
        }
    )
    before, calls, replace = snapshot(folder), iter(range(1, 100)), file_writing.os.replace

    def failing(source: Path, target: Path) -> None:
        if next(calls) == at:
            raise interruption
        replace(source, target)

    monkeypatch.setattr(file_writing.os, "replace", failing)
    with pytest.raises((OutputError, KeyboardInterrupt)):
        write_folder(changed, folder)
    monkeypatch.undo()
    assert snapshot(folder) == before


@pytest.mark.parametrize("name", ["../up", "a/b", "", ".hidden", "a\\b", " x"])
def test_a_chapter_cannot_leave_its_folder(folder: Path, name: str) -> None:
    case = read_folder(folder)
    before = snapshot(folder)
    with pytest.raises(InputError, match="可以作为文件名的章节名"):
        write_folder(case.model_copy(update={"texts": {name: "x"}}), folder)
    assert snapshot(folder) == before


def test_reading_a_case_of_150_facts_and_60_criteria_takes_milliseconds(tmp_path: Path) -> None:
    criteria = "".join(
        f"      - {{id: A1-{n}, text: 要点{n}, max_score: 1.50, rule: proportion, evidence: [E01], finding: 情况{n}}}\n"
        for n in range(60)
    )
    rows = "".join(f"事实{n},名称,{n}.50,,万元,published,E01\n" for n in range(150))
    indicators = "indicators:\n  - code: A\n    name: 决策\n    weight: 90\n    criteria:\n" + criteria
    header = FILES["facts.csv"].splitlines()[0]
    folder = case_folder(tmp_path, indicators_yaml=indicators, facts_csv=f"{header}\n{rows}")
    read_folder(folder)  # the first reading looks the models up
    durations = []
    for _ in range(5):
        start = time.perf_counter()
        read_folder(folder)
        durations.append(time.perf_counter() - start)
    assert min(durations) < 0.3  # some 0.03 s on a quiet machine
