"""How working papers look: ruled, sober, input cells pale yellow, computed points bold."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from hengping.cases.model.facts import Fact
from hengping.quantities.units import Unit
from hengping.rendering.workbook import CellStyle

_LINE = "#7F7F7F"
_HEAD = "#E7ECF2"
_INPUT = "#FFF8DC"


def _ruled(**options: object) -> CellStyle:
    return CellStyle(border=True, border_color=_LINE, size=10, **options)  # type: ignore[arg-type]


STYLES: Mapping[str, CellStyle] = {
    "title": CellStyle(font="黑体", size=16, align="center"),
    "subtitle": CellStyle(size=10, align="center", color="#595959"),
    "section": _ruled(font="黑体", fill="#D5DEE9", align="left", indent=1),
    "label": _ruled(font="黑体", fill=_HEAD, align="center", wrap=True),
    "text": _ruled(align="left", wrap=True, indent=1),
    "centered": _ruled(align="center", wrap=True),
    "points": _ruled(align="center", number_format="0.00"),
    "fine_points": _ruled(align="center", number_format="0.00####"),
    "result": _ruled(align="center", number_format="0.00", bold=True),
    "rate": _ruled(align="center", number_format="0.00%"),
    "input_points": _ruled(align="center", number_format="0.00####", fill=_INPUT),
    "input": _ruled(align="center", fill=_INPUT, wrap=True),
    "link": _ruled(align="center", color="#1F4E79", underline=True, wrap=True),
    "note": CellStyle(size=9, align="left", color="#595959", wrap=True),
    "day": _ruled(align="center", number_format="yyyy-mm-dd"),
    # LibreOffice prints truths by their number format, Excel as TRUE and FALSE.
    "truth": _ruled(align="center", number_format='"是";"是";"否"'),
    "blank": _ruled(),
}


def value_style(unit: Unit, places: int) -> str:
    """The name of the style in which a value of a unit stands."""
    if unit.content != "number":
        return {"date": "day", "truth": "truth"}.get(unit.content, "text")
    shown = min(places, 8)
    return f"{'percent' if unit.symbol in ('%', '百分点') else 'number'}_{shown}"


def number_styles() -> dict[str, CellStyle]:
    """Styles of numbers and percentages with 0 to 8 decimals."""
    styles = {}
    for places in range(9):
        tail = "." + "0" * places if places else ""
        styles[f"number_{places}"] = _ruled(align="right", number_format=f"#,##0{tail}")
        styles[f"percent_{places}"] = _ruled(align="right", number_format=f"0{tail}%")
    return styles


def places_of(fact: Fact, printed: str) -> int:
    """Decimals with which a fact is printed."""
    if fact.decimals is not None:
        return fact.decimals
    return len(printed.rstrip("%‰").partition(".")[2])


def decimal_places(value: Decimal) -> int:
    """Decimals that a number is written with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
