"""Facts of an analysis as rows of numbers, with everything that keeps it from being made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hengping.cases.fact_book import FactBook
from hengping.cases.model.analyses import Analysis
from hengping.errors import Fault, InputError


@dataclass(frozen=True)
class Figure:
    """One fact of an analysis. `number` is as formulas see it, `written` in its unit."""

    fact_id: str
    number: Decimal
    written: Decimal


@dataclass(frozen=True)
class FigureRow:
    """The figures of one data group, one a category; `unit` is that of the first."""

    name: str
    unit: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Figures:
    """What an analysis reads: categories, its result where it has one, and its groups in order of filing."""

    categories: tuple[str, ...]
    result: FigureRow | None
    rows: tuple[FigureRow, ...]

    def row(self, *names: str) -> FigureRow | None:
        """The group of one of these names."""
        return next((row for row in self.rows if row.name in names), None)


def read_figures(analysis: Analysis, book: FactBook) -> Figures:
    """The figures of an analysis.

    Raises:
        InputError: unknown facts, facts without a number, groups of different lengths or of several units, at once.
    """
    groups = {**({"结果": analysis.result} if analysis.result else {}), **analysis.series}
    faults = list(_faults(analysis, groups, book))
    if faults:
        raise InputError(faults)
    rows = {name: _row(name, ids, book) for name, ids in groups.items()}
    length = len(next(iter(groups.values())))
    categories = analysis.categories or _periods(next(iter(groups.values())), book)
    if len(categories) != length:
        where = f"分析“{analysis.id}”的类别"
        found = f"{len(categories)} 个"
        raise InputError([Fault(where, found, f"与数据组一样是 {length} 个", "请逐一写明类别。")])
    return Figures(categories, rows["结果"] if analysis.result else None, tuple(rows[name] for name in analysis.series))


def _row(name: str, ids: tuple[str, ...], book: FactBook) -> FigureRow:
    numbers = [book.number(fact_id) or Decimal(0) for fact_id in ids]
    figures = tuple(
        Figure(fact_id, number, book.unit(fact_id).to_written(number))
        for fact_id, number in zip(ids, numbers, strict=True)
    )
    return FigureRow(name, book.unit(ids[0]).symbol, figures)


def _periods(ids: tuple[str, ...], book: FactBook) -> tuple[str, ...]:
    periods = [book.facts[fact_id].period for fact_id in ids]
    if len(set(periods)) == len(periods) and all(periods):
        return tuple(f"{period}年" if period.isdigit() else period for period in periods)
    return tuple(book.facts[fact_id].subject or book.facts[fact_id].name for fact_id in ids)


def _faults(analysis: Analysis, groups: dict[str, tuple[str, ...]], book: FactBook) -> Iterator[Fault]:
    where = f"分析“{analysis.id}”"
    if not analysis.series:
        yield Fault(where, "没有数据组", "至少一个数据组", "请写明 series。")
    lengths = {len(ids) for ids in groups.values()}
    if len(lengths) > 1 or lengths == {0}:
        found = "、".join(f"{name} {len(ids)} 个" for name, ids in groups.items())
        yield Fault(where, found, "各数据组的事实一样多，不为空", "请逐期、逐方案或逐单位补齐。")
    for name, ids in groups.items():
        units = []
        for fact_id in ids:
            if fact_id not in book.facts:
                yield Fault(f"{where}的“{name}”", fact_id, "facts.csv 中已有的事实编号", "请改正编号。")
            elif book.number(fact_id) is None:
                yield Fault(f"{where}的“{name}”", f"{fact_id} 没有数值", "有数值的事实", "请补充数值。")
            else:
                units.append(book.unit(fact_id).symbol)
        if len(set(units)) > 1:
            yield Fault(f"{where}的“{name}”", "、".join(dict.fromkeys(units)), "同一计量单位", "请换算为同一单位。")
