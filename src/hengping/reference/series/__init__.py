"""National series, with the scope and the confidence of every row."""

from __future__ import annotations

import functools
from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field

from hengping.reference.packaged import read_packaged


class SeriesRow(BaseModel):
    """One year. `tag` is V (seen), V-S (seen in a transcription) or R (recalled, cross-checked)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    year: int = Field(title="年度")
    insured: Decimal = Field(title="参保人数")
    insured_workers: Decimal = Field(title="参保职工")
    pensioners: Decimal = Field(title="离退休人员")
    income: Decimal = Field(title="基金收入")
    expenditure: Decimal = Field(title="基金支出")
    cumulative_balance: Decimal = Field(title="累计结余")
    tag: str = Field(title="可信度")
    verified_columns: tuple[str, ...] = Field(title="已核列", default=())
    note: str = Field(title="备注", default="")

    def verified(self, column: str) -> bool:
        """Whether the figure of that column was seen in a public source."""
        return self.tag in ("V", "V-S") or column in self.verified_columns


class Series(BaseModel):
    """A series with the scope that every comparison must name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    title: str
    scope: str
    source: str
    units: dict[str, str]
    titles: dict[str, tuple[str, ...]]
    rows: tuple[SeriesRow, ...]

    def row(self, year: int) -> SeriesRow | None:
        """The row of a year, if the series has it."""
        return next((row for row in self.rows if row.year == year), None)

    def column(self, title: str) -> str | None:
        """The column that bears a title, as facts are named: 离退休人数."""
        return next((name for name, titles in self.titles.items() if title in titles), None)

    def covers(self, scope: str) -> bool:
        """Whether a scope names the people of the series; further words after them (年末数) do not matter."""
        return scope.startswith(self.scope)


@functools.cache
def national_series() -> Series:
    """The yearly figures of the pension insurance of all urban employees."""
    return read_packaged(Series, "series", "urban_employee_pension_national")
