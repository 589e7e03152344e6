"""Every figure a document prints, with the id of what it comes from.

A fact's figure carries the fact's own id. Others carry an id with a colon, which no fact can have: `score:A11`,
`weight:A11`, `rate:A11`, `deduction:A11`, `total`, `count:visits`, `formula:=支出_2019/支出_2018-1`, `filed:frame:U03`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from hengping.cases.model.facts import Fact
from hengping.formulas.values import Known, Value
from hengping.quantities.display import amount, percent, with_unit
from hengping.quantities.units import UnitError
from hengping.rendering.document import FactFigure, Inline, Text
from hengping.reports.marks import sign, status_sign
from hengping.reports.material import Material
from hengping.scoring.result import CriterionScore, IndicatorScore

MISSING = "〔待补〕"
UNKNOWN = "—"
"""A missing fact must be found by whoever fills the case; points that are not known yet follow from it."""

_LARGER = {"元": "万元", "万元": "亿元", "人": "万人", "人次": "万人次", "户": "万户", "件": "万件"}
NUMBER = re.compile(r"(?<![0-9A-Za-z.)）])-?\d+(?:\.\d+)?%?|\d+(?:\.\d+)?%?")


def known(material: Material, fact_id: str) -> Value | None:
    """A fact's value as formulas see it; None while it is missing or undefined."""
    result = material.facts.result(fact_id)
    return result.value if isinstance(result, Known) else None


def number(material: Material, fact_id: str) -> Decimal | None:
    """A fact's value if it is a known number (96.90 % is 0.9690)."""
    value = known(material, fact_id)
    return value if isinstance(value, Decimal) else None


def fact_figure(material: Material, fact_id: str, text: str | None = None) -> FactFigure:
    """A fact as printed in its unit, or as `text` says it; a missing one is noted as a gap."""
    if known(material, fact_id) is None:
        material.gaps.add(f"事实“{fact_id}”没有数值", kind="没有数值的事实", item=fact_id)
        text = MISSING
    shown = material.facts.printed(fact_id) if text is None else text
    fact = material.fact_rows.get(fact_id)
    return FactFigure(fact_id, shown, sign(material.facts.marks((fact_id,))), hover=_hover(fact) if fact else "")


def formula_figure(material: Material, formula: str, *, places: int = 2, unit: str = "%") -> FactFigure:
    """A figure computed from facts for print alone; its id is the formula, so that it can be worked out again.

    In % and 百分点 the result is a ratio (0.0626); other units are only written behind the number.
    """
    result = material.facts.evaluate(formula, latest=False).result
    if not isinstance(result, Known) or not isinstance(result.value, Decimal):
        return FactFigure(f"formula:{formula}", "—")
    match unit:
        case "%":
            text = percent(result.value, places)
        case "百分点":
            text = percent(result.value, places).removesuffix("%") + "个百分点"
        case _:
            text = with_unit(amount(result.value, places), unit)
    return FactFigure(f"formula:{formula}", text, hover=formula)


def score_figure(material: Material, node: IndicatorScore | CriterionScore) -> FactFigure:
    """Points given, with the profile's decimals."""
    return _points(material, "score", node, node.score)


def weight_figure(material: Material, node: IndicatorScore | CriterionScore) -> FactFigure:
    """Full marks."""
    full = node.max_score if isinstance(node, CriterionScore) else node.weight
    return _points(material, "weight", node, full)


def deduction_figure(material: Material, node: IndicatorScore | CriterionScore) -> FactFigure:
    """Points lost."""
    return _points(material, "deduction", node, node.deduction)


def rate_figure(material: Material, node: IndicatorScore) -> FactFigure:
    """Score rate in percent."""
    if node.rate is None:
        return FactFigure(f"rate:{node.indicator.code}", UNKNOWN)
    text = percent(node.rate, material.profile.rounding.rate_places)
    return FactFigure(f"rate:{node.indicator.code}", text, _sign_of(node, "rate"))


