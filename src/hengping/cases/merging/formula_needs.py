"""Facts that formulas need which one side wrote anew: deleting such a fact is no private matter of the other side."""

from __future__ import annotations

from collections.abc import Iterator

from hengping.cases.model import Case
from hengping.cases.parts_text import value_to_plain
from hengping.errors import InputError
from hengping.formulas import parse
from hengping.reading.yaml_files import Plain


def newly_needed(base: Case, side: Case, other: Case) -> dict[str, str]:
    """Ids of facts that `other` deleted, with the first formula of `side` that names them and is none of the base's."""
    if not {fact.id for fact in base.facts} - {fact.id for fact in other.facts}:
        return {}
    known = set(_formulas(base))
    needed: dict[str, str] = {}
    for text in _formulas(side):
        if text not in known:
            known.add(text)
            for name in _names(text):
                needed.setdefault(name, text)
    return needed


def _names(text: str) -> tuple[str, ...]:
    try:
        return tuple(parse(text.strip()).names)
    except InputError:
        return ()  # a text that only looks like a formula


def _formulas(case: Case) -> Iterator[str]:
    yield from (fact.formula for fact in case.facts if fact.formula)
    yield from _texts(value_to_plain(case.indicators))


def _texts(plain: Plain) -> Iterator[str]:
    if isinstance(plain, str):
        if plain.lstrip().startswith("="):
            yield plain
        return
    for item in plain.values() if isinstance(plain, dict) else plain:
        yield from _texts(item)
