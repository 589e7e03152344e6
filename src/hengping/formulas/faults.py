"""What is wrong with a formula, told to the person who wrote it."""

from __future__ import annotations

from collections.abc import Iterable

from hengping.errors import Fault, InputError


class FormulaError(InputError):
    """A text that is not a formula of the documented subset.

    Attributes:
        position: the character at fault, counted from 1 in the text as given.
    """

    def __init__(self, position: int, *, found: str, expected: str, mend: str) -> None:
        self.position = position
        super().__init__([Fault(f"公式第 {position} 个字符", found, expected, mend)])


class UnknownNameError(InputError):
    """Formulas name facts that do not exist; one fault for each, with the nearest names."""


class FormulaCycleError(InputError):
    """Formulas need each other in a circle; faults of unknown names, if any, come along.

    Attributes:
        cycles: each circle as the names along it, the first repeated at the end: ("甲", "乙", "甲").
    """

    def __init__(self, cycles: Iterable[tuple[str, ...]], faults: Iterable[Fault]) -> None:
        self.cycles = tuple(cycles)
        super().__init__(faults)
