"""Change any one fact behind a computed criterion, and its points and the total change with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

import pytest

from hengping.cases.fact_book import FactBook
from hengping.cases.model import Case
from hengping.cases.model.facts import Fact
from hengping.quantities import plain, read_number
from hengping.scoring.case_score import score_case
from hengping.scoring.result import CaseScore

COMPUTED = {
    "datong-2020": "A22-1 A22-2 A22-3 A22-4 B11 B12 B13 B21 B22 C11 C12 C21 C22 C31 D12 D13 D31",
    "xinjiang-2021": "A212 A221 B121 C111 C121 C411",
}


def sources(fact_id: str, book: FactBook) -> Iterator[str]:
    """The facts with a value of their own from which a fact is worked out."""
    formula = book.formula(fact_id)
    if formula is None:
        yield fact_id
        return
    for name in formula.names:
        yield from sources(name, book)


def other_values(fact: Fact) -> tuple[str, ...]:
    if fact.unit == "是否":
        return ("否" if fact.value == "是" else "是",)
    value = read_number(fact.value)
    return tuple(plain(value * Decimal(factor)) for factor in ("-1", "0.5", "0.9", "1.5", "3", "100"))


def with_value(case: Case, fact_id: str, value: str) -> Case:
    facts = tuple(fact.model_copy(update={"value": value}) if fact.id == fact_id else fact for fact in case.facts)
    return case.model_copy(update={"facts": facts})


def moves(case: Case, score: CaseScore, criterion: str, fact_id: str) -> bool:
    """Whether some other value of the fact changes both the criterion's points and the total."""
    fact = next(fact for fact in case.facts if fact.id == fact_id)
    before = {one.criterion.id: one.points for one in score.criteria()}[criterion]
    for value in other_values(fact):
        changed = score_case(with_value(case, fact_id, value))
        after = {one.criterion.id: one.points for one in changed.criteria()}[criterion]
        if after != before and changed.total != score.total:
            return True
    return False


@pytest.mark.parametrize(
    ("name", "criterion"), [(name, one) for name, ones in COMPUTED.items() for one in ones.split()]
)
def test_each_fact_behind_a_criterion_moves_the_total(
    name: str, criterion: str, cases: Mapping[str, Case], scores: Mapping[str, CaseScore]
) -> None:
    case, score = cases[name], scores[name]
    book = FactBook(case)
    used = next(one for one in score.criteria() if one.criterion.id == criterion).fact_ids
    behind = list(dict.fromkeys(source for fact_id in used for source in sources(fact_id, book)))

    assert behind
    assert [fact_id for fact_id in behind if not moves(case, score, criterion, fact_id)] == []


@pytest.mark.parametrize("name", COMPUTED)
def test_every_criterion_is_computed_or_judged(name: str, scores: Mapping[str, CaseScore]) -> None:
    computed = [one.criterion.id for one in scores[name].criteria() if not one.judgements]

    assert sorted(computed) == sorted(COMPUTED[name].split())
