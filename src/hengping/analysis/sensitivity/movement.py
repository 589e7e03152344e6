"""One thing that may move, what the total becomes, and where the grade changes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hengping.cases.model.fields import Labelled
from hengping.reference.profile import GradeBand, Profile
from hengping.scoring.grade import grade_of
from hengping.scoring.result import CaseScore


class Kind(Labelled):
    """What moves."""

    WEIGHT = "weight", "权重"
    JUDGEMENT = "judgement", "评判"
    FIGURE = "figure", "数据"


@dataclass(frozen=True)
class Turn:
    """The nearest value at which the grade becomes another. `change` is in the thing's own unit, with its sign."""

    value: str
    change: str
    grade: str


@dataclass(frozen=True)
class Movement:
    """One thing moved alone, everything else as it is.

    Attributes:
        key: indicator code, criterion id or fact id.
        now: its value as printed.
        low, high: the value moved down and up, as printed; one of a 是/否 figure is its opposite, the other "".
        low_total, high_total: the total then; None where no score could be given.
        turns: where the grade changes, the way down first; none where it holds however far the thing moves.
        disputed: reconstructed, assumed, or filed with several values.
        limit: why it could not be moved freely, "" otherwise.
    """

    kind: Kind
    key: str
    name: str
    now: str
    low: str
    high: str
    low_total: Decimal | None
    high_total: Decimal | None
    turns: tuple[Turn, ...] = ()
    disputed: bool = False
    limit: str = ""

    @property
    def swing(self) -> Decimal:
        """How far the total moves from one end to the other."""
        known = [total for total in (self.low_total, self.high_total) if total is not None]
        return max(known) - min(known) if known else Decimal(0)


@dataclass(frozen=True)
class Bounds:
    """The total, its grade, and where that changes: below `lower` it falls, from `upper` on it rises."""

    total: Decimal
    full_marks: Decimal
    grade: str
    lower: Decimal | None
    upper: Decimal | None
    bands: tuple[GradeBand, ...]

    def grade_at(self, total: Decimal) -> str:
        """The grade of another total."""
        return grade_of(total, self.full_marks, self.bands) or "未定"

    @property
    def grade_below(self) -> str:
        """The grade just below `lower`."""
        below = [band for band in self.bands if self.lower is not None and self._points(band) < self.lower]
        return max(below, key=lambda band: band.minimum).grade if below else "未定"

    @property
    def grade_above(self) -> str:
        """The grade from `upper` on."""
        return self.grade_at(self.upper) if self.upper is not None else "未定"

    def _points(self, band: GradeBand) -> Decimal:
        return band.minimum * self.full_marks / 100


def bounds_of(score: CaseScore, profile: Profile) -> Bounds | None:
    """The bounds of a scored case; None without a total or a grade scale."""
    if score.total is None or score.grade is None or not profile.grades:
        return None
    edges = sorted(band.minimum * score.full_marks / 100 for band in profile.grades)
    reached = [edge for edge in edges if edge <= score.total and edge > 0]
    ahead = [edge for edge in edges if edge > score.total]
    return Bounds(
        score.total,
        score.full_marks,
        score.grade,
        reached[-1] if reached else None,
        ahead[0] if ahead else None,
        profile.grades,
    )
