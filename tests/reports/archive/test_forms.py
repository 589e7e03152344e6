"""Which customary forms are bound into the file, and when."""

from __future__ import annotations

from pathlib import Path

from hengping.cases.model import Case
from hengping.cases.model.follow_up import RectificationNotice, RectificationRow
from hengping.cases.store import open_case
from hengping.reference.form_layouts import packaged_forms
from hengping.reports.archive.beside import Lack
from hengping.reports.archive.forms import FORMS, printed_forms
from tests.reports.archive.conftest import EXAMPLES


def small_case() -> Case:
    return open_case(EXAMPLES.parent / "tests" / "cli" / "small_case")


def test_every_form_of_the_list_exists_and_its_parts_are_parts_of_a_case() -> None:
    assert {form.code for form in FORMS} <= {layout.code for layout in packaged_forms()}
    assert {part for form in FORMS for part in form.parts} <= set(Case.model_fields)
    assert len({form.code for form in FORMS}) == len(FORMS)


def test_a_form_is_bound_in_once_the_case_has_something_for_it() -> None:
    case = small_case()
    always = {form.code for form in FORMS if form.is_wanted(case)}
    rectified = case.model_copy(
        update={
            "rectification_notices": (RectificationNotice(number="9号"),),
            "rectification": (RectificationRow(id="Z01", notice="9号", item="整改"),),
        }
    )
    assert always == {"F05", "F06", "F20b"}
    assert {form.code for form in FORMS if form.is_wanted(rectified)} - always == {"F19a", "F19b", "F19c", "F19d"}


def test_a_layout_that_cannot_be_read_is_told_and_the_others_are_printed(tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "F06.yaml").write_text("columns: []\n", encoding="utf-8")
    made = list(printed_forms(small_case(), tmp_path))
    assert [each.what for each in made if isinstance(each, Lack)] == ["表单 F06"]
    assert [each.path for each in made if not isinstance(each, Lack)] == [
        "data/01-委托与方案/F05-绩效评价指标体系表.pdf",
        "data/06-报告/F20b-报告签署页.pdf",
    ]
