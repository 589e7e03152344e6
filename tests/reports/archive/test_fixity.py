"""One byte flipped in each kind of file, files gone, put in and renamed: always named, with the byte."""

from __future__ import annotations

import binascii
import hashlib
import shutil
import struct
import zipfile
from pathlib import Path

import pytest

from hengping.errors import InputError
from hengping.reports.archive.bag_source import open_bag
from hengping.reports.archive.difference import Difference, Kind
from hengping.reports.archive.fixity import Fixity
from hengping.reports.archive.verification import verify
from tests.reports.archive.conftest import flipped

DATA = "data/08-数据"
KINDS_OF_FILES = [
    "data/06-报告/评价报告.docx",
    "data/06-报告/评价报告.pdf",
    "data/06-报告/评价报告.html",
    "data/06-报告/result.json",
    "data/03-底稿/工作底稿.xlsx",
    "data/02-资料与证据/E01-评价 报告.pdf",
    "data/09-签署/Q1-seal.pdf",
    f"{DATA}/评价.xlsx",
    f"{DATA}/文件位置.csv",
    f"{DATA}/评价文件夹/facts.csv",
    f"{DATA}/评价文件夹/indicators.yaml",
    f"{DATA}/评价文件夹/text/abstract.md",
    f"{DATA}/评价文件夹/layouts/README.txt",
    "data/00-卷内目录/备考表.pdf",
    "bagit.txt",
    "bag-info.txt",
    "manifest-sha256.txt",
    "blocks.txt",
    "tagmanifest-sha256.txt",
]


def differences(path: Path) -> list[Difference]:
    with open_bag(path) as source:
        return list(Fixity(source).differences())


def test_nothing_differs_in_what_was_just_written(bag: Path) -> None:
    assert differences(bag) == []


@pytest.mark.parametrize("name", KINDS_OF_FILES)
@pytest.mark.parametrize("offset", [0, 777, -1])
def test_one_flipped_byte_is_named_with_its_file_and_place(bag: Path, name: str, offset: int) -> None:
    before = flipped(bag / name, offset, change=4)
    at = offset % len(before)

    found = [each for each in differences(bag) if each.file == name and each.spots]

    assert [(spot.range.offset, spot.range.length) for spot in found[0].spots] == [(at, 1)]
    (spot,) = found[0].spots
    assert (spot.range.was, spot.range.is_now) == (before[at : at + 1], bytes([before[at] ^ 4]))
    if name.endswith((".csv", ".yaml", ".md", ".txt", ".json", ".html")):
        assert spot.line == before[:at].count(b"\n") + 1
    assert {each.file for each in differences(bag)} == {name}


def test_an_overwritten_passage_is_named_by_its_blocks(bag: Path) -> None:
    file = bag / "data/02-资料与证据/E01-评价 报告.pdf"
    content = file.read_bytes()
    file.write_bytes(content[:1500] + b"\0" * 200 + content[1700:])
    (found,) = differences(bag)
    assert [str(spot) for spot in found.spots] == ["第 1025—2048 字节之间"]


def test_a_line_put_into_a_table_is_named(bag: Path) -> None:
    file = bag / f"{DATA}/评价文件夹/facts.csv"
    content = file.read_bytes()
    cut = content.index(b"\n", 3000) + 1
    file.write_bytes(content[:cut] + "假,假,,1,,元\n".encode() + content[cut:])
    sizes = {each.kind: each.message for each in differences(bag)}
    assert f"原有 {len(content)} 字节，现有 {len(content) + 16} 字节" in sizes[Kind.CHANGED]
    spot = next(each for each in differences(bag) if each.kind is Kind.CHANGED).spots[0].range
    assert spot.offset <= cut < spot.offset + spot.length <= spot.offset + 1100


def test_files_gone_put_in_and_renamed(bag: Path) -> None:
    (bag / "data/06-报告/评价报告.html").unlink()
    (bag / "data/07-整改").mkdir()
    (bag / "data/07-整改/新.txt").write_text("多出的", encoding="utf-8")
    (bag / "data/03-底稿/工作底稿.xlsx").rename(bag / "data/03-底稿/底稿.xlsx")
    (bag / "note.txt").write_text("x", encoding="utf-8")
    told = {(each.kind, each.file) for each in differences(bag)}
    assert told == {
        (Kind.MISSING, "data/06-报告/评价报告.html"),
        (Kind.ADDED, "data/07-整改/新.txt"),
        (Kind.RENAMED, "data/03-底稿/工作底稿.xlsx"),
        (Kind.ADDED, "note.txt"),
        (Kind.LISTING, "bag-info.txt"),
    }
    assert "底稿.xlsx" in next(each.message for each in differences(bag) if each.kind is Kind.RENAMED)


@pytest.mark.parametrize(
    "name", ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "blocks.txt", "tagmanifest-sha256.txt"]
)
def test_a_tag_file_that_is_gone_is_told(bag: Path, name: str) -> None:
    (bag / name).unlink()
    assert (Kind.MISSING, name) in {(each.kind, each.file) for each in differences(bag)}


