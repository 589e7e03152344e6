"""What pydantic refuses, told once, here, in words for the person who filled the part in.

pydantic's own messages are English and speak of types; none of them reaches a user.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from hengping.cases.parts_fields import Kind, PartField, fields_of
from hengping.cases.parts_text import Place, Refusal, nearest

_NUMBER = "数字，如 20.10"
_EXPECTED_BY_KIND = {
    Kind.TEXT: "一段文字",
    Kind.IDENTIFIER: "编号",
    Kind.NUMBER: _NUMBER,
    Kind.INTEGER: "整数",
    Kind.TRUTH: "“是”或“否”",
    Kind.DATE: "日期，如 2020-07-15",
    Kind.CHOICE: "可选项之一",
    Kind.TEXTS: "文字的列表",
    Kind.IDENTIFIERS: "编号的列表",
    Kind.MAPPING: "若干“名称: 内容”",
    Kind.RECORD: "若干“键: 值”",
    Kind.RECORDS: "列表，每项是若干“键: 值”",
}
_SHAPE_HINTS = {
    Kind.TEXT: "这里只能写一段文字，请去掉方括号、花括号或下一级缩进。",
    Kind.IDENTIFIER: "这里只能写一个编号。",
    Kind.NUMBER: "这里只能写一个数字。",
    Kind.TEXTS: "请写成列表：每项一行，以“- ”开头；只有一项也要写成列表。",
    Kind.IDENTIFIERS: "请写成列表，如 [E01, E02]；只有一项也要写成 [E01]。",
    Kind.MAPPING: "请在下一级缩进处写“名称: 内容”，每行一个。",
    Kind.RECORD: "请在下一级缩进处写“键: 值”，每行一个。",
    Kind.RECORDS: "请写成列表：每项以“- ”开头，其下写“键: 值”。",
}
_BOUNDS = {"greater_than_equal": ("ge", "不小于"), "greater_than": ("gt", "大于")}
_BOUNDS |= {"less_than_equal": ("le", "不大于"), "less_than": ("lt", "小于")}


def refusal(error: ErrorDetails, model: type[BaseModel]) -> Refusal:
    """One error of pydantic, met while validating `model`, as a refusal."""
    place: Place = tuple(error["loc"])
    kind = error["type"]
    if kind == "missing":
        return _missing(place, model)
    if kind == "extra_forbidden":
        return _unknown_key(place, model)
    part_field = field_at(place, model)
    found = described(error["input"])
    if kind in ("value_error", "assertion_error"):
        return _rejected(place, part_field, error)
    if kind in _BOUNDS:
        key, words = _BOUNDS[kind]
        bound = f"{words} {error.get('ctx', {}).get(key)} 的数"
        return Refusal(place, found, bound, "请改为范围内的数。")
    if part_field is None:
        return Refusal(place, found, "若干“键: 值”", _SHAPE_HINTS[Kind.RECORD])
    expected = _EXPECTED_BY_KIND[part_field.kind]
    return Refusal(place, found, expected, _SHAPE_HINTS.get(part_field.kind, f"请改为{expected}。"))


def _missing(place: Place, model: type[BaseModel]) -> Refusal:
    part_field = field_at(place, model)
    title = _named(part_field) if part_field else str(place[-1])
    return Refusal(place, "没有填写", f"必填的{title}", "请补填。")


def _unknown_key(place: Place, model: type[BaseModel]) -> Refusal:
    owner = model_at(place[:-1], model)
    meant = _meant_field(place, model)
    names = "、".join(fields_of(owner)) if owner else ""
    mend = f"是否为{_named(meant)}？" if meant else f"请删去，或改为可用的键：{names}。"
    return Refusal(place, f"未知的键 {place[-1]}", "可用的键", mend)


def _meant_field(place: Place, model: type[BaseModel]) -> PartField | None:
    """The field that an unknown key comes nearest to, by its name or its title."""
    owner = model_at(place[:-1], model)
    fields = fields_of(owner).values() if owner else ()
    near = nearest(str(place[-1]), [name for item in fields for name in (item.name, item.title)])
    return next((item for item in fields if near in (item.name, item.title)), None)


def _rejected(place: Place, part_field: PartField | None, error: ErrorDetails) -> Refusal:
    """What a validator of the model itself said, in Chinese already."""
    reason = str(error.get("ctx", {}).get("error", "内容不符合要求")).rstrip("。")
    value = error["input"]
    if part_field is None or part_field.kind in (Kind.RECORD, Kind.RECORDS) or isinstance(value, dict | BaseModel):
        return Refusal(place, _caption(value), "前后一致的内容", f"{reason}。")
    kind = Kind.IDENTIFIER if part_field.kind is Kind.IDENTIFIERS and isinstance(value, str) else part_field.kind
    return Refusal(place, described(value), _EXPECTED_BY_KIND[kind], f"{reason}。")


def _caption(value: Any) -> str:
    """A record as a person would call it: by its first text."""
    texts = value.values() if isinstance(value, dict) else ()
    return next((described(text) for text in texts if isinstance(text, str) and text), "这一项")


def _named(part_field: PartField) -> str:
    return f"“{part_field.title}”（{part_field.name}）"


def described(value: Any) -> str:
    """A value as a fault shows it: texts cut at sixty characters, structures named."""
    if value is None or value == "":
        return "空白"
    if isinstance(value, dict | BaseModel):
        return "一组“键: 值”"
    if isinstance(value, list | tuple):
        return "一个列表"
    text = str(value)
    return text if len(text) <= 60 else f"{text[:60]}…"


def field_at(place: Place, model: type[BaseModel]) -> PartField | None:
    """The field that `place` leads to; positions and keys of mappings below it lead to the field itself."""
    owner: type[BaseModel] | None = model
    found: PartField | None = None
    for step in place:
        if isinstance(step, int):
            continue
        if owner is None:
            break
        found = fields_of(owner).get(step)
        owner = found.model if found else None
    return found


def model_at(place: Place, model: type[BaseModel]) -> type[BaseModel] | None:
    """The model of the record that `place` leads to."""
    if not any(isinstance(step, str) for step in place):
        return model
    part_field = field_at(place, model)
    return part_field.model if part_field else None


def unspoken(refusals: list[Refusal], errors: list[ErrorDetails], model: type[BaseModel]) -> Iterator[Refusal]:
    """Refusals for those errors of pydantic that nothing told before explains.

    A value refused already is missing for that reason; a required field is missing because its key is misspelt.
    """
    told = {item.place for item in refusals}
    unknown = [tuple(error["loc"]) for error in errors if error["type"] == "extra_forbidden"]
    meant = ((place, _meant_field(place, model)) for place in unknown)
    misspelt = {(*place[:-1], part_field.name) for place, part_field in meant if part_field}
    for error in errors:
        place = tuple(error["loc"])
        explained = any(place[: len(earlier)] == earlier for earlier in told)
        if not explained and not (error["type"] == "missing" and place in misspelt):
            yield refusal(error, model)
