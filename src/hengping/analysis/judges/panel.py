"""Judges of one case: their judgements of each criterion side by side, combined, with who stands apart.

Compared are standing judgements with author and reason (as scoring counts them) of criteria that two persons or more
judged; per person the last one. Scores, deductions and shares are compared as shares of the full marks (interval),
bands of attainment by their order (ordinal), 是/否/不适用 by name (nominal); α is told for each of the three.

A judge stands apart at a criterion where the share differs from the median of all judges by more than `APART` of the
full marks: a mean would be drawn along by the very judge who is sought. With two judges nobody can tell who stands
apart; where they differ by more than that, both are named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from statistics import median

from hengping.analysis.judges.agreement import Level, krippendorff_alpha
from hengping.cases.model.indicators import Judgement, JudgementKind
from hengping.scoring.judging import Combining, combined, given_with_reason, number_of
from hengping.scoring.result import CaseScore, CriterionScore

APART = Fraction(20, 100)
_POINTS = (JudgementKind.SCORE, JudgementKind.DEDUCTION, JudgementKind.SHARE, JudgementKind.BAND)


@dataclass(frozen=True)
class Seat:
    """One judge's view of one criterion: the share of the full marks, `word` where the judgement is a word."""

    judge: str
    share: Fraction | None
    word: str
    apart: bool = False


@dataclass(frozen=True)
class Panel:
    """The judges of one criterion, or of one point or assessed unit of it."""

    criterion: CriterionScore
    point: str
    unit: str
    seats: tuple[Seat, ...]

    @property
    def outliers(self) -> tuple[str, ...]:
        """Judges who stand apart."""
        return tuple(seat.judge for seat in self.seats if seat.apart)

    @property
    def in_points(self) -> bool:
        """Whether every judge gave a share of the full marks."""
        return all(seat.share is not None for seat in self.seats)

    def points(self, how: Combining) -> Decimal | None:
        """What the judges give together by a rule, in points, unrounded; None for words."""
        if not self.in_points:
            return None
        shares = [_decimal(seat.share or Fraction(0)) for seat in self.seats]
        return self.criterion.max_score * combined(shares, how)


@dataclass(frozen=True)
class Agreement:
    """α over all panels of one level of measurement; None where there is nothing to agree on."""

    level: Level
    alpha: Fraction | None
    panels: int
    judges: int


@dataclass(frozen=True)
class PanelReport:
    """All that several judges judged."""

    judges: tuple[str, ...]
    panels: tuple[Panel, ...]
    agreements: tuple[Agreement, ...]


def panels(score: CaseScore) -> PanelReport:
    """The panels of a case, in the order of the tree."""
    found = tuple(panel for criterion in score.criteria() for panel in panels_of(criterion))
    judges = tuple(dict.fromkeys(seat.judge for panel in found for seat in panel.seats))
    return PanelReport(judges, found, tuple(_agreements(found)))


def panels_of(criterion: CriterionScore) -> Iterator[Panel]:
    """The panels of one criterion: one for each point and unit that two persons or more judged."""
    of_what: dict[tuple[str, str], list[Judgement]] = {}
    for judgement in criterion.judgements:
        of_what.setdefault((judgement.point, judgement.unit), []).append(judgement)
    for (point, unit), judgements in of_what.items():
        standing = given_with_reason(judgements)
        if len(standing) > 1:
            seats = tuple(Seat(each.by, _share(each, criterion.filed_max_score), each.value) for each in standing)
            yield Panel(criterion, point, unit, _with_outliers(seats))


def _share(judgement: Judgement, max_score: Decimal) -> Fraction | None:
    if judgement.kind not in _POINTS:
        return None
    if judgement.kind is JudgementKind.BAND:
        return None if judgement.share is None else Fraction(judgement.share) / 100
    number = number_of(judgement)
    if number is None or not max_score:
        return None
    if judgement.kind is JudgementKind.SHARE:
        return Fraction(number) / 100
    share = Fraction(number) / Fraction(max_score)
    return 1 - share if judgement.kind is JudgementKind.DEDUCTION else share


def _with_outliers(seats: Sequence[Seat]) -> tuple[Seat, ...]:
    shares = [seat.share for seat in seats if seat.share is not None]
    if len(shares) < len(seats):
        return tuple(seats)
    if len(shares) == 2:
        apart = [abs(shares[0] - shares[1]) > APART] * 2
    else:
        middle = median(shares)
        apart = [abs(share - middle) > APART for share in shares]
    return tuple(replace(seat, apart=each) for seat, each in zip(seats, apart, strict=True))


def _agreements(found: Sequence[Panel]) -> Iterator[Agreement]:
    by_level: dict[Level, list[Panel]] = {}
    for panel in found:
        by_level.setdefault(_level(panel), []).append(panel)
    for level in Level:
        if level in by_level:
            of_level = by_level[level]
            judges = {seat.judge for panel in of_level for seat in panel.seats}
            yield Agreement(level, krippendorff_alpha(_units(of_level, level), level), len(of_level), len(judges))


def _level(panel: Panel) -> Level:
    bands = all(judgement.kind is JudgementKind.BAND for judgement in panel.criterion.judgements)
    if bands:
        return Level.ORDINAL
    return Level.INTERVAL if panel.in_points else Level.NOMINAL


def _units(found: Sequence[Panel], level: Level) -> list[list[Fraction]]:
    if level is Level.INTERVAL:
        return [[seat.share for seat in panel.seats if seat.share is not None] for panel in found]
    if level is Level.ORDINAL:
        return [[_rank(panel, seat) for seat in panel.seats] for panel in found]
    words = {word: Fraction(place) for place, word in enumerate(sorted(_words(found)))}
    return [[words[seat.word] for seat in panel.seats] for panel in found]


def _words(found: Sequence[Panel]) -> set[str]:
    return {seat.word for panel in found for seat in panel.seats}


def _rank(panel: Panel, seat: Seat) -> Fraction:
    """The place of the seat's band in the rule's own order, best first."""
    names: Mapping[str, int] = {}
    if panel.criterion.applied is not None:
        bands = getattr(panel.criterion.applied.parameters, "bands", ())
        names = {band.name: place for place, band in enumerate(bands)}
    return Fraction(names.get(seat.word, len(names)))


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / value.denominator
