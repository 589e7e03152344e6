"""全国数与公报不符: a figure of the nation is not the one that the packaged national series gives.

Meaning: a filed figure with the subject 全国 bears a title of the series (“全国” before it or not), a year and a unit
of the series, and a scope that names the series' people; its value differs from the series.
Why: a comparison stands on both of its sides, and a nation's figure retyped from memory looks like any other.
Basis: 比较法 of 财预〔2020〕10号 (recalled) compares like with like; the series carries its own source.
Exclusions:
1. A scope that is not the series' (企业职工 alone, say), or none.
2. Years and titles that the series does not hold, other units.
3. Figures of the series that were not seen in a public source themselves: they prove nothing.
Fires: 全国基金支出 2021, 城镇职工（含机关事业单位）: 56418 亿元, the series has 56481
Silent: the same with 56481 亿元; 离退休人数 2020, whose figure in the series was not seen
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.cases.model.facts import Fact
from hengping.lint.check import Check, Group
from hengping.lint.facts_compared import fact_place
from hengping.lint.finding import Remark, Severity
from hengping.lint.subject import CaseUnderReview
from hengping.quantities.display import plain
from hengping.reference.series import SeriesRow, national_series

_NATION = "全国"


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    for fact in subject.case.facts:
        known = _in_series(fact)
        value = subject.book.number(fact.id)
        if known is None or value is None:
            continue
        row, column = known
        published = getattr(row, column)
        if row.verified(column) and value != published:  # (3)
            series = national_series()
            should = f"{plain(published)}{series.units[column]}"
            yield Remark(
                fact_place(fact),
                f"{fact.period}年全国“{fact.name}”为 {subject.book.printed(fact.id)}，{series.source}为 {should}。",
                expected=should,
                found=subject.book.printed(fact.id),
            )


def _in_series(fact: Fact) -> tuple[SeriesRow, str] | None:
    series = national_series()
    if fact.subject != _NATION or fact.formula or not series.covers(fact.scope):  # (1)
        return None
    column = series.column(fact.name.removeprefix(_NATION))
    row = series.row(int(fact.period)) if fact.period.isdecimal() else None
    return (row, column) if row and column and fact.unit == series.units[column] else None  # (2)


CHECK = Check(code="HP410", title="全国数与公报不符", severity=Severity.WARNING, group=Group.FACTS, run=_run)
