from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.rendering.document import Cover, Document
from hengping.rendering.titles import cover_measures, title_lines


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("绩效评价报告", ["绩效评价报告"]),
        (
            "大同市2020年企业职工基本养老保险分级负担项目绩效评价报告",
            ["大同市2020年企业职工基本养老保险", "分级负担项目绩效评价报告"],
        ),
        (
            "新疆维吾尔自治区人力资源和社会保障厅自治区本级企业职工基本养老保险基金支出项目绩效评价报告",
            ["新疆维吾尔自治区人力资源和社会保障厅", "自治区本级企业职工基本养老保险", "基金支出项目绩效评价报告"],
        ),
        ("清河县2020年度\n绩效评价报告", ["清河县2020年度", "绩效评价报告"]),
    ],
)
def test_a_title_breaks_where_its_parts_end(title: str, lines: list[str]) -> None:
    assert list(title_lines(title, 19.5)) == lines


@given(st.text(alphabet="甲乙厅基金（）《》2020年、a", min_size=1, max_size=120))
def test_no_letter_is_lost_and_no_line_is_too_long(title: str) -> None:
    lines = title_lines(title, 20)
    assert "".join(lines) == title
    if len(lines) > 1:
        assert all(sum(1.0 if letter > "ɏ" else 0.55 for letter in line) <= 20 for line in lines)
        assert not any(line.startswith(("）", "》", "、")) for line in lines[1:])


def measures(title: str, rows: tuple[tuple[str, str], ...] = ()) -> tuple[float, float]:
    made = cover_measures(Document(title, (), cover=Cover(rows)))
    return made.title_size, made.label_width + made.value_width


def test_a_short_title_is_large_and_a_long_one_is_of_the_size_of_titles() -> None:
    assert [measures("甲" * count)[0] for count in (10, 18, 40)] == [26, 24, 22]


def test_a_whole_text_in_place_of_a_title_is_broken_at_once() -> None:
    lines = title_lines("某市项目" * 2000, 20)
    assert "".join(lines) == "某市项目" * 2000
    assert {len(line) for line in lines} == {20}


def test_rows_stay_within_the_page_whatever_their_labels() -> None:
    text_width = 156 / 25.4 * 72
    assert measures("报告", (("参与评价中介机构名称", "甲" * 40),))[1] <= text_width
