"""Which judgements stand, and what they say together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from hengping.cases.model.fields import Labelled
from hengping.cases.model.indicators import Judgement, JudgementKind
from hengping.quantities.numbers import NumberTextError, read_number
from hengping.scoring.rule import Complaint

NUMERIC_KINDS = (JudgementKind.SCORE, JudgementKind.DEDUCTION, JudgementKind.SHARE, JudgementKind.FAULTS)


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The last judgement of each person, in the order in which they first judged: a later row replaces an earlier."""
    return tuple({judgement.by: judgement for judgement in judgements}.values())


def given_with_reason(judgements: Iterable[Judgement], role: str = "") -> tuple[Judgement, ...]:
    """Standing judgements that name their author and reason, by the role asked for where one is."""
    return tuple(
        judgement
        for judgement in standing(one for one in judgements if not role or one.role.strip() == role.strip())
        if judgement.by.strip() and judgement.reason.strip()
    )


def mean(numbers: Iterable[Decimal]) -> Decimal:
    """The arithmetic mean of at least one number."""
    values = tuple(numbers)
    return sum(values, Decimal(0)) / len(values)


class Combining(Labelled):
    """How the figures of several judges become one."""

    MEAN = "mean", "取平均"
    TRIMMED = "trimmed", "去掉一个最高、一个最低后取平均"
    MEDIAN = "median", "取中位数"


def combined(numbers: Sequence[Decimal], how: Combining) -> Decimal:
    """One figure of at least one; a trimmed mean of fewer than three is the plain mean, for nothing would be left."""
    ordered = sorted(numbers)
    if how is Combining.MEDIAN:
        return mean(ordered[(len(ordered) - 1) // 2 : len(ordered) // 2 + 1])
    return mean(ordered[1:-1] if how is Combining.TRIMMED and len(ordered) > 2 else ordered)


def number_of(judgement: Judgement) -> Decimal | None:
    """The judgement's value as a number; None where it is none."""
    try:
        return read_number(judgement.value)
    except NumberTextError:
        return None


def not_a_number(judgements: Iterable[Judgement]) -> tuple[Complaint, ...]:
    """Complaints about judgements of numeric kinds whose value is no number, or one below zero."""
    return tuple(
        Complaint(
            judgement.value, "不小于 0 的数", f"评判 {judgement.id} 的类型是“{judgement.kind.label}”，结果要填数字。"
        )
        for judgement in judgements
        if judgement.kind in NUMERIC_KINDS and (number := number_of(judgement), number is None or number < 0)[1]
    )
