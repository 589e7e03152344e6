"""The two published reports: text and structure. Every finding was held against the text by hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hengping.lint.documents.report import check_document
from hengping.reading.documents import read_document

pytestmark = pytest.mark.real_cases

# Code, and a piece of the message that says which contradiction of the text is meant.
FINDINGS = {
    "datong-2020": [
        ("HP503", "“（7）满意度”，应为第6项"),  # goals are counted （1）（2）（3）（4）（5）（7）
        (
            "HP512",
            "“决策”满分20.00分、得18.00分",
        ),  # the chapter of problems tells of archives and of participation only
        ("HP512", "“效益”满分30.00分、得28.12分"),
        ("HP515", "受益对象满意度未达理想值"),  # the value is printed nowhere
        ("HP521", "“养老金社会发放率”与“养老金发放率”"),
        ("HP521", "“受益对象满意度”与“受益群众满意度”"),
        ("HP524", "处书签、域代码或注码是转换留下的"),  # [bookmark: _Toc…] before the headings, read without them
    ],
    "xinjiang-2021": [
        ("HP506", "没有附件1"),  # three annexes are cited, none is printed
        ("HP506", "没有附件5"),
        ("HP506", "没有附件6"),
        ("HP510", "委托时间为2022年7月"),
        ("HP512", "“过程”满分25.00分、得23.80分"),  # both problems are about goals
        ("HP512", "“产出”满分40.00分、得39.65分"),
        ("HP512", "“效益”满分25.00分、得21.65分"),
        ("HP514", "项目过程方面"),
        ("HP514", "项目效益方面"),
        ("HP516", "有数值目标的指标13项，其中8项"),
        ("HP517", "成本效益分析法"),  # announced and defined, and nothing weighs cost against benefit
        ("HP518", "没有采用历史标准"),  # compares three years
        ("HP520", "HP101"),
        ("HP520", "HP104"),
        ("HP520", "HP105"),
        ("HP520", "HP111"),
        ("HP520", "HP112"),
        ("HP520", "HP113"),
        ("HP520", "HP114"),
        ("HP520", "HP108"),
        ("HP523", "关于全面实施预算绩效管理的实施意见"),
        ("HP526", "“and”"),
        ("HP528", "综合指数评价法"),
    ],
}


@pytest.mark.parametrize("name", FINDINGS)
def test_text_and_structure_say_what_the_report_shows(name: str) -> None:
    source = Path(os.environ["HENGPING_REAL_CASES"]).parent / "sources" / f"{name}-report.txt"
    found = [
        (finding.code, finding.remark.message)
        for finding in check_document(read_document(source)).findings
        if finding.code.startswith("HP5")
    ]

    assert sorted(code for code, _ in found) == sorted(code for code, _ in FINDINGS[name])
    for code, words in FINDINGS[name]:
        assert any(words in message for own, message in found if own == code), (code, words, found)
