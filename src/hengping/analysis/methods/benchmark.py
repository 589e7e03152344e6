"""标杆管理法: the evaluated unit against its peers, indicator by indicator, and how far it is from the best of them.

The first category is the unit itself. Only figures of one name, unit, period and scope are on one footing; where peers
are counted otherwise, that is said and the comparison left to the reader.
"""

from __future__ import annotations

from dataclasses import dataclass

from hengping.analysis.methods.read_facts import FigureRow, read_figures
from hengping.cases.fact_book import FactBook
from hengping.cases.model.analyses import Analysis
from hengping.errors import Fault, InputError


@dataclass(frozen=True)
class BenchmarkRow:
    """One indicator.

    Attributes:
        facts: of each unit, the own first.
        best: place of the best of all units; of equals the own, else the first.
        best_peer: place of the best of the others.
        gap: formula of the own figure less that of the best peer.
        rank: the own place among all, 1 for the best.
        smaller_is_better: direction.
        differing: how peers are counted otherwise, a sentence part each; empty where all agree.
    """

    name: str
    unit: str
    facts: tuple[str, ...]
    best: int
    best_peer: int
    gap: str
    rank: int
    smaller_is_better: bool
    differing: tuple[str, ...]


@dataclass(frozen=True)
class Benchmark:
    """Units and indicators."""

    units: tuple[str, ...]
    rows: tuple[BenchmarkRow, ...]

    @property
    def leading(self) -> tuple[BenchmarkRow, ...]:
        """Indicators in which no peer is better."""
        return tuple(row for row in self.rows if row.rank == 1)


def benchmark(analysis: Analysis, book: FactBook) -> Benchmark:
    """The analysis worked out.

    Raises:
        InputError: what `read_figures` refuses; no peer; a direction for a group that does not exist.
    """
    figures = read_figures(analysis, book)
    where = f"分析“{analysis.id}”"
    faults = [
        Fault(f"{where}的“越小越好”", name, "、".join(analysis.series), "请改为已有的数据组。")
        for name in analysis.smaller_is_better
        if name not in analysis.series
    ]
    if len(figures.categories) < 2:
        faults.append(Fault(where, "没有可比的单位", "本单位和至少一个同类单位", "请补充同类单位的数据。"))
    if faults:
        raise InputError(faults)
    return Benchmark(
        figures.categories,
        tuple(_row(row, book, smaller=row.name in analysis.smaller_is_better) for row in figures.rows),
    )


def _row(row: FigureRow, book: FactBook, *, smaller: bool) -> BenchmarkRow:
    numbers = [-figure.number if smaller else figure.number for figure in row.figures]
    peers = range(1, len(numbers))
    best_peer = max(peers, key=lambda place: (numbers[place], -place))
    ids = tuple(figure.fact_id for figure in row.figures)
    return BenchmarkRow(
        row.name,
        row.unit,
        ids,
        best=max(range(len(numbers)), key=lambda place: (numbers[place], -place)),
        best_peer=best_peer,
        gap=f"={ids[0]}-{ids[best_peer]}",
        rank=1 + sum(number > numbers[0] for number in numbers),
        smaller_is_better=smaller,
        differing=_differing(ids, book),
    )


def _differing(ids: tuple[str, ...], book: FactBook) -> tuple[str, ...]:
    own, *peers = (book.facts[fact_id] for fact_id in ids)
    found = []
    for peer in peers:
        if peer.scope != own.scope:
            found.append(f"{peer.subject or peer.id}口径为“{peer.scope or '未注明'}”")
        if peer.period != own.period:
            found.append(f"{peer.subject or peer.id}为{peer.period or '未注明期间'}数")
    return tuple(dict.fromkeys(found))
