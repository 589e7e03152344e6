"""The basic data tables, F08: which a case has, and what stands in their cells."""

from __future__ import annotations

import pytest

from hengping.cases.model import Case
from hengping.cases.model.filings import DataForm, DataFormRow, DataForms
from hengping.cases.store import open_case
from hengping.forms.data_forms import data_forms_of
from tests.forms.filled_tables import filled, headings, line, lines, tables
from tests.forms.sample_case import EXAMPLES, rich_case


@pytest.fixture(scope="module")
def region() -> Case:
    return open_case(EXAMPLES / "xinjiang-2021")


@pytest.fixture(scope="module")
def rich() -> Case:
    return rich_case()


@pytest.fixture(scope="module")
def bare(region: Case) -> Case:
    """A case of another kind of fund."""
    return region.model_copy(update={"identity": region.identity.model_copy(update={"fund": ""})})


def test_this_fund_has_eight_tables_of_its_own(region: Case) -> None:
    assert [form.title for form in data_forms_of(region)] == [
        "参保缴费情况表", "基金征缴情况表", "基金收支余情况表", "待遇发放情况表",
        "财政补助到位情况表", "上解下拨情况表", "经办时效情况表", "稽核追回情况表",
    ]  # fmt: skip
    assert data_forms_of(region)[0].periods == ("2019", "2020", "2021")
    assert (data_forms_of(region)[3].periods[0], len(data_forms_of(region)[3].periods)) == ("2021-01", 12)


def test_another_project_has_the_blank_set_and_a_case_its_own(bare: Case) -> None:
    assert [form.title for form in data_forms_of(bare)] == [
        "资金到位与支出情况表",
        "计划任务完成情况表",
        "效益与服务对象情况表",
    ]
    own = DataForm(id="甲1", title="自定表", periods=("2021",), rows=(DataFormRow(name="办件数", unit="件"),))
    case = bare.model_copy(update={"data_forms": DataForms(tables=(own,))})
    assert data_forms_of(case) == (own,)
    assert headings(tables(filled(case, "F08", "甲1"))[0])[2:4] == ["2021年/填报数", "2021年/核实数"]


def test_reported_and_verified_stand_side_by_side(rich: Case) -> None:
    (table,) = tables(filled(rich, "F08", "JC01"))
    columns = [f"2021年/{name}" for name in ("填报数", "核实数", "差异", "差异原因")]
    assert line(table, "缴费人数", *columns) == ["322177", "322189", "12", "漏填一个单位"]
    assert line(table, "离退休人数", *columns) == ["", "", "", ""]


def test_figures_of_the_case_at_another_stage_are_shown_but_not_taken_for_reports(region: Case) -> None:
    (table,) = tables(filled(region, "F08", "JC03"))
    assert [heading for heading in headings(table) if "案卷已有数" in heading] == ["2021年/案卷已有数"]
    assert line(table, "基金支出", "2021年/填报数", "2021年/案卷已有数") == ["", "1448983.18"]
    row = next(row for row in table.rows if row.key.startswith("基金支出/"))
    assert row.cells["2021.known"].place is None


def test_an_empty_cell_knows_the_fact_it_will_be(region: Case) -> None:
    (table,) = tables(filled(region, "F08", "JC02"))
    row = next(row for row in table.rows if row.key.startswith("当期实缴/"))
    place = row.cells["2020.verified"].place
    assert place is not None
    assert (place.part, place.key, place.field) == ("facts", "", "value")
    assert dict(place.seed) == {
        "name": "当期实缴",
        "subject": "自治区本级",
        "unit": "万元",
        "period": "2020",
        "scope": "不含补缴、清欠、趸缴、预缴",
        "stage": "verified",
        "status": "collected",
    }


def test_months_go_down_the_page(rich: Case) -> None:
    (table,) = tables(filled(rich, "F08", "JC04"))
    assert headings(table)[:3] == ["期间", "发放人数（人）/填报数", "发放人数（人）/核实数"]
    assert [row[0] for row in lines(table)] == [f"2021年{month}月" for month in range(1, 13)]
    assert line(table, "2021年7月", "发放日期（日期）/填报数") == ["2021-07-23"]
