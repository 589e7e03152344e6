"""效益重复产出: what is declared as an effect is the output again.

Meaning: a row under 效益 has the name of a row under 产出 or nearly so, is answered by the same fact, or counts the
same heads to the same number.
Why: the effect is what the output brings about; the same count twice earns its marks twice.
Basis: 财预〔2021〕101号 (effect indicators do not repeat outputs); a district's rule book for re-checks (of such a
pair one row counts); a county's self-evaluation of 2019 counts 87 人次 helped as output and 87 人 as effect.
Exclusions:
1. Satisfaction rows.
2. Equal numbers below 10, where equality proves nothing.
Fires: 产出 接受临时救助的人次数, done 87人次; 效益 受益贫困人口数, done 87人
Silent: 产出 养老金发放率; 效益 企业职工养老保险替代率
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity
from hengping.lint.goal_sheet import Goal, GoalSheet
from hengping.quantities import read_unit

_NEARLY_EQUAL = 0.85
_SMALLEST = 10
_HEADS = {read_unit(symbol).dimension for symbol in ("人", "人次", "户")}


def _run(sheet: GoalSheet) -> Iterator[Remark]:
    outputs = [goal for goal in sheet.goals if goal.is_output and not goal.is_satisfaction]
    for effect in (goal for goal in sheet.goals if goal.is_effect and not goal.is_output):  # (1)
        for output in outputs:
            if reason := _repeated(sheet, output, effect):
                yield Remark(
                    Place("goals", (output.id, effect.id), effect.name),
                    f"效益指标“{effect.name}”重复了产出指标“{output.name}”：{reason}。",
                    expected="效益指标填写产出带来的变化",
                    found=effect.name,
                )
                break


def _repeated(sheet: GoalSheet, output: Goal, effect: Goal) -> str:
    matcher = SequenceMatcher(None, output.stem, effect.stem, autojunk=False)
    if matcher.real_quick_ratio() >= _NEARLY_EQUAL and matcher.ratio() >= _NEARLY_EQUAL:
        return "名称相同或几乎相同"
    shared = set(sheet.shared_facts.get(output.id, ())) & set(sheet.shared_facts.get(effect.id, ()))
    if shared:
        return f"都由事实“{min(shared)}”反映"
    first, second = sheet.actuals.get(output.id), sheet.actuals.get(effect.id)
    if first is None or second is None or second.value < _SMALLEST:  # (2)
        return ""
    both_heads = {first.unit.dimension, second.unit.dimension} <= _HEADS
    return f"完成值都是 {second.value}" if both_heads and first.magnitude == second.magnitude else ""


CHECK = Check(code="HP110", title="效益重复产出", severity=Severity.WARNING, group=Group.GOALS, run=_run)
