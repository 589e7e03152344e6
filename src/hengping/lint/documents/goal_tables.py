"""Tables of declared goals: names, targets, and what was reached where the table tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hengping.lint.documents.ledgers import Ledger
from hengping.reading.documents import Place

_NAME = re.compile(r"(?:三级|四级)指标(?:名称)?$|^指标名称$|^绩效指标$")
_TARGET = re.compile(r"^(?:年度|计划|预期|申报|绩效)?(?:指标值|目标值)")
_ACTUAL = re.compile(r"^(?:实际|全年)?(?:完成值|完成情况|实际完成值|实际值|完成数|实际完成情况)$")


@dataclass(frozen=True)
class GoalLine:
    """One declared goal. `level_1` and `level_2` are as printed, filled down over empty cells."""

    level_1: str
    level_2: str
    name: str
    target: str
    actual: str
    place: Place


@dataclass(frozen=True)
class GoalTable:
    """A table of goals; `has_actuals` where a column tells what was reached."""

    ledger: Ledger
    lines: tuple[GoalLine, ...]
    has_actuals: bool


def goal_tables(ledgers: tuple[Ledger, ...]) -> Iterator[GoalTable]:
    """The goal tables among the tables of a document."""
    for ledger in ledgers:
        headings = [column.heading.split("（")[0] for column in ledger.columns]
        # 三级指标 and 四级指标 side by side: the deepest one names the goal
        name = max((i for i, text in enumerate(headings) if _NAME.search(text)), default=None)
        target = next((i for i, text in enumerate(headings) if _TARGET.search(text)), None)
        if name is None or target is None:
            continue
        actual = next((i for i, text in enumerate(headings) if _ACTUAL.search(text)), None)
        levels = [next((i for i, text in enumerate(headings) if word in text), None) for word in ("一级", "二级")]
        yield GoalTable(ledger, tuple(_lines(ledger, name, target, actual, levels)), actual is not None)


def _lines(ledger: Ledger, name: int, target: int, actual: int | None, levels: list[int | None]) -> Iterator[GoalLine]:
    filled = ["", ""]
    for item in range(ledger.count):
        texts = ["" if column is None else ledger.text(item, column) for column in levels]
        if texts[0]:
            filled = texts
        elif texts[1]:
            filled[1] = texts[1]
        named, wanted = ledger.text(item, name), ledger.text(item, target)
        if levels[1] is not None and not wanted and name > 0 and named and texts[1]:
            named, wanted = texts[1], named  # a line whose cells moved one to the left: 成本指标 without its own level
        if named and not ledger.is_total(item) and named != ledger.columns[name].heading:
            reached = "" if actual is None else ledger.text(item, actual)
            yield GoalLine(filled[0], filled[1], named, wanted, reached, ledger.place(item, name))
