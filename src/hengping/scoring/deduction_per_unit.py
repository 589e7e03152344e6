"""So many points off for each unit of distance from a target: what two rules have in common.

Distances are worked out by the rules; here they cost points, in the engine, in words and in Excel.
"""

from __future__ import annotations

from decimal import Decimal

from hengping.cases.model.fields import field
from hengping.scoring.comparison import TargetValue, shown_distance, units_of
from hengping.scoring.rule import Amount, Cells, PositiveAmount, RuleParameters, YesNo, excel_number


class PerUnitParameters(RuleParameters):
    """What each unit of distance costs."""

    per: PositiveAmount = field("每差", "按目标的计量单位填写，百分数目标填 1 表示 1 个百分点", default=Decimal(1))
    deduction: Amount = field("扣分", "每差一个单位扣多少分")
    whole_units: YesNo = field("只计整单位", "是：不足一个单位的部分不扣分", default=False)

    def cost(self, distance: Decimal, target: TargetValue) -> Decimal:
        """Points off for a distance in the target's unit, as formulas see it."""
        return self.deduction * units_of(distance, self.per, target.unit, whole=self.whole_units)

    def shown_per(self, target: TargetValue) -> str:
        """The unit of distance as printed: 1个百分点."""
        return shown_distance(target.unit.to_number(self.per), target.unit)

    def text(self, goal: str, target: TargetValue | None, verb: str) -> str:
        """The printed sentence of a rule; `verb` says how the distance is spoken of, 每偏离 or 每差."""
        per = self.shown_per(target) if target else f"{self.per}个单位"
        whole = "（不足的部分不扣）" if self.whole_units else ""
        return f"{goal}得满分；{verb}{per}扣{self.deduction}分{whole}，扣完为止。"

    def excel(self, cells: Cells, distance: str) -> str:
        """MAX(0, max_score − deduction × distance ÷ per) over an Excel expression of the distance, never negative."""
        count = f"ROUND({distance}/{excel_number(cells.shown_unit.to_number(self.per))},9)"
        if self.whole_units:
            count = f"INT({count})"
        return f"MAX(0,{cells.max_score}-{excel_number(self.deduction)}*{count})"
