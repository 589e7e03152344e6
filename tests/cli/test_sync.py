"""`hengping sync` on the command line: what is written, what is said, and what is refused without writing anything."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import docx
import jsonschema
import pytest

from hengping.cases.store import open_case
from hengping.rendering.publish import render
from hengping.reports.evaluation_report import evaluation_report
from hengping.reports.material import gather
from hengping.scoring.case_score import score_case
from tests.cli.conftest import contents, hengping

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    case = open_case(EXAMPLES / "datong-2020")
    path = tmp_path_factory.mktemp("issued") / "报告.docx"
    path.write_bytes(render(evaluation_report(gather(case, score_case(case))), ("docx",))["docx"])
    return path


@pytest.fixture
def desk(issued: Path, tmp_path: Path) -> Path:
    """A folder with the case, one fact of it changed, and the report with a sentence added by hand."""
    shutil.copytree(EXAMPLES / "datong-2020", tmp_path / "case")
    facts = tmp_path / "case" / "facts.csv"
    text = facts.read_text(encoding="utf-8")
    old = "上解_市本级,缺口补助资金上解额,大同市本级,32000"
    assert old in text
    facts.write_text(text.replace(old, old.replace("32000", "31000")), encoding="utf-8")
    opened = docx.Document(str(issued))
    paragraph = next(each for each in opened.paragraphs if each.text.count("。") >= 2)
    paragraph.add_run("另经现场核对无误。")
    opened.save(str(tmp_path / "edited.docx"))
    return tmp_path


def test_both_lists_are_printed_and_both_files_written(desk: Path) -> None:
    out, marked = desk / "new" / "out.docx", desk / "new" / "marked.docx"
    answer = hengping("sync", desk / "edited.docx", "--case", desk / "case", "--out", out, "--marked", marked)
    assert (answer.code, answer.err) == (0, "")
    assert "上解_市本级：32000万元 → 31000万元（“（一）项目概况”表1第6行第2格" in answer.out
    assert "文字改动（均已保留）：1 处\n  1. 增写 " in answer.out
    assert "“另经现场核对无误。”" in answer.out
    assert "按评价数据，以下文字现在的写法不同" in answer.out
    assert answer.out.endswith(f"更新后的报告：{out}\n修订对照：{marked}\n")
    assert zipfile.is_zipfile(out)
    assert zipfile.is_zipfile(marked)


def test_the_json_document_fits_its_schema(desk: Path) -> None:
    answer = hengping("sync", desk / "edited.docx", "--case", desk / "case", "--out", desk / "out.docx", "--json")
    found = json.loads(answer.out)
    schema = json.loads(hengping("schema", "sync").out)
    jsonschema.Draft202012Validator(schema).validate(found)
    assert found["edits"] == [
        {
            **{"kind": "added", "old": "", "new": "另经现场核对无误。", "before": "", "count": 1, "whole_row": False},
            "where": found["edits"][0]["where"],
        }
    ]
    assert {"fact_id": "预算执行率", "old": "100.00%", "new": "96.88%"}.items() <= next(
        each for each in found["figures"] if each["fact_id"] == "预算执行率"
    ).items()


def test_another_cases_report_is_refused_unless_forced(desk: Path) -> None:
    arguments = ("sync", desk / "edited.docx", "--case", EXAMPLES / "xinjiang-2021", "--out", desk / "out.docx")
    answer = hengping(*arguments)
    assert answer.code == 2
    assert answer.faults == [
        (str(desk / "edited.docx"), "报告“大同市2020年企业职工基本养老保险分级负担项目绩效评价报告”")
    ]
    assert "加 --force 再运行" in answer.err
    assert not (desk / "out.docx").exists()
    assert hengping(*arguments, "--force").code == 0


def _unrelated(path: Path, _: Path) -> None:
    opened = docx.Document()
    opened.add_paragraph("会议纪要")
    opened.save(str(path))


def _truncated(path: Path, report: Path) -> None:
    path.write_bytes(report.read_bytes()[:30_000])


def _broken_text(path: Path, report: Path) -> None:
    with zipfile.ZipFile(report) as archive, zipfile.ZipFile(path, "w") as made:
        for name in archive.namelist():
            data = archive.read(name)
            made.writestr(name, data[: len(data) // 2] if name == "word/document.xml" else data)


def _strict(path: Path, report: Path) -> None:
    with zipfile.ZipFile(report) as archive, zipfile.ZipFile(path, "w") as made:
        for name in archive.namelist():
            data = archive.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            made.writestr(name, data)


def _open_document(path: Path, _: Path) -> None:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        made.writestr("content.xml", "<x/>")


def _workbook(path: Path, _: Path) -> None:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("xl/workbook.xml", "<x/>")


BAD_FILES = {
    "missing": (lambda path, _: None, "无法读取：找不到该文件或文件夹"),
    "text": (lambda path, _: path.write_text("报告"), "损坏的文件，或不是 Word 文件"),
    "empty": (lambda path, _: path.write_bytes(b""), "损坏的文件，或不是 Word 文件"),
    "encrypted": (
        lambda path, _: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        "加密的文件，或旧版 .doc",
    ),
    "truncated": (_truncated, "损坏的文件，或不是 Word 文件"),
    "broken text": (_broken_text, "损坏的文件，或不是 Word 文件"),
    "another document": (_unrelated, "没有与评价数据相联系的数"),
    "strict": (_strict, "“严格 Open XML”格式的文档"),
    "odt": (_open_document, "OpenDocument 文件（.odt 等）"),
    "workbook": (_workbook, "Excel 工作簿"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_what_is_no_report_is_refused_in_words_and_nothing_is_written(kind: str, desk: Path) -> None:
    make, found = BAD_FILES[kind]
    path = desk / "坏.docx"
    make(path, desk / "edited.docx")
    before = contents(desk)
    for place in ("DOCX", "--issued"):
        given = (path,) if place == "DOCX" else (desk / "edited.docx", "--issued", path)
        if place == "--issued" and kind == "another document":
            continue  # any Word file can be compared with
        answer = hengping(
            "sync", *given, "--case", desk / "case", "--out", desk / "out.docx", "--marked", desk / "marked.docx"
        )
        assert answer.code == 2
        assert answer.faults == [(str(path), found)]
        assert contents(desk) == before


@pytest.mark.parametrize("option", ["--out", "--marked"])
def test_what_is_read_is_never_written_over(option: str, desk: Path) -> None:
    before = contents(desk)
    options = {"--out": desk / "out.docx", "--marked": desk / "marked.docx"} | {option: desk / "edited.docx"}
    given = [part for pair in options.items() for part in pair]
    answer = hengping("sync", desk / "edited.docx", "--case", desk / "case", *given)
    assert answer.code == 2
    assert "是同一个文件，请换一个文件名" in answer.err
    assert contents(desk) == before


def test_where_one_file_cannot_be_written_neither_is(desk: Path) -> None:
    (desk / "folder").mkdir()
    answer = hengping(
        "sync", desk / "edited.docx", "--case", desk / "case", "--out", desk / "out.docx", "--marked", desk / "folder"
    )
    assert answer.code != 0
    assert not (desk / "out.docx").exists()
