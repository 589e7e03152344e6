"""What the audit of one form comes to: plain records that pass between processes and lie in a file meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class FoundItem:
    """One finding; `row` is the id of the row in the form, "" for the form as a whole."""

    code: str
    title: str
    severity: str
    group: str
    where: str
    message: str
    expected: str
    found: str
    row: str = ""


@dataclass(frozen=True)
class RecheckRow:
    """One row side by side: as filed, as rechecked, the clause and the reason. Numbers as text; "" is not known."""

    level_1: str
    level_2: str
    level_3: str
    comparator: str
    target: str
    unit: str
    weight: str
    actual: str
    self_score: str
    recheck_actual: str
    recheck_score: str
    deviation: str
    clause: str
    basis: str
    where: str

    @property
    def deviates(self) -> bool:
        """Whether the recheck comes to another score, or names a clause."""
        return bool(self.deviation and self.deviation not in ("0", "0.00")) or bool(self.clause)


@dataclass(frozen=True)
class FormRecord:
    """One form; `details` (findings and rows) are read from the spool when they are needed."""

    file: str
    label: str
    project_code: str
    project_name: str
    party: str
    department: str
    year: str
    total: str
    recomputed: str
    rows: int
    recomputed_rows: int
    errors: int
    warnings: int
    notices: int
    risk: int
    sizes: tuple[int, int, int]
    """How many rows agree, deviate a little, deviate much."""
    codes: tuple[str, ...]
    """The code of every finding."""
    offset: int = 0

    @property
    def key(self) -> str:
        """What tells the project from others: its code, else its name and unit, else the file."""
        return self.project_code or f"{self.project_name}\n{self.party}".strip() or self.label


@dataclass(frozen=True)
class FormDetails:
    """Findings and rows of one form."""

    findings: tuple[FoundItem, ...]
    rows: tuple[RecheckRow, ...]

    def plain(self) -> dict[str, Any]:
        """As JSON takes it."""
        return {"findings": [vars(each) for each in self.findings], "rows": [vars(each) for each in self.rows]}

    @classmethod
    def of(cls, data: dict[str, Any]) -> FormDetails:
        """From JSON."""
        findings = tuple(FoundItem(**each) for each in data["findings"])
        return cls(findings, tuple(RecheckRow(**each) for each in data["rows"]))


@dataclass(frozen=True)
class Unread:
    """A file, or something in it, that could not be read or is not sure. `refused` files were not audited at all."""

    file: str
    where: str
    found: str
    expected: str
    mend: str
    refused: bool = True


@dataclass(frozen=True)
class FileOutcome:
    """What one file came to: its forms with their details, and what could not be read."""

    file: str
    forms: tuple[tuple[FormRecord, FormDetails], ...] = ()
    unread: tuple[Unread, ...] = field(default=())
