"""What explains a stated share: any figure of the document as its whole, amounts added up, the shares beside it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from hengping.lint.documents.figure_book import Entry
from hengping.lint.documents.nearby import (
    Nearby,
    between,
    coverage,
    is_count,
    kind_of,
)
from hengping.lint.documents.printed import NOTHING, Printed, Room, Verdict
from hengping.lint.documents.shares.share_claims import ShareClaim

_ONE = Room(Decimal(1), Decimal(1))
_ASKED = {"份", "人", "家", "户", "个"}
_NEAREST, _LIST = 30, 8
_ROUGH = Decimal("0.02")
# How far from the exact whole, beside the rounding of part and share, one may be whose own rounding explains the share.
_MARGIN = Decimal("0.02")


def gives(share: Printed, part: Printed, whole: Printed, *, or_rest: bool = False) -> bool:
    """Whether part ÷ whole, or what is left of the whole, can be the share."""
    working = part.room.over(whole.room)
    if working is None:
        return False
    if share.verdict(working) is Verdict.AGREES:
        return True
    return or_rest and share.verdict(_ONE - working) is Verdict.AGREES


class Wholes:
    """The figures of a document that a share may be of."""

    def __init__(self, nearby: Nearby) -> None:
        self._nearby = nearby

    def agreeing(self, claim: ShareClaim, part: Entry) -> Entry | None:
        """A figure of the document of which the part is the stated share; first one that the base is called after."""
        share = claim.share.figure
        if claim.whole is not None and gives(share, part.figure, claim.whole.figure):
            return claim.whole
        if share.number <= 0:
            return part if part.figure.number == 0 else None
        whole = part.figure.number / share.number
        margin = _MARGIN + share.step / share.number + (part.figure.step / part.figure.number if whole else 0)
        far = self._nearby.between(kind_of(part.figure), whole * (1 - margin), whole * (1 + margin))
        found = [e for e in (*self._nearby.beside(claim.share), *far) if e is not part and _explains(claim, part, e)]
        return max(found, key=lambda entry: coverage(claim.base, entry.words), default=None)

    def is_given_by_sums(self, claim: ShareClaim, part: Entry, claims: Sequence[ShareClaim]) -> bool:
        """Whether the share comes out of amounts added up: of the parts of one whole, or of items listed with 、."""
        share, kind = claim.share.figure, kind_of(part.figure)
        row = [e for e in claim.row if kind_of(e.figure) == kind]
        beside = [c.part for c in claims if c.form == claim.form and c.base == claim.base and c.part is not None]
        beside = [e for e in beside if e.sentence is claim.share.sentence and kind_of(e.figure) == kind]
        together = [_sum(beside)] if len(beside) > 1 else []
        listed = [_sum(run) for run in _runs(row)]
        one = part.figure.room
        # 上年结转80万元，本年预算400万元: what was to be spent is both.
        both = [first.figure.room + second.figure.room for first, second in itertools.combinations(row[:_LIST], 2)]
        results = [one.over(other) for other in (*together, *listed, *both)]
        results += [several.over(entry.figure.room) for several in listed for entry in row]
        return any(room is not None and share.verdict(room) is Verdict.AGREES for room in results)

    def is_given_by_any(self, claim: ShareClaim) -> bool:
        """Whether any two amounts of one kind in the paragraph give the share, or what is left of the whole."""
        row = self._nearby.beside(claim.share)[-_NEAREST:]
        return any(
            gives(claim.share.figure, first.figure, second.figure, or_rest=True)
            for first in row
            for second in row
            if first is not second and kind_of(first.figure) == kind_of(second.figure)
        )


def implied_whole(claim: ShareClaim, part: Entry, other: ShareClaim) -> Room | None:
    """What another share of the same base is the share of, as far as its digits tell."""
    if other.part is None or other.form != claim.form or other.base != claim.base or other.part is part:
        return None
    if kind_of(other.part.figure) != kind_of(part.figure) or other.share.figure.number <= 0:
        return None
    figure = other.share.figure
    share = Room(figure.number - figure.step / 2, figure.number + figure.step / 2)
    whole = other.part.figure.room.over(share)
    return whole if whole is not None and whole.high - whole.low <= whole.low * _ROUGH else None


def has_whole_of_others(claim: ShareClaim, part: Entry, claims: Sequence[ShareClaim]) -> bool:
    """Whether the part is the stated share of what another part is the stated share of, wherever that whole stands."""
    for other in claims:
        whole = implied_whole(claim, part, other) if other is not claim else None
        working = part.figure.room.over(whole) if whole is not None else None
        if working is not None and claim.share.figure.verdict(working) is Verdict.AGREES:
            return True
    return False


def _explains(claim: ShareClaim, part: Entry, whole: Entry) -> bool:
    related = kind_of(whole.figure) == kind_of(part.figure) or counts_of_one_survey(whole.figure, part.figure)
    return related and gives(
        claim.share.figure, part.figure, whole.figure, or_rest=claim.may_be_rest and whole in claim.row
    )


def _sum(entries: Iterable[Entry]) -> Room:
    return sum((entry.figure.room for entry in entries), NOTHING)


def _runs(row: list[Entry]) -> Iterator[list[Entry]]:
    """Stretches of amounts that are listed with 、 or 和, two at least."""
    run: list[Entry] = []
    for entry in row:
        if run and not re.fullmatch(r"[^，；。]*[、和及与][^，；。]*", between(run[-1], entry)):
            run = []
        run = [*run, entry]
        for length in range(2, min(len(run), _LIST) + 1):
            yield run[-length:]


def counts_of_one_survey(first: Printed, second: Printed) -> bool:
    """份 and 人: each questionnaire is one person."""
    return is_count(first) and is_count(second) and kind_of(first)[0][0] in _ASKED and kind_of(second)[0][0] in _ASKED
