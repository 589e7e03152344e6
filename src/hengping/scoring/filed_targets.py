"""Targets and values as forms have them, sign, number and unit in one cell: ≥95%, =33.29万人, 95%～105%, 5830元/户."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from decimal import Decimal

from hengping.quantities import NumberTextError, half_width, read_number
from hengping.scoring.comparison import Comparator, read_comparator
from hengping.scoring.named_deadlines import names_deadline

_SIGNS = r"≥|≧|≤|≦|>=|<=|=>|=<|==|=|═|>|<|不低于|不少于|不高于|不超过|大于|小于|高于|低于|等于"
_NUMBER = r"[+-]?\d[\d,]*(?:\.\d+)?"
_ONE = re.compile(rf"(?P<sign>{_SIGNS})?(?P<number>{_NUMBER})(?P<unit>[^\d\s]*?)(?P<side>以上|以下|以内)?")
_BAND = re.compile(rf"(?P<low>{_NUMBER})(?P<first>[^\d]*?)[-—–~～至](?P<high>{_NUMBER})(?P<unit>[^\d\s]*)")
_SIDES = {"以上": Comparator.AT_LEAST, "以下": Comparator.AT_MOST, "以内": Comparator.AT_MOST}


@dataclass(frozen=True)
class TargetReading:
    """What was read from a target as filed: sign, number and unit; `band` where two numbers bound it."""

    comparator: Comparator = Comparator.NONE
    value: Decimal | None = None
    unit: str = ""
    band: bool = False


@functools.lru_cache(maxsize=1024)
def read_target(text: str) -> TargetReading:
    """Read a target cell: ≥95%, =33.29万人, 95%～105%; words give an empty reading."""
    written = re.sub(r"\s", "", half_width(text))
    if match := _BAND.fullmatch(written):
        return TargetReading(Comparator.INTERVAL, unit=match["unit"] or match["first"], band=True)
    match = _ONE.fullmatch(written)
    # 12月底前 and 2021年底 begin with a number and are days all the same.
    if match is None or (not match["sign"] and not match["side"] and names_deadline(written)):
        return TargetReading()
    try:
        value = read_number(match["number"])
    except NumberTextError:
        return TargetReading()
    sign = read_comparator(match["sign"] or "") or Comparator.NONE
    return TargetReading(_SIDES.get(match["side"] or "", sign), value, match["unit"])
