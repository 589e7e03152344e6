"""A cell or a line of a returned file, with its place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Spot:
    """A cell or a line. `first` marks the top left cell of a merged area; the others repeat its text.

    `start` and `top` are the column and row where the cell or its area begins; `problem` is why what stands there
    cannot be read.
    """

    text: str
    where: str
    first: bool = True
    start: int = 0
    top: int = 0
    problem: str = ""
