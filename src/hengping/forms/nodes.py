"""Nodes of the parts that are documents: an indicator by its code, a criterion, problem or outline by its id."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from hengping.cases.model import Case
from hengping.cases.parts_fields import PartField, fields_of, key_of
from hengping.forms.entry import Place


def nodes_of(model: BaseModel) -> Iterator[BaseModel]:
    """The model and every model inside it, in the order of the file."""
    yield model
    for name in fields_of(type(model)):
        value = getattr(model, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, BaseModel):
                yield from nodes_of(item)


def node(case: Case, part: str, key: str) -> BaseModel | None:
    """The node of a part that has this key; an empty key names the part's document itself."""
    document: BaseModel = getattr(case, part)
    if not key:
        return document
    return next((each for each in nodes_of(document) if _key(each) == key), None)


def node_field(case: Case, place: Place) -> PartField:
    """The field that a place in a document names; raises KeyError where there is none."""
    found = node(case, place.part, place.key)
    if found is None:
        raise KeyError(f"{place.part} has no {place.key}")
    return fields_of(type(found))[place.field]


def _key(model: BaseModel) -> str:
    key = key_of(type(model))
    return str(getattr(model, key.name)) if key else ""
