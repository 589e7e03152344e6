"""What every part of a case shares: strict frozen models, labelled choices, and the few field types."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, JsonValue

from hengping.quantities.numbers import read_number


class Part(BaseModel):
    """A row or a document of the case: unknown keys are refused, values never change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_enum_values=False, validate_default=False)


class Labelled(StrEnum):
    """A choice stored as an English identifier and shown by its Chinese label; either is accepted on reading."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        return next((member for member in cls if member.label == value), None)


def _decimal(value: Any) -> Any:
    """Numbers come as text (YAML and CSV load as text); digits as written are kept."""
    if isinstance(value, str):
        return None if value == "" else read_number(value)
    return value


def _identifier(value: str) -> str:
    if not value or value != value.strip() or any(character in value for character in "\r\n\t;；"):
        raise ValueError("编号不能为空，首尾不能有空格，不能含换行、制表符或分号")
    return value


Number = Annotated[Decimal, BeforeValidator(_decimal)]
OptionalNumber = Annotated[Decimal | None, BeforeValidator(_decimal)]
OptionalPlaces = Annotated[
    Annotated[int, Field(ge=0, le=9)] | None, BeforeValidator(lambda value: None if value == "" else value)
]
Identifier = Annotated[str, AfterValidator(_identifier)]
Identifiers = tuple[Identifier, ...]


def field(title: str, description: str = "", *, default: Any = ..., formula: bool = False) -> Any:
    """A model field with its Chinese heading and cell note; `formula` marks cells that hold Excel-like formulas."""
    extra: dict[str, JsonValue] | None = {"formula": True} if formula else None
    return Field(default, title=title, description=description or None, json_schema_extra=extra)


class Status(Labelled):
    """How a value came to be; the last two print their mark wherever they appear."""

    PUBLISHED = "published", "已公布"
    COLLECTED = "collected", "采集"
    COMPUTED = "computed", "计算"
    RECONSTRUCTED = "reconstructed", "重构"
    ASSUMED = "assumed", "假定"

    @property
    def marked(self) -> bool:
        """Whether documents must show that the value was not established by evidence."""
        return self in (Status.RECONSTRUCTED, Status.ASSUMED)


class Mark(Part):
    """Why one field of an indicator or criterion is not an established figure."""

    field_name: str = field("字段", "被标注的字段名，如 weight、target、rule、max_score")
    status: Status = field("取得方式", "reconstructed（重构）或 assumed（假定）")
    reason: str = field("理由", "为什么这样设定")
