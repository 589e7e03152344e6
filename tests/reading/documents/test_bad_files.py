"""Files that nobody vouches for: each is refused by name or read safely, never with a traceback, never slowly."""

from __future__ import annotations

import contextlib
import io
import os
import socket
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengping.errors import Fault, InputError
from hengping.reading.documents import read_document
from hengping.reading.documents.packages import open_package
from hengping.reading.documents.reader import read_bytes
from tests.reading.documents.word_files import p, word_file

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refused(data: bytes, name: str, folder: Path) -> Fault:
    path = folder / name
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_document(path)
    fault = caught.value.faults[0]
    assert fault.where.startswith(name)
    assert fault.mend.endswith("。")
    return fault


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (b"", "空.docx", "空文件"),
        (b"\0" * 5000, "零.pdf", "空文件"),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "加密.docx", "加密的文件"),
        (COMPOUND + b"\0" * 600, "未知.doc", "无法识别的文件"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "照片.docx", "图片，没有可读取的文字"),
        (b"\xff\xd8\xff\xe0" + b"x" * 50, "扫描.jpg", "图片，没有可读取的文字"),
        (b"%PDF-1.7\n%broken", "断.pdf", "损坏或不完整的文件"),
        (b"PK\x03\x04" + b"x" * 300, "断.docx", "损坏或不完整的文件"),
        (b"\x00\x01\x02\x03" * 99, "程序.txt", "无法识别的文件"),
        (b"\xff\xfe\x00", "半.txt", "被截断的 UTF-16 文本"),
    ],
)
def test_refused_by_name(data: bytes, name: str, found: str, tmp_path: Path) -> None:
    assert refused(data, name, tmp_path).found == found


def test_missing_files_and_folders(tmp_path: Path) -> None:
    for path, found in ((tmp_path / "无.docx", "找不到该文件"), (tmp_path, "文件夹")):
        with pytest.raises(InputError) as caught:
            read_document(path)
        assert caught.value.faults[0].found == found


def test_a_zip_that_unpacks_to_gigabytes(tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (60 << 20))
    assert "解压后有 60 MB" in refused(held.getvalue(), "炸弹.docx", tmp_path).found


def test_a_member_that_lies_about_its_size(tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"\xe4\xb8\xad" * (1 << 20))
    lied = held.getvalue().replace((3 << 20).to_bytes(4, "little"), (3000).to_bytes(4, "little"))
    assert refused(lied, "说谎.zip", tmp_path).found == "损坏或不完整的文件"


def test_zips_in_zips_end(tmp_path: Path) -> None:
    data = b"text"
    for depth in range(4):
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as archive:
            archive.writestr("a.zip" if depth else "a.txt", data)
        data = held.getvalue()
    assert refused(data, "套.zip", tmp_path).found == "压缩包中的压缩包"


def test_one_bad_member_does_not_stop_the_rest(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "材料.zip", "w") as archive:
        archive.writestr("1.txt", "一、基本情况\n正文。")
        archive.writestr("2.docx", b"PK\x03\x04 broken")
        archive.writestr("3.docx", word_file(p("另一份文件。")))
        archive.writestr("../../4.txt", "不会写到别处。")
        archive.writestr("__MACOSX/._1.txt", b"\0\0")
    source = read_document(tmp_path / "材料.zip")
    assert [paragraph.text for paragraph in source.paragraphs] == ["不会写到别处。", "正文。", "另一份文件。"]
    assert [problem.where for problem in source.problems] == ["材料.zip/2.docx"]
    assert os.listdir(tmp_path) == ["材料.zip"]


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bool]]]:
    """A port and whether anyone asked at it."""
    asked: list[bool] = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(3)

    def serve() -> None:
        try:
            server.accept()[0].close()
            asked.append(True)
        except OSError:
            pass

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield server.getsockname()[1], asked
    server.close()
    thread.join(5)


