"""Files taken into the evidence: number, copy, hash, round; the same file twice."""

from __future__ import annotations

import datetime
import hashlib
from pathlib import Path

import pytest

from hengping.cases.evidence_filing import evidence_round, file_evidence, next_evidence_id, store_evidence
from hengping.cases.model import Case, leaves
from hengping.cases.model.facts import Evidence
from hengping.cases.model.review import Consultation, ReviewRow
from hengping.cases.store import files_folder, open_case, save_case
from hengping.errors import InputError, OutputError
from tests.cases.case_files import case_folder

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return case_folder(tmp_path / "案例")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "决算 表.xlsx"
    path.write_bytes(b"figures")
    return path


def faults(case: Case, source: Path, folder: Path, **options: object) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        file_evidence(case, source, folder, **options)  # type: ignore[arg-type]
    return [(fault.where, fault.found) for fault in caught.value.faults]


@pytest.mark.parametrize("form", ["folder", "workbook"])
def test_a_file_is_copied_entered_and_found_again(folder: Path, source: Path, tmp_path: Path, form: str) -> None:
    case = open_case(folder)
    path = folder if form == "folder" else tmp_path / "表" / "评价.xlsx"
    if form == "workbook":
        path.parent.mkdir()
        save_case(case, path)
    day = datetime.date(2022, 8, 3)
    filed = file_evidence(
        case,
        source,
        files_folder(path),
        kind="报表",
        received_from="社保中心",
        received_on=day,
        indicators=["C", "A1-2"],
    )
    assert not filed.target.exists()
    store_evidence(filed, path)
    copy = files_folder(path) / "evidence" / "E02-决算 表.xlsx"
    assert copy.read_bytes() == b"figures"
    stored = open_case(path)
    assert stored.evidence[-1] == Evidence(
        id="E02",
        title="决算 表",
        kind="报表",
        file="evidence/E02-决算 表.xlsx",
        sha256=hashlib.sha256(b"figures").hexdigest(),
        received_from="社保中心",
        received_on=day,
        round="首批",
    )
    criterion, leaf = stored.indicators.indicators[0].children[0].criteria[1], stored.indicators.indicators[1]
    assert (criterion.evidence, leaf.evidence) == (("E02",), ("E02",))


def test_nothing_else_of_the_case_changes(folder: Path, source: Path) -> None:
    case = open_case(EXAMPLES / "xinjiang-2021")
    code = next(leaves(case.indicators.indicators)).code
    filed = file_evidence(case, source, folder, indicators=[code])
    assert filed.case.evidence[:-1] == case.evidence
    pairs = zip(leaves(case.indicators.indicators), leaves(filed.case.indicators.indicators), strict=True)
    changed = [(old, new) for old, new in pairs if old != new]
    assert [new.evidence for _, new in changed] == [(*old.evidence, filed.evidence.id) for old, _ in changed]
    assert [new.code for _, new in changed] == [code]
    assert filed.case.model_copy(update={"evidence": case.evidence, "indicators": case.indicators}) == case


@pytest.mark.parametrize(
    ("ids", "following"),
    [
        ((), "E01"),
        (("E01", "E02", "E09"), "E10"),
        (("E98", "E99"), "E100"),
        (("证1", "证2"), "证3"),
        (("ZJ-001", "ZJ-007", "附件"), "ZJ-008"),
        (("A1", "E01", "E02"), "E03"),
        (("2021-1", "2021-2"), "2021-3"),
        (("附件甲",), "E01"),
    ],
)
def test_numbers_go_on_as_the_case_numbers(folder: Path, ids: tuple[str, ...], following: str) -> None:
    rows = tuple(Evidence(id=evidence_id, title="证据") for evidence_id in ids)
    assert next_evidence_id(open_case(folder).model_copy(update={"evidence": rows})) == following


