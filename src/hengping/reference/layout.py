"""Layouts of the score tables as data: which columns, in what order, under which headings."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class _LayoutPart(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ColumnKey(StrEnum):
    """What a column of the indicator and score table can show. `weight_n` is the full marks of level n."""

    LEVEL_1 = "level_1"
    LEVEL_2 = "level_2"
    LEVEL_3 = "level_3"
    LEVEL_4 = "level_4"
    WEIGHT_1 = "weight_1"
    WEIGHT_2 = "weight_2"
    WEIGHT_3 = "weight_3"
    WEIGHT_4 = "weight_4"
    WEIGHT = "weight"
    DEFINITION = "definition"
    CRITERIA = "criteria"
    RULES = "rules"
    STANDARD = "standard"
    TARGET = "target"
    ACTUAL = "actual"
    SCORE = "score"
    RATE = "rate"
    DEDUCTION = "deduction"
    REASON = "reason"
    PROBLEM = "problem"
    EVIDENCE = "evidence"
    DATA_SOURCE = "data_source"
    RESPONSIBLE = "responsible"
    PAPER = "paper"

    @property
    def level(self) -> int | None:
        """The level whose cells merge in this column; None for columns of the leaf itself."""
        stem, _, number = self.value.rpartition("_")
        return int(number) if stem in ("level", "weight") and number.isdigit() else None


class TableColumn(_LayoutPart):
    """One column. A column of a level that the tree does not have is left out."""

    key: ColumnKey
    heading: str
    share: float = 1
    align: Literal["left", "center", "right"] = "center"
    group: str = Field(title="上层表头", default="", description="相邻同名的列合并在同一上层表头下")
    deepest: int = Field(title="最多级次", default=9, description="指标体系级次更多时略去本列，给其他列让出宽度")


class Level1Field(StrEnum):
    """What the table of level-1 indicators shows."""

    NAME = "name"
    WEIGHT = "weight"
    SCORE = "score"
    RATE = "rate"
    DEDUCTION = "deduction"


class Level1Column(_LayoutPart):
    """One column of the level-1 table, or one row of it when it is transposed."""

    key: Level1Field
    heading: str
    share: float = 1


class Level1Table(_LayoutPart):
    """The short table in the chapter of results."""

    caption: str
    transposed: bool = False
    total: str = Field(title="合计标题", default="合计")
    columns: tuple[Level1Column, ...]


class ScoreTableLayout(_LayoutPart):
    """Annex 1 and the level-1 table, as a bureau prints them."""

    name: str
    title: str
    note: str = ""
    annex_title: str
    landscape: bool = True
    columns: tuple[TableColumn, ...]
    subtotal_levels: tuple[int, ...] = ()
    subtotal: str = Field(title="小计标题", default="小计")
    total: str = Field(title="合计标题", default="合计")
    level_1: Level1Table
