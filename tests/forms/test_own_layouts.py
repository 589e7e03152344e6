"""A bureau's own layouts and tables, as the how-to page shows them: they print, and what comes back is read by them."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from hengping.cases.model import Case
from hengping.cases.model.filings import DataForms
from hengping.cases.store import open_case
from hengping.errors import InputError
from hengping.forms.fill import fill_form
from hengping.forms.returned.recognition import read_returned
from hengping.forms.returned.writing import take_over
from hengping.forms.workbook import form_workbook
from hengping.reading.yaml_files import parse_yaml
from hengping.reference.form_layouts import OWN_FOLDER, form_layout, packaged_form
from hengping.rendering.workbook_file import workbook_bytes
from tests.forms.filled_tables import headings, tables
from tests.forms.returned_files import write

ROOT = Path(__file__).parents[2]
SHOWN = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs/how-to/change-a-form.md").read_text("utf-8"), re.DOTALL)


@pytest.fixture
def case() -> Case:
    return open_case(ROOT / "examples/datong-2020")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case's folder with the layout of the how-to page."""
    (tmp_path / OWN_FOLDER).mkdir()
    (tmp_path / OWN_FOLDER / "F06.yaml").write_text(SHOWN[0], "utf-8")
    return tmp_path


def test_the_layout_of_the_page_prints(case: Case, folder: Path) -> None:
    (form,) = fill_form(form_layout("F06", folder), case)
    (table,) = tables(form)
    assert headings(table) == ["一级指标", "三级指标", "标准分值", "评分规则", "完成情况", "评价得分", "扣分原因"]
    assert [row.cells["score"].text for row in table.rows if row.sums] == ["18.00", "19.00", "27.00", "28.12", "92.12"]


def test_what_comes_back_is_read_by_the_own_layout(case: Case, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "back.xlsx"
    path.write_bytes(workbook_bytes(form_workbook(fill_form(form_layout("F06", folder), case))))
    book = openpyxl.load_workbook(path)
    write("扣分原因", "资金到位率", "无扣分")(book.worksheets[0])
    book.save(path)
    (found,) = read_returned(path, case, folder=folder)
    assert [(change.place.key, change.new) for change in found.changes] == [("B11", "无扣分")]
    assert found.remarks == ()
    assert take_over(case, found.changes).indicators != case.indicators


def test_a_column_that_no_source_has_is_told_with_what_may_be_meant(case: Case, folder: Path) -> None:
    own = folder / OWN_FOLDER / "F06.yaml"
    own.write_text(own.read_text("utf-8").replace("key: actual", "key: actuall"), "utf-8")
    with pytest.raises(InputError) as refused:
        fill_form(form_layout("F06", folder), case)
    assert [fault.mend for fault in refused.value.faults] == ["是否为 actual？"]


def test_the_tables_of_the_page_replace_the_packaged_ones(case: Case) -> None:
    own = DataForms.model_validate(parse_yaml(SHOWN[1], label="data_forms.yaml").plain())
    (form,) = fill_form(packaged_form("F08"), case.model_copy(update={"data_forms": own}))
    assert form.title == "征缴情况表"
    assert [row.cells["name"].text for row in tables(form)[0].rows if row.key] == ["当期应缴", "当期实缴"]
