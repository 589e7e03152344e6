"""The page of the formulas: functions, and the definition that the parser gives of its subset."""

from __future__ import annotations

import inspect

from hengping import formulas
from hengping.formulas.functions import FUNCTIONS
from hengping.quantities.units import CUSTOMARY_UNITS
from scripts.reference.markdown import table

_INTRODUCTION = """\
公式是以 `=` 开头的 Excel 公式，其中的名称是事实编号，例如 `=支出_实际/支出_预算`。支持加减乘除、乘方、比较、括号
和下列函数。计算用十进制小数，工作底稿带同样的公式，可在 Excel、WPS、LibreOffice 中重算。
没有数据的事实不是零：结果也是“没有数据”。
百分数事实写 96.90，在公式里是 0.969。加、减和比较要求单位相同。
"""


def page() -> str:
    rows = [
        (f"`{name}`", function.title, _arguments(function.least, function.most)) for name, function in FUNCTIONS.items()
    ]
    units = "、".join(dict.fromkeys(CUSTOMARY_UNITS))
    return "\n".join(
        (
            _INTRODUCTION,
            "## 函数 · Functions\n",
            table(("函数", "名称", "参数个数"), rows),
            f"## 常用计量单位 · Customary units\n\n{units}\n",
            f"## 定义 · Definition\n\n```text\n{inspect.getdoc(formulas)}\n```\n",
        )
    )


def _arguments(least: int, most: int) -> str:
    if least == most:
        return str(least)
    return f"{least} 以上" if most > 20 else f"{least}～{most}"
