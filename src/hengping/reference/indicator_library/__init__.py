"""The indicator library: what an indicator means, how it is computed, and the traps, each entry with its tags."""

from __future__ import annotations

import functools
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from hengping.reference.packaged import read_packaged


class Direction(StrEnum):
    """Which way is better; `context` indicators are compared, never scored."""

    HIGHER = "higher"
    LOWER = "lower"
    BAND = "band"
    CONTEXT = "context"


class LibraryEntry(BaseModel):
    """One indicator of the library. `hint` is a range that is only habit and never becomes a target by itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str = Field(title="代码")
    identifier: str = Field(title="英文名")
    name: str = Field(title="指标名称")
    formula: str = Field(title="计算公式")
    unit: str = Field(title="计量单位")
    data: str = Field(title="数据来源")
    direction: Direction = Field(title="方向")
    target: str = Field(title="目标值", default="")
    example: str = Field(title="实例", default="")
    hint: str = Field(title="提示区间", default="")
    hint_verified: bool = Field(title="提示区间已核", default=True)
    scoring: str = Field(title="通行计分方法", default="")
    rule: str = Field(title="评分规则", default="")
    traps: str = Field(title="易错处", default="")
    basis: str = Field(title="法律依据", default="")
    tags: tuple[str, ...] = Field(title="可信度")


class Family(BaseModel):
    """A group of entries."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    name: str


class Library(BaseModel):
    """The library of one kind of fund or project."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    title: str
    source: str
    families: tuple[Family, ...]
    entries: tuple[LibraryEntry, ...]

    def entry(self, code: str) -> LibraryEntry | None:
        return next((entry for entry in self.entries if entry.code == code), None)


@functools.cache
def indicator_library() -> Library:
    """The library of the basic pension fund of enterprise employees."""
    return read_packaged(Library, "indicator_library", "enterprise_pension")
