"""What the reader took out of a text is told once; what everybody sees in a list of contents is a matter by itself."""

from __future__ import annotations

import pytest

from hengping.lint.document_checks.conversion_residue import CHECK
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.reading.documents.plain_text import read_plain_text


def found(text: str) -> list[tuple[str, str, str]]:
    """Severity, place and what was written."""
    subject = DocumentUnderReview(read_plain_text(text.encode(), label="报告.txt"))
    return [(each.severity.value, str(each.where), each.remark.found) for each in CHECK.findings(subject)]


def test_many_bookmarks_are_one_word() -> None:
    text = "[bookmark: _Toc1]一、项目概况\n项目[bookmark: _Hlk2]按期完成。\n[bookmark: _Toc3]二、评价结论\n结论良好。\n"
    assert found(text) == [("info", "第1行", "[bookmark: _Toc1]")]


def test_a_broken_list_of_contents() -> None:
    text = "目录\n一、项目概况\t错误!未定义书签。\n二、评价结论\t错误!未定义书签。\n一、项目概况\n项目按期完成。\n"
    assert found(text) == [("warning", "第2行", "错误!未定义书签")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("等级为“优”[1]，上年为“良”[2]。\n[1] 总分90分以上为优。\n", ["[2]"]),
        ("等级为“优”[1]，上年为“良”[2]。\n[1] 总分90分以上为优。\n[2] 80分以上为良。\n", []),
        ("等级为“优”[1]。\n", ["[1]"]),
        ("甲[footnoteRef:0]为优，乙为良[7]。 [0: 总分90分以上为优。]\n", ["[7]"]),
    ],
)
def test_marks_of_notes(text: str, expected: list[str]) -> None:
    assert [written for _, _, written in found(text)] == expected
