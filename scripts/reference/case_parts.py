"""The page of the case: every part with its file, sheet and fields."""

from __future__ import annotations

import inspect

from pydantic import BaseModel

from hengping.cases.model import PARTS
from scripts.reference.markdown import fields_table, models_below, table

_INTRODUCTION = """\
一个评价就是一个文件夹；同样的内容也可以是一个 Excel 工作簿（`hengping export`、`hengping import`）。
除 `case.yaml` 和 `indicators.yaml` 外，各部分都可以没有。

- **YAML 文件**用“字段”一栏的英文名；选项写英文值或中文名都可以。数字按原样读取，`20.10` 仍是 `20.10`。
- **CSV 文件**的列标题用“字段”一栏的英文名，写“标题”一栏的中文名也可以；**工作表**用中文名。
- 一格多项时一行一项，编号也可以用分号隔开。
- 未列出的字段一律不接受，并指出最接近的名称。
- `text/*.md` 是按章节写的正文，其中的数字用 `{{ 事实编号 }}` 引用。
"""


def page() -> str:
    rows = [
        (
            f"[`{spec.file}`](#{spec.model.__name__.lower()})",
            spec.sheet,
            _kind(spec.kind),
            "是" if spec.required else "",
        )
        for spec in PARTS
    ]
    overview = table(("文件", "工作表", "形式", "必需"), [*rows, ("`text/*.md`", "正文", "Markdown", "")])
    titles = {spec.model: f"{spec.file} · {spec.sheet}" for spec in PARTS}
    sections = [_section(model, titles.get(model, "")) for model in models_below(spec.model for spec in PARTS)]
    return "\n".join((_INTRODUCTION, overview, *sections))


def _kind(kind: str) -> str:
    return {"table": "表（CSV）", "document": "文档（YAML）"}[kind]


def _section(model: type[BaseModel], part: str) -> str:
    where = f"\n\n**{part}**" if part else ""
    about = inspect.cleandoc(model.__doc__ or "")
    return f"## {model.__name__}{where}\n\n{about}\n\n{fields_table(model)}"
