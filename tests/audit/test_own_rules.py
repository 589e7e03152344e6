"""Rules that a form prints beside its rows decide there; what is not understood is said so and no error."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from click.testing import CliRunner

from hengping.cli.program import program
from tests.audit.bureau import HEADINGS, MONEY, write_sheet

ROWS = (
    # 96 of 100 persons: full marks from 95 % on, though the target was missed
    ("产出指标", "数量指标", "培训人数", "≥", 100, "人", 96, 30, 30, "甲", "完成率95%以上得满分，每降低1个百分点扣1分"),
    # 90 of 100: five points short at two points each, 20 of 30
    ("产出指标", "数量指标", "走访户数", "≥", 100, "户", 90, 30, 27, "乙", "完成率95%以上得满分，每降低1个百分点扣2分"),
    ("产出指标", "数量指标", "检测批次", "≥", 100, "批次", 80, 20, 20, "丙", "根据完成情况酌情扣分"),
    # all or nothing: missed, and full marks all the same
    ("产出指标", "质量指标", "合格率", "≥", "98%", "", "97%", 10, 10, "丁", "达到目标得满分，否则不得分"),
)


def audited(folder: Path) -> dict[str, list[list[Any]]]:
    rows = [
        ["项目支出绩效自评表（2023年度）"],
        ["项目名称", "培训", "项目编码", "P1", "实施单位", "某局"],
        MONEY,
        ["年度资金总额", "", 50, 50, 10, "100%", 10],
        [*HEADINGS, "评分标准"],
        *ROWS,
        ["总分", "", "", "", "", "", "", 100, 97],
    ]
    source, out = write_sheet(folder / "表.xlsx", rows), folder / "audit.xlsx"
    CliRunner().invoke(program, ["audit", str(source), "--out", str(out), "--jobs", "0", "--draw", "1"])
    book = openpyxl.load_workbook(out)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def test_rows_are_held_against_their_own_rules(tmp_path: Path) -> None:
    sheets = audited(tmp_path)

    found = {(row[6], row[5].split("“")[-1].rstrip("”")): (row[8], row[9]) for row in sheets["问题清单"][1:]}
    scores = {key: value for key, value in found.items() if key[0][:3] in ("HP2", "HP8")}
    assert set(scores) == {("HP801", "走访户数"), ("HP811", "检测批次"), ("HP201", "合格率")}
    assert scores["HP801", "走访户数"][0] == "错误"
    assert "评分标准“完成率95%以上得满分，每降低1个百分点扣2分”" in scores["HP801", "走访户数"][1]
    assert "高7.00分" in scores["HP801", "走访户数"][1]
    assert scores["HP201", "合格率"][0] == "错误"
    assert scores["HP201", "合格率"][1].startswith("评分标准“达到目标得满分，否则不得分”：")
    assert scores["HP811", "检测批次"][0] == "警告"
    assert "按一般规则为16.00分，自评20分" in scores["HP811", "检测批次"][1]


def test_the_recheck_says_which_rule_it_followed(tmp_path: Path) -> None:
    rows = audited(tmp_path)["复核对照"]
    heads = rows[0]
    wanted = [heads.index(name) for name in ("三级指标", "复核得分", "依据")]
    told = {row[wanted[0]]: (row[wanted[1]], row[wanted[2]] or "") for row in rows[1:]}

    assert told["培训人数"][0] == 30
    assert told["走访户数"][0] == 20
    assert told["走访户数"][1].startswith("评分标准“完成率95%以上得满分，每降低1个百分点扣2分”")
    assert told["检测批次"] == (None, "评分标准没有读准，须人工复核：根据完成情况酌情扣分")


def test_undetermined_rows_count_as_filed(tmp_path: Path) -> None:
    ranking = audited(tmp_path)["风险排序"]
    # execution 10, 30 as filed, 20 recomputed, 20 as filed, 0 for the rate that was missed
    assert ranking[1][ranking[0].index("复算总分")] == 80
