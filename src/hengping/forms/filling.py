"""What filling a form can draw on: the case, its score where one can be had, and the row that a copy is for."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from hengping.cases.fact_book import FactBook
from hengping.cases.model import Case
from hengping.cases.model.facts import Fact
from hengping.cases.model.parts import PARTS, PartSpec
from hengping.cases.parts_fields import Kind, PartField, fields_of, key_of
from hengping.cases.parts_text import scalar_text
from hengping.forms.data_forms import data_forms_of
from hengping.forms.entry import Entry, Place
from hengping.forms.new_ids import new_id
from hengping.reference.form_layout import FormLayout, PairsBlock
from hengping.scoring.case_score import score_case
from hengping.scoring.result import CaseScore

_SPECS = {spec.attribute: spec for spec in PARTS}


@dataclass(frozen=True)
class Filling:
    """One copy of a form being filled. `instance` is the key of the row that the copy is for."""

    case: Case
    layout: FormLayout
    instance: str = ""

    @functools.cached_property
    def score(self) -> CaseScore:
        """The case's score; raises InputError where the case cannot be scored."""
        return score_case(self.case)

    @functools.cached_property
    def facts(self) -> FactBook:
        return FactBook(self.case)

    @functools.cached_property
    def fact_rows(self) -> dict[str, Fact]:
        return {fact.id: fact for fact in self.case.facts}

    @functools.cached_property
    def row(self) -> BaseModel | None:
        """The row of the instance; None where a copy stands for a value, not for a row."""
        part = self.layout.instances
        if not part or "." in part:
            return None
        return next((row for row in rows_of(self.case, part) if row_key(row) == self.instance), None)

    @functools.cached_property
    def key(self) -> str:
        """The key of the row this copy is for; of a blank copy, of the row that it makes once it is filled in.

        Empty where the form does not say all that such a row needs.
        """
        part = self.layout.instances
        if self.instance or not part or "." in part or self.layout.where or part_spec(part).kind != "table":
            return self.instance
        fields = fields_of(part_spec(part).model)
        needed = {name for name, each in fields.items() if each.required}
        pairs = [
            pair for block in self.layout.blocks if isinstance(block, PairsBlock) for row in block.rows for pair in row
        ]
        if not needed <= {"id", *(pair.value.removeprefix("instance.") for pair in pairs)}:
            return ""
        return new_id(part, [row_key(row) for row in self.rows(part)], 0)

    def rows(self, part: str) -> tuple[Any, ...]:
        """The rows of a table part."""
        return rows_of(self.case, part)


def part_spec(part: str) -> PartSpec:
    """The part of that attribute."""
    return _SPECS[part]


def rows_of(case: Case, part: str) -> tuple[Any, ...]:
    """The rows of a table part; of the data forms, the tables to fill; of the interview outlines, each outline."""
    value = getattr(case, part)
    if part == "data_forms":
        return data_forms_of(case)
    if part == "interviews":
        return tuple(value.outlines)
    return tuple(value)


def row_key(row: BaseModel) -> str:
    """The id, code or number of a row."""
    key = key_of(type(row))
    return str(getattr(row, key.name)) if key else ""


def entry_of(part: str, row: BaseModel, field_name: str) -> Entry:
    """The cell of one field of a row or node."""
    part_field = fields_of(type(row))[field_name]
    return Entry(printed(getattr(row, field_name), part_field), Place(part, row_key(row), field_name))


def printed(value: Any, part_field: PartField) -> str:
    """A field's value as a form prints it: choices by their label, several ids or texts one after another."""
    if value is None or value == "":
        return ""
    match part_field.kind:
        case Kind.TRUTH:
            return "是" if value else "否"
        case Kind.CHOICE:
            return str(getattr(value, "label", value))
        case Kind.IDENTIFIERS:
            return "、".join(value)
        case Kind.TEXTS:
            return "\n".join(value)
        case _:
            return scalar_text(value)
