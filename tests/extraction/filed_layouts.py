"""One self-evaluation form in the layouts that bureaus use: Word with merged cells, tab-separated text, workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl

# The content that every layout says: level 1, level 2, level 3, target, result, points, score, reason.
CONTENT = (
    ("产出指标", "数量指标", "培训人数", "≥300人", "320人", "20", "20", ""),
    ("产出指标", "数量指标", "培训班次", "12期", "11期", "10", "9.17", "一期改为线上"),
    ("产出指标", "时效指标", "按时完成", "2023年12月底前", "2023年11月", "20", "20", ""),
    ("效益指标", "社会效益指标", "持证上岗率", "≥90%", "93%", "30", "30", ""),
    ("满意度指标", "服务对象满意度指标", "学员满意度", "≥95%", "96%", "10", "10", ""),
)
LEVELS = tuple(row[:3] for row in CONTENT)
VALUES = tuple(row[3:] for row in CONTENT)


def word_form(path: Path) -> Path:
    """One Word table for everything, as ministries print it: labels, money, goals and indicators under each other."""
    document = docx.Document()
    document.add_paragraph("项目支出绩效自评表")
    document.add_paragraph("（2023年度）")
    lines: list[Sequence[str]] = [
        ("项目名称", "技能培训", "", "", "", "", "", ""),
        ("主管部门", "某市人力资源和社会保障局", "", "", "实施单位", "某市培训中心", "", ""),
        ("项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
        ("", "年度资金总额", "60", "60.5", "60.5", "10", "100%", "10"),
        ("", "其中：当年财政拨款", "60", "60.5", "60.5", "—", "100%", "—"),
        ("年度总体目标", "预期目标", "", "", "", "实际完成情况", "", ""),
        ("", "培训三百人以上", "", "", "", "完成培训320人", "", ""),
        ("绩效指标", "一级指标", "二级指标", "三级指标", "年度\n指标值", "实际\n完成值", "分值", "得分"),
    ]
    covered = {(1, 0), (1, 1), (2, 0)}  # by the merged cells above them
    for at, row in enumerate(CONTENT):
        levels = ["" if (at, level) in covered else row[level] for level in (0, 1)]
        lines.append(("", *levels, *row[2:7]))
    lines.append(("总分", "", "", "", "", "", "100", "99.17"))
    table = document.add_table(rows=len(lines), cols=8)
    for at, line in enumerate(lines):
        for column, text in enumerate(line):
            table.cell(at, column).text = text
    table.cell(2, 0).merge(table.cell(4, 0))
    table.cell(5, 0).merge(table.cell(6, 0))
    for row in (5, 6):
        table.cell(row, 1).merge(table.cell(row, 4))
        table.cell(row, 5).merge(table.cell(row, 7))
    table.cell(7, 0).merge(table.cell(7 + len(CONTENT), 0))
    table.cell(8, 1).merge(table.cell(10, 1))
    table.cell(8, 2).merge(table.cell(9, 2))
    table.cell(len(lines) - 1, 0).merge(table.cell(len(lines) - 1, 5))
    document.save(path)
    return path


def tabbed_form(path: Path) -> Path:
    """Copied out of a table: columns by tabs, merged levels left blank."""
    lines = ["技能培训项目绩效自评表", "", "项目名称：技能培训", "实施单位：某市培训中心", ""]
    lines.append(
        "\t".join(("一级指标", "二级指标", "三级指标", "指标值", "全年实际值", "分值", "自评得分", "未完成原因分析"))
    )
    before = ("", "")
    for row in CONTENT:
        shown = ["" if row[at] == before[at] and row[0] == before[0] else row[at] for at in (0, 1)]
        lines.append("\t".join((*shown, *row[2:])))
        before = (row[0], row[1])
    lines.append("\t".join(("合计", "", "", "", "", "90", "89.17", "")))
    path.write_text("\n".join(lines) + "\n", encoding="gb18030")
    return path


def wide_form(path: Path) -> Path:
    """A workbook with other headings, a row of notes under them, units in a column of their own, and remarks below."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    rows: list[Sequence[Any]] = [
        ["附件2"],
        ["2023年度市级项目绩效自评表"],
        ["单位名称：某市培训中心", "", "", "", "", "", "", "", "", "金额单位：万元"],
        ["项目名称", "技能培训", "", "项目代码", "JN-01"],
        ["资金来源", "年初预算", "全年预算", "全年执行", "执行率（%）"],
        ["预算资金总额", 60, 60.5, 60.5, 1],
        [
            "序号",
            "一级",
            "二级",
            "三级指标名称",
            "指标性质",
            "目标值(A)",
            "度量单位",
            "完成值（B）",
            "标准分",
            "自评分",
            "偏差情况说明",
        ],
    ]
    for number, row in enumerate(CONTENT, start=1):
        sign, digits, unit = _parted(row[3])
        _, result, _ = _parted(row[4])
        rows.append([number, *row[:3], sign, digits, unit, result, float(row[5]), float(row[6]), row[7]])
    rows.append(["合计", "", "", "", "", "", "", "", 90, 89.17])
    rows.append(["填表人：张三", "", "", "", "联系电话：0000"])
    rows.append(["说明：自评得分按实际完成情况填写，佐证材料另附。"])
    for row_cells in rows:
        sheet.append([None if value == "" else value for value in row_cells])
    sheet["E6"].number_format = "0%"
    sheet.merge_cells("A2:K2")
    last = len(rows)
    sheet.merge_cells(start_row=last, end_row=last, start_column=1, end_column=11)
    book.save(path)
    return path


def _parted(text: str) -> tuple[str, Any, str]:
    """Sign, number and unit of a cell; words stay in the place of the number."""
    for sign in ("≥", ""):
        if text.startswith(sign):
            rest = text.removeprefix(sign)
            digits = "".join(letter for letter in rest if letter.isdigit() or letter == ".")
            if digits and "年" not in rest:
                return sign, float(digits), rest.removeprefix(digits)
    return "", text, ""
