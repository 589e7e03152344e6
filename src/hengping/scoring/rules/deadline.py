"""时限: full marks where everything was done by its deadline; each late period takes its share off.

Meaning: a single deadline (2020年12月31日前), or one that recurs: every month by day N, every quarter by the end of a
month, every month within its first N working days.
Formula: points = max_score − late periods × (max_score × late_percent, or max_score ÷ periods), not below 0.
Unit: points; late_percent is percent of the full marks per late period.
Basis: practice. The region's goal sheet of 2021: pensions 每月 25 日前, analysis reports 每季末次月底前; its rule for
cash plans: the first five working days of the month.
Exclusions:
1. The day itself is in time; a day that the month lacks is its last day.
2. Working days follow the published calendar of the State Council; for a year it lacks the case must give its own table
   of holidays, and nothing is guessed.
3. Where no schedule is set in the parameters, the target's date or words are read; “按时” names no date, and then the
   actual is a yes/no fact.
4. A period without a date: no points yet. It is not late, and it is not in time either.
5. A yes/no fact in place of a date says directly whether the period was in time.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from hengping.cases.model.fields import field
from hengping.formulas.values import Value
from hengping.quantities.display import date_text
from hengping.quantities.periods import Period, PeriodError, read_period
from hengping.scoring.comparison import TargetValue
from hengping.scoring.rule import (
    Cells,
    OptionalAmount,
    RuleInput,
    RuleParameters,
    RuleResult,
    ScoringRule,
    excel_number,
)
from hengping.scoring.schedules import Schedule, ScheduleKind, read_deadline

_ZERO = Decimal(0)
_SHOWN = 6


def _whole(value: object) -> object:
    return int(value) if isinstance(value, str) and value.isdecimal() and len(value) < 4 else value


def _readable_day(text: str) -> str:
    if text and not text.isdecimal():
        try:
            datetime.date.fromisoformat(text)
        except ValueError:
            raise ValueError("应为几号、第几个工作日，或日期（如 2020-12-31）") from None
    return text


class Parameters(RuleParameters):
    """The schedule, unless the target's words say it; and what a late period costs."""

    schedule: Annotated[ScheduleKind | None, BeforeValidator(lambda value: value or None)] = field(
        "时限类型",
        "date 截止日期、monthly_day 每月某日、quarter_month_end 季后月底、working_day 前若干个工作日",
        default=None,
    )
    day: Annotated[str, AfterValidator(_readable_day)] = field(
        "日", "几号、第几个工作日，或截止日期；季后月底和每月月底留空", default=""
    )
    offset_months: Annotated[int, Field(ge=0, le=12), BeforeValidator(_whole)] = field(
        "推后月数", "1 表示次月", default=0
    )
    late_percent: OptionalAmount = field("每期逾期扣分（%）", "占分值的百分数；空则为 100÷期数", default=None)

    @model_validator(mode="after")
    def _complete(self) -> Parameters:
        if self.schedule is ScheduleKind.WORKING_DAY and not (self.day.isdecimal() and 1 <= int(self.day) <= 20):
            raise ValueError("working_day 须在 day 中填写第几个工作日（1 至 20）")
        if (
            self.schedule is ScheduleKind.MONTHLY_DAY
            and self.day
            and not (self.day.isdecimal() and int(self.day) <= 31)
        ):
            raise ValueError("monthly_day 的 day 应为几号（1 至 31），月底留空")
        if self.schedule is ScheduleKind.DATE and self.day.isdecimal():
            raise ValueError("date 的 day 应为日期，如 2020-12-31")
        return self


def schedule_of(parameters: Parameters, target: TargetValue | None) -> Schedule | None:
    """The schedule in force: the parameters', else what the target's words say; None where neither can be read."""
    filed = read_deadline(target.text) if target is not None and target.text else None  # (3)
    if parameters.schedule is None:
        return filed
    if parameters.schedule is ScheduleKind.DATE:
        if parameters.day:
            return Schedule(ScheduleKind.DATE, date=datetime.date.fromisoformat(parameters.day))
        return filed if filed is not None and filed.kind is ScheduleKind.DATE else None
    return Schedule(parameters.schedule, int(parameters.day or 0), parameters.offset_months)


def due_dates(given: RuleInput, parameters: Parameters) -> Mapping[str, datetime.date | None]:
    """Due date of each period (of "" for a single actual); None where the schedule names none.

    Raises:
        CalendarError: working days of a year whose holidays are not known (2).
        PeriodError: a key of a recurring schedule that is no period.
    """
    schedule = schedule_of(parameters, given.target)
    if schedule is None:
        return {}
    periods: dict[str, Period | None] = {
        key: read_period(key) if schedule.recurs and key else None for key in given.actuals or {"": None}
    }
    return {key: schedule.due(period, given.calendar) for key, period in periods.items()}


