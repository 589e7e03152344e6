"""目标没有完成值: a goal has a figure for a target and no figure for what was reached.

Meaning: (a) a table of goals with a column for what was reached leaves it empty (whatever the target, where most other
rows are filled), or has words where the target is a number; (b) a table of goals without such a column, and the
document nowhere tells the value of one of its goals.
Why: nobody can say whether the goal was met, and so no points for it can be examined.
Basis: 财预〔2020〕10号; 财预〔2021〕101号 (goals are measured); practice of review.
Exclusions:
1. Targets in words and deadlines that are answered in words, and those of a table whose results are mostly empty.
2. A dash with an explanation, or 不适用, in the cell.
3. Documents that are the goal sheet itself, before anything was reached: no result is told at all.
4. The goals of one table are named together in one remark.
5. Words that tell the result of a rate of 100 % (全部, 足额).
6. A goal told in other words of its name: a figure of the prose or of another table called so in most of its letters.
Fires: 参保增长率 | ≥3.38% | (empty)
Silent: 参保增长率 | ≥3.38% | -0.86%
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.advice.shortfalls import ToldValues, stem_of, told_in_tables, values_told
from hengping.lint.documents.place import at
from hengping.lint.documents.scores.goal_tables import GoalLine, GoalTable
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.scoring.filed_targets import read_target

_EXPLAINED = re.compile(r"不适用|未到|无需|未开展|未公布|不考核|全部|足额|按时|100")
_EMPTY = re.compile(r"[-—–/／\\]*|暂?无(?:数据)?|待统计|未统计|(?:正在)?统计中|数据缺失|缺失|待(?:补|填|定|核实)")
_RESULTS = re.compile(r"得分|完成情况|完成值|评价结[果论]|实际完成")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for table in subject.goal_tables:
        if table.has_actuals:
            yield from _empty_cells(table)
        elif any(_RESULTS.search(section.title) for section in subject.sections):  # (3)
            yield from _untold(subject, table)


def _empty_cells(table: GoalTable) -> Iterator[Remark]:
    filled = sum(not _EMPTY.fullmatch(line.actual) for line in table.lines)
    mostly = 2 * filled > len(table.lines) and not table.is_of_evaluators
    empty = [
        line
        for line in table.lines
        if line.target
        and (
            (_is_number(line) and not re.search(r"\d", line.actual) and not _EXPLAINED.search(line.actual))  # (2, 5)
            or (mostly and _EMPTY.fullmatch(line.actual))  # (1)
        )
    ]
    if empty:
        told = "、".join(f"“{line.name}”（目标{line.target}，完成值{line.actual or '空白'}）" for line in empty)
        yield Remark(  # (4)
            at(*(line.place for line in empty[:3])),
            f"{len(empty)}项指标没有完成值，不能判断是否完成：{told}。",
            expected="与目标同一单位的数值",
            found=empty[0].actual or "空白",
        )


def _untold(subject: DocumentUnderReview, table: GoalTable) -> Iterator[Remark]:
    values = ToldValues.of(subject, but=table.ledger)
    missing = [
        line
        for line in table.lines
        if _is_number(line) and not _is_told(subject, line) and not values.tell(line.name)  # (6)
    ]
    if missing:
        names = "、".join(f"“{line.name}”" for line in missing)
        counted = sum(_is_number(line) for line in table.lines)
        yield Remark(  # (4)
            at(missing[0].place),
            f"目标表中有数值目标的指标{counted}项，其中{len(missing)}项全文没有给出完成值：{names}。",
            expected="逐项写明完成值",
            found=f"缺{len(missing)}项",
        )


def _is_number(line: GoalLine) -> bool:
    reading = read_target(line.target)
    return reading.value is not None or reading.band


def _is_told(subject: DocumentUnderReview, line: GoalLine) -> bool:
    name = stem_of(line.name)
    if told_in_tables(subject, name):
        return True
    reading = read_target(line.target)
    for _, mention in values_told(subject, name):
        if mention.value != reading.value or reading.comparator not in ("≥", "≤"):
            return True
    return False


CHECK = Check(code="HP516", title="目标没有完成值", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
