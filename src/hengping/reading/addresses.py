"""Cell addresses and areas of a sheet; positions are 0-based (row, column) everywhere."""

from __future__ import annotations

import functools
from dataclasses import dataclass


def column_index(letters: str) -> int:
    """Position of a column: A → 0, AA → 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


@functools.lru_cache(maxsize=1024)
def column_letters(index: int) -> str:
    """Letters of a column: 0 → A, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, remainder = divmod(index - 1, 26)
        letters = chr(65 + remainder) + letters
    return letters


def address(row: int, column: int) -> str:
    """Address of a position: (11, 2) → C12."""
    return f"{column_letters(column)}{row + 1}"


def cell_place(sheet: str, row: int, column: int) -> str:
    """A cell in words, for faults: 表“事实”C12."""
    return f"表“{sheet}”{address(row, column)}"


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def address(self) -> str:
        """As Excel writes it: A1:C2."""
        return f"{address(self.first_row, self.first_column)}:{address(self.last_row, self.last_column)}"

    def covers(self, row: int, column: int) -> bool:
        """Whether the cell lies inside."""
        return self.first_row <= row <= self.last_row and self.first_column <= column <= self.last_column
