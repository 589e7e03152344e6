"""Units and kinds of quantity, figures, periods, Chinese numerals, working days, and the one rounding."""

from hengping.quantities.display import amount, beside, date_text, percent, plain, with_unit
from hengping.quantities.numbers import (
    MAX_NUMBER_DIGITS,
    NumberTextError,
    chinese_numeral,
    half_width,
    read_chinese_numeral,
    read_number,
)
from hengping.quantities.periods import Period, PeriodError, read_period
from hengping.quantities.refusal import QuantityError
from hengping.quantities.rounding import round_down, round_half_up, round_up
from hengping.quantities.units import CUSTOMARY_UNITS, RATIO, Unit, UnitError, measure, near_units, read_unit
from hengping.quantities.working_days import CalendarError, WorkCalendar

__all__ = [
    "CUSTOMARY_UNITS",
    "MAX_NUMBER_DIGITS",
    "RATIO",
    "CalendarError",
    "NumberTextError",
    "Period",
    "PeriodError",
    "QuantityError",
    "Unit",
    "UnitError",
    "WorkCalendar",
    "amount",
    "beside",
    "chinese_numeral",
    "date_text",
    "half_width",
    "measure",
    "near_units",
    "percent",
    "plain",
    "read_chinese_numeral",
    "read_number",
    "read_period",
    "read_unit",
    "round_down",
    "round_half_up",
    "round_up",
    "with_unit",
]
