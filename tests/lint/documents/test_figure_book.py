"""Figures of prose and tables under their names."""

import pytest

from hengping.lint.documents.figure_book import affinity
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.reading.documents.markdown import read_markdown

_TEXT = """# 报告

# 一、资金

2021年全县预算安排1200.00万元，实际支出1140.00万元，惠及48所学校；2020年支出1000.00万元。

表1 2021年各乡支出表

| 乡镇 | 支出金额（万元） | 学校数（所） |
|---|---|---|
| 东乡 | 640.00 | 28 |
| 西乡 | 500.00 | 20 |
"""


def _book() -> list[tuple[str, str, str, str]]:
    subject = DocumentUnderReview(read_markdown(_TEXT.encode(), label="t"))
    return [(str(entry.figure), entry.name, entry.tail, entry.year) for entry in subject.figure_book]


def test_every_figure_has_its_name() -> None:
    assert _book() == [
        ("1200.00万元", "2021年全县预算安排", "", "2021"),
        ("1140.00万元", "实际支出", "", "2021"),
        ("48所", "惠及", "学校", "2021"),
        ("1000.00万元", "2020年支出", "", "2020"),
        ("640.00万元", "东乡支出金额（万元）", "", "2021"),
        ("28所", "东乡学校数（所）", "", "2021"),
        ("500.00万元", "西乡支出金额（万元）", "", "2021"),
        ("20所", "西乡学校数（所）", "", "2021"),
    ]


@pytest.mark.parametrize(
    ("name", "other", "least", "most"),
    [
        ("2021年东乡支出", "东乡支出金额（万元）", 1.0, 1.0),
        ("东乡预算", "西乡支出", 0.0, 0.0),
        ("学校", "惠及学校", 1.0, 1.0),
        ("的", "支出", 0.0, 0.0),
        ("受益学生人数", "受益学生", 1.0, 1.0),
    ],
)
def test_affinity(name: str, other: str, least: float, most: float) -> None:
    assert least <= affinity(name, other) <= most
