"""What an archive holds and where; an independent BagIt library finds it valid."""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import bagit
import openpyxl
import pytest

from hengping.cases.folder_store import read_folder
from hengping.cases.model.follow_up import ArchiveItem
from hengping.cases.store import open_case, save_case
from hengping.cases.workbook_store import read_workbook
from hengping.errors import InputError
from hengping.reports.archive.contents import contents
from hengping.reports.archive.layout import CASE_FOLDER, CASE_WORKBOOK, Document, Group
from hengping.reports.archive.packing import Archived, archive
from tests.reports.archive.conftest import NAMES, SCAN


def names_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def contents_rows(folder: Path, sheet: str) -> list[tuple[str, ...]]:
    book = openpyxl.load_workbook(folder / "data/00-卷内目录/卷内目录.xlsx")
    return [tuple(str(cell or "") for cell in row) for row in book[sheet].iter_rows(min_row=4, values_only=True)]


@pytest.mark.parametrize("name", NAMES)
def test_another_bagit_library_finds_it_valid(archives: Mapping[str, Archived], name: str) -> None:
    logging.getLogger("bagit").setLevel(logging.ERROR)
    found = bagit.Bag(str(archives[name].folder))
    found.validate()
    assert found.version_info == (1, 0)
    size, _, files = found.info["Payload-Oxum"].partition(".")
    assert (int(size), int(files)) == (archives[name].size, archives[name].files)


def test_files_stand_in_the_order_of_the_file(archives: Mapping[str, Archived]) -> None:
    names = names_in(archives["datong-2020"].folder)
    payload = [name.removeprefix("data/") for name in names if name.startswith("data/")]
    own = [name for name in payload if not name.startswith("08-数据/评价文件夹/")]
    assert own == [
        "00-卷内目录/卷内目录.pdf",
        "00-卷内目录/卷内目录.xlsx",
        "00-卷内目录/备考表.pdf",
        "01-委托与方案/F05-绩效评价指标体系表.pdf",
        "02-资料与证据/E01-评价 报告.pdf",
        "02-资料与证据/E02-100％.txt",
        "03-底稿/工作底稿.xlsx",
        "04-评分与复核/F06-绩效评价指标体系评分表.pdf",
        "04-评分与复核/F16-三级复核单.pdf",
        "06-报告/F20b-报告签署页.pdf",
        "06-报告/result.json",
        "06-报告/评价报告.docx",
        "06-报告/评价报告.html",
        "06-报告/评价报告.pdf",
        "08-数据/文件位置.csv",
        "08-数据/评价.xlsx",
        "09-签署/Q1-seal.pdf",
    ]
    beside = [name.removeprefix("08-数据/评价文件夹/") for name in payload if "/signed/" in name or "/layouts/" in name]
    assert [re.sub("-[0-9a-f]{12}", "", name) for name in beside] == ["layouts/README.txt", "signed/draft.json"]
    assert not any(".git" in name for name in names)


def test_evidence_and_scans_are_copied_whole(archives: Mapping[str, Archived], sources: Mapping[str, Path]) -> None:
    data = archives["datong-2020"].folder / "data"
    original = (sources["datong-2020"] / "evidence/评价 报告.pdf").read_bytes()
    assert (data / "02-资料与证据/E01-评价 报告.pdf").read_bytes() == original
    assert (data / "09-签署/Q1-seal.pdf").read_bytes() == SCAN


@pytest.mark.parametrize("name", NAMES)
def test_the_case_lies_in_it_as_folder_and_as_workbook(
    archives: Mapping[str, Archived], sources: Mapping[str, Path], name: str
) -> None:
    folder = archives[name].folder
    case = open_case(sources[name])
    assert read_folder(folder / CASE_FOLDER) == case == read_workbook(folder / CASE_WORKBOOK)


def test_pages_are_pdf_a(archives: Mapping[str, Archived]) -> None:
    folder = archives["xinjiang-2021"].folder
    pages = sorted((folder / "data").glob("0*/*.pdf"))
    assert {"卷内目录.pdf", "备考表.pdf", "评价报告.pdf", "F06-绩效评价指标体系评分表.pdf"} <= {
        path.name for path in pages
    }
    assert all(re.search(rb"pdfaid:part>2<", path.read_bytes()) for path in pages)


def test_same_case_same_bytes(archives: Mapping[str, Archived], sources: Mapping[str, Path], tmp_path: Path) -> None:
    source = sources["datong-2020"]
    again = archive(open_case(source), source, tmp_path / "again")
    first = archives["datong-2020"]
    assert again.fingerprint == first.fingerprint
    assert names_in(again.folder) == names_in(first.folder)
    assert all(
        (again.folder / name).read_bytes() == (first.folder / name).read_bytes() for name in names_in(first.folder)
    )


