"""The sensitivity of a case as one JSON document (`hengping weights sensitivity --json`); numbers are strings.

New keys may be added under the same version; nothing is renamed or removed without a new one.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from pydantic import Field

from hengping.analysis.sensitivity.movement import Movement
from hengping.analysis.sensitivity.survey import Sensitivity
from hengping.cases.model.case import Case
from hengping.quantities import amount
from hengping.rendering.published import PublishedEntry

SCHEMA = "hengping/sensitivity/1"


class TurnEntry(PublishedEntry):
    """Where the grade changes."""

    value: str = Field(title="临界值")
    change: str = Field(title="与现值相比")
    grade: str = Field(title="改变后的等级")


class MovementEntry(PublishedEntry):
    """One thing moved alone."""

    kind: Literal["weight", "judgement", "figure"] = Field(title="类别：权重、评判、数据")
    key: str = Field(title="指标代码、要点编号或事实编号")
    name: str = Field(title="名称")
    now: str = Field(title="现值")
    low: str = Field(title="下变动后的值")
    high: str = Field(title="上变动后的值")
    low_total: str | None = Field(title="下变动后的总分")
    high_total: str | None = Field(title="上变动后的总分")
    turns: tuple[TurnEntry, ...] = Field(title="等级改变的临界值")
    disputed: bool = Field(title="有争议")
    limit: str = Field(title="不能变动的原因")


class SensitivityDocument(PublishedEntry):
    """The whole answer."""

    schema_name: Literal["hengping/sensitivity/1"] = Field(alias="schema", title="格式版本")
    title: str = Field(title="报告名称")
    total: str = Field(title="总分")
    grade: str = Field(title="等级")
    swing: str = Field(title="变动幅度（比例）")
    movements: tuple[MovementEntry, ...] = Field(title="各项变动，影响大的在前")


def sensitivity_document(case: Case, found: Sensitivity) -> dict[str, Any]:
    """The answer as plain data; it fits `SensitivityDocument`."""
    return {
        "schema": SCHEMA,
        "title": case.identity.title,
        "total": amount(found.bounds.total, 2),
        "grade": found.bounds.grade,
        "swing": amount(found.swing),
        "movements": [_movement(each) for each in found.movements],
    }


def _movement(each: Movement) -> dict[str, Any]:
    return {
        "kind": str(each.kind.value),
        "key": each.key,
        "name": each.name,
        "now": each.now,
        "low": each.low,
        "high": each.high,
        "low_total": _total(each.low_total),
        "high_total": _total(each.high_total),
        "turns": [{"value": turn.value, "change": turn.change, "grade": turn.grade} for turn in each.turns],
        "disputed": each.disputed,
        "limit": each.limit,
    }


def _total(total: Decimal | None) -> str | None:
    return None if total is None else amount(total, 2)
