"""LibreOffice works every score out again from the papers, with wrong results planted in every formula cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from hengping.cases.model import Case
from hengping.rendering.workbook import Book, Cell
from hengping.rendering.workbook_file import save_workbook
from hengping.reports.material import Material, gather
from hengping.reports.working_papers import PointCell, WorkingPapers, sheet_names, working_papers
from hengping.scoring.case_score import score_case
from tests.libreoffice import recalculate
from tests.reports.conftest import NAMES
from tests.scoring.case_builder import NO_EVIDENCE, NOT_APPLICABLE, branch, build, criterion, leaf

WRONG = 12345
FACTS = {
    "甲": "100 件",
    "率": "96.9 %",
    "低率": "92.5 %",
    "满意": "83.12 %",
    "差错": "3 处",
    "人数": "67 人",
    "目标人数": "300 人",
    "完成": "=人数/目标人数 %",
    "专账": "是 是否",
    "审批": "否 是否",
    "一月": "2021-01-20 日期",
    "二月": "2021-02-26 日期",
    "三月": "2021-03-25 日期",
    "缺": "件",
    "待算": "=缺*2 件",
}
PERCENT = {"comparator": "≥", "value": "95", "unit": "%"}
BAND = {"comparator": "区间", "lower": "95", "upper": "105", "unit": "%"}
MONTHLY = {"2021-01": "=一月", "2021-02": "=二月", "2021-03": "=三月"}
POINTS = [
    {"id": "1", "text": "专账核算", "max_score": "1", "met": "=专账"},
    {"id": "2", "text": "审批完备", "max_score": "1", "met": "=审批"},
    {"id": "3", "text": "无挪用", "max_score": "1"},
    {"id": "4", "text": "有招标", "max_score": "1"},
]
JUDGEMENTS = [
    {"criterion": "A4", "kind": "point", "point": "3", "value": "是", "by": "甲", "reason": "未见"},
    {"criterion": "A4", "kind": "point", "point": "4", "value": "不适用", "by": "甲", "reason": "不招标"},
    {"criterion": "B1", "kind": "band", "value": "部分达成", "share": "72.5", "by": "甲", "reason": "有欠缺"},
    {"criterion": "B2", "kind": "score", "value": "2.25", "by": "乙", "role": "专家", "reason": "=不足"},
    {"criterion": "B3", "kind": "faults", "value": "2", "by": "乙", "reason": "两处"},
]


def every_rule(**options: Any) -> Case:
    """A case in which every rule, every treatment and several units have their turn."""
    first = branch(
        "A",
        "40",
        leaf("A1", "5", rule="proportion", target={"comparator": "≥", "value": "100", "unit": "%"}, actual="=完成"),
        leaf("A2", "5", rule="met_or_nothing", target=PERCENT, actual="=率"),
        leaf("A3", "5", rule="interval_deviation", target=BAND, actual="=低率", parameters={"per": "1", "deduction": "0.5"}),
        leaf("A4", "4", rule="checklist", parameters={"points": POINTS}),
        leaf("A5", "6", rule="steps", actual="=率", target=PERCENT, parameters={"steps": STEPS}),
        leaf("A6", "5", rule="per_unit_short", target=PERCENT, actual="=低率", parameters={"per": "1", "deduction": "0.3"}),
        leaf("A7", "5", rule="smaller_is_better", target={"comparator": "≤", "value": "2", "unit": "处"}, actual="=差错"),
        leaf("A8", "5", rule="satisfaction", target={"comparator": "≥", "value": "85", "unit": "%"}, actual="=满意",
             parameters={"below": "per_point", "per": "1", "deduction": "1"}),
    )  # fmt: skip
    second = branch(
        "B",
        "30",
        leaf("B1", "5", rule="qualitative_bands"),
        leaf("B2", "4", rule="judged", parameters={"by_role": "专家"}),
        leaf("B3", "3", rule="per_fault", parameters={"deduction": "0.5"}),
        leaf("B4", "6", rule="deadline", target={"comparator": "截止", "text": "每月25日前"}, actual_by_unit=MONTHLY),
        leaf("B5", "6", rule="met_or_nothing", target=PERCENT, actual_by_unit={"东区": "=率", "西区": "=低率"}),
        leaf("B6", "6", rule="met_or_nothing", actual="=专账"),
    )
    third = branch(
        "C",
        "30",
        leaf("C1", "10", criteria=[criterion("C1-1", "4", "0.5"), criterion("C1-2", "6", "1/3")]),
        leaf("C2", "10", rule="met_or_nothing", target=PERCENT, actual="=率", outcome=NO_EVIDENCE),
        leaf("C3", "5", rule="met_or_nothing", target=PERCENT, actual="=率", outcome=NOT_APPLICABLE),
        leaf("C4", "5", rule="proportion", target=PERCENT, actual="=低率",
             override={"score": "4.5", "reason": "另有佐证", "by": "主评人"}),
    )  # fmt: skip
    return build([first, second, third], FACTS, judgements=JUDGEMENTS, **options)


STEPS = [{"at_least": "98", "share_percent": "100"}, {"at_least": "95", "share_percent": "80"}]


def papers_of(case: Case) -> WorkingPapers:
    return working_papers(gather(case, score_case(case)))


def planted(book: Book) -> Book:
    """The same workbook with a wrong result in every formula cell."""

    def spoilt(cell: Cell | None) -> Cell | None:
        return replace(cell, value=WRONG) if cell is not None and cell.formula else cell

    sheets = tuple(
        replace(sheet, rows=tuple(replace(row, cells=tuple(map(spoilt, row.cells))) for row in sheet.rows))
        for sheet in book.sheets
    )
    return replace(book, sheets=sheets)


def recalculated(papers: WorkingPapers, folder: Path) -> Mapping[str, Any]:
    save_workbook(planted(papers.book), folder / "papers.xlsx")
    (folder / "out").mkdir()
    opened = openpyxl.load_workbook(recalculate(folder / "papers.xlsx", folder / "out"), data_only=True)
    return {sheet.title: sheet for sheet in opened}


def disagreements(papers: WorkingPapers, sheets: Mapping[str, Any]) -> list[tuple[PointCell, object]]:
    found = []
    for place in papers.points:
        value = sheets[place.sheet][place.cell].value
        blank = value is None or value == ""
        if blank != (place.points is None) or (not blank and abs(float(value) - float(place.points or 0)) > 1e-9):
            found.append((place, value))
    return found


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", NAMES)
def test_recalculating_the_papers_of_an_example_gives_every_point(
    name: str, materials: Mapping[str, Material], tmp_path: Path
) -> None:
    material = materials[name]
    papers = working_papers(material)
    sheets = recalculated(papers, tmp_path)
    assert disagreements(papers, sheets) == []
    assert sheets[papers.grade.sheet][papers.grade.cell].value == material.score.grade
    leaves = len(material.leaves)
    inner = len(material.indicators)
    assert len(papers.points) >= leaves + inner + 1


PROFILES = {
    "leaf": {},
    "criterion": {"profile": {"rounding": {"level": "criterion", "places": "2"}}},
    "total": {"profile": {"rounding": {"level": "total", "places": "1"}}},
}


@pytest.mark.libreoffice
@pytest.mark.parametrize("level", PROFILES)
def test_recalculating_agrees_for_every_rule_and_every_treatment(level: str, tmp_path: Path) -> None:
    case = every_rule(**PROFILES[level])
    papers = papers_of(case)
    assert disagreements(papers, recalculated(papers, tmp_path)) == []
    statuses = {one.status.value for one in score_case(case).criteria()}
    assert statuses == {"scored", "judged", "no_evidence", "not_applicable", "overridden"}


@pytest.mark.libreoffice
@pytest.mark.parametrize("level", ["leaf", "criterion"])
def test_rounding_never_gives_more_than_full_marks(level: str, tmp_path: Path) -> None:
    thirds = [criterion("A1-1", "3.335"), criterion("A1-2", "3.331"), criterion("A1-3", "3.329")]
    tree = [leaf("A1", "9.995", criteria=thirds), leaf("A2", "90.005", rule="met_or_nothing", actual="=专账")]
    papers = papers_of(build(tree, FACTS, profile={"rounding": {"level": level, "places": "2"}}))
    assert disagreements(papers, recalculated(papers, tmp_path)) == []


@pytest.mark.libreoffice
def test_what_lacks_a_fact_stays_blank_up_to_the_total(tmp_path: Path) -> None:
    target = {"comparator": "≥", "value": "10", "unit": "件"}
    tree = [
        branch("A", "60", leaf("A1", "30", rule="met_or_nothing", target=target, actual="=甲"),
               leaf("A2", "30", rule="proportion", target=target, actual="=待算")),
        branch("B", "40", leaf("B1", "40", rule="proportion", target=target, actual="=甲")),
    ]  # fmt: skip
    papers = papers_of(build(tree, FACTS))
    assert {place.code: place.points for place in papers.points}["TOTAL"] is None
    sheets = recalculated(papers, tmp_path)
    assert disagreements(papers, sheets) == []
    assert sheets["DG-B1"][cell_of(papers, "DG-B1", "B1")].value == 40


def cell_of(papers: WorkingPapers, sheet: str, code: str) -> str:
    return next(place.cell for place in papers.points if (place.sheet, place.code) == (sheet, code))


@pytest.mark.libreoffice
def test_a_fact_changed_in_the_workbook_changes_the_total(materials: Mapping[str, Material], tmp_path: Path) -> None:
    papers = working_papers(materials["datong-2020"])
    save_workbook(papers.book, tmp_path / "papers.xlsx")
    opened = openpyxl.load_workbook(tmp_path / "papers.xlsx")
    sheet, cell = next(opened.defined_names["参保平均人数_2020"].destinations)
    opened[sheet][cell.replace("$", "")].value = 210000
    opened.save(tmp_path / "changed.xlsx")
    (tmp_path / "out").mkdir()
    result = openpyxl.load_workbook(recalculate(tmp_path / "changed.xlsx", tmp_path / "out"), data_only=True)
    assert result["评分汇总"][cell_of(papers, "评分汇总", "TOTAL")].value == pytest.approx(95.12)


def test_every_fact_has_a_named_cell_and_computed_ones_a_live_formula(materials: Mapping[str, Material]) -> None:
    material = materials["datong-2020"]
    papers = working_papers(material)
    assert [name.name for name in papers.book.names] == [fact.id for fact in material.case.facts]
    facts = next(sheet for sheet in papers.book.sheets if sheet.name == "事实")
    formulas = {
        row.cells[0].value: row.cells[6].formula
        for row in facts.rows[3:]
        if len(row.cells) > 6 and row.cells[0] and row.cells[6]
    }
    assert formulas["预算执行率"] == "=上解_市本级/分担_市本级"
    assert formulas["参保增长率"] == "=(参保平均人数_2020-参保平均人数_2019)/参保平均人数_2019"
    assert formulas["上解_市本级"] == ""


def test_percentages_are_stored_as_ratios(materials: Mapping[str, Material], tmp_path: Path) -> None:
    save_workbook(working_papers(materials["datong-2020"]).book, tmp_path / "papers.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "papers.xlsx")["事实"]
    row = next(row for row in sheet.iter_rows() if row[0].value == "替代率_2020")
    assert (row[6].value, row[6].number_format) == (0.6056, "0.00%")


def test_the_index_leads_to_every_paper(materials: Mapping[str, Material]) -> None:
    material = materials["xinjiang-2021"]
    papers = working_papers(material)
    index, *others = papers.book.sheets
    links = {cell.link for row in index.rows for cell in row.cells if cell is not None and cell.link}
    assert index.name == "目录"
    assert links == {f"'{sheet.name}'!A1" for sheet in others}
    assert {sheet.name for sheet in others} == {"评分汇总", "事实", *material.papers.values()}


def test_sheet_names_are_such_as_excel_takes() -> None:
    codes = ["A/1", "A?1", "很" * 40, "很" * 40 + "长", "事实", "a11", "A11", "'甲'"]
    share = 100 // len(codes)
    tree = [leaf(code, str(share), rule="met_or_nothing", actual="=专账") for code in codes]
    material = gather(*_scored(build(tree, FACTS, system={"full_marks": str(share * len(codes))})))
    names = list(sheet_names(material).values())
    assert len({name.casefold() for name in names}) == len(codes)
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\']", name) for name in names)


def _scored(case: Case) -> tuple[Case, Any]:
    return case, score_case(case)


def test_text_that_begins_with_an_equals_sign_stays_text(tmp_path: Path) -> None:
    save_workbook(papers_of(every_rule()).book, tmp_path / "papers.xlsx")
    rows = CalamineWorkbook.from_path(str(tmp_path / "papers.xlsx")).get_sheet_by_name("DG-B2").to_python()
    assert any("=不足" in str(value) for row in rows for value in row)


def test_signs_of_what_was_reconstructed_stand_on_the_papers(materials: Mapping[str, Material]) -> None:
    papers = working_papers(materials["datong-2020"])
    texts = {
        sheet.name: "\n".join(str(cell.value) for row in sheet.rows for cell in row.cells if cell is not None)
        for sheet in papers.book.sheets
    }
    for name in ("评分汇总", "事实", "DG-D31", "DG-C32"):
        assert "※" in texts[name], name
    assert "※为重构" in texts["DG-D31"]


def test_papers_print_on_landscape_a4_with_their_head_on_every_page(materials: Mapping[str, Material]) -> None:
    for sheet in working_papers(materials["datong-2020"]).book.sheets:
        assert (sheet.print_setup.landscape, sheet.print_setup.fit_width) == (True, True)
        assert sheet.print_setup.repeat_rows >= 2
