"""The two published reports as draft cases, held against their transcription by hand."""

from __future__ import annotations

import datetime
import os
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from click.testing import CliRunner

from hengping.cases.integrity import check_integrity
from hengping.cases.model import Case
from hengping.cases.store import open_case
from hengping.cli.program import program
from hengping.extraction.report.draft import DraftCase, draft_case
from hengping.reading.documents import read_document

REGION, CITY = "xinjiang-2021", "datong-2020"


def truth(name: str) -> Any:
    path = Path(os.environ["HENGPING_REAL_CASES"]) / f"{name}.yaml"
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)


def draft(name: str) -> DraftCase:
    source = Path(os.environ["HENGPING_REAL_CASES"]).parent / "sources" / f"{name}-report.txt"
    return draft_case(read_document(source))


def bare(text: str | None) -> str:
    return re.sub(r"\s", "", text or "")


@pytest.mark.real_cases
@pytest.mark.parametrize("name", [REGION, CITY])
def test_goal_table_row_for_row(name: str) -> None:
    found = [(row.level_3, row.comparator, row.target, row.unit) for row in draft(name).case.goals]
    expected = []
    for row in truth(name)["goal_table"]:
        numeric = re.fullmatch(r"[\d.]+", row["target"])
        sign = row["comparator"] if row["comparator"] not in (None, "null", "by", "") else ""
        expected.append(
            (
                row.get("l3") or row["name"],
                sign if numeric else "",
                row["target"] if numeric else "",
                row["unit"] if numeric else "",
            )
        )
    assert found == expected


@pytest.mark.real_cases
def test_targets_in_words_and_levels_of_the_region() -> None:
    rows = draft(REGION).case.goals
    expected = truth(REGION)["goal_table"]
    assert [bare(row.target_text) for row in rows] == [bare(row["target_text"]) for row in expected]
    levels = [(row["l1"] if row["l1"] != "null" else "", row["l2"]) for row in expected]
    assert [(row.level_1, row.level_2) for row in rows] == levels


@pytest.mark.real_cases
@pytest.mark.parametrize("name", [REGION, CITY])
def test_score_table(name: str) -> None:
    case = draft(name).case
    scores = {record.code: record.score for record in case.scores}
    expected = truth(name)["scores"]
    rows = [
        (re.sub(r"^[A-Z]\.", "", row["name"]), Decimal(row["weight"]), Decimal(row["score"])) for row in expected[:-1]
    ]
    assert [(node.name, node.weight, scores[node.code]) for node in case.indicators.indicators] == rows
    assert (case.indicators.full_marks, scores["TOTAL"]) == (Decimal(100), Decimal(truth(name)["total"]))


@pytest.mark.real_cases
@pytest.mark.parametrize("name", [REGION, CITY])
def test_policies(name: str) -> None:
    found = {policy.document_number: policy.title for policy in draft(name).case.identity.policies}
    expected = {row["doc_no"]: row["title"] for row in truth(name)["project"]["policies"]}
    assert set(found) == set(expected)
    for number, title in found.items():  # the transcription names the issuer before some titles
        assert bare(title) in bare(expected[number])


@pytest.mark.real_cases
def test_money_by_unit_of_the_region() -> None:
    facts = {(fact.subject, fact.name): fact.value for fact in draft(REGION).case.facts if fact.subject}
    columns = {
        "paid": "资金拨付",
        "share": "资金占比",
        "visited_money": "踏勘资金金额",
        "visited_share": "踏勘资金金额占比",
    }
    for row in truth(REGION)["money"]["by_unit"]:
        for key, name in columns.items():
            value = row[key].rstrip("%") if row[key] != "null" else None
            assert facts.get((row["unit"], name)) == value
    assert facts[("合计", "资金拨付")] == truth(REGION)["money"]["executed"]


@pytest.mark.real_cases
def test_visits_of_the_region_with_both_lists() -> None:
    case = draft(REGION).case
    sites = truth(REGION)["sampling"]["sites"]
    assert [unit.name for unit in case.frame] == [site["name"] for site in sites]
    assert [bare(unit.address) for unit in case.frame] == [bare(site["address"]) for site in sites]
    assert [visit.visited_on for visit in case.visits] == [
        datetime.date.fromisoformat(site["visit_date"]) for site in sites
    ]
    assert [visit.name_as_filed for visit in case.visits] == [site.get("name_in_plan_table", "") for site in sites]
    assert [bare(visit.address_as_filed) for visit in case.visits] == [
        bare(site.get("address_in_plan_table")) for site in sites
    ]
    cities = [(unit.city, site["city"]) for unit, site in zip(case.frame, sites, strict=True)]
    assert [pair for pair in cities if pair[0] != pair[1]] == [("", "乌鲁木齐市")]  # 乌市人民路231号 names no region
    sampling = truth(REGION)["sampling"]
    assert list(case.sampling.places) == sampling["regions_listed"]
    assert case.sampling.places_stated == sampling["regions_stated"]
    assert (case.sampling.places_minimum, case.sampling.money_minimum) == (Decimal(30), Decimal(60))


@pytest.mark.real_cases
def test_phases_of_the_region() -> None:
    found = draft(REGION).case.identity.phases
    expected = truth(REGION)["process"]
    assert [(p.name, str(p.start), str(p.end)) for p in found] == [(p["phase"], p["start"], p["end"]) for p in expected]
    fieldwork = found[2].steps[0]
    assert (str(fieldwork.start), str(fieldwork.end)) == ("2022-07-18", "2022-07-26")


