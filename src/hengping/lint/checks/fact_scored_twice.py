"""同一事实重复计分: two indicators earn points with the same figures.

Meaning: the figures behind criteria of two leaves are the same once plans and targets are left aside, formulas
followed to their ends; or the two leaves are entries of the indicator library that measure one thing.
Why: a weight on each pays twice for one event, and takes twice for one failure.
Basis: indicator library, cross-cutting trap 3 (C1/C3, D2/D3, I1/I4).
Exclusions:
1. Criteria of one leaf: points of one indicator may share a figure.
2. Judged criteria, and leaves of weight zero.
3. Facts that only say yes or no, or a day: two rules may ask whether one paper is there.
Fires: 支出预算执行率 = 支出/预算 and 月均支出 = 支出/12 against a target
Silent: 预算执行率 = 支出/预算 and 资金到位率 = 到位/预算
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity
from hengping.lint.subject import CaseUnderReview
from hengping.lint.word_lists import is_planned, word_list
from hengping.scoring.result import CriterionScore, IndicatorScore, ScoreStatus


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    weighed = [leaf for leaf in subject.leaves() if leaf.weight]
    measured = [(leaf, figures) for leaf in weighed for figures in _figures(subject, leaf)]
    pairs = set(word_list("overlaps", "pairs"))
    seen: set[tuple[str, str]] = set()
    for (first, ours), (second, theirs) in combinations(measured, 2):
        codes = first.indicator.code, second.indicator.code
        if ours == theirs and codes[0] != codes[1] and codes not in seen:  # (1)
            seen.add(codes)
            yield _remark(first, second, f"都由 {'、'.join(sorted(ours))} 计算")
    for first, second in combinations(weighed, 2):
        library = first.indicator.library_code, second.indicator.library_code
        if {"-".join(library), "-".join(reversed(library))} & pairs:
            codes = first.indicator.code, second.indicator.code
            if codes not in seen:
                yield _remark(first, second, f"指标库 {library[0]} 与 {library[1]} 同源")


def _figures(subject: CaseUnderReview, leaf: IndicatorScore) -> Iterator[frozenset[str]]:
    for result in leaf.criteria:
        if result.status is ScoreStatus.SCORED and result.fact_ids:  # (2)
            figures = frozenset(_filed_facts(subject, result))
            measured = frozenset(name for name in figures if not is_planned(subject.book.facts[name].name))
            if measured:
                yield measured


def _filed_facts(subject: CaseUnderReview, result: CriterionScore) -> Iterator[str]:
    """The filed facts behind a criterion, formulas followed to their ends."""
    pending, seen = list(result.fact_ids), set(result.fact_ids)
    while pending:
        fact_id = pending.pop()
        formula = subject.book.formula(fact_id)
        if formula is None and subject.book.unit(fact_id).content == "number":  # (3)
            yield fact_id
        new = [name for name in (formula.names if formula else ()) if name not in seen]
        seen.update(new)
        pending.extend(new)


def _remark(first: IndicatorScore, second: IndicatorScore, why: str) -> Remark:
    names = first.indicator.name, second.indicator.name
    return Remark(
        Place("indicators", (first.indicator.code, second.indicator.code), names[0]),
        f"“{names[0]}”与“{names[1]}”衡量的是同一件事（{why}），两处计分等于重复奖惩。",
        expected="只在一处计分，另一处作说明",
        found="、".join(names),
    )


CHECK = Check(code="HP211", title="同一事实重复计分", severity=Severity.WARNING, group=Group.SCORES, run=_run)