def test_what_is_lacking_is_listed(archives: Mapping[str, Archived]) -> None:
    done = archives["datong-2020"]
    assert done.complete
    assert [(lack.what.partition("“")[0], lack.reason) for lack in done.lacks] == [
        ("证据 E03", "没有登记文件"),
        ("证据 E04", "没有登记文件"),
        ("证据 E05", "没有登记文件"),
    ]
    assert [row[2] for row in contents_rows(done.folder, "缺失清单")] == ["没有登记文件"] * 3


@pytest.mark.parametrize(
    ("file", "content", "reason"),
    [
        ("evidence/100%.txt", None, "找不到文件"),
        ("evidence/100%.txt", b"other", "文件与登记的哈希值不符"),
        ("scans/seal.pdf", None, "找不到文件"),
    ],
)
def test_a_named_file_that_is_gone_or_another_is_told(
    sources: Mapping[str, Path], tmp_path: Path, file: str, content: bytes | None, reason: str
) -> None:
    source = Path(shutil.copytree(sources["datong-2020"], tmp_path / "case"))
    if content is None:
        (source / file).unlink()
    else:
        (source / file).write_bytes(content)
    done = archive(open_case(source), source, tmp_path / "bag")
    assert not done.complete
    assert [lack.path for lack in done.lacks if lack.serious and lack.reason.startswith(reason)] == [file]
    assert any(
        row[1:] and row[1] == file and row[2].startswith(reason) for row in contents_rows(done.folder, "缺失清单")
    )


def test_nothing_outside_the_case_is_taken_in(sources: Mapping[str, Path], tmp_path: Path) -> None:
    source = Path(shutil.copytree(sources["datong-2020"], tmp_path / "case"))
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (source / "link.txt").symlink_to(tmp_path / "secret.txt")
    case = open_case(source)
    first, second, *rest = case.evidence
    leading_out = (first.model_copy(update={"file": "../secret.txt"}), second.model_copy(update={"file": "link.txt"}))
    done = archive(case.model_copy(update={"evidence": (*leading_out, *rest)}), source, tmp_path / "bag")
    assert not any(path.read_bytes() == b"secret" for path in done.folder.rglob("*") if path.is_file())
    told = {lack.path: lack.reason for lack in done.lacks if lack.path}
    assert "链接指向评价文件夹之外" in told["link.txt"] or "找不到文件" in told["link.txt"]
    assert told["../secret.txt"] == "不是评价文件夹内的路径，没有收入"


def test_from_a_workbook_only_what_it_names_is_taken(sources: Mapping[str, Path], tmp_path: Path) -> None:
    source = Path(shutil.copytree(sources["datong-2020"], tmp_path / "case"))
    desk = tmp_path / "desk"
    desk.mkdir()
    book = desk / "评价.xlsx"
    save_case(open_case(source), book)
    shutil.copytree(source / "evidence", desk / "evidence")
    (desk / "diary.txt").write_text("private", encoding="utf-8")
    done = archive(open_case(book), book, tmp_path / "bag")
    names = names_in(done.folder)
    assert "data/02-资料与证据/E01-评价 报告.pdf" in names
    assert not any("diary" in name for name in names)
    assert read_folder(done.folder / CASE_FOLDER) == open_case(book)


def document(path: str, title: str) -> Document:
    return Document(f"data/{path}", Group.REPORT, title, b"", made=True)


def test_the_cases_own_contents_list_comes_first(archives: Mapping[str, Archived]) -> None:
    case = open_case(archives["datong-2020"].folder / CASE_FOLDER)
    items = (
        ArchiveItem(id="1", document_number="同财绩〔2021〕5号", title="委托书", retention="30年"),
        ArchiveItem(id="2", title="正式报告", file="data/06-报告/评价报告.pdf", pages="1-39", retention="永久"),
        ArchiveItem(id="3", title="不存在的", file="06-报告/没有.pdf"),
    )
    documents = [document("06-报告/评价报告.pdf", "报告"), document("06-报告/评价报告.docx", "报告（Word）")]

    found = contents(case.model_copy(update={"archive_items": items}), documents)

    assert [(e.number, e.title, e.pages, e.retention, e.note, e.file) for e in found.entries] == [
        ("1", "委托书", "", "30年", "纸质", ""),
        ("2", "正式报告", "1-39", "永久", "", "06-报告/评价报告.pdf"),
        ("3", "不存在的", "", "", "", "06-报告/没有.pdf"),
        ("4", "报告（Word）", "", "", "电子", "06-报告/评价报告.docx"),
    ]
    assert [lack.path for lack in found.lacks] == ["06-报告/没有.pdf"]


def test_a_target_that_holds_something_is_refused(sources: Mapping[str, Path], tmp_path: Path) -> None:
    source = sources["datong-2020"]
    case = open_case(source)
    (tmp_path / "bag").mkdir()
    (tmp_path / "bag" / "old.txt").write_text("old", encoding="utf-8")
    with pytest.raises(InputError, match="已有内容"):
        archive(case, source, tmp_path / "bag")
    with pytest.raises(InputError, match="在评价文件夹之内"):
        archive(case, source, source / "归档")
    assert names_in(tmp_path) == ["bag/old.txt"]
