"""Docstrings and models as Markdown."""

from __future__ import annotations

import datetime
import inspect
import re
import types
from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

_PLAIN = {str: "文本", Decimal: "数", int: "整数", bool: "是/否", datetime.date: "日期"}


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; bars and line breaks in cells are made harmless."""
    lines = [f"| {' | '.join(headings)} |", f"|{'---|' * len(headings)}"]
    lines += [f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>") or " "


def definition(docstring: str | None) -> str:
    """A module's definition: its first line as a paragraph, `Key: text` as a list, numbered exclusions below theirs."""
    title, *lines = inspect.cleandoc(docstring or "").splitlines()
    blocks = [title]
    for line in lines:
        if not line.strip():
            blocks.append("")
        elif match := re.match(r"([A-Z一-鿿][\w /-]{0,30})[:：]\s*(.*)", line):
            blocks.append(f"- **{match[1]}**：{match[2]}".rstrip())
        elif re.match(r"\d+\. ", line):
            blocks.append(f"    {line}")
        elif blocks[-1]:
            blocks[-1] += ("" if _chinese_at_seam(blocks[-1], line) else " ") + line.strip()
        else:
            blocks.append(line.strip())
    # A list wants an empty line before it, and the title is a paragraph of its own.
    return f"{blocks[0]}\n\n" + "\n".join(blocks[1:]).strip() + "\n"


def _chinese_at_seam(before: str, after: str) -> bool:
    """Whether two lines of one paragraph are joined without a space."""
    return ord(before[-1]) > 0x2E80 and ord(after.lstrip()[0]) > 0x2E80


def fields_table(model: type[BaseModel]) -> str:
    """The fields of a model: key, Chinese heading, type, default, note."""
    rows = [
        (f"`{name}`", info.title or "", type_text(info.annotation), _default(info), info.description or "")
        for name, info in model.model_fields.items()
    ]
    return table(("字段", "标题", "类型", "缺省", "说明"), rows)


def type_text(annotation: Any) -> str:
    """What may stand in a field, in Chinese; choices are listed, models linked."""
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return type_text(arguments[0])
    if origin in (Union, types.UnionType):
        return "，".join(type_text(argument) for argument in arguments if argument is not types.NoneType)
    if origin is tuple:
        return f"{type_text(arguments[0])}，可多项"
    if origin is dict:
        return f"{type_text(arguments[0])} → {type_text(arguments[1])}"
    if origin is Literal:
        return "、".join(f"`{argument}`" for argument in arguments)
    if inspect.isclass(annotation) and issubclass(annotation, Enum):
        return "、".join(_choice(member) for member in annotation)
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    return "任意值"


def _choice(member: Enum) -> str:
    label = getattr(member, "label", "")
    return f"`{member.value}` {label}".strip()


def _default(info: FieldInfo) -> str:
    """必填, or the value that a missing field has; empty ones print as a dash."""
    if info.is_required():
        return "**必填**"
    value = info.get_default(call_default_factory=True)
    if isinstance(value, Enum):
        return f"`{value.value}`"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, BaseModel) or value in (None, "", (), {}):
        return "—"
    return f"`{value}`"


def models_below(models: Iterable[type[BaseModel]]) -> list[type[BaseModel]]:
    """The models and all models their fields hold, each once, in order of first mention."""
    found: list[type[BaseModel]] = []
    waiting = list(models)
    while waiting:
        model = waiting.pop(0)
        if model in found:
            continue
        found.append(model)
        nested = [inner for info in model.model_fields.values() for inner in _models_in(info.annotation)]
        waiting = nested + waiting
    return found


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in get_args(annotation) for model in _models_in(argument)]
