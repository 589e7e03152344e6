"""The audit of a bureau as a whole: forms ranked by risk, the draw, who has not filed, sums by unit, kind and year."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from hengping.lint.audit.draw import Drawn, draw, seed_of, usual_count
from hengping.lint.audit.records import FormDetails, FormRecord, Unread
from hengping.lint.audit.roster import Attendance, Expected, attendance
from hengping.lint.audit.running import Audited
from hengping.lint.finding import Severity
from hengping.reference.profile import Profile
from hengping.reference.recheck import RecheckRules

_UNNAMED = "（未填）"
_ZERO = Decimal(0)


@dataclass(frozen=True)
class Group:
    """Sums over the forms of one unit, year or the like. Averages are of forms with a total; None without any."""

    name: str
    forms: int
    average: Decimal | None
    recomputed: Decimal | None
    errors: int
    warnings: int
    sizes: tuple[int, int, int]


class AuditOutcome:
    """What an audit found; details of a form are read from the spool one at a time."""

    def __init__(
        self,
        audited: Audited,
        profile: Profile,
        rules: RecheckRules,
        *,
        seed: str = "",
        count: int | None = None,
        roster: Sequence[Expected] | None = None,
    ) -> None:
        """`count` forms are drawn; None draws the usual share. `roster` is who should have filed, if that is known.

        Without a seed it follows from the forms, so that nobody has picked it.
        """
        self.audited, self.profile, self.rules = audited, profile, rules
        ranked = sorted(audited.forms, key=lambda form: (-form[0].risk, -form[0].errors, form[0].label))
        self.records: tuple[FormRecord, ...] = tuple(record for record, _ in ranked)
        self._spools: tuple[Path, ...] = tuple(spool for _, spool in ranked)
        self.seed = seed or seed_of(self.records)
        wanted = usual_count(len(self.records)) if count is None else count
        self.drawn: tuple[Drawn, ...] = draw(self.records, seed=self.seed, count=wanted)
        self.roster_size = None if roster is None else len(roster)
        self.attendance: Attendance | None = None if roster is None else attendance(roster, self.records)

    def details(self, position: int) -> FormDetails:
        """Findings and rows of the form at a rank (from 0)."""
        return self.audited.details(self.records[position], self._spools[position])

    @functools.cached_property
    def drawn_positions(self) -> frozenset[int]:
        """Ranks of the forms drawn."""
        return frozenset(each.position for each in self.drawn)

    @property
    def refused(self) -> tuple[Unread, ...]:
        """Files that could not be audited."""
        return tuple(each for each in self.audited.unread if each.refused)

    @functools.cached_property
    def unsure(self) -> tuple[Unread, ...]:
        """What is not sure of files that were audited, and projects that were filed twice."""
        return (*(each for each in self.audited.unread if not each.refused), *self._filed_twice())

    def _filed_twice(self) -> Iterator[Unread]:
        first: dict[str, FormRecord] = {}
        for record in sorted(self.records, key=lambda each: each.label):
            if not record.project_code:
                continue
            if (other := first.setdefault(record.project_code, record)) is not record:
                found = f"项目编码 {record.project_code} 与“{other.label}”相同"
                yield Unread(record.file, record.label, found, "一个项目一份自评表", "请核对是否重复报送。", False)

    def count(self, severity: Severity) -> int:
        """Findings of a severity in all forms."""
        name = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.INFO: "notices"}[severity]
        return sum(int(getattr(record, name)) for record in self.records)

    @property
    def has_errors(self) -> bool:
        """Whether any form has an error."""
        return any(record.errors for record in self.records)

    @functools.cached_property
    def codes(self) -> dict[str, tuple[int, int]]:
        """Code → findings and forms, by code."""
        found, forms = Counter[str](), Counter[str]()
        for record in self.records:
            found.update(record.codes)
            forms.update(set(record.codes))
        return {code: (found[code], forms[code]) for code in sorted(found)}

    def by(self, attribute: str) -> list[Group]:
        """Sums by `party`, `department` or `year`, by name."""
        groups: dict[str, list[FormRecord]] = {}
        for record in self.records:
            groups.setdefault(getattr(record, attribute) or _UNNAMED, []).append(record)
        return [_group(name, groups[name]) for name in sorted(groups)]


def _group(name: str, records: Sequence[FormRecord]) -> Group:
    scored = [record for record in records if record.total]
    sums = [sum((Decimal(getattr(each, field)) for each in scored), _ZERO) for field in ("total", "recomputed")]
    averages = [total / len(scored) if scored else None for total in sums]
    sizes = [sum(record.sizes[at] for record in records) for at in range(3)]
    return Group(
        name,
        len(records),
        averages[0],
        averages[1],
        sum(record.errors for record in records),
        sum(record.warnings for record in records),
        (sizes[0], sizes[1], sizes[2]),
    )
