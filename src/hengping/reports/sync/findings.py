"""What synchronising a report found and did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EditKind = Literal["added", "deleted", "moved", "reworded"]


@dataclass(frozen=True)
class FigureChange:
    """A figure that was renewed: its text before and now; `by_hand` if somebody had changed it inside its bookmark."""

    fact_id: str
    old: str
    new: str
    where: str
    by_hand: bool = False


@dataclass(frozen=True)
class LostFigure:
    """A figure whose bookmark is gone, and which no longer says what the case says; it stays as it is."""

    fact_id: str
    found: str
    expected: str
    where: str


@dataclass(frozen=True)
class KeptFigure:
    """A bookmarked figure that was left alone, and why."""

    fact_id: str
    found: str
    why: str
    where: str


@dataclass(frozen=True)
class PassageEdit:
    """What people did to a passage.

    Attributes:
        old, new: its text before and now; of neighbours told together, a line each.
        where: its place in the file (of a deleted one: where it stood).
        before: where a moved one was.
        count: how many neighbours are told together, the place being that of the first.
        whole_row: a table row added or deleted.
    """

    kind: EditKind
    old: str
    new: str
    where: str
    before: str = ""
    count: int = 1
    whole_row: bool = False


@dataclass(frozen=True)
class WordingChange:
    """A passage that the case would now write otherwise, write anew, or leave out; the file was not changed."""

    kind: EditKind
    old: str
    new: str
    where: str


@dataclass(frozen=True)
class ChartChange:
    """A chart that the case draws otherwise now; `replaced` if the file still had the picture as issued."""

    caption: str
    replaced: bool


@dataclass(frozen=True)
class Findings:
    """All that was found, each list in the order of the text.

    Attributes:
        lost_but_right: figures without a bookmark that still say what the case says.
        notes: what the reader must know about the comparison itself.
    """

    figures: tuple[FigureChange, ...] = ()
    edits: tuple[PassageEdit, ...] = ()
    wordings: tuple[WordingChange, ...] = ()
    lost: tuple[LostFigure, ...] = ()
    kept: tuple[KeptFigure, ...] = ()
    charts: tuple[ChartChange, ...] = ()
    lost_but_right: int = 0
    notes: tuple[str, ...] = ()
