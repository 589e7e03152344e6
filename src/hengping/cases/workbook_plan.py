"""Which sheets a case has in a workbook, and which columns: read off the models, never listed by hand.

A table is a sheet. A document is a sheet of items and contents for its single values and one further sheet for each of
its lists; a list within a list refers to the row it belongs to by that row's id. A nested record that stands once
shares its owner's row: 目标·计算符号.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import BaseModel

from hengping.cases.model import PARTS, PartSpec
from hengping.cases.model.facts import Fact
from hengping.cases.model.goals import GoalRow
from hengping.cases.model.indicators import Target
from hengping.cases.parts_fields import Kind, PartField, caption_of, fields_of, key_of

CONTENTS_SHEET = "目录"
CHAPTERS_SHEET = "正文"
INTERNAL_SHEET = "内部信息"
ROW_ID_HEADING = "行标识"
ITEM_HEADING, CONTENT_HEADING, REMARK_HEADING = "项目", "内容", "填写说明"
CHAPTER_HEADING, PARAGRAPH_HEADING = "章节", "段落"

# Texts that are figures more often than not: a number in them is a number cell, so that people can compute with it.
_FIGURES: dict[type[BaseModel], frozenset[str]] = {
    Fact: frozenset({"value"}),
    GoalRow: frozenset({"target", "prior_value", "last_self_value", "actual"}),
    Target: frozenset({"value", "lower", "upper"}),
}


@dataclass(frozen=True)
class SheetColumn:
    """One column, or one item of a document: `path` leads to the value within the row's record.

    `block` is the way to a record that may be absent; it is absent when none of its columns holds anything.
    """

    path: tuple[str, ...]
    field: PartField
    heading: str
    required: bool
    figure: bool
    block: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class SheetPlan:
    """One sheet. `list_field` is the list, in the record of `parent` or of the part, whose items are the rows.

    `loop_field` is the list of the like within each row (the tree of indicators); such rows follow their parents.
    """

    name: str
    spec: PartSpec
    layout: Literal["rows", "items"]
    model: type[BaseModel]
    columns: tuple[SheetColumn, ...]
    list_field: str = ""
    loop_field: str = ""
    parent: SheetPlan | None = None

    @property
    def caption(self) -> SheetColumn:
        """The column by which rows of other sheets refer to a row of this one."""
        return next(column for column in self.columns if column.path == (caption_of(self.model).name,))

    @property
    def owner_heading(self) -> str:
        """Heading of the column that says to which row a row belongs; empty where there is none."""
        if self.loop_field:
            return f"上级{self.caption.heading}"
        return f"所属{self.parent.caption.heading}" if self.parent else ""

    @property
    def has_key(self) -> bool:
        """Whether rows have an id of their own."""
        return key_of(self.model) is not None


@functools.cache
def sheet_plans() -> tuple[SheetPlan, ...]:
    """Every sheet of the workbook form but contents, chapters and internals, in order; owners before what they own."""
    plans = [plan for spec in PARTS for plan in _plans_of(spec)]
    titles = Counter(plan.name for plan in plans)
    named: dict[SheetPlan, SheetPlan] = {}
    for plan in plans:
        parent = named[plan.parent] if plan.parent else None
        owner = parent.name if parent else plan.spec.sheet
        name = f"{owner}·{plan.name}" if titles[plan.name] > 1 else plan.name
        named[plan] = replace(plan, name=name, parent=parent)
    return tuple(named.values())


def _plans_of(spec: PartSpec) -> Iterator[SheetPlan]:
    columns = tuple(_columns(spec.model))
    if spec.kind == "table":
        yield SheetPlan(spec.sheet, spec, "rows", spec.model, columns)
        return
    if columns:
        yield SheetPlan(spec.sheet, spec, "items", spec.model, columns)
    yield from _lists_of(spec, spec.model, None)


def _lists_of(spec: PartSpec, model: type[BaseModel], parent: SheetPlan | None) -> Iterator[SheetPlan]:
    for name, part_field in fields_of(model).items():
        if part_field.kind is not Kind.RECORDS or part_field.model is None or part_field.model is model:
            continue
        columns = tuple(_columns(part_field.model))
        loop = next((item.name for item in fields_of(part_field.model).values() if item.model is part_field.model), "")
        plan = SheetPlan(part_field.title, spec, "rows", part_field.model, columns, name, loop, parent)
        yield plan
        yield from _lists_of(spec, part_field.model, plan)


def _columns(model: type[BaseModel], above: SheetColumn | None = None) -> Iterator[SheetColumn]:
    for name, part_field in fields_of(model).items():
        if part_field.kind is Kind.RECORDS:
            continue
        column = SheetColumn(
            path=(*(above.path if above else ()), name),
            field=part_field,
            heading=f"{above.heading}·{part_field.title}" if above else part_field.title,
            required=part_field.required and (above is None or not above.block),
            figure=part_field.kind is Kind.NUMBER or name in _FIGURES.get(model, ()),
            block=above.block if above else (),
        )
        if part_field.kind is Kind.RECORD and part_field.model is not None:
            block = column.path if part_field.nullable else column.block
            yield from _columns(part_field.model, replace(column, block=block))
        else:
            yield column
