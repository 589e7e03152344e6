"""The draw for re-examination: the riskier a form, the likelier it is drawn, and anyone can redraw it from the seed.

Weighted sampling without replacement after Efraimidis and Spirakis (2006): a form's number u is the SHA-256 of seed and
key, read as a fraction between 0 and 1; those with the smallest −ln(u) ÷ weight are drawn, weight = 1 + risk.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal

from hengping.lint.audit.records import FormRecord

_WORKING = Context(prec=30)
_SHARE = 20
"""One form in so many is drawn where nobody says how many."""


@dataclass(frozen=True)
class Drawn:
    """A form that was drawn: its position among the forms, its weight and the number that decided."""

    position: int
    weight: int
    number: Decimal


def usual_count(forms: int) -> int:
    """How many are drawn where nobody says: one in twenty, at least one."""
    return max(1, forms // _SHARE) if forms else 0


def seed_of(records: Sequence[FormRecord]) -> str:
    """A seed that follows from the forms themselves: eight digits of the SHA-256 of projects, files and totals."""
    lines = sorted(f"{record.key}\t{record.label}\t{record.total}" for record in records)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]


def draw(records: Sequence[FormRecord], *, seed: str, count: int) -> tuple[Drawn, ...]:
    """`count` forms, in the order in which they were drawn; all of them where there are fewer."""
    numbered = [
        Drawn(position, 1 + record.risk, _number(seed, record, 1 + record.risk))
        for position, record in enumerate(records)
    ]
    numbered.sort(key=lambda each: (each.number, records[each.position].label))
    return tuple(numbered[: max(0, count)])


def _number(seed: str, record: FormRecord, weight: int) -> Decimal:
    digest = hashlib.sha256(f"{seed}\n{record.key}\n{record.label}".encode()).digest()[:8]
    fraction = Decimal(int.from_bytes(digest) + 1) / Decimal(2**64 + 1)
    return _WORKING.divide(-fraction.ln(_WORKING), Decimal(weight))
