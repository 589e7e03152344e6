"""What a customary form says, cell for cell as filed, every cell with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from hengping.errors import Fault
from hengping.forms.returned.pages import Spot
from hengping.quantities import NumberTextError, half_width, read_number

_AMOUNT = re.compile(r"[¥￥]?([+-]?[\d,]*\.?\d+)(?:分|万元|元|亿元|%)?")
_NOWHERE = Spot("", "")


def filed_number(text: str) -> Decimal | None:
    """The number of a cell, thousands separators and a unit typed behind it left out; None if it is none."""
    found = _AMOUNT.fullmatch(re.sub(r"\s", "", half_width(text)))
    if found is None:
        return None
    try:
        return read_number(re.sub(r"^([+-]?)\.", r"\g<1>0.", found[1]))
    except NumberTextError:
        return None


@dataclass(frozen=True)
class Cells:
    """Cells by the field that their column or label stands for."""

    spots: Mapping[str, Spot]
    where: str = ""

    def text(self, name: str) -> str:
        """What stands there; "" where the form has no such cell."""
        return self.spots.get(name, _NOWHERE).text

    def number(self, name: str) -> Decimal | None:
        """The number that stands there."""
        return filed_number(self.text(name))

    def place(self, name: str) -> str:
        """Where the cell is; the row where the form has no such cell."""
        return self.spots[name].where if name in self.spots else self.where


@dataclass(frozen=True)
class FiledRow(Cells):
    """One indicator. Fields are those of a goal row; levels left blank are filled from the rows above."""

    level_1: str = ""
    level_2: str = ""
    level_3: str = ""
    doubt: str = ""
    """What is not sure of the row, a Chinese sentence; "" if nothing."""

    @property
    def is_execution(self) -> bool:
        """Whether the row is the execution of the budget written among the indicators."""
        return "预算执行" in self.level_1 or (self.level_3 == "预算执行率" and not self.level_2.endswith("指标"))


@dataclass(frozen=True)
class MoneyLine(Cells):
    """Money of one source: `initial`, `budget`, `executed`, `points`, `rate`, `score`."""

    source: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it is the line of the whole amount: points are given to no other."""
        return any(word in self.source for word in ("总额", "合计", "预算资金总"))


@dataclass(frozen=True)
class FiledForm:
    """One form of one project.

    Attributes:
        label: names the file, and the sheet where the file has several.
        head: project_name, project_code, party, department, year, goal, achieved, total, total_points, grade …
        currency: unit of its amounts as printed; "" where the form does not say.
        remarks: what could not be read or is not sure.
    """

    label: str
    title: str
    head: Cells
    rows: tuple[FiledRow, ...]
    money: tuple[MoneyLine, ...] = ()
    currency: str = ""
    remarks: tuple[Fault, ...] = field(default=())

    @property
    def is_self_evaluation(self) -> bool:
        """Whether results or scores stand beside the targets."""
        return any("actual" in row.spots or "self_score" in row.spots for row in self.rows)

    @property
    def execution(self) -> MoneyLine | None:
        """The line of money that earns points: that of the whole amount."""
        whole = [line for line in self.money if line.is_whole]
        return whole[0] if whole else (self.money[0] if len(self.money) == 1 else None)
