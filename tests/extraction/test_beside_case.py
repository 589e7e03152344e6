"""A filed form beside a case: blanks are filled, differences are shown, nothing that is known is replaced."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hengping.cases.integrity import check_integrity
from hengping.cases.model import Case
from hengping.cases.store import open_case
from hengping.cli.program import program
from hengping.extraction.filed_form.files import FormFile
from hengping.extraction.filed_form.reader import read_forms
from hengping.extraction.self_evaluation.beside_case import FiledImport, beside_case
from hengping.extraction.self_evaluation.recognition import is_filed_form
from hengping.forms.returned.writing import take_over
from tests.extraction.filed_layouts import tabbed_form, wide_form, word_form

IDENTITY = {"title": "绩效评价报告", "project_name": "技能培训", "kind": "finance_evaluation", "year": "2023"}


def case(**parts: object) -> Case:
    return Case.model_validate({"identity": IDENTITY, "indicators": {}, **parts})


def compared(path: Path, known: Case) -> FiledImport:
    (form,) = read_forms(FormFile(path).pages(), label=path.name)
    return beside_case(form, known)


def test_empty_case_takes_goals_scores_and_money(tmp_path: Path) -> None:
    found = compared(wide_form(tmp_path / "a.xlsx"), case())
    after = take_over(case(), found.changes)
    check_integrity(after)

    assert (found.differences, found.foreign) == ([], [])
    rows = [(g.id, g.level_2, g.level_3, g.comparator, g.target, g.unit, g.actual, g.self_score) for g in after.goals]
    assert [tuple(map(str, row)) for row in rows][:2] == [
        ("G01", "数量指标", "培训人数", "≥", "300", "人", "320", "20"),
        ("G02", "数量指标", "培训班次", "", "12", "期", "11", "9.17"),
    ]
    assert after.goals[1].deviation_reason == "一期改为线上"
    (money,) = after.money
    values = {fact.id: (fact.value, fact.unit, fact.stage.label) for fact in after.facts}
    assert values[money.budget] == ("60.5", "万元", "申报")
    assert values[money.executed] == ("60.5", "万元", "申报")
    assert after.identity.project_code == "JN-01"
    assert all("表“Sheet1”" in fact.note for fact in after.facts)


def test_second_import_changes_nothing(tmp_path: Path) -> None:
    path = word_form(tmp_path / "a.docx")
    after = take_over(case(), compared(path, case()).changes)
    again = compared(path, after)
    assert (again.changes, again.differences) == ([], [])


def test_known_values_stay_and_differences_are_shown(tmp_path: Path) -> None:
    known = case(
        goals=[
            {"id": "G7", "level_2": "数量指标", "level_3": "培训人数", "target_text": "≥350人", "self_score": "18"},
            {"id": "G8", "level_2": "数量指标", "level_3": "调研次数", "target_text": "3次"},
        ],
        facts=[
            {
                "id": "支出_预算",
                "name": "支出预算",
                "value": "61",
                "unit": "万元",
                "period": "2023",
                "status": "collected",
            }
        ],
        identity={**IDENTITY, "budget_fact": "支出_预算"},
    )
    found = compared(wide_form(tmp_path / "a.xlsx"), known)
    after = take_over(known, found.changes)

    shown = {(each.row, each.heading): (each.known, each.filed) for each in found.differences}
    assert shown[("培训人数", "自评得分")] == ("18", "20")
    assert ("培训人数", "指标值原文") in shown
    assert shown[("预算资金总额", "全年预算数")] == ("61万元（支出_预算）", "60.5万元")
    kept = {goal.id: goal for goal in after.goals}
    assert (kept["G7"].target_text, str(kept["G7"].self_score), kept["G7"].actual) == ("≥350人", "18", "320")
    assert next(fact.value for fact in after.facts if fact.id == "支出_预算") == "61"
    assert any("调研次数" in remark.found for remark in found.remarks)
    assert [goal.level_3 for goal in after.goals][2:] == ["培训班次", "按时完成", "持证上岗率", "学员满意度"]


def test_amounts_in_another_unit_are_the_same_money(tmp_path: Path) -> None:
    known = case(
        facts=[
            {
                "id": "支出_预算",
                "name": "支出预算",
                "value": "605000",
                "unit": "元",
                "period": "2023",
                "status": "collected",
            }
        ],
        identity={**IDENTITY, "budget_fact": "支出_预算"},
    )
    assert compared(wide_form(tmp_path / "a.xlsx"), known).differences == []


def test_form_of_another_project_is_told(tmp_path: Path) -> None:
    known = case(identity={**IDENTITY, "project_name": "防汛物资", "year": "2022"})
    found = compared(word_form(tmp_path / "a.docx"), known)
    assert [fault.found for fault in found.foreign] == ["项目名称是“技能培训”", "年度是“2023”"]


@pytest.mark.parametrize("write", [word_form, tabbed_form, wide_form])
def test_filed_forms_are_known_by_their_content(write: object, tmp_path: Path) -> None:
    suffix = {word_form: "docx", tabbed_form: "txt", wide_form: "xlsx"}[write]
    assert is_filed_form(write(tmp_path / f"a.{suffix}"))


def test_a_note_and_a_report_are_no_filed_forms(tmp_path: Path) -> None:
    note = tmp_path / "a.txt"
    note.write_text("会议纪要\n一、三级指标的填写\n", encoding="utf-8")
    assert not is_filed_form(note)


def imported(source: Path, folder: Path, *options: str) -> Result:
    arguments = ["import", str(source), "--into", str(folder), *options]
    return CliRunner().invoke(program, arguments, standalone_mode=False)


def test_import_command_shows_first_and_writes_when_told(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    CliRunner().invoke(program, ["new", str(folder)], standalone_mode=False)
    source = word_form(tmp_path / "a.docx")

    first = imported(source, folder)
    assert "新增 G01“培训人数”" in first.output
    assert "核对后加 --yes 写入" in first.output
    assert open_case(folder).goals == ()

    written = imported(source, folder, "--yes")
    assert "已写入" in written.output
    after = open_case(folder)
    assert [goal.level_3 for goal in after.goals] == ["培训人数", "培训班次", "按时完成", "持证上岗率", "学员满意度"]
    assert (after.identity.project_name, after.identity.year) == ("技能培训", "2023")
    entries = {entry.item: entry.value for entry in after.form_entries if entry.form == "F02"}
    assert entries["总分"] == "99.17"


def test_form_of_another_project_is_read_only_when_insisted_on(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    CliRunner().invoke(program, ["new", str(folder)], standalone_mode=False)
    imported(word_form(tmp_path / "a.docx"), folder, "--yes")
    (folder / "case.yaml").write_text(
        (folder / "case.yaml").read_text(encoding="utf-8").replace("技能培训", "防汛物资"), encoding="utf-8"
    )
    refused = imported(wide_form(tmp_path / "a.xlsx"), folder, "--yes")
    assert "确属本案卷的加 --anyway" in refused.output
    assert open_case(folder).identity.project_code == ""

    imported(wide_form(tmp_path / "a.xlsx"), folder, "--yes", "--anyway")
    assert open_case(folder).identity.project_code == "JN-01"
