"""What the fields of the model are on disk: read off the models once, used by every store.

A field is one of a few kinds; a store knows how to write each kind and never names a field of a particular part.
"""

from __future__ import annotations

import datetime
import enum
import functools
import types
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from hengping.cases.model.fields import Identifier, Labelled


class Kind(enum.Enum):
    """How the value of a field is written."""

    TEXT = "text"
    IDENTIFIER = "identifier"
    NUMBER = "number"
    INTEGER = "integer"
    TRUTH = "truth"
    DATE = "date"
    CHOICE = "choice"
    TEXTS = "texts"  # a list of texts
    IDENTIFIERS = "identifiers"  # a list of ids
    MAPPING = "mapping"  # names to values of any depth
    RECORD = "record"  # one nested model
    RECORDS = "records"  # a list of nested models

    @property
    def is_text(self) -> bool:
        """Whether the empty text is a value of its own."""
        return self in (Kind.TEXT, Kind.IDENTIFIER)


@dataclass(frozen=True)
class PartField:
    """One field of a model: `model` is that of nested records, `choices` the enumeration of a choice."""

    name: str
    title: str
    note: str
    kind: Kind
    required: bool
    nullable: bool
    default: Any
    formula: bool = False
    model: type[BaseModel] | None = None
    choices: type[enum.StrEnum] | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The choices as people read them."""
        return tuple(label(member) for member in self.choices or ())


def label(member: enum.StrEnum) -> str:
    """The Chinese label of a choice, or its value where it has none."""
    return member.label if isinstance(member, Labelled) else str(member.value)


@functools.cache
def fields_of(model: type[BaseModel]) -> Mapping[str, PartField]:
    """The fields of a model as a reader wants them: its own before inherited ones, nested lists at the end."""
    families = [cls for cls in model.__mro__ if issubclass(cls, BaseModel)]
    ages = {name: sum(name in cls.model_fields for cls in families) for name in model.model_fields}
    fields = {name: _field(name, info) for name, info in model.model_fields.items()}
    plain = [name for name in sorted(fields, key=lambda name: ages[name]) if fields[name].kind is not Kind.RECORDS]
    lists = [name for name in sorted(fields, key=lambda name: -ages[name]) if fields[name].kind is Kind.RECORDS]
    return types.MappingProxyType({name: fields[name] for name in plain + lists})


@functools.cache
def key_of(model: type[BaseModel]) -> PartField | None:
    """The field that names a row among its like: an id that comes first; None where rows have none."""
    first = next(iter(fields_of(model).values()))
    return first if first.kind is Kind.IDENTIFIER and first.required else None


@functools.cache
def caption_of(model: type[BaseModel]) -> PartField:
    """The field by which a person recognises a row: its id, else its first one."""
    return key_of(model) or next(iter(fields_of(model).values()))


def _field(name: str, info: FieldInfo) -> PartField:
    annotation, metadata, nullable = _unwrapped(info.annotation, list(info.metadata))
    kind, detail = _kind(annotation, metadata)
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    return PartField(
        name=name,
        title=info.title or name,
        note=info.description or "",
        kind=kind,
        required=info.is_required(),
        nullable=nullable,
        default=None if info.is_required() else info.get_default(call_default_factory=True, validated_data={}),
        formula=bool(extra.get("formula")),
        model=detail if kind in (Kind.RECORD, Kind.RECORDS) else None,
        choices=detail if kind is Kind.CHOICE else None,
    )


def _unwrapped(annotation: Any, metadata: list[Any]) -> tuple[Any, list[Any], bool]:
    """The plain type in an annotation, what is said about it, and whether None may stand in its place."""
    nullable = False
    while True:
        members = [member for member in get_args(annotation) if member is not type(None)]
        if get_origin(annotation) is Annotated:
            annotation, metadata = members[0], [*metadata, *members[1:]]
        elif get_origin(annotation) in (Union, types.UnionType) and len(members) == 1:
            annotation, nullable = members[0], True
        else:
            return annotation, metadata, nullable


_IDENTIFIER_CHECK = get_args(Identifier)[1]
_PLAIN_KINDS = {
    str: Kind.TEXT,
    bool: Kind.TRUTH,
    int: Kind.INTEGER,
    Decimal: Kind.NUMBER,
    datetime.date: Kind.DATE,
}


def _kind(annotation: Any, metadata: list[Any]) -> tuple[Kind, Any]:
    if annotation is str and _IDENTIFIER_CHECK in metadata:
        return Kind.IDENTIFIER, None
    if annotation in _PLAIN_KINDS:
        return _PLAIN_KINDS[annotation], None
    if isinstance(annotation, type) and issubclass(annotation, enum.StrEnum):
        return Kind.CHOICE, annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Kind.RECORD, annotation
    if get_origin(annotation) is dict:
        return Kind.MAPPING, None
    if get_origin(annotation) is tuple:
        item = get_args(annotation)[0]
        if item == Identifier:
            return Kind.IDENTIFIERS, None
        if item is str:
            return Kind.TEXTS, None
        if isinstance(item, type) and issubclass(item, BaseModel):
            return Kind.RECORDS, item
    raise TypeError(f"no store knows how to write {annotation!r}")
