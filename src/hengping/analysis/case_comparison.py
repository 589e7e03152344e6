"""Several evaluations side by side, most often of one project in three to five years: scores, figures, problems again.

Indicators are the same where level and name agree, figures where name, subject, unit and scope do and the period is the
year of the evaluation. What only some of the evaluations have is shown with gaps; totals of different indicator systems
are set side by side and said not to be directly comparable.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from pydantic import Field

from hengping.analysis.repeat_findings import Repeat, repeat_findings
from hengping.cases.fact_book import FactBook
from hengping.cases.model.case import Case
from hengping.quantities import amount, plain
from hengping.rendering.published import PublishedEntry
from hengping.scoring.case_score import score_case
from hengping.scoring.result import CaseScore, IndicatorScore

SCHEMA = "hengping/compare/1"


@dataclass(frozen=True)
class Column:
    """One evaluation; `heading` is its year, or its title where two have one year."""

    heading: str
    case: Case
    score: CaseScore
    book: FactBook


@dataclass(frozen=True)
class IndicatorLine:
    """One indicator in every evaluation; None where it is not there."""

    level: int
    name: str
    nodes: tuple[IndicatorScore | None, ...]

    @property
    def everywhere(self) -> bool:
        """Whether every evaluation has it with the same weight."""
        weights = {node.weight.normalize() if node else None for node in self.nodes}
        return len(weights) == 1 and None not in weights


@dataclass(frozen=True)
class FigureLine:
    """One figure in every evaluation; fact ids, None where it is not there."""

    name: str
    unit: str
    scope: str
    facts: tuple[str | None, ...]


@dataclass(frozen=True)
class CaseComparison:
    """All that can be set side by side."""

    columns: tuple[Column, ...]
    indicators: tuple[IndicatorLine, ...]
    figures: tuple[FigureLine, ...]
    repeats: tuple[Repeat, ...]

    @property
    def same_system(self) -> bool:
        """Whether all indicators and weights agree, so that totals can be compared."""
        return all(line.everywhere for line in self.indicators)


def compare_cases(cases: Sequence[Case]) -> CaseComparison:
    """The evaluations in order of their years.

    Raises:
        InputError: what scoring refuses.
    """
    ordered = sorted(cases, key=lambda case: case.identity.year)
    years = [case.identity.year for case in ordered]
    columns = tuple(
        Column(f"{year}年" if years.count(year) == 1 else case.identity.title, case, score_case(case), FactBook(case))
        for case, year in zip(ordered, years, strict=True)
    )
    repeats = repeat_findings(ordered[-1], ordered[:-1])
    return CaseComparison(columns, tuple(_indicators(columns)), tuple(_figures(columns)), repeats)


_Key = tuple[int, str, int]
"""Level, name, and which of that name and level within its evaluation."""


def _indicators(columns: Sequence[Column]) -> Iterator[IndicatorLine]:
    found = [_by_name(column.score) for column in columns]
    for key in _together([list(each) for each in found]):
        yield IndicatorLine(key[0], key[1], tuple(each.get(key) for each in found))


def _by_name(score: CaseScore) -> dict[_Key, IndicatorScore]:
    met: Counter[tuple[int, str]] = Counter()
    nodes: dict[_Key, IndicatorScore] = {}
    for node in score.walk():
        name = node.indicator.name
        nodes[node.level, name, met[node.level, name]] = node
        met[node.level, name] += 1
    return nodes


def _together(orders: Sequence[list[_Key]]) -> list[_Key]:
    """All keys, the latest evaluation's order leading; what only earlier ones have follows what it followed there."""
    merged = list(orders[-1])
    for order in reversed(orders[:-1]):
        for place, key in enumerate(order):
            if key not in merged:
                before = next((each for each in reversed(order[:place]) if each in merged), None)
                merged.insert(0 if before is None else merged.index(before) + 1, key)
    return merged


def _figures(columns: Sequence[Column]) -> Iterator[FigureLine]:
    keys: dict[tuple[str, str, str, str], dict[int, str]] = {}
    for place, column in enumerate(columns):
        for fact in column.case.facts:
            of_year = fact.period == column.case.identity.year and column.book.latest(fact.id) == fact.id
            if of_year and column.book.number(fact.id) is not None:
                keys.setdefault((fact.subject, fact.name, fact.unit, fact.scope), {})[place] = fact.id
    for (subject, name, unit, scope), facts in keys.items():
        if len(facts) > 1:
            shown = name if name.startswith(subject) else f"{subject}{name}"
            yield FigureLine(shown, unit, scope, tuple(facts.get(place) for place in range(len(columns))))


class CaseEntry(PublishedEntry):
    """One evaluation."""

    title: str = Field(title="报告名称")
    year: str = Field(title="评价年度")
    total: str | None = Field(title="总分")
    grade: str | None = Field(title="等级")


class IndicatorEntry(PublishedEntry):
    """One indicator in every evaluation."""

    level: int = Field(title="层级")
    name: str = Field(title="指标名称")
    scores: tuple[str | None, ...] = Field(title="各次得分")
    weights: tuple[str | None, ...] = Field(title="各次分值")
    rates: tuple[str | None, ...] = Field(title="各次得分率（%）")


class FigureEntry(PublishedEntry):
    """One figure in every evaluation."""

    name: str = Field(title="数据名称")
    unit: str = Field(title="计量单位")
    scope: str = Field(title="口径")
    values: tuple[str | None, ...] = Field(title="各次数值")


class ComparisonDocument(PublishedEntry):
    """The whole answer of `hengping compare --json`; numbers are strings."""

    schema_name: Literal["hengping/compare/1"] = Field(alias="schema", title="格式版本")
    cases: tuple[CaseEntry, ...] = Field(title="各次评价，按年度")
    same_system: bool = Field(title="指标和分值是否一致，总分可以直接比较")
    indicators: tuple[IndicatorEntry, ...] = Field(title="指标")
    figures: tuple[FigureEntry, ...] = Field(title="数据")
    repeats: tuple[str, ...] = Field(title="以前年度已有的问题")


def comparison_document(found: CaseComparison) -> dict[str, Any]:
    """The answer as plain data; it fits `ComparisonDocument`."""
    return {
        "schema": SCHEMA,
        "cases": [
            {
                "title": column.case.identity.title,
                "year": column.case.identity.year,
                "total": _digits(column.score.total),
                "grade": column.score.outcome,
            }
            for column in found.columns
        ],
        "same_system": found.same_system,
        "indicators": [
            {
                "level": line.level,
                "name": line.name,
                "scores": [_digits(node.score) if node else None for node in line.nodes],
                "weights": [plain(node.weight) if node else None for node in line.nodes],
                "rates": [
                    amount(node.rate * 100, 2) if node and node.rate is not None else None for node in line.nodes
                ],
            }
            for line in found.indicators
        ],
        "figures": [
            {
                "name": line.name,
                "unit": line.unit,
                "scope": line.scope,
                "values": [
                    None if fact_id is None else column.book.printed_number(fact_id)
                    for column, fact_id in zip(found.columns, line.facts, strict=True)
                ],
            }
            for line in found.figures
        ],
        "repeats": [f"{repeat.problem.id} {repeat.problem.title}：{repeat.reference}" for repeat in found.repeats],
    }


def _digits(score: Decimal | None) -> str | None:
    return None if score is None else amount(score, 2)