def test_a_hash_changed_in_both_manifests_is_told_as_that(bag: Path) -> None:
    manifest = bag / "manifest-sha256.txt"
    lines = manifest.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[3] = ("0" if lines[3][0] != "0" else "1") + lines[3][1:]
    before = hashlib.sha256(manifest.read_bytes()).hexdigest()
    manifest.write_text("".join(lines), encoding="utf-8")
    tags = bag / "tagmanifest-sha256.txt"
    after = hashlib.sha256(manifest.read_bytes()).hexdigest()
    tags.write_text(tags.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    kinds = {each.kind: each.message for each in differences(bag)}
    assert "没有变，是清单中它的哈希值被改为" in kinds[Kind.LISTING]
    assert {each.file for each in differences(bag)} == {"manifest-sha256.txt"}


def test_blanks_changed_in_the_tag_manifest_are_told_too(bag: Path) -> None:
    manifest = bag / "tagmanifest-sha256.txt"
    manifest.write_bytes(manifest.read_bytes().replace(b"  ", b" *", 1))
    (found,) = differences(bag)
    assert (found.file, found.spots[0].range.is_now) == ("tagmanifest-sha256.txt", b"*")


def zipped(bag: Path, target: Path, *, top: str, compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(target, "w", compression) as archive:
        for path in sorted(bag.rglob("*")):
            if path.is_file():
                archive.write(path, top + path.relative_to(bag).as_posix())
    return target


@pytest.mark.parametrize("top", ["", "归档/"])
def test_a_zip_is_checked_alike(bag: Path, tmp_path: Path, top: str) -> None:
    assert differences(zipped(bag, tmp_path / "whole.zip", top=top)) == []
    before = flipped(bag / "data/06-报告/result.json", 100)
    (found,) = differences(zipped(bag, tmp_path / "spoilt.zip", top=top))
    assert (found.file, found.spots[0].range.offset) == ("data/06-报告/result.json", 100)
    assert found.spots[0].range.was == before[100:101]


def test_a_byte_flipped_in_a_stored_zip_is_named_in_its_file(bag: Path, tmp_path: Path) -> None:
    packed = zipped(bag, tmp_path / "bag.zip", top="", compression=zipfile.ZIP_STORED)
    content = packed.read_bytes()
    scan = (bag / "data/09-签署/Q1-seal.pdf").read_bytes()
    flipped(packed, content.index(scan) + 1000)
    (found,) = differences(packed)
    assert (found.file, found.spots[0].range.offset) == ("data/09-签署/Q1-seal.pdf", 1000)


def test_a_zip_made_by_a_chinese_windows_is_read(bag: Path, tmp_path: Path) -> None:
    assert differences(raw_names_zip(bag, tmp_path / "bag.zip")) == []


def raw_names_zip(bag: Path, target: Path) -> Path:
    """A zip whose names are GB18030 bytes without the mark of UTF-8, as old programs write it."""
    local, central, count = b"", b"", 0
    for path in sorted(bag.rglob("*")):
        if not path.is_file():
            continue
        name, content = path.relative_to(bag).as_posix().encode("gb18030"), path.read_bytes()
        sums = struct.pack("<IIIHH", binascii.crc32(content), len(content), len(content), len(name), 0)
        head = struct.pack("<HHHHH", 20, 0, 0, 0, 33)
        central += b"PK\x01\x02" + struct.pack("<H", 20) + head + sums
        central += struct.pack("<HHHII", 0, 0, 0, 0, len(local)) + name
        local += b"PK\x03\x04" + head + sums + name + content
        count += 1
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(central), len(local), 0)
    target.write_bytes(local + central + b"PK\x05\x06" + end)
    return target


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda path: None, "找不到该文件夹或文件"),
        (lambda path: path.mkdir(), "其中没有归档包的清单"),
        (lambda path: path.write_bytes(b"no zip"), "不是能够打开的压缩文件"),
    ],
    ids=["nothing there", "an empty folder", "no zip"],
)
def test_what_is_no_bag_is_refused(tmp_path: Path, make: object, told: str) -> None:
    make(tmp_path / "x")  # type: ignore[operator]
    with pytest.raises(InputError, match=told):
        differences(tmp_path / "x")


@pytest.mark.parametrize("name", ["bagit.txt", "bag-info.txt", "blocks.txt"])
def test_a_tag_file_is_named_even_where_the_tag_manifest_is_empty(bag: Path, name: str) -> None:
    (bag / "tagmanifest-sha256.txt").write_bytes(b"")
    (bag / name).write_bytes((bag / name).read_bytes()[:-20])
    assert {name, "tagmanifest-sha256.txt"} <= {each.file for each in differences(bag)}


def test_a_zip_cannot_write_outside_of_where_it_is_read(bag: Path, tmp_path: Path) -> None:
    packed = zipped(bag, tmp_path / "bag.zip", top="")
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr(f"{DATA}/评价文件夹/signed/../../../../../../escaped.json", "{}")
    result = verify(packed)
    assert [each.kind for each in result.differences] == [Kind.ADDED, Kind.LISTING]
    assert not list(tmp_path.parent.rglob("escaped.json"))


def test_many_damages_at_once_are_all_named(bag: Path) -> None:
    names = [*KINDS_OF_FILES[:6], "bag-info.txt", "manifest-sha256.txt"]
    for name in names:
        flipped(bag / name, 200)
    shutil.rmtree(bag / "data/09-签署")
    assert {*names, "data/09-签署/Q1-seal.pdf"} <= {each.file for each in differences(bag)}
