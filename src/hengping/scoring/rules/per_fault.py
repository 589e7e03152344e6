"""每发现一处扣分: each fault found takes marks off.

Meaning: for what should be free of faults: vouchers, files, reconciliations, cases handled.
Formula: points = max_score − deduction × faults, not below the floor.
Unit: points; faults are counted, whatever their unit (处, 笔, 件).
Basis: practice of score sheets (“每发现一处扣 0.5 分，扣完为止”).
Exclusions:
1. The floor is a lower limit of the points; it never exceeds the full marks.
2. A fact prevails over a judgement of the number of faults; of several judgements the last one stands.
3. A number of faults below zero has no meaning: no points.
4. Neither fact nor judgement: no points yet. Nothing looked at is not nothing found.
"""

from __future__ import annotations

from decimal import Decimal

from hengping.cases.model.fields import field
from hengping.cases.model.indicators import JudgementKind
from hengping.quantities.display import amount
from hengping.scoring.comparison import TargetValue
from hengping.scoring.judging import not_a_number, number_of
from hengping.scoring.rule import Amount, Cells, RuleInput, RuleParameters, RuleResult, ScoringRule, excel_number


class Parameters(RuleParameters):
    """What a fault costs."""

    deduction: Amount = field("扣分", "每发现一处扣多少分")
    floor: Amount = field("最低得分", "扣到此分为止", default=Decimal(0))


def score(given: RuleInput, parameters: Parameters) -> RuleResult:
    """Points by the number of faults."""
    faults = given.number
    if faults is None and given.judgements:
        faults = number_of(given.judgements[-1])  # (2)
    if faults is None:
        return given.no_number()  # (4)
    if faults < 0:
        return given.no_points(f"差错数{amount(faults)}小于0", undefined=True)  # (3)
    if not faults:
        return given.result(given.max_score, True, lambda: "未发现差错")
    points = max(given.max_score - parameters.deduction * faults, parameters.floor)  # (1)
    unit = given.unit.symbol if given.number is not None and not given.unit.is_ratio else "处"
    return given.result(points, False, lambda: f"发现{amount(faults)}{unit}，每{unit}扣{parameters.deduction}分")


def text(parameters: Parameters, target: TargetValue | None, max_score: Decimal) -> str:
    """The printed sentence of the rule."""
    end = f"最低{parameters.floor}分" if parameters.floor else "扣完为止"
    return f"每发现一处扣{parameters.deduction}分，{end}。"


def excel(cells: Cells, parameters: Parameters) -> str:
    """MIN(max_score, MAX(floor, max_score − deduction × faults))."""
    faults = cells.actual or cells.judgement
    rest = f"{cells.max_score}-{excel_number(parameters.deduction)}*{faults}"
    return f"MIN({cells.max_score},MAX({excel_number(parameters.floor)},{rest}))"


RULE = ScoringRule(
    name="per_fault",
    title="每发现一处扣分",
    definition=__doc__,
    parameters=Parameters,
    score=score,
    text=text,
    excel=excel,
    takes=frozenset({JudgementKind.FAULTS}),
    complaints=lambda _, __, judgements: not_a_number(judgements),
)