@pytest.mark.real_cases
def test_head_of_the_region() -> None:
    identity, expected = draft(REGION).case.identity, truth(REGION)
    assert bare(identity.title) == bare(expected["report"]["title"])
    assert (identity.project_name, identity.issued_text) == (expected["project"]["name"], expected["report"]["issued"])
    assert bare(identity.overall_goal) == bare(expected["project"]["overall_goal"])
    assert identity.year == "2021"


@pytest.mark.real_cases
def test_figures_of_sentences_with_year_and_place() -> None:
    region = {(fact.value, fact.unit): fact for fact in draft(REGION).case.facts}
    budget = region[("1495378.00", "万元")]
    assert ("支出预算" in budget.name, budget.period, budget.page) == (True, "2021", "第52行")
    assert {("1448983.18", "万元"), ("322189", "人"), ("221482", "人"), ("96.90", "%")} <= set(region)

    city = {(fact.period, fact.value, fact.unit) for fact in draft(CITY).case.facts}
    for row in truth(CITY)["money"]["history"]:
        for key, unit in (
            ("contributors_person_times", "人次"),
            ("collected", "万元"),
            ("recipients_person_times", "人次"),
            ("paid", "万元"),
        ):
            assert (row["year"], row[key], unit) in city
    assert {("2020", "109.51", "%"), ("2018", "225199", "人"), ("2020", "60.56", "%"), ("2019", "196498", "人")} <= city


@pytest.mark.real_cases
@pytest.mark.parametrize("name", [REGION, CITY])
def test_draft_is_whole_and_everything_names_its_place(name: str) -> None:
    case = draft(name).case
    known = {fact.evidence for fact in case.facts}
    assert known == {("E01",)}
    assert all(fact.page and fact.note for fact in case.facts)
    assert all(row.note for row in case.goals)
    assert all(record.reason for record in case.scores)
    assert case.identity.watermark == "草稿"
    problems = [problem.title for problem in case.findings.problems]
    assert len(problems) == len(truth(name)["findings"])


@pytest.mark.real_cases
@pytest.mark.parametrize("name", [REGION, CITY])
def test_import_command_makes_a_case_that_opens(name: str, tmp_path: Path) -> None:
    source = Path(os.environ["HENGPING_REAL_CASES"]).parent / "sources" / f"{name}-report.txt"
    folder = tmp_path / "case"
    arguments = ["import", str(source), "--into", str(folder), "--as", "报告"]

    result = CliRunner().invoke(program, arguments, standalone_mode=False)

    assert "已由" in result.output
    case = open_case(folder)
    check_integrity(case)
    (evidence,) = case.evidence
    assert (folder / evidence.file).read_bytes() == source.read_bytes()
    again = CliRunner().invoke(program, arguments, standalone_mode=False)
    assert again.exception is not None


def small_report(path: Path) -> Path:
    """A Word report with everything that a draft takes, made up."""
    document = docx.Document()
    document.add_heading("某县就业培训项目绩效评价报告", 0)
    document.add_heading("一、基本情况", 1)
    document.add_paragraph("项目名称：就业培训")
    document.add_paragraph("项目完成时间：2023年12月")
    document.add_paragraph(
        "依据《就业补助资金管理办法》（某财社〔2022〕7号）实施，2023年培训资金预算为800.5万元，实际支出为790万元。"
    )
    document.add_heading("二、评价结论", 1)
    table = document.add_table(rows=4, cols=4)
    lines = [
        ("一级指标", "权重", "得分", "得分率"),
        ("决策", "20", "19", "95%"),
        ("产出", "80", "70.5", "88.13%"),
        ("合计", "100", "89.5", "89.5%"),
    ]
    for row, line in enumerate(lines):
        for column, text in enumerate(line):
            table.cell(row, column).text = text
    document.add_heading("三、存在的问题", 1)
    document.add_paragraph("（一）培训记录不全。部分班次没有签到表。")
    document.save(path)
    return path


def made(path: Path) -> Case:
    return draft_case(read_document(path)).case


def test_small_word_report(tmp_path: Path) -> None:
    case = made(small_report(tmp_path / "报告.docx"))

    assert (case.identity.project_name, case.identity.year) == ("就业培训", "2023")
    assert [policy.document_number for policy in case.identity.policies] == ["某财社〔2022〕7号"]
    assert [(node.name, str(node.weight)) for node in case.indicators.indicators] == [("决策", "20"), ("产出", "80")]
    assert {record.code: str(record.score) for record in case.scores} == {"A": "19", "B": "70.5", "TOTAL": "89.5"}
    values = {fact.name: (fact.value, fact.unit, fact.period) for fact in case.facts}
    assert values["培训资金预算"] == ("800.5", "万元", "2023")
    assert values["实际支出"] == ("790", "万元", "2023")
    assert (case.identity.budget_fact, case.identity.executed_fact) == ("培训资金预算_2023", "实际支出_2023")
    assert [
        "培训记录不全" in problem.text or problem.title == "培训记录不全" for problem in case.findings.problems
    ] == [True]


def test_second_value_of_a_figure_is_kept_apart_and_told(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_text(
        "一、概况\n2023年全县参保人数为1200人。\n二、结论\n2023年全县参保人数为1250人。\n", encoding="utf-8"
    )
    found = draft_case(read_document(path))

    facts = [(fact.value, bool(fact.scope)) for fact in found.case.facts]
    assert facts == [("1200", False), ("1250", True)]
    assert any("1250" in remark.found and "1200" in remark.mend for remark in found.remarks)
