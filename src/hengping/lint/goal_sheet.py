"""The declared goal sheet as the checks see it: rows with their targets read, and what is known around them.

Nothing here knows a case, so that the same checks run over a sheet that was imported from a form.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from hengping.cases.model.goals import GoalRow
from hengping.lint.finding import Place, heading
from hengping.lint.word_lists import word_list, words_in
from hengping.quantities import Unit, UnitError, half_width, plain, read_unit
from hengping.reference.profile import Thresholds
from hengping.scoring.comparison import Comparator, read_comparator
from hengping.scoring.filed_targets import read_target
from hengping.scoring.named_deadlines import names_deadline

_TRAIL = re.compile(r"[\s\d]+$|[（(][^）)]*[）)]$")


@dataclass(frozen=True)
class Figure:
    """A number as written in its unit, and what to call it in a message."""

    value: Decimal
    unit: Unit
    label: str = ""

    @property
    def magnitude(self) -> Decimal:
        """The number in the plainest unit of its kind: 33.29 万人 → 332900, 96.90 % → 0.9690."""
        return self.unit.to_number(self.value) * self.unit.factor

    @property
    def digits(self) -> int:
        """Significant digits: of few, equality proves nothing."""
        return len(self.value.normalize().as_tuple().digits)

    def alike(self, other: Figure) -> bool:
        """Whether both are of one kind of quantity."""
        return self.unit.dimension == other.unit.dimension and self.unit.content == other.unit.content == "number"

    def __str__(self) -> str:
        return f"{plain(self.value)}{self.unit.symbol if self.unit.symbol != '比值' else ''}"


@dataclass(frozen=True)
class Goal:
    """One row of the sheet with its target read. `value` is as written in `unit_text`; None without a number."""

    row: GoalRow
    comparator: Comparator
    value: Decimal | None
    unit_text: str
    band: bool = False

    @classmethod
    def of(cls, row: GoalRow) -> Goal:
        """Read a row: its own fields first, the cell as filed where they are empty."""
        own, cell = read_target(row.target), read_target(row.target_text)
        reading = own if own.value is not None or own.band else cell
        filed = read_comparator(row.comparator) if row.comparator else None
        comparator = filed or reading.comparator or cell.comparator
        return cls(row, comparator, reading.value, row.unit.strip() or reading.unit or cell.unit, reading.band)

    @property
    def id(self) -> str:
        return self.row.id

    @property
    def name(self) -> str:
        """The third-level name as filed."""
        return self.row.level_3

    @functools.cached_property
    def stem(self) -> str:
        """The name without a number or parenthesis at its end: 收入预算执行率 1 → 收入预算执行率."""
        name = half_width(self.row.level_3).strip()
        while (shorter := _TRAIL.sub("", name).strip()) != name and shorter:
            name = shorter
        return name

    @property
    def text(self) -> str:
        """The target as filed."""
        return self.row.target_text.strip() or self.row.target.strip()

    @property
    def is_numeric(self) -> bool:
        """Whether the target holds a number to compare with."""
        return self.value is not None or self.band

    @property
    def has_deadline(self) -> bool:
        """Whether the target, or the name where the target repeats nothing of it, tells a day."""
        return names_deadline(self.text) or names_deadline(self.row.target_note)

    @functools.cached_property
    def unit(self) -> Unit | None:
        """The unit; None where there is none or it is not one."""
        try:
            return read_unit(self.unit_text) if self.unit_text else None
        except UnitError:
            return None

    @property
    def figure(self) -> Figure | None:
        """The target as a figure; None without a number or a readable unit."""
        return Figure(self.value, self.unit, self.name) if self.value is not None and self.unit is not None else None

    def belongs_to(self, goal_class: str) -> bool:
        """Whether the filed levels put the row into a class of `goal_classes.yaml`: output, quantity, effect …"""
        return bool(words_in(f"{self.row.level_1}/{self.row.level_2}", word_list("goal_classes", goal_class)))

    @property
    def is_satisfaction(self) -> bool:
        """Whether the row is about satisfaction, whatever level it was filed under."""
        return self.belongs_to("satisfaction") or "满意" in self.name

    @property
    def is_effect(self) -> bool:
        """Whether the row declares an effect (效益) other than satisfaction."""
        return self.belongs_to("effect") and not self.is_satisfaction

    @property
    def is_output(self) -> bool:
        """Whether the row declares an output, by its first level or by a second level that only outputs have."""
        return self.belongs_to("output") or any(self.belongs_to(kind) for kind in ("quantity", "quality", "timeliness"))

    def place(self, attribute: str = "") -> Place:
        """Where the row stands."""
        return Place("goals", (self.id,), self.name, heading(GoalRow, attribute) if attribute else "")


@dataclass(frozen=True)
class PlanBehindRate:
    """The plan that a completion rate divides by, and the amount reached the year before.

    `other_scope` names the scope of last year's amount where it is not that of this year's.
    """

    plan: Figure
    last_year: Figure
    other_scope: str = ""


@dataclass(frozen=True)
class GoalSheet:
    """A goal sheet under review.

    Attributes:
        goals: the rows in the order of the sheet.
        fund: name of the fund; "" for other projects.
        level: level of government as filed, e.g. 市本级.
        budget: the year's budget.
        actuals: what was reached, by row id.
        priors: what was reached the year before, by row id.
        plans: by row id, where the actual is a rate against a plan.
        earlier: figures of earlier years.
        explanations: what was written about the deviation, by row id.
        shared_facts: ids of the facts that stand behind a row, by row id.
        thresholds: of the bureau's profile.
    """

    goals: tuple[Goal, ...]
    fund: str = ""
    level: str = ""
    budget: Figure | None = None
    actuals: Mapping[str, Figure] = field(default_factory=dict)
    priors: Mapping[str, Figure] = field(default_factory=dict)
    plans: Mapping[str, PlanBehindRate] = field(default_factory=dict)
    earlier: tuple[Figure, ...] = ()
    explanations: Mapping[str, str] = field(default_factory=dict)
    shared_facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    thresholds: Thresholds = field(default_factory=Thresholds)

    @property
    def is_pension_fund(self) -> bool:
        """Whether the sheet is of the basic pension fund of enterprise employees."""
        return bool(words_in(self.fund, word_list("pension_fund", "fund")))

    @property
    def place(self) -> Place:
        """The sheet as a whole."""
        return Place("goals")
