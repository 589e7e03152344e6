"""What a scoring rule is: plain values in, points with their sentence out, and the Excel formula of the points.

A rule knows neither the case nor the tree. It is one file in `scoring/rules/`; its module docstring is its definition.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Any, Generic, NamedTuple, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from hengping.cases.model.fields import Labelled
from hengping.cases.model.fields import field as model_field
from hengping.cases.model.indicators import Judgement, JudgementKind
from hengping.formulas.values import Value
from hengping.quantities.display import beside
from hengping.quantities.numbers import read_number
from hengping.quantities.units import RATIO, Unit
from hengping.quantities.working_days import WorkCalendar
from hengping.scoring.comparison import Comparator, TargetValue, shown, shown_score


class UnitsMode(Labelled):
    """How the points of several assessed units become one."""

    MEAN = "mean", "取平均"
    MINIMUM = "minimum", "取最低"
    EACH = "each", "逐个扣分"


_ZERO = Decimal(0)
_TRUTHS = {"是": True, "否": False, "true": True, "false": False}


def _yes_or_no(value: Any) -> Any:
    return _TRUTHS.get(value, value) if isinstance(value, str) else value


def _not_negative(value: Decimal) -> Decimal:
    if value < 0:
        raise ValueError("不能为负数")
    return value


def _above_zero(value: Decimal) -> Decimal:
    if value <= 0:
        raise ValueError("必须大于 0")
    return value


def _number(value: Any) -> Any:
    return read_number(value) if isinstance(value, str) else value


def _number_or_none(value: Any) -> Any:
    return None if value == "" else _number(value)


YesNo = Annotated[bool, BeforeValidator(_yes_or_no)]
Amount = Annotated[Decimal, AfterValidator(_not_negative), BeforeValidator(_number)]
"""A number not below zero, written as text."""
PositiveAmount = Annotated[Decimal, AfterValidator(_above_zero), BeforeValidator(_number)]
OptionalAmount = Annotated[Annotated[Decimal, AfterValidator(_not_negative)] | None, BeforeValidator(_number_or_none)]


class RuleParameters(BaseModel):
    """What every rule takes. Shares are percent numbers (60 for 60 %), keys ending `_percent`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    units: UnitsMode = model_field(
        "多个考核对象", "mean 取平均、minimum 取最低、each 每有一个未达标扣一份", default=UnitsMode.MEAN
    )
    unit_deduction: OptionalAmount = model_field(
        "每个对象扣分", "units 为 each 时每个未达标对象扣多少分；空则为分值÷对象数", default=None
    )


P = TypeVar("P", bound=RuleParameters)


_NOTHING: Mapping[str, Value | None] = MappingProxyType({})
_PUBLISHED_CALENDAR = WorkCalendar()

UNNAMED = "实际值"
"""What the actual of a criterion is called that is one of several of its leaf."""


class RuleInput(NamedTuple):
    """The plain values a rule works on; no parameter of the rule and nothing of the case.

    Attributes:
        max_score: full marks.
        label: what the actual is called in the sentence.
        actual: None while it is unknown.
        actuals: by period, for rules that take periods themselves (deadline).
        target: None where the criterion has none.
        unit: unit of the actual, in which it prints where there is no target.
        judgements: those on this criterion and assessed unit, in order of filing.
        inputs: results of the formulas among the rule's parameters, by the key the rule gave them.
        calendar: working days, the user's own table included.
        absence: why the actual is unknown, in Chinese.
        undefined: whether the actual is unknown because its formula has no result (division by zero).
        print_actual: how documents print the actual; None prints its number in the shown unit.
    """

    max_score: Decimal
    label: str = UNNAMED
    actual: Value | None = None
    actuals: Mapping[str, Value | None] = _NOTHING
    target: TargetValue | None = None
    unit: Unit = RATIO
    judgements: tuple[Judgement, ...] = ()
    inputs: Mapping[str, Value | None] = _NOTHING
    calendar: WorkCalendar = _PUBLISHED_CALENDAR
    absence: str = "缺少实际值"
    undefined: bool = False
    print_actual: Callable[[], str] | None = None

    @property
    def shown_unit(self) -> Unit:
        """The unit numbers print in: the target's where it has one."""
        return self.target.unit if self.target is not None else self.unit

    @property
    def number(self) -> Decimal | None:
        """The actual where it is a number."""
        return self.actual if isinstance(self.actual, Decimal) else None

    @property
    def shown_actual(self) -> str:
        """A numeric actual as sentences print it: -0.86%; "" for anything else."""
        if not isinstance(self.actual, Decimal):
            return ""
        return self.print_actual() if self.print_actual is not None else shown(self.actual, self.shown_unit)

    @property
    def measured(self) -> str:
        """How sentences begin: 参保增长率-0.86%."""
        return beside(self.label, self.shown_actual)

    def result(self, points: Decimal, met: bool | None, reason: Callable[[], str]) -> RuleResult:
        """Points kept within 0 and the full marks; the sentence is the reason, ending with what the points are."""
        within = min(max(points, _ZERO), self.max_score)
        return RuleResult(within, met, lambda: f"{reason()}，{verdict(within, self.max_score)}")

    def no_points(self, reason: str, *, undefined: bool = False) -> RuleResult:
        """No points yet, and why."""
        return RuleResult(None, None, lambda: f"{reason}，暂不能计分", undefined=undefined)

    def no_number(self) -> RuleResult:
        """The result of a numeric rule that lacks its actual or its target."""
        if self.actual is None:
            return self.no_points(self.absence, undefined=self.undefined)
        if isinstance(self.actual, Decimal):
            return self.no_points("缺少目标值")
        return self.no_points(f"{self.label}不是数，不能按本规则计分", undefined=True)


