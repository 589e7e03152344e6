"""Tables of declared goals: names, targets, and what was reached where the table tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hengping.lint.documents.ledgers import Ledger
from hengping.reading.documents import Place

_NAME = re.compile(
    r"(?:三级|四级)指标(?:名称|内容)?$|^指标(?:名称|内容)?$|(?:绩效|考核|评价|具体|年度|任务)指标(?:名称|内容)?$|^(?:绩效|年度)目标(?:名称|内容)$"
    r"|^考核(?:内容|事项|项目)$|^[三四]级$"
)
_TARGET = re.compile(r"(?:指标|目标|预期|计划|标准|任务)值|目标数|^(?:年初|年度|预期|计划|三年|绩效)?目标$")
_ACTUAL = re.compile(r"完成|实际|实现|达成|实绩|执行结果|结果值|现值")
_VALUE = re.compile(r"值|数|量|结果|水平")
# What stands beside the result: whether it was reached, by how much, and why not.
_OTHER = re.compile(r"是否|与否|率$|率（|偏差|差异|原因|得分|分值|时间|日期|说明|程度|未完成|完成(?:比例|百分比)")
_OWN = re.compile(r"决策|过程|立项|组织实施")
_STATUS = re.compile(r"(?:已|未|全部|基本|部分|没有)?完成|是|否|(?:未|不)?达标|(?:未)?达到|√|×|")


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

    @property
    def is_scored(self) -> bool:
        """Whether the table gives points as well."""
        return any("得分" in column.heading for column in self.ledger.columns)

    @property
    def is_of_evaluators(self) -> bool:
        """Whether it holds the evaluators' indicators: those weigh decision and process as well."""
        return any(_OWN.search(f"{line.level_1}{line.level_2}{line.name}") for line in self.lines)


def goal_tables(ledgers: tuple[Ledger, ...]) -> Iterator[GoalTable]:
    """The goal tables among the tables of a document."""
    for ledger in ledgers:
        headings = [column.heading.split("（")[0] for column in ledger.columns]
        # 三级指标 and 四级指标 side by side: the deepest one names the goal
        name = max((i for i, text in enumerate(headings) if _NAME.search(text)), default=None)
        target = next((i for i, text in enumerate(headings) if _TARGET.search(text) and not _ACTUAL.search(text)), None)
        if target is None:
            continue
        actual = _actual_column(ledger, headings, target)
        if name is None and actual is not None:
            # a result beside a target: what is measured stands in the nearest words before the target
            name = next((i for i in range(target - 1, -1, -1) if _holds_words(ledger, i)), None)
        if name is None or name == target:
            continue
        levels = [next((i for i, text in enumerate(headings) if word in text), None) for word in ("一级", "二级")]
        yield GoalTable(ledger, tuple(_lines(ledger, name, target, actual, levels)), actual is not None)


def _actual_column(ledger: Ledger, headings: list[str], target: int) -> int | None:
    """The column of what was reached: one named so that holds more than 完成 and 未完成."""
    found = [
        i
        for i, text in enumerate(headings)
        if i != target
        and _ACTUAL.search(text)
        and not _OTHER.search(text)
        and not all(_STATUS.fullmatch(ledger.text(item, i)) for item in range(ledger.count))
    ]
    return next((i for i in found if _VALUE.search(headings[i])), found[0] if found else None)


def _holds_words(ledger: Ledger, column: int) -> bool:
    texts = [ledger.text(item, column) for item in range(ledger.count)]
    return sum(bool(re.search(r"[\u4e00-\u9fff]{2}", text)) for text in texts) * 2 > len(texts)


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