def total_figure(material: Material, name: str) -> FactFigure:
    """`total`, `full_marks`, `rate` or `lost` of the whole case."""
    score = material.score
    lost = None if score.total is None else score.full_marks - score.total
    values = {"total": score.total, "full_marks": score.full_marks, "lost": lost}
    if name == "rate":
        return FactFigure("rate:TOTAL", UNKNOWN if score.rate is None else percent(score.rate))
    value = values[name]
    text = UNKNOWN if value is None else amount(value, material.profile.rounding.places)
    return FactFigure(f"{'score' if name == 'total' else name}:TOTAL", text)


def count_figure(name: str, count: int, unit: str = "") -> FactFigure:
    """A count of rows: 37家."""
    return FactFigure(f"count:{name}", f"{count}{unit}")


def filed_figure(place: str, value: Decimal, places: int | None = None) -> FactFigure:
    """A number filed in a table of the case that is no fact of its own, e.g. `frame:U03`."""
    return FactFigure(f"filed:{place}", amount(value, places))


def traced(text: str, known_figures: Mapping[str, FactFigure], fallback: str) -> tuple[Inline, ...]:
    """A sentence of the engine with its numbers made figures.

    A number that is printed the same as a known figure carries that figure's id, any other carries `fallback`
    (the criterion whose working the sentence tells). The text itself does not change. The engine hands over plain
    text: telling each rule's sentence in pieces with their sources would make every rule harder to read than its
    arithmetic. So where two facts print the same number, the first in order of use stands for both.
    """
    parts: list[Inline] = []
    end = 0
    for found in NUMBER.finditer(text):
        if found.start() > end:
            parts.append(Text(text[end : found.start()]))
        source = known_figures.get(found.group())
        parts.append(FactFigure(source.fact_id if source else fallback, found.group(), source.mark if source else ""))
        end = found.end()
    if end < len(text):
        parts.append(Text(text[end:]))
    return tuple(parts)


def digits_of(figures: Iterable[FactFigure]) -> dict[str, FactFigure]:
    """Figures by the bare number they print; where two print the same number, the first."""
    found: dict[str, FactFigure] = {}
    for figure in figures:
        match = NUMBER.search(figure.text)
        if match:
            found.setdefault(match.group(), figure)
    return found


def larger(value: Decimal, unit: str, steps: int) -> tuple[Decimal, str]:
    """A quantity in a unit ten thousand times larger, `steps` times: 元 → 万元 → 亿元."""
    for _ in range(steps):
        if unit not in _LARGER:
            raise UnitError(f"“{unit}”没有更大的单位")
        value, unit = value.scaleb(-4), _LARGER[unit]
    return value, unit


def _points(material: Material, kind: str, node: IndicatorScore | CriterionScore, value: Decimal | None) -> FactFigure:
    code = node.criterion.id if isinstance(node, CriterionScore) else node.indicator.code
    if value is None:
        return FactFigure(f"{kind}:{code}", UNKNOWN)
    return FactFigure(f"{kind}:{code}", amount(value, material.profile.rounding.places), _sign_of(node, kind))


def _sign_of(node: IndicatorScore | CriterionScore, kind: str) -> str:
    """A branch is marked for its own weight alone: what its leaves rest on is said at the leaves."""
    if isinstance(node, CriterionScore):
        wanted = [mark for mark in node.marks if kind != "weight" or mark.field_name in ("max_score", "weight")]
        return sign(wanted)
    own = [mark for mark in node.indicator.marks if mark.field_name == "weight"]
    if kind == "weight" or not node.is_leaf:
        return sign(own)
    return sign([*own, *(mark for criterion in node.criteria for mark in criterion.marks)])


def _hover(fact: Fact) -> str:
    """Name, subject, period, scope, stage and source of a fact, for the screen."""
    where = "、".join(fact.evidence) + (f" 第{fact.page}页" if fact.page and fact.evidence else "")
    parts = [fact.name, fact.subject, fact.period, fact.scope, fact.stage.label, fact.status.label, where, fact.formula]
    return "；".join(part for part in parts if part) + status_sign(fact.status)
