"""Accepted differences put into the case, row by row; nothing else of it changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from hengping.cases.model import Case
from hengping.cases.parts_fields import Kind, fields_of, key_of
from hengping.cases.parts_text import Preparation, to_plain
from hengping.errors import Fault, InputError
from hengping.forms.entry import Place
from hengping.forms.filling import part_spec
from hengping.forms.returned.new_facts import new_facts
from hengping.forms.returned.outcome import Change
from hengping.reading.yaml_files import Plain


def take_over(case: Case, changes: Sequence[Change]) -> Case:
    """The case with these differences taken over.

    Raises:
        InputError: a value that its field cannot take; all of them, with their cells.
    """
    changes = new_facts(case, changes)
    by_part: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        by_part[change.place.part].append(change)
    faults: list[Fault] = []
    update: dict[str, Any] = {}
    for part, own in by_part.items():
        try:
            taken = _table(case, part, own) if part_spec(part).kind == "table" else _document(case, part, own)
            update[part] = taken
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)
    return case.model_copy(update=update)


def _table(case: Case, part: str, changes: Iterable[Change]) -> tuple[BaseModel, ...]:
    model = part_spec(part).model
    key_field = key_of(model)
    assert key_field is not None  # every table that a form writes has keyed rows
    rows = {str(getattr(row, key_field.name)): to_plain(row) for row in getattr(case, part)}
    places: dict[str, str] = {}
    for change in changes:
        row = rows.setdefault(change.place.key, _seeded(model, key_field.name, change.place))
        _set(row, change, model)
        places[change.place.key] = change.where
    return tuple(_validated(plain, model, places.get(key, "")) for key, plain in rows.items())


def _seeded(model: type[BaseModel], key_name: str, place: Place) -> dict[str, Plain]:
    """A row that is not there yet: its key and what is known of it beforehand."""
    row: dict[str, Plain] = {key_name: place.key}
    known = fields_of(model)
    row |= {name: value for name, value in place.seed if value and name in known}
    return row


def _document(case: Case, part: str, changes: Iterable[Change]) -> BaseModel:
    document: BaseModel = getattr(case, part)
    plain = to_plain(document)
    where = ""
    for change in changes:
        found = _plain_node(document, plain, change.place.key)
        if found is None:
            mend = "案卷中已没有这一项，请先核对。"
            raise InputError([Fault(change.where, change.place.key, "案卷中有的编号", mend)])
        node, model = found
        _set(node, change, model)
        where = change.where
    return _validated(plain, type(document), where)


def _plain_node(model: BaseModel, plain: dict[str, Plain], key: str) -> tuple[dict[str, Plain], type[BaseModel]] | None:
    """The plain form of the node with this key, beside its model."""
    own = key_of(type(model))
    if not key or (own is not None and getattr(model, own.name) == key):
        return plain, type(model)
    for name, part_field in fields_of(type(model)).items():
        value, inner = getattr(model, name), plain.get(name)
        if part_field.kind is Kind.RECORDS and isinstance(inner, list):
            for item, item_plain in zip(value, inner, strict=True):
                found = _plain_node(item, item_plain, key) if isinstance(item_plain, dict) else None
                if found is not None:
                    return found
    return None


def _set(row: dict[str, Plain], change: Change, model: type[BaseModel]) -> None:
    part_field = fields_of(model)[change.place.field]
    if part_field.kind in (Kind.IDENTIFIERS, Kind.TEXTS):
        row[change.place.field] = [line for line in change.written.split("\n") if line]
    else:
        row[change.place.field] = change.written


def _validated(plain: dict[str, Plain], model: type[BaseModel], where: str) -> BaseModel:
    preparation = Preparation()
    prepared = preparation.model(plain, model)
    faults = [Fault(where, each.found, each.expected, each.mend) for each in preparation.refusals]
    if faults:
        raise InputError(faults)
    try:
        return model.model_validate(prepared)
    except ValidationError as error:
        titles = {name: each.title for name, each in fields_of(model).items()}
        mend = "请补上或改正后重新导入。"
        faults = [
            Fault(where, _found(each), f"“{titles.get(str(each['loc'][0]), str(each['loc'][0]))}”的正确写法", mend)
            for each in error.errors(include_url=False)
        ]
        raise InputError(faults) from error


def _found(error: Any) -> str:
    return "没有填" if error["type"] == "missing" else str(error.get("input", ""))[:40]
