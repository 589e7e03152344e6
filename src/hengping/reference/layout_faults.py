"""What is wrong with somebody's own form layout, in words for whoever wrote it: the line and the name that is meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from hengping.errors import Fault, nearest_names
from hengping.reading.yaml_files import YamlDocument
from hengping.reference.form_layout import (
    FormColumn,
    FormLayout,
    Pair,
    PairsBlock,
    SignaturesBlock,
    TableBlock,
    TextBlock,
)

_KINDS: Mapping[str, type[BaseModel]] = {
    "pairs": PairsBlock,
    "table": TableBlock,
    "text": TextBlock,
    "signatures": SignaturesBlock,
}
_LISTS: Mapping[tuple[type[BaseModel], str], type[BaseModel]] = {
    (TableBlock, "columns"): FormColumn,
    (PairsBlock, "rows"): Pair,
}
_SHAPES = {
    "missing": "必须填写",
    "string_type": "一段文字",
    "float_parsing": "数字",
    "int_parsing": "整数",
    "bool_parsing": "true 或 false",
    "tuple_type": "列表，每项以“- ”开头",
    "dict_type": "若干“名称: 内容”",
    "model_type": "若干“键: 值”",
    "model_attributes_type": "若干“键: 值”",
}
_BOUNDS = {"greater_than": "大于", "greater_than_equal": "不小于", "less_than_equal": "不大于"}
_AS_PACKAGED = "请对照随程序提供的同名版式修改。"
_CODE = "F 加两位数字，可再加一个小写字母，如 F06、F06b"


def layout_faults(error: ValidationError, document: YamlDocument) -> list[Fault]:
    """Every fault of a layout with its line."""
    return [_fault(each, document) for each in error.errors(include_url=False)]


def _fault(error: Any, document: YamlDocument) -> Fault:
    path, model = _path(error["loc"])
    name = str(path[-1]) if path else ""
    where = document.where(path)
    found = _described(error["input"])
    match error["type"]:
        case "extra_forbidden":
            known = list(model.model_fields)
            near = nearest_names(name, known, most=2)
            mend = f"是否为 {'、'.join(near)}？" if near else "请删去这一项。"
            return Fault(where, name, "、".join(known), mend)
        case "missing":
            title = model.model_fields[name].title or name
            return Fault(where, f"没有写 {name}", f"{name}（{title}）", _AS_PACKAGED)
        case "union_tag_invalid" | "union_tag_not_found":
            given = str(error["input"].get("kind", "")) if isinstance(error["input"], dict) else ""
            near = nearest_names(given, _KINDS, most=1)
            mend = f"是否为 {near[0]}？" if near else "请写明 kind。"
            return Fault(where, f"kind: {given}" if given else "没有写 kind", f"kind 为 {'、'.join(_KINDS)} 之一", mend)
        case "literal_error":
            expected = str(error["ctx"]["expected"]).replace("'", "").replace(" or ", "、").replace(", ", "、")
            return Fault(where, f"{name}: {found}", f"{expected} 之一", "请改为其中一个。")
        case "string_pattern_mismatch":
            return Fault(where, f"{name}: {found}", _CODE if name == "code" else "规定的写法", _AS_PACKAGED)
        case kind if kind in _BOUNDS:
            bound = next(iter(error["ctx"].values()))
            return Fault(where, f"{name}: {found}", f"{_BOUNDS[kind]} {bound:g} 的数", "请改正数字。")
        case kind:
            return Fault(where, f"{name}: {found}" if name else found, _SHAPES.get(kind, "版式的写法"), _AS_PACKAGED)


def _path(loc: Iterable[str | int]) -> tuple[tuple[str | int, ...], type[BaseModel]]:
    """The way through the file, without pydantic's name of a block's kind, and the model that it ends in."""
    model: type[BaseModel] = FormLayout
    inner: type[BaseModel] | None = None
    path: list[str | int] = []
    for step in loc:
        if model is FormLayout and path and isinstance(path[-1], int) and path[0] == "blocks" and step in _KINDS:
            model = _KINDS[str(step)]
            continue
        inner = _LISTS.get((model, str(step)), inner)
        if isinstance(step, str) and inner is not None and path and isinstance(path[-1], int):
            model = inner
        path.append(step)
    return tuple(path), model


def _described(value: object) -> str:
    if isinstance(value, dict):
        return "若干“键: 值”" if value else "空白"
    if isinstance(value, list):
        return "列表"
    return str(value)[:40] or "空白"
