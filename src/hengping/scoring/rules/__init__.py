"""The scoring rules, one a file. To add one: add a file with a `RULE`, its table of cases, nothing else."""

from __future__ import annotations

import functools
import importlib
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from hengping.errors import nearest_names
from hengping.scoring.rule import ScoringRule


@functools.cache
def rule_names() -> tuple[str, ...]:
    """Names of all rules, sorted."""
    return tuple(sorted(module.name for module in iter_modules([str(Path(__file__).parent)])))


@functools.cache
def rule(name: str) -> ScoringRule[Any]:
    """The rule of that name; only its own module is imported.

    Raises:
        KeyError: no such rule.
    """
    if name not in rule_names():
        raise KeyError(name)
    found: ScoringRule[Any] = importlib.import_module(f"{__name__}.{name}").RULE
    return found


def nearest_rule(name: str) -> str | None:
    """The rule whose name or title resembles `name`, for the person who mistyped it."""
    by_title = next((known for known in rule_names() if rule(known).title == name), None)
    return by_title or next(iter(nearest_names(name, rule_names(), most=1)), None)
