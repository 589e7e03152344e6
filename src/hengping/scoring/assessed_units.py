"""How the points of several assessed units (考核对象) become those of one criterion: the one place for all rules."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from hengping.scoring.comparison import shown_score
from hengping.scoring.rule import RuleParameters, RuleResult, UnitsMode, excel_number, verdict


def combine(results: Mapping[str, RuleResult], max_score: Decimal, parameters: RuleParameters) -> RuleResult:
    """One result of those of the units: their mean, the lowest, or full marks less a share for each unit that failed.

    A unit without points leaves the criterion without points. A unit failed if its target was missed; under a rule
    without that notion, if it lost points.
    """
    waiting = [name for name, result in results.items() if result.points is None]
    if waiting:
        first = results[waiting[0]]
        return RuleResult(None, None, lambda: f"{'、'.join(waiting)}：{first.sentence}", undefined=first.undefined)
    points = {name: result.points for name, result in results.items() if result.points is not None}
    failed = [
        name
        for name, result in results.items()
        if result.met is False or (result.met is None and points[name] < max_score)
    ]
    met = False if failed else True if all(result.met for result in results.values()) else None
    if parameters.units is UnitsMode.EACH:
        deduction = parameters.unit_deduction
        lost = max_score * len(failed) / len(results) if deduction is None else deduction * len(failed)
        combined = max(max_score - lost, Decimal(0))
        how = f"{len(results)}个考核对象中{len(failed)}个未达标"
    elif parameters.units is UnitsMode.MINIMUM:
        combined = min(points.values())
        how = f"{len(results)}个考核对象取最低分{shown_score(combined)}分"
    else:
        combined = sum(points.values(), Decimal(0)) / len(points)
        how = f"{len(results)}个考核对象取平均分{shown_score(combined)}分"
    return RuleResult(combined, met, lambda: f"{_each(results)}。{how}，{verdict(combined, max_score)}")


def _each(results: Mapping[str, RuleResult]) -> str:
    return "；".join(f"{name}：{result.sentence}" for name, result in results.items())


def combining_formula(points: str, max_score: str, parameters: RuleParameters) -> str:
    """Excel formula of the combined points over a range that holds the points of each unit, without ``=``."""
    if parameters.units is UnitsMode.MINIMUM:
        return f"MIN({points})"
    if parameters.units is UnitsMode.MEAN:
        return f"AVERAGE({points})"
    failed = f'COUNTIF({points},"<"&{max_score})'
    if parameters.unit_deduction is None:
        return f"{max_score}*(1-{failed}/COUNT({points}))"
    return f"MAX(0,{max_score}-{excel_number(parameters.unit_deduction)}*{failed})"
