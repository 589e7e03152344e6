"""What forms F01 to F07 say of a case, checked by hand against the published figures and a fictitious sample."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengping.cases.model import Case
from hengping.cases.store import open_case
from hengping.forms.entry import Entry
from hengping.forms.figures_in_text import with_figures
from hengping.forms.fill import fill_form
from hengping.forms.filled import FilledTable
from hengping.forms.filling import Filling
from hengping.forms.word import merge_spans
from hengping.reference.form_layouts import packaged_form, packaged_forms
from tests.forms.filled_tables import beside, filled, headings, line, lines, tables
from tests.forms.sample_case import rich_case

EXAMPLES = Path(__file__).parents[2] / "examples"
OWN = [form.code for form in packaged_forms() if form.code < "F09"]


@pytest.fixture(scope="module")
def region() -> Case:
    return open_case(EXAMPLES / "xinjiang-2021")


@pytest.fixture(scope="module")
def city() -> Case:
    return open_case(EXAMPLES / "datong-2020")


@pytest.fixture(scope="module")
def rich() -> Case:
    return rich_case()


@pytest.fixture(scope="module")
def bare(region: Case) -> Case:
    """A case on its first day: nothing declared, nothing filed, another kind of fund."""
    identity = region.identity.model_copy(
        update={"budget_fact": "", "executed_fact": "", "fund": "", "project_name": "某项目"}
    )
    return Case(identity=identity, indicators=region.indicators.model_copy(update={"indicators": ()}))


# F01: goal sheets


def test_an_empty_goal_sheet_prints_the_usual_levels(bare: Case) -> None:
    mid_term, annual = tables(filled(bare, "F01"))[2:]
    levels = [row[:2] for row in lines(annual)]
    assert levels[:6] == [
        ["产出指标", name] for name in ("数量指标", "数量指标", "质量指标", "质量指标", "时效指标", "成本指标")
    ]
    assert levels[-1] == ["满意度指标", "服务对象满意度指标"]
    assert lines(mid_term)[0][:2] == ["产出指标", "数量指标"]


def test_goals_of_several_years_and_of_the_year_stand_apart(rich: Case) -> None:
    mid_term, annual = tables(filled(rich, "F01"))[2:]
    assert lines(mid_term, "三级指标", "计算符号", "指标值", "计量单位") == [["三年累计发放人次", "≥", "800", "万人次"]]
    assert line(annual, "保障退休待遇人数", "指标值", "权重", "指标解释", "历史值") == [
        "21.94",
        "10",
        "按月平均",
        "21.50",
    ]
    assert len(annual.rows) == 17


def test_a_year_alone_leaves_three_lines_for_the_years_before_it(region: Case) -> None:
    mid_term = tables(filled(region, "F01"))[2]
    assert lines(mid_term, "三级指标") == [[""]] * 3


def test_money_takes_the_budget_of_the_case_and_what_was_filed(region: Case, rich: Case) -> None:
    assert lines(tables(filled(region, "F01"))[1], "资金来源", "金额") == [
        ["年度资金总额", "1495378.00"],
        ["其中：当年财政拨款", ""],
        ["　　　上年结转资金", ""],
        ["　　　其他资金", ""],
    ]
    assert lines(tables(filled(rich, "F02"))[0], "资金来源", "全年预算数", "全年执行数", "执行率") == [
        ["年度资金总额", "1000", "950", "95.00%"],
        ["其中：当年财政拨款", "1000", "", ""],
        ["　　　上年结转资金", "", "", ""],
        ["　　　其他资金", "", "", ""],
    ]


def test_the_fund_sheet_names_who_leads_each_row(rich: Case) -> None:
    money, goals = tables(filled(rich, "F01b"))
    assert line(money, "基金支出", "全年预算数", "全年执行数") == ["1495378.00", "1448983.18"]
    assert line(goals, "参保缴费人数", "牵头部门") == ["人力资源社会保障部门"]


def test_the_four_column_sheet_has_the_target_as_filed(region: Case) -> None:
    (table,) = tables(filled(region, "F01d"))
    assert headings(table) == ["一级指标", "二级指标", "三级指标", "指标值"]
    assert line(table, "月均养老金支出") == ["", "成本指标", "月均养老金支出", "=124615 万元"]


# F02, F03: self-evaluation and its recheck


def test_who_filled_a_form_is_kept_with_it(rich: Case) -> None:
    assert (beside(filled(rich, "F02"), "填报人"), beside(filled(rich, "F02"), "总分")) == ("赵敏", "")


@pytest.mark.parametrize(
    ("goal", "expected"),
    [  # self-evaluated, score, rechecked, score, deviation, change
        ("参保缴费人数", ["33.29", "10", "33.29", "10", "0.00%", "0"]),
        ("保障退休待遇人数", ["22.00", "10", "21.00", "9", "-4.55%", "-1"]),  # −1 ÷ 22
        ("养老保险待遇首次发放成功率", ["100", "10", "60", "4", "-40.00%", "-6"]),
        ("让离退休人员安享晚年", ["达成", "5", "部分达成", "3", "", "-2"]),  # words have no distance
        ("养老金发放时效", ["", "", "", "", "", ""]),
    ],
)
def test_deviation_is_measured_from_what_the_unit_said(rich: Case, goal: str, expected: list[str]) -> None:
    columns = ("自评完成值", "自评得分", "复核完成值", "复核得分", "偏离度", "得分差值")
    assert line(tables(filled(rich, "F03"))[0], goal, *columns) == expected


def test_the_recheck_is_summed_by_level_1(rich: Case, region: Case) -> None:
    assert lines(tables(filled(rich, "F03"))[1]) == [
        ["产出指标", "13", "3", "30", "23", "-7", "1", "1", "1"],
        ["（未分级）", "1", "", "", "", "", "", "", ""],
        ["效益指标", "2", "1", "5", "3", "-2", "0", "0", "1"],
        ["满意度指标", "1", "", "", "", "", "", "", ""],
        ["合计", "17", "4", "35", "26", "-9", "1", "1", "2"],
    ]
    assert lines(tables(filled(region, "F03"))[1], "一级指标", "已复核数")[-1] == ["合计", ""]


# F04: monitoring


def test_each_round_has_its_copy(rich: Case) -> None:
    copies = fill_form(packaged_form("F04"), rich)
    assert [copy.instance for copy in copies] == ["2021-05", "2021-08"]
    assert [beside(copy, "监控节点") for copy in copies] == ["2021-05", "2021-08"]


def test_a_round_says_how_far_money_and_goals_are(rich: Case) -> None:
    money, goals = tables(filled(rich, "F04", "2021-05"))
    assert line(money, "年度资金总额", "全年预算数", "截至节点执行数", "截至节点执行率", "全年预计执行数") == [
        "1000",
        "400",
        "40.00%",
        "980",
    ]
    assert line(
        goals, "参保缴费人数", "年度指标值", "截至节点执行情况", "全年预计完成情况", "偏差原因分析/人员保障"
    ) == [
        "=33.29万人",
        "32.80",
        "33.00",
        "√",
    ]
    assert line(goals, "参保缴费人数", "完成目标可能性", "备注（拟采取措施）") == ["有可能", "六月起逐户催缴"]
    assert line(goals, "养老金发放时效", "截至节点执行情况") == [""]


def test_a_row_of_no_goal_is_not_lost(rich: Case) -> None:
    goals = tables(filled(rich, "F04", "2021-08"))[1]
    assert lines(goals, "三级指标", "截至节点执行情况")[-1] == ["新增跨省转移件数", "120"]
    assert line(goals, "参保缴费人数", "截至节点执行情况") == ["33.05"]


def test_a_copy_for_no_round_has_nothing_that_could_be_read_back_as_one(region: Case) -> None:
    money, goals = tables(filled(region, "F04"))
    assert line(money, "年度资金总额", "全年预算数", "截至节点执行数") == ["1495378.00", ""]
    assert all(cell.place is None for row in money.rows for cell in row.cells.values())
    assert all(cell.place is None for row in goals.rows for key, cell in row.cells.items() if key == "to_date")


# F05, F06: indicators and scores


def test_levels_that_the_tree_does_not_reach_are_left_out(region: Case, city: Case) -> None:
    of_region, of_city = (tables(filled(case, "F05"))[0] for case in (region, city))
    assert "四级指标" in headings(of_region)
    assert "四级指标" not in headings(of_city)
    assert "要点分值" not in headings(of_region)
    assert headings(of_city).count("分值") == 3


def test_one_row_a_criterion_and_the_total(city: Case) -> None:
    (table,) = tables(filled(city, "F05"))
    clarity = [row for row in table.rows if not row.sums and row.cells["level_3"].text == "绩效指标明确性"]
    assert [row.key for row in table.rows[:3]] == ["A11", "A12", "A21"]
    assert len(clarity) == 4
    assert [row.cells["max_score"].text for row in clarity] == ["1"] * 4
    assert (table.rows[-1].cells["level_1"].text, table.rows[-1].cells["weight_1"].text) == ("合计", "100")


def test_levels_are_one_cell_over_their_rows(city: Case) -> None:
    (table,) = tables(filled(city, "F05"))
    spans = merge_spans(table.rows, table.layout.columns)
    at = [column.key for column in table.layout.columns].index
    assert [row[at("level_1")] for row in spans if row[at("level_1")]] == [9, 5, 6, 6, 1]
    clarity = next(index for index, row in enumerate(table.rows) if row.cells["level_3"].text == "绩效指标明确性")
    assert [row[at("level_3")] for row in spans[clarity : clarity + 4]] == [4, 0, 0, 0]


# Scores as the two reports publish them.
PUBLISHED = {
    "xinjiang-2021": [
        ("项目决策", "9.41"),
        ("项目过程", "23.80"),
        ("项目产出", "39.65"),
        ("项目效益", "21.65"),
        ("合计", "94.51"),
    ],
    "datong-2020": [("决策", "18.00"), ("过程", "19.00"), ("产出", "27.00"), ("效益", "28.12"), ("合计", "92.12")],
}


@pytest.mark.parametrize("example", PUBLISHED)
def test_subtotals_and_total_are_the_published_scores(example: str) -> None:
    (table,) = tables(filled(open_case(EXAMPLES / example), "F06"))
    sums = [(row.cells["level_1"].text.removesuffix("小计"), row.cells["score"].text) for row in table.rows if row.sums]
    assert sums == PUBLISHED[example]


@pytest.mark.parametrize(("example", "prefixes"), [("xinjiang-2021", "ABCD"), ("datong-2020", "")])
def test_the_short_table_plain_and_across(example: str, prefixes: str) -> None:
    case = open_case(EXAMPLES / example)
    names = [name for name, _ in PUBLISHED[example]]
    if prefixes:
        names = [f"{letter}.{name}" for letter, name in zip(prefixes, names, strict=False)] + names[-1:]
    scores = [score for _, score in PUBLISHED[example]]
    assert lines(tables(filled(case, "F06b"))[0], "一级指标", "实际得分") == [
        list(each) for each in zip(names, scores, strict=True)
    ]
    (across,) = tables(filled(case, "F06c"))
    assert headings(across) == ["项目", *names]
    assert line(across, "得分") == ["得分", *scores]


def test_rates_print_half_up(region: Case) -> None:
    assert line(tables(filled(region, "F06c"))[0], "占比") == ["占比", "94.10%", "95.20%", "99.13%", "86.60%", "94.51%"]


def test_a_lost_point_stands_with_reason_and_problem(region: Case) -> None:
    (table,) = tables(filled(region, "F06"))
    row = next(row for row in table.rows if row.key == "A221")
    texts = {key: row.cells[key].text for key in ("score", "rate", "deduction", "actual", "problem")}
    assert texts["score"] == "0.81"  # 1.25 × 11 ÷ 17
    assert (texts["rate"], texts["deduction"], texts["actual"]) == ("64.80%", "0.44", "64.71%")
    assert texts["problem"].startswith("P1 ")


def test_texts_have_their_figures(city: Case) -> None:
    filling = Filling(city, packaged_form("F06"))
    assert (
        with_figures(filling, "共 {{ 上解_市本级 | with_unit }}，占 {{ 市本级分担占比 | percent(2) }}。")
        == "共32000万元，占64.10%。"
    )
    assert with_figures(filling, "人均 {{ 每人分担_市本级 | amount(4) }}万元") == "人均0.2325万元"
    assert with_figures(filling, '申报 {{ count("goals") }}行') == "申报12行"
    assert with_figures(filling, "{{ 没有的事实 | percent }}") == "{{ 没有的事实 | percent }}"


def test_scores_of_each_stage_stand_side_by_side(rich: Case) -> None:
    (table,) = tables(filled(rich, "F06d"))
    first, total = table.rows[0], table.rows[-1]
    assert first.cells["stage.self"].text == "1.00"
    assert (total.cells["stage.self"].text, total.cells["stage.reason"].text) == ("98.50", "自评：单位自评")
    place = table.rows[1].cells["stage.reviewed"].place
    assert place is not None
    assert dict(place.seed) == {"code": table.rows[1].key, "stage": "reviewed"}


def test_a_case_that_cannot_be_scored_yet_prints_without_scores(city: Case) -> None:
    tree = city.indicators.indicators
    leaf = tree[0].children[0].children[0].model_copy(update={"rule": "没有的规则"})
    branch = tree[0].children[0].model_copy(update={"children": (leaf,)})
    top = tree[0].model_copy(update={"children": (branch,)})
    case = city.model_copy(update={"indicators": city.indicators.model_copy(update={"indicators": (top,)})})
    row, subtotal, total = tables(filled(case, "F06"))[0].rows[:3]
    assert (row.cells["rule"].text, row.cells["criterion"].text != "") == ("没有的规则", True)
    assert [each.cells.get("score", Entry()).text for each in (row, subtotal, total)] == ["", "", ""]
    assert lines(tables(filled(case, "F06b"))[0], "一级指标", "权重", "实际得分") == [
        ["决策", "20", ""],
        ["合计", "100", ""],
    ]


# F07: documents


def test_documents_asked_for_and_handed_over(rich: Case, bare: Case) -> None:
    requests = tables(filled(rich, "F07a"))[0]
    assert line(requests, "2021年基金预算批复", "类别", "要求", "截止日", "必交", "状态") == [
        "预算",
        "复印盖章",
        "2022-07-18",
        "是",
        "已收",
    ]
    assert line(requests, "内部控制制度", "必交", "备注") == ["否", "尚未修订"]
    assert line(tables(filled(rich, "F07b"))[0], "2021年基金预算批复", "份数/页数", "密级", "移交人", "接收人") == [
        "1份/6页",
        "内部",
        "王强",
        "陈静",
    ]
    assert len(tables(filled(bare, "F07a"))[0].rows) == 15


def test_each_party_has_its_letter(rich: Case) -> None:
    copies = fill_form(packaged_form("F07c"), rich)
    assert [beside(copy, "承诺单位") for copy in copies] == ["甲市社会保险中心", "甲市财政局"]
    assert [beside(copy, "日期") for copy in copies] == ["2022-07-18", ""]


# All of them


@pytest.mark.parametrize("code", OWN)
def test_no_two_rows_share_a_place(rich: Case, code: str) -> None:
    """Else what is typed in one row would be read as another's; cells of the tree stand over several rows."""
    for copy in fill_form(packaged_form(code), rich):
        seen: dict[object, str] = {}
        for block in copy.blocks:
            for row in block.rows if isinstance(block, FilledTable) else ():
                for key, cell in row.cells.items():
                    place = cell.place
                    if place is not None and place.part != "indicators" and key not in ("level_1",):
                        mark = (place, key) if not place.key else (place.part, place.key, place.field)
                        assert seen.setdefault(mark, row.key) == row.key, (code, mark)


@pytest.mark.parametrize("code", OWN)
def test_every_form_prints_on_the_first_day(bare: Case, code: str) -> None:
    for copy in fill_form(packaged_form(code), bare):
        assert all(
            isinstance(cell, Entry) for table in tables(copy) for row in table.rows for cell in row.cells.values()
        )
