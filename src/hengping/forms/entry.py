"""A cell of a form: what is printed there, and where in the case it lives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Place:
    """Where in the case a cell's value lives.

    Attributes:
        part: attribute of Case, e.g. `goals`.
        key: the row's id, code or number; of a document, that of the node; empty for the document itself.
        field: name of the field.
        seed: other fields of a row that is not there yet, as texts.
        link: for a fact that is not there yet, the field that will name it.
    """

    part: str
    key: str
    field: str
    seed: tuple[tuple[str, str], ...] = ()
    link: Place | None = None


@dataclass(frozen=True)
class Entry:
    """What is printed in a cell. Without a place it is computed or fixed and is never read back.

    `unit` is the unit the number is in, told to whoever types another one behind it.
    """

    text: str = ""
    place: Place | None = None
    unit: str = ""


@dataclass(frozen=True)
class FormRow:
    """A row of a table by column key. `sums` marks a subtotal or total: printed bold, never read back."""

    key: str
    cells: Mapping[str, Entry] = field(default_factory=dict)
    sums: bool = False
