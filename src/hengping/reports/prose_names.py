"""What prose may say between `{{` and `}}`: facts with their formats, scores, counts, papers, references."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from hengping.cases.fact_book import printed_value
from hengping.quantities.display import amount, date_text, percent, plain, with_unit
from hengping.quantities.units import UnitError
from hengping.rendering.document import FactFigure, Inline, Reference, Text
from hengping.reports import figures
from hengping.reports.counts import counts
from hengping.reports.material import Material
from hengping.scoring.result import CriterionScore, IndicatorScore


@dataclass(frozen=True)
class FactReference:
    """A fact named in prose, before its format is chosen."""

    material: Material
    fact_id: str
    absolute: bool = False

    def figure(self, text: str | None = None) -> FactFigure:
        """The fact in its own unit, or as `text` has it."""
        if text is None and self.absolute and self.number is not None:
            unit = self.material.facts.unit(self.fact_id)
            places = 2 if unit.symbol == "%" else None
            text = with_unit(amount(abs(unit.to_written(self.number)), places), unit.symbol)
        return figures.fact_figure(self.material, self.fact_id, text)

    @property
    def number(self) -> Decimal | None:
        """The value as formulas see it; its size alone after `absolute`."""
        value = figures.number(self.material, self.fact_id)
        return abs(value) if value is not None and self.absolute else value

    @property
    def written(self) -> Decimal | None:
        """The value as written in its unit."""
        value = self.number
        return None if value is None else self.material.facts.unit(self.fact_id).to_written(value)


def _percent(fact: Any, places: int = 2) -> Any:
    number = _fact(fact).number
    return fact.figure() if number is None else fact.figure(percent(number, places))


def _points(fact: Any, places: int = 2) -> Any:
    number = _fact(fact).number
    return fact.figure() if number is None else fact.figure(percent(number, places).removesuffix("%") + "个百分点")


def _amount(fact: Any, places: int | None = None) -> Any:
    written = _fact(fact).written
    return fact.figure() if written is None else fact.figure(amount(written, places))


def _plain(fact: Any) -> Any:
    reference = _fact(fact)
    written = reference.written
    if written is not None:
        return reference.figure(plain(written))
    return reference.figure()


def _with_unit(fact: Any, places: int | None = None) -> Any:
    reference = _fact(fact)
    written, symbol = reference.written, reference.material.facts.unit(reference.fact_id).symbol
    if written is None or places is None:
        return reference.figure()
    return reference.figure(with_unit(amount(written, places), symbol))


def _larger(steps: int) -> Callable[..., Any]:
    def apply(fact: Any, places: int = 2) -> Any:
        reference = _fact(fact)
        written = reference.written
        if written is None:
            return reference.figure()
        unit = reference.material.facts.unit(reference.fact_id).symbol
        try:
            value, symbol = figures.larger(written, unit, steps)
        except UnitError as error:
            raise ValueError(f"{reference.fact_id}：{error}") from error
        return reference.figure(with_unit(amount(value, places), symbol))

    return apply


def _date(fact: Any) -> Any:
    reference = _fact(fact)
    value = figures.known(reference.material, reference.fact_id)
    return reference.figure(date_text(value) if isinstance(value, date) else None)


def _text(fact: Any) -> Any:
    reference = _fact(fact)
    value = figures.known(reference.material, reference.fact_id)
    return reference.figure(None if value is None else printed_value(value))


def _absolute(fact: Any) -> Any:
    return replace(_fact(fact), absolute=True)


def _fact(value: Any) -> FactReference:
    if isinstance(value, FactReference):
        return value
    name = getattr(value, "name", "")
    raise ValueError(f"没有事实“{name}”" if name else "格式只能用于事实")


FILTERS: Mapping[str, Callable[..., Any]] = {
    "percent": _percent,
    "points": _points,
    "amount": _amount,
    "plain": _plain,
    "with_unit": _with_unit,
    "wan": _larger(1),
    "yi": _larger(2),
    "date": _date,
    "text": _text,
    "absolute": _absolute,
}


def names_of(material: Material) -> dict[str, object]:
    """Everything that prose may name, for one case: facts by their ids, scores, and functions."""

    def node(code: str) -> IndicatorScore | CriterionScore:
        found = material.indicators.get(code) or material.criteria.get(code)
        if found is None:
            raise ValueError(f"没有指标或要点“{code}”")
        return found

    def rate(code: str) -> FactFigure:
        found = material.indicators.get(code)
        if found is None:
            raise ValueError(f"没有指标“{code}”")
        return figures.rate_figure(material, found)

    def count(name: str) -> FactFigure:
        known = counts(material)
        if name not in known:
            raise ValueError(f"没有计数“{name}”，可用的有 {'、'.join(known)}")
        return figures.count_figure(name, known[name])

    own: dict[str, object] = {
        "total": figures.total_figure(material, "total"),
        "full_marks": figures.total_figure(material, "full_marks"),
        "lost": figures.total_figure(material, "lost"),
        "total_rate": figures.total_figure(material, "rate"),
        "grade": Text(material.score.outcome or "未定"),
        "score": lambda code: figures.score_figure(material, node(code)),
        "weight": lambda code: figures.weight_figure(material, node(code)),
        "deduction": lambda code: figures.deduction_figure(material, node(code)),
        "rate": rate,
        "count": count,
        "paper": lambda code: _papers((material.papers[code],) if code in material.papers else ()),
        "fact_paper": lambda fact_id: _papers(material.fact_papers.get(fact_id, ())),
        "ref": Reference,
    }
    return own | {fact_id: FactReference(material, fact_id) for fact_id in material.fact_rows}


def papers(indices: tuple[str, ...]) -> tuple[Inline, ...]:
    """Working papers in brackets: （底稿DG-A11、DG-B12）; nothing where a figure is in no paper."""
    return (Text(_papers(indices)),) if indices else ()


def _papers(indices: tuple[str, ...]) -> str:
    return f"（底稿{'、'.join(indices)}）" if indices else ""
