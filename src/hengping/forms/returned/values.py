"""What a person wrote in a cell, as the field behind it takes it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NoReturn

from hengping.cases.parts_fields import Kind, PartField
from hengping.cases.parts_text import meant_choice, meant_day, meant_truth
from hengping.errors import HengpingError
from hengping.quantities import half_width
from hengping.quantities.numbers import NumberTextError, read_number
from hengping.quantities.units import UnitError, read_unit

_AMOUNT = re.compile(r"([+-]?[\d,]*\.?\d+)\s*(\D*)")
_SEPARATORS = re.compile(r"[、,，;；\n]+")


_TICKED, _OPEN = "☑☒■√✓✔", "☐□○"
_AROUND = " 　、，,;；/"


class UnreadableError(HengpingError):
    """A text that cannot be taken; the message tells what to write."""


def written(text: str, part_field: PartField, unit: str = "") -> str:
    """The text as the field takes it.

    Raises:
        UnreadableError: what was meant is not sure.
    """
    text = text.strip()
    if not text:
        return ""
    match part_field.kind:
        case Kind.NUMBER | Kind.INTEGER:
            return number(text, unit)
        case Kind.DATE:
            return meant_day(text) or _refuse("请写成 2022-07-18 或 2022年7月18日。")
        case Kind.TRUTH:
            return meant_truth(ticked(text)) or _refuse("请填“是”或“否”。")
        case Kind.CHOICE:
            meant = meant_choice(ticked(text), part_field) or meant_choice(meant_truth(ticked(text)), part_field)
            return meant or _refuse(f"请填下列之一：{'、'.join(part_field.labels)}。")
        case Kind.IDENTIFIERS:
            return "\n".join(each.strip() for each in _SEPARATORS.split(text) if each.strip())
        case _:
            return text


def number(text: str, unit: str) -> str:
    """Digits without unit and thousands separators; the unit may stand behind them if it is the cell's own.

    Raises:
        UnreadableError: no number, or another unit.
    """
    plain = half_width(text).replace(" ", "")
    found = _AMOUNT.fullmatch(plain)
    if found is None:
        _refuse("请只填数字。")
    typed = found[2].strip("()")
    if typed and typed != unit:
        _refuse(_other_unit(found[1], typed, unit))
    try:
        return format(read_number(found[1]), "f")
    except NumberTextError as error:
        raise UnreadableError(f"数字{error}。") from error


def with_unit(text: str, stated: str, own: str) -> str:
    """A bare number with the unit that its heading or row states, where that is not the cell's own.

    Raises:
        UnreadableError: what is stated is no unit.
    """
    if not stated or stated == own or not re.fullmatch(r"[+-]?[\d,.\s]*\d", half_width(text).strip()):
        return text
    if re.search(r"\d", stated):
        _refuse(f"计量单位写成了“{stated}”，{f'应为{own}，' if own else ''}请核对。")
    return f"{text.strip()}{stated}"


def ticked(text: str) -> str:
    """Of choices with boxes the one that is ticked: ☑是 □否 → 是; a tick alone is 是, a cross 否."""
    boxes = re.findall(rf"([{_TICKED}{_OPEN}])\s*([^{_TICKED}{_OPEN}]*)", text)
    if not boxes:
        return text
    chosen = [said.strip(_AROUND) for box, said in boxes if box in _TICKED]
    if len(chosen) != 1:
        return text
    return chosen[0] or ("是" if len(boxes) == 1 else text)


def equal(one: str, other: str) -> bool:
    """Whether two texts are the same number or the same words."""
    if one == other:
        return True
    try:
        return _decimal(one) == _decimal(other)
    except NumberTextError:
        return re.sub(r"\s+", "", half_width(one)) == re.sub(r"\s+", "", half_width(other))


def _decimal(text: str) -> Decimal:
    return read_number(half_width(text).replace(" ", ""))


def _other_unit(digits: str, typed: str, unit: str) -> str:
    """Tells the value in the cell's unit where it can be worked out."""
    if not unit:
        return f"数字后写了“{typed}”，请只填数字。"
    try:
        own, other = read_unit(unit), read_unit(typed)
        if own.dimension != other.dimension:
            return f"本栏单位是{unit}，写的是{typed}；请核对。"
        value = read_number(digits) * other.factor / own.factor
        return f"本栏单位是{unit}，写的是{typed}；如无误请填 {value.normalize():f}。"
    except (UnitError, NumberTextError):
        return f"本栏单位是{unit}，请只填以{unit}为单位的数字。"


def _refuse(mend: str) -> NoReturn:
    raise UnreadableError(mend)