REVIEW = {"reviews": (ReviewRow(id="R1", deliverable="初稿", level="一级"),)}
PLAN_REVIEW = {"reviews": (ReviewRow(id="R1", deliverable="方案", level="一级"),)}
LETTER = {"consultations": (Consultation(id="C1", party="人社厅"),)}


@pytest.mark.parametrize(
    ("day", "happened", "expected"),
    [  # fieldwork of the example: 18 to 31 July 2022
        ("2022-07-17", {}, "首批"),
        ("2022-07-18", {}, "现场"),
        ("2022-07-31", {}, "现场"),
        ("2022-08-01", {}, "补充"),
        ("", {}, "现场"),  # visits were made
        ("2022-07-20", REVIEW, "补充"),
        ("2022-07-20", PLAN_REVIEW, "现场"),
        ("", LETTER, "补充"),
        ("", {"visits": ()}, "首批"),
    ],
)
def test_late_evidence_is_supplementary(day: str, happened: dict[str, object], expected: str) -> None:
    case = open_case(EXAMPLES / "xinjiang-2021").model_copy(update=happened)
    assert evidence_round(case, datetime.date.fromisoformat(day) if day else None) == expected


def test_a_round_that_was_named_stands(folder: Path, source: Path) -> None:
    case = open_case(folder).model_copy(update=LETTER)
    assert file_evidence(case, source, folder, round="现场").evidence.round == "现场"
    assert file_evidence(case, source, folder).evidence.round == "补充"


def test_the_same_content_is_evidence_already(folder: Path, source: Path) -> None:
    filed = file_evidence(open_case(folder), source, folder, title="决算")
    store_evidence(filed, folder)
    again = source.with_name("另一个名字.xlsx")
    again.write_bytes(source.read_bytes())
    case = open_case(folder)
    assert faults(case, again, folder) == [(str(again), "与证据 E02“决算”内容相同")]
    without_hash = tuple(row.model_copy(update={"sha256": ""}) for row in case.evidence)
    assert faults(case.model_copy(update={"evidence": without_hash}), again, folder) == [
        (str(again), "与证据 E02“决算”内容相同")
    ]


def test_a_file_that_lies_there_already_is_not_copied(folder: Path) -> None:
    (folder / "evidence").mkdir()
    source = folder / "evidence" / "照片.jpg"
    source.write_bytes(b"jpg")
    filed = file_evidence(open_case(folder), source, folder)
    store_evidence(filed, folder)
    assert filed.evidence.file == "evidence/照片.jpg"
    assert [path.name for path in (folder / "evidence").iterdir()] == ["照片.jpg"]
    assert open_case(folder).evidence[-1] == filed.evidence


def test_what_cannot_be_filed_is_told(folder: Path, source: Path) -> None:
    case = open_case(folder)
    assert faults(case, folder / "没有.pdf", folder) == [(str(folder / "没有.pdf"), "找不到该文件")]
    assert faults(case, folder, folder) == [(str(folder), "是文件夹")]
    empty = folder / "空.pdf"
    empty.write_bytes(b"")
    assert faults(case, empty, folder) == [(str(empty), "空文件")]
    assert faults(case, source, folder, indicators=["A1", "A9", "A1-9"]) == [("对应指标", "A1-9"), ("对应指标", "A9")]
    (folder / "evidence").mkdir()
    (folder / "evidence" / "E02-决算 表.xlsx").write_bytes(b"other")
    assert faults(case, source, folder) == [(str(folder / "evidence" / "E02-决算 表.xlsx"), "已有内容不同的同名文件")]


def test_a_case_that_cannot_be_saved_gets_no_file(folder: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OutputError("磁盘已满")

    filed = file_evidence(open_case(folder), source, folder)
    monkeypatch.setattr("hengping.cases.evidence_filing.save_case", refuse)
    with pytest.raises(OutputError):
        store_evidence(filed, folder)
    assert [path.name for path in folder.rglob("E02*")] == []
