"""A planted defect, and the kinds of defects: functions that plant one into a sheet."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from benchmarks.planting.sheet import Line, Sheet

Group = Literal["arithmetic", "numbering", "other"]


@dataclass(frozen=True)
class Planted:
    """What was planted: found when a finding of one of the codes shows one of the needles and did not stand before.

    `needles` are pieces of the planted text that the finding must show in its place, message, expected or found.
    """

    codes: tuple[str, ...]
    needles: tuple[str, ...]


Planter = Callable[[Sheet, random.Random], Planted | None]


@dataclass(frozen=True)
class Kind:
    """One kind of defect. Arithmetic and numbering must be found in 95 of 100 cases, the others in 80."""

    name: str
    title: str
    group: Group
    plant: Planter


KINDS: list[Kind] = []


def kind(title: str, group: Group = "other") -> Callable[[Planter], Planter]:
    """Register a planter under its name."""

    def register(plant: Planter) -> Planter:
        KINDS.append(Kind(plant.__name__, title, group, plant))
        return plant

    return register


def add_sentence(sheet: Sheet, rng: random.Random, sentence: str, *, under: str = "") -> Line:
    """Put a paragraph of its own into the running text, at a place drawn by chance (or below a heading)."""
    places = [part for part in sheet.below(under) if isinstance(part, Line)] if under else sheet.paragraphs
    body = [
        line for line in places if line.level == 0 and len(line.text) > 25 and not line.text.startswith(("表", "图"))
    ]
    new = Line(sentence)
    sheet.insert_after(rng.choice(body or sheet.paragraphs), new)
    return new
