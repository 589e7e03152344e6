"""One row of a case joined from three, cell by cell; lists, names with values and nested rows likewise within a cell.

Everything is done on plain data (texts, lists, dicts), where the digits of a number are as written.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from pydantic import BaseModel

from hengping.cases.merging.alike import name_told, named_rows
from hengping.cases.merging.conflict import DELETED, Choice, Conflict, Decide, Tally, Trail
from hengping.cases.merging.order import merged_order, merged_set
from hengping.cases.merging.shown import changes_told, listed, shown, typed
from hengping.cases.model.facts import Fact
from hengping.cases.parts_fields import Kind, PartField, caption_of, fields_of
from hengping.cases.parts_text import value_to_plain
from hengping.reading.yaml_files import Plain

Row = dict[str, Plain]
Value: TypeAlias = "Plain | None"
_LISTS = (Kind.TEXTS, Kind.IDENTIFIERS)
_COMPOSED = (*_LISTS, Kind.MAPPING, Kind.RECORD, Kind.RECORDS)


@functools.cache
def defaults(model: type[BaseModel]) -> Mapping[str, Value]:
    """The plain value of each field that is not written; None for a record that may be absent."""
    return {name: _default(part_field) for name, part_field in fields_of(model).items()}


def _default(part_field: PartField) -> Value:
    if part_field.kind in (*_LISTS, Kind.RECORDS):
        return value_to_plain(part_field.default or ())
    if part_field.kind is Kind.MAPPING:
        return value_to_plain(part_field.default or {})
    if part_field.kind is Kind.RECORD and part_field.default is None:
        return None
    return value_to_plain(part_field.default)


class Joiner:
    """Joins the rows of one part; gathers what stays undecided and counts what came from whom."""

    def __init__(self, decide: Decide) -> None:
        self.decide = decide
        self.tally = Tally()
        self.undecided: list[Conflict] = []

    def row(
        self,
        trail: Trail,
        model: type[BaseModel],
        rows: tuple[Row | None, Row, Row],
        *,
        without: Collection[str] = (),
    ) -> Row:
        """The joined row; without a base, where both sides added it, whatever both filled in differently is asked.

        Fields named by `without` are left to the caller.
        """
        one_source = model is Fact and all(row is None or _may_be_one(row) for row in rows)
        base, mine, yours = rows
        if one_source:
            base, mine, yours = base and _in_one(base), _in_one(mine), _in_one(yours)
        usual, joined = defaults(model), Row()
        apart = base is None and disagree(model, mine, yours)
        trail = trail if base is not None else trail.of_new_row()
        for name, part_field in fields_of(model).items():
            if name in without:
                continue
            before = usual[name] if base is None else base.get(name, usual[name])
            left, right = mine.get(name, usual[name]), yours.get(name, usual[name])
            if apart and part_field.kind not in _COMPOSED:
                before = None
            value = left
            if not left == right == before:
                value = self._value(trail.into(part_field.title), part_field, before, left, right)
            if value is not None and (part_field.required or value != usual[name]):
                joined[name] = value
        return _in_two(joined) if one_source else joined

    def ask(
        self,
        trail: Trail,
        values: tuple[Value, Value, Value],
        *,
        part_field: PartField | None = None,
        told: tuple[str, str, str] | None = None,
    ) -> Value:
        """Whichever value is decided on; mine where nobody decides. `told`: what people see where no text is asked."""
        base, mine, yours = told or (shown(value, part_field) for value in values)
        place = (trail.file, trail.sheet, trail.row, trail.column)
        conflict = Conflict(*place, base, mine, yours, whole=told is not None)
        answer = self.decide(conflict)
        if answer is None or (conflict.whole and not isinstance(answer, Choice)):
            self.undecided.append(conflict)
            return values[1]
        self.tally.decided += 1
        if isinstance(answer, Choice):
            return dict(zip(Choice, values, strict=True))[answer]
        return typed(answer, part_field, where=conflict.where)

    def rows_beside(
        self, trail: Trail, model: type[BaseModel], told: str, base: Row | None, mine: Row | None, yours: Row | None
    ) -> Value:
        """A row that one side lacks: added by the other, deleted, or asked about where the other changed it."""
        present = mine or yours or {}
        own, other = (self.tally.mine, self.tally.yours) if yours is None else (self.tally.yours, self.tally.mine)
        if base is None:
            own.added += 1
            return present
        if present == base:
            other.deleted += 1
            return None
        changes = listed(changes_told(base, present, model))
        words = (told, changes, DELETED) if yours is None else (told, DELETED, changes)
        return self.ask(trail, (base, mine, yours), told=words)

    def _value(self, trail: Trail, part_field: PartField, base: Value, mine: Value, yours: Value) -> Value:
        if part_field.kind is Kind.RECORD and isinstance(mine, dict) and isinstance(yours, dict) and part_field.model:
            return self.row(trail, part_field.model, (base if isinstance(base, dict) else None, mine, yours))
        if part_field.kind is Kind.RECORDS and part_field.model:
            return self._rows(trail, part_field.title, part_field.model, (base, mine, yours))
        if part_field.kind is Kind.MAPPING:
            return self._plain(trail, base, mine, yours)
        if part_field.kind in _LISTS:
            return self._list(trail, part_field, base, mine, yours)
        return self._cell(trail, part_field, base, mine, yours)

    def _cell(self, trail: Trail, part_field: PartField | None, base: Value, mine: Value, yours: Value) -> Value:
        """A value that is changed as a whole."""
        values = (base, mine, yours)
        if mine in (yours, base) or yours == base:
            self._count(trail, *values)
            return yours if mine == base else mine
        if part_field is not None and part_field.kind is Kind.NUMBER:
            numbers = [_number(value) for value in values]
            if numbers[2] in numbers[:2]:
                return mine  # yours is only written with other digits
            if numbers[1] == numbers[0]:
                return yours
        if all(value is None or isinstance(value, str) for value in values):
            return self.ask(trail, values, part_field=part_field)
        base_told, mine_told, yours_told = (shown(value, part_field) for value in values)
        return self.ask(trail, values, told=(base_told, mine_told, yours_told))

    def _list(self, trail: Trail, part_field: PartField, base: Value, mine: Value, yours: Value) -> Value:
        """Texts or ids: additions and deletions of both. A text that both rewrote, each in another way, is asked."""
        before, left, right = (_texts(value) for value in (base, mine, yours))
        rewritten = set(before) - set(left) - set(right)
        both_new = set(left) - set(before) - set(right), set(right) - set(before) - set(left)
        if part_field.kind is Kind.TEXTS and rewritten and all(both_new):
            return self.ask(trail, (base, mine, yours), part_field=part_field)
        self._count(trail, base, mine, yours)
        return list(merged_set(before, left, right))

    def _plain(self, trail: Trail, base: Value, mine: Value, yours: Value) -> Value:
        """Names with values, of any depth."""
        if isinstance(mine, dict) and isinstance(yours, dict):
            before = base if isinstance(base, dict) else {}
            return self._names(trail, before, mine, yours)
        if isinstance(mine, list) and isinstance(yours, list) and not (mine == yours or base in (mine, yours)):
            lists = [base if isinstance(base, list) else [], mine, yours]
            if all(isinstance(item, str) for items in lists for item in items):
                self._count(trail, base, mine, yours)
                return list(merged_set(*(_texts(items) for items in lists)))
            key = next((name for items in lists for item in items if isinstance(item, dict) for name in item), "")
            named = [_by_key(items, key) for items in lists]
            if named[0] is not None and named[1] is not None and named[2] is not None:
                return list(self._names(trail, named[0], named[1], named[2]).values())
        return self._cell(trail, None, base, mine, yours)

    def _names(
        self, trail: Trail, base: Mapping[str, Plain], mine: Mapping[str, Plain], yours: Mapping[str, Plain]
    ) -> Row:
        joined: Row = {}
        for name in merged_order(list(base), list(mine), list(yours), {*mine, *yours}):
            value = self._plain(trail.into(name), base.get(name), mine.get(name), yours.get(name))
            if value is not None:
                joined[name] = value
        return joined

    def _rows(self, trail: Trail, title: str, model: type[BaseModel], lists: tuple[Value, Value, Value]) -> Value:
        """Rows that have no id."""
        caption = caption_of(model).name
        records = [_records(rows) for rows in lists]
        base, mine, yours = named_rows(records[0], records[1], records[2], caption)
        joined: dict[str, Plain] = {}
        for name in {**mine, **yours}:
            place = trail.into_row(title, name_told(name))
            left, right = mine.get(name), yours.get(name)
            if left is not None and right is not None:
                joined[name] = self.row(place, model, (base.get(name), left, right))
                continue
            words = listed(changes_told(None, base.get(name, {}), model))
            value = self.rows_beside(place, model, words, base.get(name), left, right)
            if value is not None:
                joined[name] = value
        order = merged_order(list(base), list(mine), list(yours), joined)
        self.tally.both += sum(name not in mine and name not in yours for name in base)
        return [joined[name] for name in order]

    def _count(self, trail: Trail, base: Value, mine: Value, yours: Value) -> None:
        if trail.new:
            return  # the row as a whole is counted
        if mine == yours:
            self.tally.both += mine != base
        else:
            self.tally.mine.changed += mine != base
            self.tally.yours.changed += yours != base


def disagree(model: type[BaseModel], mine: Row, yours: Row) -> bool:
    """Whether two rows added under one id disagree: then they may be two things, and blanks are no agreement."""
    usual = defaults(model)
    return any(
        name in mine and name in yours and mine[name] != yours[name] and usual[name] not in (mine[name], yours[name])
        for name, part_field in fields_of(model).items()
        if part_field.kind not in _COMPOSED
    )


def _may_be_one(row: Row) -> bool:
    value, formula = str(row.get("value", "")), str(row.get("formula", ""))
    return not (value and formula) and not value.lstrip().startswith("=") and (not formula or formula.startswith("="))


def _in_one(row: Row) -> Row:
    """A fact has a value or a formula: two changes of these are two changes of one cell."""
    source = row.get("formula") or row.get("value", "")
    return {**{name: value for name, value in row.items() if name != "formula"}, "value": source}


def _in_two(row: Row) -> Row:
    source = row.pop("value", "")
    name = "formula" if isinstance(source, str) and source.startswith("=") else "value"
    return {**row, name: source} if source else row


def _number(value: Value) -> Decimal | str | None:
    try:
        return Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        return str(value)


def _texts(value: Value) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _records(value: Value) -> list[Row]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _by_key(items: Iterable[Plain], key: str) -> dict[str, Plain] | None:
    """Records by one of their values; None where that does not tell them apart."""
    named: dict[str, Plain] = {}
    for item in items:
        first = item.get(key) if isinstance(item, dict) else None
        if not isinstance(first, str) or first in named:
            return None
        named[first] = item
    return named
