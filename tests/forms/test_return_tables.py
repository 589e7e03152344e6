"""Forms F01 to F08 come back: untouched they say nothing, and what is filled in lands where it belongs."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from hengping.cases.integrity import check_integrity
from hengping.cases.model import Case
from hengping.cases.store import open_case
from hengping.forms.fill import fill_form
from hengping.forms.returned.recognition import read_returned
from hengping.forms.returned.writing import take_over
from hengping.forms.word import form_document
from hengping.reference.form_layouts import packaged_form, packaged_forms
from hengping.rendering.publish import render
from tests.forms.returned_files import Edit, find, printed, write
from tests.forms.sample_case import EXAMPLES, rich_case

OWN = [form.code for form in packaged_forms() if form.code < "F09"]


@pytest.fixture(scope="module")
def rich() -> Case:
    return rich_case()


@pytest.fixture(scope="module")
def region() -> Case:
    return open_case(EXAMPLES / "xinjiang-2021")


def after(case: Case, name: str, folder: Path, *edits: Edit, instance: str | None = None) -> Case:
    """The case with what was changed in the form's first sheet, all of it understood."""
    path = printed(case, name, folder, instance=instance)
    book = openpyxl.load_workbook(path)
    for edit in edits:
        edit(book.worksheets[0])
    book.save(path)
    found = read_returned(path, case)[0]
    assert found.remarks == ()
    changed = take_over(case, found.changes)
    check_integrity(changed)
    return changed


@pytest.mark.parametrize("code", OWN)
def test_an_untouched_sheet_says_nothing(rich: Case, tmp_path: Path, code: str) -> None:
    copies = read_returned(printed(rich, code, tmp_path), rich)
    assert len(copies) == len(fill_form(packaged_form(code), rich))
    assert [(copy.changes, copy.remarks, copy.foreign, copy.stale) for copy in copies] == [((), (), (), False)] * len(
        copies
    )


@pytest.mark.parametrize("code", ["F01", "F04", "F06", "F08"])
def test_an_untouched_document_says_nothing(rich: Case, tmp_path: Path, code: str) -> None:
    path = tmp_path / f"{code}.docx"
    path.write_bytes(render(form_document(fill_form(packaged_form(code), rich)), {"docx"})["docx"])
    assert [(copy.changes, copy.remarks) for copy in read_returned(path, rich)] == [((), ())] * len(
        fill_form(packaged_form(code), rich)
    )


def test_basic_data_become_facts_of_their_stage(region: Case, tmp_path: Path) -> None:
    edits = (write("填报数", "当期实缴", "1,234.5万元"), write("核实数", "当期实缴", 1234))
    case = after(region, "F08", tmp_path, *edits, instance="JC02")
    new = [fact for fact in case.facts if fact.name == "当期实缴"]
    assert [(fact.stage.label, fact.value, fact.unit, fact.period) for fact in new] == [
        ("申报", "1234.5", "万元", "2021"),
        ("核实", "1234", "万元", "2021"),
    ]


def test_a_month_of_the_turned_table(region: Case, tmp_path: Path) -> None:
    case = after(region, "F08", tmp_path, write("填报数", "2021年7月", "2021-07-23"), instance="JC04")
    (fact,) = [fact for fact in case.facts if fact.name == "发放日期"]
    assert (fact.period, fact.value, fact.scope) == ("2021-07", "2021-07-23", "到账日")


def test_what_is_monitored_belongs_to_round_and_goal(rich: Case, tmp_path: Path) -> None:
    edits = (write("截至节点执行情况", "养老金发放时效", "每月23日前"), write("截至节点执行数", "年度资金总额", 700))
    case = after(rich, "F04", tmp_path, *edits, instance="2021-08")
    row = case.monitoring[-1]
    assert (row.round, row.indicator, row.to_date) == ("2021-08", "G13", "每月23日前")
    money = next(each for each in case.money if each.round == "2021-08")
    fact = next(fact for fact in case.facts if fact.id == money.executed)
    assert (fact.name, fact.period, fact.value) == ("年度资金总额截至节点执行数", "2021-08", "700")
    assert money.budget == "支出_预算"


def test_the_score_of_a_stage_is_a_record(region: Case, tmp_path: Path) -> None:
    record = after(region, "F06d", tmp_path, write("初评", "政策依据与部门职责", 0.9)).scores[-1]
    assert (record.code, record.stage.label, str(record.score)) == ("A111", "初评", "0.9")


def test_the_tree_takes_words_at_the_leaf(region: Case, tmp_path: Path) -> None:
    case = after(region, "F06", tmp_path, write("扣分原因", "目标内容完整性", "缺三项内容"))
    leaf = case.indicators.indicators[0].children[1].children[0].children[1]
    assert (leaf.code, leaf.deduction_reason) == ("A212", "缺三项内容")


def test_the_first_goals_of_a_case_keep_the_printed_levels(region: Case, tmp_path: Path) -> None:
    identity = region.identity.model_copy(update={"budget_fact": "", "executed_fact": ""})
    bare = Case(identity=identity, indicators=region.indicators.model_copy(update={"indicators": ()}))

    def fill(sheet: Worksheet) -> None:
        for title, name in (("中期绩效指标", "三年参保人数"), ("年度绩效指标", "参保人数")):
            first = find(sheet, title)[0] + 2
            column = next(cell.column for cell in sheet[first - 1] if cell.value == "三级指标")
            sheet.cell(first, column).value = name

    goals = after(bare, "F01", tmp_path, fill).goals
    assert [(goal.id, goal.period.label, goal.level_1, goal.level_2, goal.level_3) for goal in goals] == [
        ("中期01", "中期", "产出指标", "数量指标", "三年参保人数"),
        ("G01", "年度", "产出指标", "数量指标", "参保人数"),
    ]
