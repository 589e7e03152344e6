"""Published self-evaluation forms, kept as data, written out as workbooks in the layout that offices use."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import yaml

COLUMNS = (
    "一级指标",
    "二级指标",
    "三级指标",
    "计算符号",
    "年度指标值",
    "计量单位",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
)
MONEY = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")


def load_form(path: Path) -> Any:
    """A form as data, every scalar as text."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)


def _text(value: Any) -> str:
    return "" if value in (None, "null") else str(value)


def write_form(form: Any, path: Path, *, reasons: dict[str, str] | None = None) -> Path:
    """The form as one sheet: title, head, money, indicators with merged levels, total. Returns `path`."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "自评表"
    money, execution = form["money"], form["money"].get("execution_score_row")
    unit = _text(money.get("unit"))
    lines: list[Sequence[Any]] = [
        [f"项目支出绩效自评表（{_text(form.get('year'))}年度）" if _text(form.get("year")) else "项目支出绩效自评表"],
        [f"金额单位：{unit}"] if unit in ("万元", "元") else [],
        ["项目名称", form["project"], "", "", "主管部门", "", "实施单位", form["body"]],
    ]
    if execution:
        rate = _text(money.get("execution_rate"))
        amounts = (_text(money.get("initial_budget")), money["full_year_budget"], money["executed"])
        lines.append(["项目资金", "", *MONEY])
        lines.append(["", "年度资金总额", *amounts, execution["weight"], rate, execution["score"]])
        lines.append(["", "其中：本年财政拨款", *amounts, "", rate, ""])
    lines.append(COLUMNS)
    start = len(lines) + 1
    for row in form["indicators"]:
        cells = [
            _text(row.get(name))
            for name in ("l1", "l2", "l3", "comparator", "target", "unit", "actual", "weight", "score")
        ]
        lines.append([*cells, (reasons or {}).get(row["l3"], "")])
    end = len(lines)
    if _text(form.get("total_published")):
        grade = _text(form.get("grade_published"))
        lines.append(
            ["总分", "", "", "", "", "", "", "100", form["total_published"], f"等级：{grade}" if grade else ""]
        )
    for line in lines:
        sheet.append([value if value != "" else None for value in line])
    sheet.merge_cells("A1:J1")
    _merge_levels(sheet, start, end)
    book.save(path)
    return path


def _merge_levels(sheet: Any, first: int, last: int) -> None:
    """Equal neighbours of the two upper levels as one cell each."""
    for column in (1, 2):
        begin = first
        for row in range(first + 1, last + 2):
            keys = [sheet.cell(begin, at).value for at in range(1, column + 1)]
            if row <= last and [sheet.cell(row, at).value for at in range(1, column + 1)] == keys:
                continue
            if row - begin > 1:
                sheet.merge_cells(start_row=begin, end_row=row - 1, start_column=column, end_column=column)
            begin = row
