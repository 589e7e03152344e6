"""The basic data tables (基础数据表) that ship with the program, a set for each kind of fund."""

from __future__ import annotations

import functools
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from hengping.reference.packaged import packaged_names, read_packaged

_FOLDER = "data_forms"
_BLANK = "blank"


class _SetPart(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SetRow(_SetPart):
    """A line asked of the unit for each period."""

    name: str = Field(title="行指标")
    unit: str = Field(title="计量单位", default="")
    scope: str = Field(title="口径说明", default="")
    source_system: str = Field(title="数据来源系统", default="")
    note: str = Field(title="备注", default="")


class SetTable(_SetPart):
    """A table; `periods` are the evaluated year and the two before it, or the months of the evaluated year."""

    id: str = Field(title="表号")
    title: str = Field(title="表名")
    periods: Literal["years", "months"] = Field(title="期间", default="years")
    note: str = Field(title="填表说明", default="")
    rows: tuple[SetRow, ...] = Field(title="行", default=())


class DataFormSet(_SetPart):
    """The tables of one kind of fund; `funds` are the names it goes by."""

    name: str
    title: str
    funds: tuple[str, ...] = ()
    tables: tuple[SetTable, ...]


@functools.cache
def data_form_set(fund: str) -> DataFormSet:
    """The set for a fund by its name; the blank one where there is none of its own."""
    sets = [read_packaged(DataFormSet, _FOLDER, name) for name in packaged_names(_FOLDER)]
    found = next((each for each in sets if fund and any(name in fund for name in each.funds)), None)
    return found or next(each for each in sets if each.name == _BLANK)
