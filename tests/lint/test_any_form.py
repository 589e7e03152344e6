"""Whatever is written in the cells of a form, the audit says something of it and never fails."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from hengping.extraction.filed_form.reader import read_page
from hengping.forms.returned.pages import Grid, Page, Spot
from hengping.lint.audit.one_form import audit_form
from hengping.reference.profiles import packaged_profile
from hengping.reference.recheck import packaged_recheck_rules

HEADINGS = (
    "一级指标",
    "二级指标",
    "三级指标",
    "计算符号",
    "年度指标值",
    "计量单位",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因",
    "佐证材料",
)
CELLS = st.sampled_from(
    (
        "",
        "产出指标",
        "成本指标",
        "其中：人数",
        "满意度",
        "≥",
        "≤",
        "=",
        "定性",
        "0",
        "-5",
        "100%",
        "≥95%",
        "95%～105%",
        "0.98",
        "1e9",
        "万人",
        "33.29万人",
        "322189人",
        "元/人*月",
        "583元/人*月",
        "2023年12月底前",
        "达成",
        "部分达成",
        "10分",
        "九分",
        "总分",
        "合计",
        "预算执行率",
        "9" * 40,
        "①",
        "—",
        "#REF!",
        "=1+1",
        "1/0",
        "A1",
        "优",
        "年度资金总额",
        "说明：无",
        "单位",
        "％",
        "100",
        "50",
        "小计",
        "TOTAL",
        "E",
        "\u3000",
    )
)
ROWS = st.lists(st.lists(CELLS, min_size=len(HEADINGS), max_size=len(HEADINGS)), min_size=1, max_size=6)


@settings(max_examples=150)
@given(rows=ROWS, money=st.lists(CELLS, min_size=7, max_size=7), total=CELLS)
def test_any_form_is_audited(rows: list[list[str]], money: list[str], total: str) -> None:
    width = len(HEADINGS)
    lines = [
        ["项目名称", "某项目", *money[:2]],
        ["资金", "", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["年度资金总额", *money[1:]],
    ]
    lines += [list(HEADINGS), *rows, ["总分", *[""] * 7, total]]
    grid = [
        tuple(Spot(text, f"A{row}") for text in [*line, *[""] * width][:width])
        for row, line in enumerate(lines, start=1)
    ]
    form = read_page(Page("表", [Grid(tuple(grid))]))
    if form is not None:
        record, details = audit_form(
            form, "a.xlsx", packaged_profile("self-evaluation"), packaged_recheck_rules("general")
        )
        assert record.errors == sum(each.severity == "error" for each in details.findings)
        assert all(each.where and each.message for each in details.findings)