def score(given: RuleInput, parameters: Parameters) -> RuleResult:
    """Full marks less the share of the late periods."""
    schedule = schedule_of(parameters, given.target)
    actuals = given.actuals or {"": given.actual}
    if schedule is None:
        if given.target is None or not given.target.text:
            return given.no_points("缺少时限")
        return given.no_points("没有可以识别的时限", undefined=True)
    missing = [key for key, value in actuals.items() if value is None]
    if missing:  # (4)
        unnamed = missing == [""]
        reason = given.absence if unnamed else f"缺少{_listed(missing)}的完成日期"
        return given.no_points(reason, undefined=given.undefined and unnamed)
    if schedule.recurs and isinstance(actuals.get(""), datetime.date):
        return given.no_points(f"“{schedule.phrase}”须逐期填写完成日期", undefined=True)
    dues = due_dates(given, parameters)
    in_time = {key: _in_time(value, dues[key]) for key, value in actuals.items()}
    if None in in_time.values():
        return given.no_points(f"{given.label}不是日期，不能与时限比较", undefined=True)
    late = [key for key, punctual in in_time.items() if not punctual]
    share = given.max_score * parameters.late_percent / 100 if parameters.late_percent is not None else None
    lost = len(late) * share if share is not None else given.max_score * len(late) / len(actuals)
    return given.result(given.max_score - lost, not late, lambda: _reason(schedule, actuals, dues, late))


def _in_time(value: Value | None, due: datetime.date | None) -> bool | None:
    if isinstance(value, bool):  # (5)
        return value
    return value <= due if isinstance(value, datetime.date) and due is not None else None  # (1)


def _reason(
    schedule: Schedule,
    actuals: Mapping[str, Value | None],
    dues: Mapping[str, datetime.date | None],
    late: list[str],
) -> str:
    goal = f"时限为{schedule.phrase}"
    if set(actuals) == {""}:
        value = actuals[""]
        done = (
            f"实际{date_text(value)}" if isinstance(value, datetime.date) else "实际" + ("未" if late else "") + "按时"
        )
        return f"{goal}，{done}，{'逾期' if late else '未逾期'}"
    if not late:
        return f"{goal}，{len(actuals)}期全部按时"
    return f"{goal}，{len(actuals)}期中{len(late)}期逾期：{_listed([_late(key, actuals, dues) for key in late])}"


def _late(key: str, actuals: Mapping[str, Value | None], dues: Mapping[str, datetime.date | None]) -> str:
    value, due = actuals[key], dues[key]
    try:
        name = read_period(key).chinese
    except PeriodError:
        name = key
    if isinstance(value, datetime.date) and due is not None:
        return f"{name}（{date_text(value)}，应于{date_text(due)}前）"
    return name


def _listed(items: list[str]) -> str:
    more = f"等{len(items)}期" if len(items) > _SHOWN else ""
    return "、".join(items[:_SHOWN]) + more


def text(parameters: Parameters, target: TargetValue | None, max_score: Decimal) -> str:
    """The printed sentence of the rule."""
    schedule = schedule_of(parameters, target)
    goal = schedule.phrase if schedule is not None else "规定时限"
    if parameters.late_percent is not None:
        return f"{goal}完成得满分；每逾期一期扣分值的{parameters.late_percent}%，扣完为止。"
    if schedule is not None and schedule.recurs:
        return f"{goal}完成得满分；每逾期一期按期数扣减相应分值。"
    return f"{goal}完成得满分；逾期不得分。"


def excel(cells: Cells, parameters: Parameters) -> str:
    """max_score less the late ones of the range, or of the single cell; TRUE and FALSE stand for yes and no."""
    if schedule_of(parameters, cells.target_value) is None:
        return '""'
    percent = parameters.late_percent
    if cells.actuals:
        periods = f"ROWS({cells.actuals})*COLUMNS({cells.actuals})"
        dated = f"SUMPRODUCT(--({cells.actuals}>{cells.dues}))" if cells.dues else ""
        late = dated or f"COUNTIF({cells.actuals},FALSE)"
        each = f"{excel_number(percent / 100)}*{late}" if percent is not None else f"{late}/({periods})"
    else:
        late = f"{cells.actual}>{cells.dues}" if cells.dues else f"{cells.actual}=FALSE"
        each = f"IF({late},{excel_number(percent / 100) if percent is not None else 1},0)"
    return f"{cells.max_score}*MAX(0,1-{each})"


RULE = ScoringRule(
    name="deadline",
    title="时限",
    definition=__doc__,
    parameters=Parameters,
    score=score,
    text=text,
    excel=excel,
    takes_periods=True,
)
