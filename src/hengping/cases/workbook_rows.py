"""The case as rows of its sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from hengping.cases.model import Case
from hengping.cases.parts_cells import cell_text
from hengping.cases.workbook_plan import SheetColumn, SheetPlan, sheet_plans

PARAGRAPH_BREAK = "\n\n"


@dataclass(frozen=True)
class SheetRow:
    """A record in its sheet: `reference` is what rows of other sheets call it, `owner` what it calls its owner."""

    reference: str
    owner: str
    record: BaseModel


def rows_of_case(case: Case) -> dict[SheetPlan, list[SheetRow]]:
    """The rows of every sheet, in order; a sheet of items has one row, or none where the part is absent."""
    rows: dict[SheetPlan, list[SheetRow]] = {}
    for plan in sheet_plans():
        part = getattr(case, plan.spec.attribute)
        if plan.layout == "items":
            rows[plan] = [] if part is None else [SheetRow(plan.spec.attribute, "", part)]
            continue
        pairs = [] if part is None else list(_records(plan, part, rows))
        captions = (value_at(record, plan.caption) for _, record in pairs)
        names = references(cell_text(caption, plan.caption.field, labels=True) for caption in captions)
        # In a tree the owner is known by its position until all rows have their names.
        owners = [names[owner] if isinstance(owner, int) else owner for owner, _ in pairs]
        rows[plan] = [SheetRow(*row) for row in zip(names, owners, (record for _, record in pairs), strict=True)]
    return rows


def references(captions: Iterable[str]) -> list[str]:
    """What rows are called, no two alike: their caption, numbered where it is empty or comes again."""
    taken: set[str] = set()
    names: list[str] = []
    for position, caption in enumerate(captions, start=1):
        name = caption if caption.strip() else f"#{position}"
        number = 1
        while name in taken:
            number += 1
            name = f"{caption} #{number}"
        taken.add(name)
        names.append(name)
    return names


def value_at(record: BaseModel, column: SheetColumn) -> Any:
    """The value of a column in a record; None in a block that is absent."""
    value: Any = record
    for step in column.path:
        value = None if value is None else getattr(value, step)
    return value


def _records(
    plan: SheetPlan, part: Any, rows: dict[SheetPlan, list[SheetRow]]
) -> Iterator[tuple[str | int, BaseModel]]:
    """Records with their owners: a reference, or in a tree the position of the row above."""
    if plan.loop_field:
        yield from _tree(getattr(part, plan.list_field), plan.loop_field)
    elif plan.parent is not None:
        for row in rows[plan.parent]:
            for record in getattr(row.record, plan.list_field):
                yield row.reference, record
    else:
        for record in getattr(part, plan.list_field) if plan.list_field else part:
            yield "", record


def _tree(roots: tuple[BaseModel, ...], loop_field: str) -> Iterator[tuple[str | int, BaseModel]]:
    """Parents before children; the owner of a child is the position of its parent."""
    position = 0
    waiting: list[tuple[str | int, BaseModel]] = [("", root) for root in reversed(roots)]
    while waiting:
        owner, record = waiting.pop()
        yield owner, record
        waiting += [(position, child) for child in reversed(getattr(record, loop_field))]
        position += 1


def chapter_rows(texts: dict[str, str]) -> list[tuple[str, str]]:
    """Chapter and paragraph, row by row: a long chapter fits no cell, a paragraph does."""
    return [(name, paragraph) for name, text in texts.items() for paragraph in text.split(PARAGRAPH_BREAK)]
