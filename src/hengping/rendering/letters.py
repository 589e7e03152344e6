"""How wide text stands, counted in Chinese letters, for all that must know it before the lines are set."""

from __future__ import annotations


def letters(text: str) -> float:
    """The width of a line; capitals and digits as in the widest face that text is set in."""
    return sum(1.0 if letter > "ɏ" else 0.74 if letter.isupper() else 0.57 for letter in text)
