"""How fast loaded cases are scored: 1,000 cases of 30 indicators in one process, on one core.

A bureau checks thousands of self-evaluations a year, so the loop over many cases must not be the slow part. No two
cases have a figure in common, so nothing is won by remembering. Every rule that computes takes its turn; the actual
value of each indicator is a formula over two facts. The floor beside it is the same arithmetic written down for the
proportion rule alone, without sentences, marks and explanations.
"""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

from benchmarks.paired import paired_seconds, verdict
from hengping.cases.model import Case
from hengping.quantities import round_half_up
from hengping.scoring.case_score import score_case

CASES = 1_000
INDICATORS = 30
LIMIT_CASES_A_SECOND = 400

_STEPS = [{"at_least": "95", "share_percent": "100"}, {"at_least": "80", "share_percent": "60"}]
_RULES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("proportion", {"floor_percent": "60"}),
    ("met_or_nothing", {}),
    ("interval_deviation", {"per": "1", "deduction": "0.2"}),
    ("steps", {"steps": _STEPS}),
    ("per_unit_short", {"per": "1", "deduction": "0.1"}),
    ("satisfaction", {"below": "proportion"}),
    ("smaller_is_better", {"zero_at_percent": "200"}),
)


def main() -> bool:
    draw = random.Random(2020)
    cases = [_case(number, draw) for number in range(CASES)]
    scored = score_case(cases[0])
    assert scored.total is not None, "a benchmark of cases without a score would measure nothing"
    seconds = paired_seconds(
        {"scoring": lambda: _scored(cases), "bare arithmetic": lambda: _bare(cases)},
        repeats=5,
    )
    for name, spread in seconds.items():
        print(f"  {name:16} {spread.shown(3)} s, {CASES / spread.median:,.0f} cases a second")
    return verdict("cases a second", CASES / seconds["scoring"].median, LIMIT_CASES_A_SECOND, at_most=False)


def _case(number: int, draw: random.Random) -> Case:
    """A case of three levels: 30 leaves, two facts each."""
    leaves = [_leaf(index) for index in range(INDICATORS)]
    half = INDICATORS // 2
    branches = [
        {"code": letter, "name": name, "weight": "50", "children": children}
        for letter, name, children in (("A", "产出", leaves[:half]), ("B", "效益", leaves[half:]))
    ]
    return Case.model_validate(
        {
            "identity": {
                "title": f"案例 {number}",
                "project_name": f"项目 {number}",
                "kind": "self_evaluation",
                "year": "2020",
            },
            "indicators": {"indicators": branches, "weights_note": "测速用"},
            "facts": [fact for index in range(INDICATORS) for fact in _facts(index, draw)],
        }
    )


def _leaf(index: int) -> dict[str, Any]:
    rule, parameters = _RULES[index % len(_RULES)]
    target = {"comparator": "≤" if rule == "smaller_is_better" else "≥", "value": "95", "unit": "%"}
    return {
        "code": f"{'A' if index < INDICATORS // 2 else 'B'}{index:02d}",
        "name": f"指标 {index}",
        "weight": str(Decimal(100) / INDICATORS),
        "rule": rule,
        "parameters": parameters,
        "target": target,
        "actual": f"=实际_{index}/计划_{index}",
    }


def _facts(index: int, draw: random.Random) -> list[dict[str, str]]:
    plan = draw.randrange(10_000, 90_000)
    done = plan * draw.randrange(60, 130) // 100 + draw.randrange(97)
    return [
        {
            "id": f"{name}_{index}",
            "name": name,
            "subject": str(index),
            "value": str(value),
            "unit": "万元",
            "status": "collected",
        }
        for name, value in (("实际", done), ("计划", plan))
    ]


def _scored(cases: list[Case]) -> None:
    for case in cases:
        score_case(case)


def _bare(cases: list[Case]) -> list[Decimal]:
    """Points in proportion, rounded and added, and nothing else."""
    target = Decimal("0.95")
    totals = []
    for case in cases:
        total = Decimal(0)
        for done, plan in zip(case.facts[::2], case.facts[1::2], strict=True):
            share = Decimal(done.value) / Decimal(plan.value) / target
            total += round_half_up(min(share, Decimal(1)) * 100 / INDICATORS, 2)
        totals.append(total)
    return totals
