"""Values of the model as text and back: what YAML, CSV cells and workbook cells have in common.

Going out, a model becomes `Plain`: texts, lists and dicts. Coming in, `Plain` becomes what pydantic validates, and what
a field cannot be is told here, where it is known what a person may have meant.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from hengping.cases.parts_fields import Kind, PartField, fields_of, label
from hengping.errors import nearest_names
from hengping.quantities import half_width
from hengping.reading.yaml_files import Plain

Place = tuple[str | int, ...]
"""The way to a value from the root of its part: names of fields and positions in lists."""

ALWAYS_WRITTEN = {"format"}
"""A later version of the program may have another default, so this one must be on record."""

_LONGEST_PLAIN_NUMBER = 34
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WRITTEN_DAYS = (
    re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)
_TRUTHS = {"是": True, "否": False, "true": True, "false": False}
_NEAR_TRUTHS = {"√": "是", "✓": "是", "y": "是", "yes": "是", "1": "是", "有": "是"}
_NEAR_TRUTHS |= {"×": "否", "✗": "否", "n": "否", "no": "否", "0": "否", "无": "否"}


@dataclass(frozen=True)
class Refusal:
    """A value that its field cannot take; `place` leads to it."""

    place: Place
    found: str
    expected: str
    mend: str


def number_written(value: Decimal) -> str:
    """A number in plain digits as long as it can be read back so."""
    text = format(value, "f")
    return text if sum(character.isdigit() for character in text) <= _LONGEST_PLAIN_NUMBER else str(value)


def to_plain(model: BaseModel) -> dict[str, Plain]:
    """A model as texts, lists and dicts; what has its default value is left out."""
    plain: dict[str, Plain] = {}
    for name, part_field in fields_of(type(model)).items():
        value = getattr(model, name)
        is_default = not part_field.required and value == part_field.default
        if not is_default or name in ALWAYS_WRITTEN:
            plain[name] = value_to_plain(value)
    return plain


def value_to_plain(value: Any) -> Plain:
    """Any value of a model as texts, lists and dicts."""
    if type(value) is str:  # most are, and a large case has a hundred thousand
        return value
    if isinstance(value, BaseModel):
        return to_plain(value)
    if isinstance(value, dict):
        return {str(key): value_to_plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [value_to_plain(item) for item in value]
    return scalar_text(value)


def scalar_text(value: Any) -> str:
    """A single value as it stands in files: choices by their identifier, days in ISO order, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, StrEnum):
        return str(value.value)
    if isinstance(value, Decimal):
        return number_written(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)


@dataclass
class Preparation:
    """One pass over the plain form of a part: what pydantic may have, and what it need not see."""

    refusals: list[Refusal] = field(default_factory=list)

    def model(self, plain: Plain, model: type[BaseModel], place: Place = ()) -> Any:
        """The plain form of a model; unknown keys and wrong shapes are left for pydantic to tell."""
        if not isinstance(plain, dict):
            return plain
        fields = fields_of(model)
        prepared: dict[str, Any] = {}
        for name, value in plain.items():
            if name not in fields:
                prepared[name] = value
                continue
            part_field = fields[name]
            if value == "" and not part_field.kind.is_text:
                continue  # a key without a value, or an empty cell
            taken = self._value(value, part_field, (*place, name))
            if taken is not None:
                prepared[name] = taken
        return prepared

    def _value(self, value: Plain, part_field: PartField, place: Place) -> Any:
        """None where the value was refused."""
        if part_field.kind is Kind.TEXT:
            return value
        if part_field.kind is Kind.RECORD and part_field.model is not None:
            return self.model(value, part_field.model, place)
        if part_field.kind is Kind.RECORDS and part_field.model is not None and isinstance(value, list):
            return [self.model(item, part_field.model, (*place, index)) for index, item in enumerate(value)]
        if not isinstance(value, str):
            return value
        reader = _READERS.get(part_field.kind)
        if reader is None:
            return value
        taken = reader(value.strip(), part_field)
        if isinstance(taken, tuple):
            expected, mend = taken
            self.refusals.append(Refusal(place, value, expected, mend))
            return None
        return taken


def _truth(text: str, _: PartField) -> bool | tuple[str, str]:
    if text.casefold() in _TRUTHS:
        return _TRUTHS[text.casefold()]
    meant = meant_truth(text)
    return "“是”或“否”", f"请填“{meant}”。" if meant else "请填“是”或“否”。"


def meant_truth(text: str) -> str:
    """是 or 否, however somebody wrote it (√, 有, yes); empty where it is neither."""
    plain = half_width(text).strip().casefold()
    taken = _TRUTHS.get(plain)
    return _NEAR_TRUTHS.get(plain, "") if taken is None else "是" if taken else "否"


def _day(text: str, _: PartField) -> str | tuple[str, str]:
    if _DAY.fullmatch(text):
        try:
            return datetime.date.fromisoformat(text).isoformat()
        except ValueError:
            return "日历上有的日期", "请检查月份和日数。"
    meant = meant_day(text)
    return "日期，如 2020-07-15", f"请改为 {meant}。" if meant else "请按“年-月-日”填写，月和日各两位；未知则留空。"


def meant_day(text: str) -> str:
    """A day in ISO order, however somebody wrote it (2022/7/18, 2022年7月18日); empty where it is none."""
    match = next(filter(None, (pattern.fullmatch(half_width(text).strip()) for pattern in _WRITTEN_DAYS)), None)
    if match is None:
        return ""
    try:
        return datetime.date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return ""


def _choice(text: str, part_field: PartField) -> StrEnum | tuple[str, str]:
    written = _members(part_field.choices).get(text) if part_field.choices else None
    if written is not None:
        return written
    members = list(part_field.choices or ())
    taken = meant_choice(text, part_field)
    if taken:
        return next(member for member in members if label(member) == taken)
    options = [
        str(member.value) if label(member) == member.value else f"{member.value}（{label(member)}）"
        for member in members
    ]
    near = nearest(text, [name for member in members for name in (str(member.value), label(member))])
    return f"下列之一：{'、'.join(options)}", f"是否为“{near}”？" if near else "请改为其中一项。"


@functools.cache
def _members(choices: type[StrEnum]) -> dict[str, StrEnum]:
    """The members of a choice by their identifiers, as files hold them."""
    return {str(member.value): member for member in choices}


def meant_choice(text: str, part_field: PartField) -> str:
    """The label of the choice that a text names by label or identifier; empty where it names none."""
    members = part_field.choices or ()
    return next((label(member) for member in members if text.strip() in (str(member.value), label(member))), "")


def _integer(text: str, _: PartField) -> int | tuple[str, str]:
    if re.fullmatch(r"-?\d{1,9}", text, re.ASCII):
        return int(text)
    plain = half_width(text)
    meant = plain if re.fullmatch(r"-?\d{1,9}", plain, re.ASCII) else ""
    return "整数", f"请改为 {meant}。" if meant else "请填整数，如 2。"


def misread(kind: Kind, text: str) -> tuple[str, str] | None:
    """What is expected of a text of this kind and how to mend it; None where it can be read."""
    part_field = PartField("", "", "", kind, required=False, nullable=False, default=None)
    taken = _READERS[kind](text, part_field)
    return taken if isinstance(taken, tuple) else None


_READERS = {Kind.TRUTH: _truth, Kind.DATE: _day, Kind.CHOICE: _choice, Kind.INTEGER: _integer}


def nearest(text: str, names: Iterable[str], *, cutoff: float = 60) -> str:
    """The name most like `text`, or nothing where none is near."""
    return next(iter(nearest_names(text, names, most=1, likeness=cutoff)), "")
