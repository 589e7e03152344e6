"""The checks of self-evaluation forms, one a file. To add one: add a file with a `CHECK`, its table of cases.

HP8xx. They run beside the checks of goal sheets and those of scores that hold for a single form (`SHARED`).
"""

from __future__ import annotations

import functools
import importlib
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from hengping.lint.check import Check

if TYPE_CHECKING:
    from hengping.lint.filed_forms.subject import FormUnderReview

SHARED = ("HP201", "HP202", "HP204", "HP209")
"""Checks of scores that ask of a form what they ask of a case."""


@functools.cache
def form_checks() -> tuple[Check[FormUnderReview], ...]:
    """Every check of forms, by code."""
    names = (module.name for module in iter_modules([str(Path(__file__).parent)]))
    found: list[Check[FormUnderReview]] = [importlib.import_module(f"{__name__}.{name}").CHECK for name in names]
    return tuple(sorted(found, key=lambda check: check.code))
