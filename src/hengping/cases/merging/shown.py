"""Values of the three cases as people read them in a list of conflicts, and their answers back into values."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel

from hengping.cases.merging.conflict import ABSENT, EMPTY_ANSWER
from hengping.cases.parts_cells import cell_plain
from hengping.cases.parts_fields import Kind, PartField, fields_of, label
from hengping.cases.yaml_text import yaml_document
from hengping.reading.yaml_files import Plain

_MOST_CHANGES = 8
_TRUTHS = {"true": "是", "false": "否"}


def shown(value: Plain | None, part_field: PartField | None) -> str:
    """A value in the words of a workbook cell; `part_field` is None within names with values."""
    if value is None:
        return ABSENT
    if isinstance(value, dict):
        return yaml_document(value).removesuffix("\n")
    if isinstance(value, list):
        texts = [item for item in value if isinstance(item, str)]
        return "\n".join(texts) if len(texts) == len(value) else yaml_document({"": value}).strip(" :\n")
    if part_field is not None and part_field.choices is not None:
        return next((label(member) for member in part_field.choices if member.value == value), value)
    if part_field is not None and part_field.kind is Kind.TRUTH:
        return _TRUTHS.get(value, value)
    return value


def typed(text: str, part_field: PartField | None, *, where: str) -> Plain:
    """What a person wrote as the answer.

    Raises:
        InputError: names with values that cannot be read as YAML.
    """
    text = "" if text == EMPTY_ANSWER else text
    return text if part_field is None else cell_plain(text, part_field, where=where)


def changes_told(old: Mapping[str, Plain] | None, new: Mapping[str, Plain], model: type[BaseModel]) -> list[str]:
    """What differs between two states of a row, cell by cell; of a new row, what it holds."""
    if old is None:
        return [f"{caption}：{_short(shown(new.get(name), item))}" for name, caption, item in _cells(model, new)][:2]
    return [
        f"{caption}：{_short(shown(old.get(name), item))} → {_short(shown(new.get(name), item))}"
        for name, caption, item in _cells(model, {**old, **new})
        if old.get(name, "") != new.get(name, "")
    ]


def listed(changes: list[str]) -> str:
    """Changes in one cell, the first few of many."""
    if len(changes) <= _MOST_CHANGES:
        return "\n".join(changes)
    return "\n".join([*changes[:_MOST_CHANGES], f"…… 共 {len(changes)} 处"])


def _cells(model: type[BaseModel], row: Mapping[str, Plain]) -> list[tuple[str, str, PartField]]:
    return [(name, item.title, item) for name, item in fields_of(model).items() if name in row]


def _short(text: str, limit: int = 60) -> str:
    line = text.replace("\n", " ") or "（空）"
    return line if len(line) <= limit else f"{line[:limit]}…"
