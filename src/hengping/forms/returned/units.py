"""The unit of money that a page states at its head, where it is not the one that was printed."""

from __future__ import annotations

import re

from hengping.forms.filled import FilledForm
from hengping.forms.returned.pages import Page
from hengping.quantities import half_width

_NOTE = re.compile(r"(?:金额|计量|货币)?单位[:：]\s*([^\s，。；）)]+)")


def other_unit_note(page: Page, form: FilledForm) -> str:
    """The unit as the page states it; empty where it is the form's own, or either states none."""
    own = _stated(form.unit_note)
    if not own:
        return ""
    stated = [unit for spot in page.texts() if (unit := _stated(spot.text))]
    return stated[0] if stated and own not in stated else ""


def _stated(text: str) -> str:
    found = _NOTE.fullmatch(half_width(text).strip().strip("()（）"))
    return found[1] if found else ""
