"""`hengping audit` from the command line: a folder, a flat export, the workbook that comes out of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
from click.testing import CliRunner, Result

from hengping.cli.program import program
from hengping.lint.audit.document import AuditDocument
from tests.audit.bureau import HEADINGS, MISS, RIGHT, form_rows, write_sheet


def run(*arguments: object) -> Result:
    return CliRunner().invoke(program, ["audit", *map(str, arguments), "--jobs", "0"], standalone_mode=False)


def sheet_rows(path: Path, name: str) -> list[list[Any]]:
    return [list(row) for row in openpyxl.load_workbook(path)[name].iter_rows(values_only=True)]


def bureau(folder: Path) -> Path:
    folder.mkdir()
    write_sheet(folder / "甲.xlsx", form_rows("培训", "P1", RIGHT, party="人社局"))
    write_sheet(folder / "乙.xlsx", form_rows("修路", "P2", MISS, party="交通局"))
    write_sheet(folder / "丙.xlsx", form_rows("绿化", "P3", RIGHT, party="交通局", total=98))
    return folder


def test_forms_are_ranked_by_risk_and_every_finding_has_its_cell(tmp_path: Path) -> None:
    out = tmp_path / "audit.xlsx"

    result = run(bureau(tmp_path / "forms"), "--out", out)

    assert result.return_value == 1
    ranking = sheet_rows(out, "风险排序")
    heads = ranking[0]
    total, recomputed = heads.index("自评总分"), heads.index("复算总分")
    # 乙：80/100 得满分 90 分，按比例应得 72 分，加执行率 10 分为 82 分
    assert [(row[1], row[total], row[recomputed]) for row in ranking[1:]] == [
        ("乙.xlsx", 100, 82),
        ("丙.xlsx", 98, 100),
        ("甲.xlsx", 100, 100),
    ]
    findings = {(row[1], row[6]): row[5] for row in sheet_rows(out, "问题清单")[1:]}
    assert findings[("乙.xlsx", "HP201")] == "表“自评表”I6“培训人数”"
    assert findings[("丙.xlsx", "HP209")] == "表“自评表”I7“合计得分”"
    # What is left of the right form is how its goals were set: a project with outputs and no effect.
    assert {code for file, code in findings if file == "甲.xlsx"} == {"HP118"}


def test_recheck_stands_beside_the_self_evaluation_with_deviation_and_clause(tmp_path: Path) -> None:
    out = tmp_path / "audit.xlsx"
    run(bureau(tmp_path / "forms"), "--out", out, "--draw", "0")

    rows = sheet_rows(out, "复核对照")
    heads = rows[0]
    wanted = [
        heads.index(name)
        for name in ("项目编码", "三级指标", "自评完成值", "自评得分", "复核完成值", "复核得分", "得分差值", "条款")
    ]
    assert [[row[at] for at in wanted] for row in rows[1:]] == [
        ["P2", "培训人数", "80", 90, "80", 72, -18, "计分规则 按计分规则复算"]
    ]


def test_sums_by_unit_and_year(tmp_path: Path) -> None:
    out = tmp_path / "audit.xlsx"
    run(bureau(tmp_path / "forms"), "--out", out)

    assert [row[:5] for row in sheet_rows(out, "按单位")[1:]] == [["交通局", 2, 99, 91, -8], ["人社局", 1, 100, 100, 0]]
    assert [row[:2] for row in sheet_rows(out, "年度汇总")[1:]] == [["2023", 3]]


def test_flat_export_is_read_project_by_project(tmp_path: Path) -> None:
    heads = ("项目编码", "项目名称", "预算单位", "全年预算数", "全年执行数", *HEADINGS)
    money = {"P1": (50, 50), "P2": (100, 90)}
    rows = [heads]
    for code, line in (("P1", RIGHT), ("P2", MISS)):
        execution = ("预算执行率", "", "预算执行率", "", 100, "%", "100%" if code == "P1" else "90%", 10, 10, "")
        rows.append((code, f"项目{code}", "某局", *money[code], *execution))
        rows.append(("", "", "", "", "", *line))
    source = write_sheet(tmp_path / "导出.xlsx", rows)
    out = tmp_path / "audit.xlsx"

    result = run(source, "--out", out, "--json")

    document = json.loads(result.stdout_bytes)
    AuditDocument.model_validate(document)
    assert {form["project_code"]: form["recomputed"] for form in document["forms"]} == {"P1": "100.00", "P2": "81.00"}
    codes = {
        (each["where"].split("（")[1].split("）")[0], each["code"])
        for each in document["findings"]
        if each["severity"] == "error"
    }
    # 90 % of the budget earns 9 of 10 points, the form gives 10; 80 of 100 persons earn 72 of 90, the form gives 90.
    assert codes == {("P2", "HP201")}


def test_draw_is_the_same_for_a_seed_and_another_for_another(tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    for number in range(30):
        write_sheet(
            folder / f"{number:02d}.xlsx", form_rows(f"培训{number}", f"P{number}", MISS if number % 2 else RIGHT)
        )
    draws = []
    for seed in ("7", "7", "8"):
        out = tmp_path / "audit.xlsx"
        run(folder, "--out", out, "--seed", seed, "--draw", "6")
        draws.append([row[1] for row in sheet_rows(out, "复核抽样")[2:]])

    assert draws[0] == draws[1] != draws[2]
    assert len(draws[0]) == 6
    risky = sum(int(name[:2]) % 2 for draw in (draws[0], draws[2]) for name in draw)
    assert risky >= 9  # fifteen of thirty forms are wrong, and weigh more than forty times the others


def test_same_forms_same_bytes(tmp_path: Path) -> None:
    folder = bureau(tmp_path / "forms")
    run(folder, "--out", tmp_path / "a.xlsx")
    run(folder, "--out", tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_who_has_not_filed(tmp_path: Path) -> None:
    roster = tmp_path / "名单.csv"
    roster.write_text(
        "项目编码,项目名称,预算单位\nP1,培训,人社局\n,修路,交通局\nP9,防汛,水利局\n", encoding="utf-8-sig"
    )
    out = tmp_path / "audit.xlsx"

    result = run(bureau(tmp_path / "forms"), "--out", out, "--roster", roster)

    assert [row[:3] for row in sheet_rows(out, "未报送")[1:]] == [["P9", "防汛", "水利局"]]
    assert [row[:3] for row in sheet_rows(out, "名单外")[1:]] == [["P3", "绿化", "交通局"]]
    assert "未报送 1 个" in result.output


def test_cells_that_begin_like_formulas_reach_the_workbook_as_text(tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    evil = ("产出指标", "数量指标", '=HYPERLINK("http://x","y")', "≥", 100, "人", 80, 90, 90, "@SUM(A1)")
    write_sheet(folder / "+1.xlsx", form_rows("-2+3", "=1+1", evil, party="@某局"))
    out = tmp_path / "audit.xlsx"
    run(folder, "--out", out)

    book = openpyxl.load_workbook(out)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    texts = {cell.value for cell in cells if isinstance(cell.value, str)}
    assert {"-2+3", "=1+1", "@某局", "+1.xlsx"} <= texts


def test_one_project_filed_twice_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    for name in ("甲.xlsx", "乙.xlsx"):
        write_sheet(folder / name, form_rows("培训", "P1", RIGHT))
    out = tmp_path / "audit.xlsx"
    run(folder, "--out", out)
    assert ["项目编码 P1" in row[2] for row in sheet_rows(out, "存疑")[1:]] == [True]


def test_a_bureaus_own_rules_decide(tmp_path: Path) -> None:
    """A profile that lets the missed rows of this form earn all or nothing, and a rule book that names the clause."""
    profile = tmp_path / "profile.yaml"
    profile.write_text(
        "name: own\ntitle: 某市规程\nself_evaluation: {rule: met_or_nothing, execution_points: '10'}\n",
        encoding="utf-8",
    )
    rules = tmp_path / "rules.yaml"
    rules.write_text(
        "name: own\ntitle: 某市口径\nclauses:\n"
        "  - {number: 第三条, title: 未达标, test: rule, percent: 0, judged: 程序, text: 未达标不得分}\n",
        encoding="utf-8",
    )
    out = tmp_path / "audit.xlsx"
    run(bureau(tmp_path / "forms"), "--out", out, "--profile", profile, "--rules", rules, "--draw", "0")

    (row,) = sheet_rows(out, "复核对照")[1:]
    assert (row[13], row[14], row[15]) == (0, -90, "第三条 未达标")


def test_unknown_rule_book_is_refused_by_name(tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text(
        "name: own\ntitle: 口径\nclauses: [{number: 一, title: 甲, test: guess, text: 乙}]\n", encoding="utf-8"
    )
    result = run(bureau(tmp_path / "forms"), "--out", tmp_path / "a.xlsx", "--rules", rules)
    assert "guess" in str(result.exception)
    assert not (tmp_path / "a.xlsx").exists()