def test_entities_are_neither_read_nor_fetched(tmp_path: Path, listener: tuple[int, list[bool]]) -> None:
    port, asked = listener
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    for target in (secret.as_uri(), f"http://127.0.0.1:{port}/x"):
        declared = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "{target}">]>'
        data = word_file(p("&x;"))
        held = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(held, "w") as archive:
            for name in source.namelist():
                text = source.read(name)
                archive.writestr(name, declared.encode() + text if name == "word/document.xml" else text)
        assert refused(held.getvalue(), "实体.docx", tmp_path).found == "带有实体声明的 XML"
        page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{target}">]><html><body><p>正文&x;</p><img src="{target}"></body></html>'
        (tmp_path / "a.html").write_text(page, encoding="utf-8")
        assert "机密" not in "".join(text for text, _ in read_document(tmp_path / "a.html").texts())
    assert not asked


def test_wrong_suffixes_are_read_and_told(tmp_path: Path) -> None:
    (tmp_path / "报告.pdf").write_bytes(word_file(p("正文。")))
    source = read_document(tmp_path / "报告.pdf")
    assert source.kind == "docx"
    assert source.problems[0].found == "扩展名 .pdf 与内容不符"


def test_a_scan_is_told(tmp_path: Path) -> None:
    import pypdfium2

    pdf = pypdfium2.PdfDocument.new()
    pdf.new_page(595, 842)
    pdf.save(str(tmp_path / "扫描件.pdf"))
    assert "没有文字" in refused((tmp_path / "扫描件.pdf").read_bytes(), "扫描件.pdf", tmp_path).found


def test_millions_of_cells_are_refused(tmp_path: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(tmp_path / "大.xlsx"))
    sheet = book.add_worksheet()
    sheet.write(0, 0, "起")
    sheet.write(1_048_575, 16_383, "止")
    book.close()
    fault = refused((tmp_path / "大.xlsx").read_bytes(), "大.xlsx", tmp_path)
    assert fault.where == "大.xlsx 表“Sheet1”"
    assert "17,179,869,184 个单元格" in fault.found


def test_spans_of_a_page_stay_within_bounds(tmp_path: Path) -> None:
    page = "<table>" + "<tr><td rowspan=99999 colspan=99999>甲</td><td>乙</td></tr>" * 3 + "</table>"
    (tmp_path / "a.html").write_text(f"<html><body>{page}</body></html>", encoding="utf-8")
    (table,) = read_document(tmp_path / "a.html").tables
    assert len(table.cells) == 3
    assert table.width <= 3_000


def test_deep_nesting_ends(tmp_path: Path) -> None:
    page = "<div>" * 5000 + "<p>底</p>"
    (tmp_path / "a.html").write_text(f"<html><body>{page}</body></html>", encoding="utf-8")
    read_document(tmp_path / "a.html")


@pytest.fixture(scope="module")
def whole() -> dict[str, bytes]:
    """A sound file of each kind."""
    document = docx.Document()
    document.add_heading("一、基本情况", 1)
    document.add_paragraph("正文。" * 30)
    document.add_table(3, 3).cell(0, 0).text = "格"
    held = io.BytesIO()
    document.save(held)
    files = {".docx": held.getvalue(), ".txt": "一、基本情况\n\t甲\t乙\n\t丙\t丁\n".encode()}
    files[".html"] = "<html><body><table><tr><td>甲<td>乙</table><p>正文".encode()
    files[".md"] = "# 题\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n注[^1]\n\n[^1]: 脚注".encode()
    return files


@settings(max_examples=60)
@given(data=st.data())
def test_truncated_and_altered_files_never_fail_otherwise(whole: dict[str, bytes], data: st.DataObject) -> None:
    suffix = data.draw(st.sampled_from(sorted(whole)))
    content = bytearray(whole[suffix])
    for _ in range(data.draw(st.integers(0, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    with contextlib.suppress(InputError):
        read_bytes(bytes(content[:cut] if data.draw(st.booleans()) else content), label="改动", suffix=suffix)


def test_a_converter_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\nexec sleep 60\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    monkeypatch.setattr("hengping.reading.documents.office_conversion.TIMEOUT_SECONDS", 0.5)
    assert refused(rb"{\rtf1 x}", "挂起.rtf", tmp_path).found == "RTF 文件，LibreOffice 没有转换成功"
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_encrypted_members_are_refused() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.txt", "x")
    data = bytearray(held.getvalue())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(InputError) as caught:
        open_package(bytes(data), label="加密.zip")
    assert caught.value.faults[0].found == "加密的文件"