@dataclass(frozen=True)
class RuleResult:
    """Points before rounding, within 0 and the full marks; None while they cannot be given.

    Attributes:
        points: unrounded.
        met: whether the target was reached; None where the rule has no such notion.
        tell: writes the sentence when it is asked for; a thousand cases scored for their totals ask for none.
        undefined: no points because the input has no meaning (rather than because it is missing).
    """

    points: Decimal | None
    met: bool | None
    tell: Callable[[], str] = field(compare=False, repr=False)
    undefined: bool = False

    @cached_property
    def sentence(self) -> str:
        """Why, in Chinese, with the numbers put in; without a final full stop."""
        return self.tell()


_EXCEL_SIGNS = {
    Comparator.MORE_THAN: ">",
    Comparator.AT_MOST: "<=",
    Comparator.LESS_THAN: "<",
    Comparator.EQUAL: "=",
}


@dataclass(frozen=True)
class Cells:
    """Cell references or defined names out of which a rule builds the Excel formula of its points.

    Attributes:
        max_score: full marks.
        actual: the actual; a truth value stands as TRUE or FALSE, a date as a date.
        target: the single bound.
        lower: lower end of the interval.
        upper: upper end of the interval.
        judgement: the judged input the rule asks for: points taken off, number of faults, share in percent.
        actuals: range of actual dates, one a period.
        dues: range of due dates, parallel to `actuals`.
        points: state of each point of a checklist (是, 否 or 不适用), by the point's id.
        target_value: the target behind the cells: its comparator and unit.
        unit: unit of the actual.
    """

    max_score: str
    actual: str = ""
    target: str = ""
    lower: str = ""
    upper: str = ""
    judgement: str = ""
    actuals: str = ""
    dues: str = ""
    points: Mapping[str, str] = field(default_factory=dict)
    target_value: TargetValue | None = None
    unit: Unit = RATIO

    @property
    def shown_unit(self) -> Unit:
        """The unit in which parameters such as `per` are written."""
        return self.target_value.unit if self.target_value is not None else self.unit

    def met(self) -> str:
        """Excel condition: the actual reaches the target. Differences are rounded, for 1.1-1 is not 0.1 in a double."""
        target = self.target_value or TargetValue()
        conditions = []
        if target.lower is not None:
            conditions.append(f"ROUND({self.actual}-{self.lower},12)>=0")
        if target.upper is not None:
            conditions.append(f"ROUND({self.actual}-{self.upper},12)<=0")
        if not conditions:
            return f"ROUND({self.actual}-{self.target},12){_EXCEL_SIGNS.get(target.comparator, '>=')}0"
        return conditions[0] if len(conditions) == 1 else f"AND({','.join(conditions)})"


class TargetNeed(Enum):
    """What a rule asks of the target."""

    NUMBER = "一个数（或以 = 开头的公式）"
    BOUNDS = "上限、下限或一个数（或以 = 开头的公式）"
    OPTIONAL = "数、区间或文字"
    NONE = "不限"


@dataclass(frozen=True)
class Complaint:
    """What is wrong with parameters or judgements that are each well-formed: becomes a fault with its place."""

    found: str
    expected: str
    mend: str


def _no_formulas(_: Any) -> Mapping[str, str]:
    return {}


def _no_complaints(_: Any, __: Decimal, ___: tuple[Judgement, ...]) -> tuple[Complaint, ...]:
    return ()


@dataclass(frozen=True)
class ScoringRule(Generic[P]):
    """One rule (评分规则).

    Attributes:
        name: the module's name, by which criteria ask for the rule.
        title: Chinese name.
        definition: the module docstring.
        parameters: model of the parameters.
        score: points of one assessed unit.
        text: the printed sentence of the rule (评分标准) for given parameters, target and full marks.
        excel: formula of the points, without the leading ``=``; None where points are purely judged.
        target: what it needs of the target.
        takes: kinds of judgement it reads.
        takes_periods: `actual_by_unit` holds periods that the rule reads itself, not assessed units.
        formulas: formulas among the parameters, by key; their results come as `RuleInput.inputs`.
        complaints: what contradicts itself in parameters, full marks as filed, and judgements.
    """

    name: str
    title: str
    definition: str
    parameters: type[P]
    score: Callable[[RuleInput, P], RuleResult]
    text: Callable[[P, TargetValue | None, Decimal], str]
    excel: Callable[[Cells, P], str | None]
    target: TargetNeed = TargetNeed.NONE
    takes: frozenset[JudgementKind] = frozenset()
    takes_periods: bool = False
    formulas: Callable[[P], Mapping[str, str]] = _no_formulas
    complaints: Callable[[P, Decimal, tuple[Judgement, ...]], tuple[Complaint, ...]] = _no_complaints


def verdict(points: Decimal, max_score: Decimal) -> str:
    """How a sentence ends: full marks, some points, none."""
    lost = shown_score(max_score - points)
    if points == max_score:
        return f"得满分{shown_score(points)}分"
    return f"得{shown_score(points)}分，扣{lost}分" if points else f"不得分，扣{lost}分"


def excel_number(number: Decimal) -> str:
    """A number as a formula writes it: no exponent, no trailing zeros."""
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text
