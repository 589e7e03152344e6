"""The checks, one a file. To add one: add a file with a `CHECK`, its table of cases, nothing else.

The full texts of 财预〔2020〕10号 and 财预〔2021〕101号 were not at hand when these definitions were written: what they
cite of the two is recalled practice, unless a published report is named beside it.
"""

from __future__ import annotations

import functools
import importlib
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from hengping.lint.check import Check


@functools.cache
def all_checks() -> tuple[Check[Any], ...]:
    """Every check, by code."""
    names = (module.name for module in iter_modules([str(Path(__file__).parent)]))
    found: list[Check[Any]] = [importlib.import_module(f"{__name__}.{name}").CHECK for name in names]
    return tuple(sorted(found, key=lambda check: check.code))


@functools.cache
def check_by_code() -> dict[str, Check[Any]]:
    """Every check under its code."""
    return {check.code: check for check in all_checks()}
