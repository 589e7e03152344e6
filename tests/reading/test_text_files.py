from __future__ import annotations

from pathlib import Path

import pytest

from hengping.errors import InputError
from hengping.reading.text_files import MAX_TEXT_BYTES, control_character, decode, read_text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("text", ["", "养老", "㐀𠀀", "行一\r\n行二\r"])
def test_text_is_found_in_its_encoding_and_line_ends_stay(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), label="a.md") == text


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"ab\ncd\x07\n\x00", ["a.md 第 2 行", "a.md 第 3 行"]),
        (b"ab\n\xff\xff", ["a.md"]),
        ("ab".encode("utf-16"), ["a.md"]),
    ],
)
def test_what_is_no_text_is_told(data: bytes, told: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, label="a.md")
    assert [fault.where for fault in caught.value.faults] == told


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "a.csv").open("wb") as stream:
        stream.truncate(MAX_TEXT_BYTES + 1)
    with pytest.raises(InputError, match="不超过 64 MB"):
        read_text(tmp_path / "a.csv", label="a.csv")


@pytest.mark.parametrize(("name", "words"), [("none", "找不到"), ("folder", "文件夹")])
def test_what_cannot_be_opened_is_told_in_words(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError, match=words):
        read_text(tmp_path / name, label=name)


@pytest.mark.parametrize(
    ("text", "found"), [("正常\t\r\n", None), ("a\x0b", "\x0b"), ("a\ud800", "\ud800"), ("\uffff", "\uffff")]
)
def test_characters_that_no_store_holds(text: str, found: str | None) -> None:
    assert control_character(text) == found
