"""A reported figure beside what the case has of it at other stages: the difference is told before anything changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hengping.cases.model import Case
from hengping.cases.model.facts import Fact
from hengping.quantities.numbers import NumberTextError, read_number


@dataclass(frozen=True)
class StageDifference:
    """One figure at two stages; `difference` is reported less known, in the figure's unit."""

    name: str
    reported: Fact
    known: Fact
    difference: str


def stage_differences(before: Case, after: Case) -> tuple[StageDifference, ...]:
    """For each fact that a form brought or changed: the same figure at another stage, where the two differ."""
    earlier = {fact.id: fact for fact in before.facts}
    changed = [fact for fact in after.facts if earlier.get(fact.id) != fact]
    return tuple(found for fact in changed for found in _against(fact, after.facts))


def _against(fact: Fact, facts: Sequence[Fact]) -> Iterator[StageDifference]:
    for other in facts:
        same = (other.name, other.subject, other.period, other.scope) == (
            fact.name,
            fact.subject,
            fact.period,
            fact.scope,
        )
        if same and other.stage != fact.stage and other.value and other.unit == fact.unit:
            difference = _difference(fact.value, other.value)
            if difference != "0":
                yield StageDifference(fact.name, fact, other, difference)


def _difference(reported: str, known: str) -> str:
    try:
        return f"{(read_number(reported) - read_number(known)).normalize():f}"
    except NumberTextError:
        return "" if reported != known else "0"
