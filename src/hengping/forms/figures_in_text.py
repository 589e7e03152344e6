"""Texts of the case with their figures put in, as cells of forms print them.

A text names a fact with a format, `{{ 支出执行率 | percent(2) }}`. Formats a form has no use for, and names that no
fact has, stay as they were written: whoever checks the form then sees what the text wants.
"""

from __future__ import annotations

import re

from hengping.forms.filling import Filling
from hengping.quantities.display import amount, percent, with_unit

_FIGURE = re.compile(r"[ ]?\{\{\s*(?P<name>\w+)\s*(?:\|\s*(?P<form>\w+)\s*(?:\(\s*(?P<places>\d*)\s*\))?\s*)?\}\}[ ]?")
_COUNT = re.compile(r"[ ]?\{\{\s*count\(\s*[\"'](\w+)[\"']\s*\)\s*\}\}[ ]?")


def with_figures(filling: Filling, text: str) -> str:
    """The text as printed."""
    if "{{" not in text:
        return text

    def figure(found: re.Match[str]) -> str:
        return _printed(filling, found) or found.group()

    return _COUNT.sub(lambda found: str(len(getattr(filling.case, found[1], ()))), _FIGURE.sub(figure, text))


def _printed(filling: Filling, found: re.Match[str]) -> str:
    fact_id, form = found["name"], found["form"] or "with_unit"
    if fact_id not in filling.fact_rows:
        return ""
    number, unit = filling.facts.number(fact_id), filling.facts.unit(fact_id)
    places = int(found["places"]) if found["places"] else None
    if number is None or (form == "with_unit" and places is None):
        return filling.facts.printed(fact_id)
    match form:
        case "percent":
            return percent(number, 2 if places is None else places)
        case "amount":
            return amount(unit.to_written(number), places)
        case "with_unit":
            return with_unit(amount(unit.to_written(number), places), unit.symbol)
        case _:
            return ""
