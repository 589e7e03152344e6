"""From nothing to a printed evaluation, as somebody does it who lives in Excel."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from hengping.cases.model.case import leaves
from hengping.cases.store import open_case
from hengping.cases.templates import template_names
from tests.cli.conftest import hengping

FACTS = {
    "资金_预算": 100,
    "资金_到位": 95,
    "资金_支出": 95,
    "产出_计划": 100,
    "产出_实际": 100,
    "产出_达标": 98,
    "完成日期": "2021-12-15",
    "成本_计划": 100,
    "成本_实际": "96.00",
    "满意度": "92.0",
}
TARGETS = {"C31": "2021-12-31", "D12": 90}
# Weights 3, 4, 8, 8, 7, 7, 20 and 10 are scored by figures and one band, the other 33 by points that are all met:
# 33 + 3×95% + 4 + 8 + 8×98% + 7 + 7 + 20×90% + 10
TOTAL = "97.69"


def fill_in(workbook: Path, case: Path) -> None:
    """What the evaluator types: the year, the figures, two targets, and a row for each judgement."""
    book = openpyxl.load_workbook(workbook)

    def column(sheet: str, heading: str) -> int:
        return next(cell.column for cell in book[sheet][1] if str(cell.value).rstrip("*") == heading)

    def row(sheet: str, heading: str, name: str) -> int:
        at = column(sheet, heading)
        return next(n for n in range(2, book[sheet].max_row + 1) if book[sheet].cell(n, at).value in (name, f"{name}*"))

    book["基本信息"].cell(row("基本信息", "项目", "评价年度"), 3).value = 2021
    for fact, value in FACTS.items():
        book["事实"].cell(row("事实", "事实编号", fact), column("事实", "数值")).value = value
    for code, value in TARGETS.items():
        book["指标"].cell(row("指标", "指标代码", code), column("指标", "目标·目标值")).value = value
    judgements = [
        {"要点编号": leaf.code, "评判类型": "要点是否满足", "评判结果": "是", "要点项": point["id"]}
        for leaf in leaves(open_case(case).indicators.indicators)
        for point in leaf.parameters.get("points", [])  # type: ignore[union-attr]
    ]
    judgements.append({"要点编号": "D11", "评判类型": "达成程度", "评判结果": "达成", "得分比例": 90})
    for number, judgement in enumerate(judgements, start=1):
        signed = {
            "评判编号": f"J{number:02}",
            "评判人": "张三",
            "评判角色": "主评人",
            "评判日期": "2022-03-10",
            "理由": "查阅材料",
        }
        for heading, value in {**signed, **judgement}.items():
            if heading in {str(cell.value).rstrip("*") for cell in book["定性评判"][1]}:
                book["定性评判"].cell(number + 1, column("定性评判", heading)).value = value
    book.save(workbook)


def test_from_a_template_over_excel_to_a_report(tmp_path: Path) -> None:
    case, workbook, out = tmp_path / "我的评价", tmp_path / "我的评价.xlsx", tmp_path / "成果"
    assert hengping("new", case).code == 0
    draft = hengping("evaluate", case, "--out", out)
    assert (draft.code, draft.err) == (0, "")
    assert draft.out.startswith("评分：总分尚不能得出。\n")
    before = json.loads((out / "result.json").read_text("utf-8"))

    assert hengping("export", case, "--workbook", workbook).code == 0
    fill_in(workbook, case)
    imported = hengping("import", workbook, "--into", case)
    assert imported.out == f"已写入 {case}：case.yaml、indicators.yaml、facts.csv、judgements.csv\n"

    scored = hengping("score", case)
    assert scored.out.endswith(f"\n总分：{TOTAL}/100.00，等级：优\n")
    assert hengping("score", workbook).out == scored.out
    checked = hengping("lint", case)
    assert checked.code == 0
    assert len(checked.out.splitlines()) <= 40

    final = hengping("evaluate", case, "--out", out)
    assert (final.code, final.err) == (0, "")
    assert final.out.startswith(f"评分：总分 {TOTAL}，等级“优”。\n")
    after = json.loads((out / "result.json").read_text("utf-8"))
    assert (after["total"], after["self_check"]["passed"]) == (TOTAL, True)
    assert len(after["missing"]) < len(before["missing"])
    kept = (case / "indicators.yaml").read_text("utf-8")
    assert kept.startswith("# 一般项目绩效评价指标体系（模板）。")  # comments survive


@pytest.mark.parametrize("template", template_names())
def test_a_draft_prints_on_the_first_day_with_what_is_missing_listed(template: str, tmp_path: Path) -> None:
    case, out = tmp_path / "评 价", tmp_path / "成 果"
    started = hengping("new", case, "--template", template)
    assert (
        started.out.splitlines()[-1]
        == f"下一步：填写 case.yaml 和 facts.csv，再运行 hengping evaluate '{case}' --out DIR。"
    )

    answer = hengping("evaluate", case, "--out", out)

    assert (answer.code, answer.err) == (0, "")
    result = json.loads((out / "result.json").read_text("utf-8"))
    assert (result["total"], result["grade"], result["watermark"]) == (None, None, "草稿")
    assert result["self_check"]["passed"]
    assert {row["status"] for row in result["indicators"]} == {"missing"}
    assert any("尚未计分" in text for text in result["missing"])
    page = (out / "report.html").read_text("utf-8")
    assert "本稿为草稿，尚缺下列内容" in page
    assert sorted(path.name for path in out.iterdir()) == [
        "report.docx",
        "report.html",
        "report.pdf",
        "result.json",
        "working-papers.xlsx",
    ]
