"""绩效目标表的问题: the declared goals printed in the document are vague, split, misfiled or cannot be measured.

Meaning: the checks of goals (HP1xx) that `lint` runs over the goal sheet of a case, run over a goal table found in a
document. Each check gives one remark a table, which names the goals and repeats what the check says of the first.
Why: the report evaluates by goals that could not tell success from failure.
Basis: that of the check named in the remark; 财预〔2021〕101号.
Exclusions:
1. Tables with scores: they print the evaluators' own indicators. Where such a table has the result beside the target it
   is a self-evaluation of declared goals: vague targets are named, the other checks are not made.
2. A table whose goals another table of the document holds as well.
3. What a check needs and a document does not tell (budget, values of the year before) is passed over.
4. An error of a goal sheet is a warning here: the document reports the sheet as it was filed.
5. What a check asks of a whole sheet (all kinds of goals present) where the table has no levels, and the check of the
   cell as filed against its parts: a document has the cell alone.
6. Targets in words beside numbers that name a state (合格, 建成, 按期) and tables that hold mostly words.
Fires: 社会效益指标 | 让离退休人员安享晚年 | 充分发挥社会保险的职能
Silent: 数量指标 | 参保缴费人数 | ≥33.29万人
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from hengping.lint.check import Check, Group
from hengping.lint.checks import all_checks, goal_not_measurable
from hengping.lint.documents.place import at
from hengping.lint.documents.scores.goal_tables import GoalLine, GoalTable
from hengping.lint.documents.scores.goals_of_document import declared_tables, goal_sheet_of, self_evaluated_tables
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Finding, Remark, Severity
from hengping.lint.word_lists import vague_words

_VAGUE: Check[Any] = goal_not_measurable.CHECK
_STATE = re.compile(
    r"[合及]格|[达符]标|符合|完[成工善]|建[成立]|健全|制[定订]|出台|印发|通过|[无零没]|正常|规范|按[时期规计质进月季年]|及时|全[部覆额面员年程]|足额"
    r"|每|^[是否有]$|开[展通放]|发布|形成|上线|运行|投[用产]|优[秀良]|[一二三四五六七八九十百两]|公开|专|到位|落实|期|前|后|内|底|率|等级|国家|行业|标准|实施|达到|/|—|-"
)
_NEEDS_MORE = {"target_unlike_cell", "overfulfilment_unexplained"}
_WHOLE_SHEET = {"output_or_effect_missing", "sustainability_missing", "full_payment_missing", "satisfaction_not_split"}


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for table in self_evaluated_tables(subject):  # (1)
        sheet, lines = goal_sheet_of(subject, table)
        vague = [found for found in _VAGUE.findings(sheet) if vague_words(found.remark.found)]
        if vague:
            yield _remark(_VAGUE, vague, table, lines)
        yield from _open_targets(table, lines, vague)
    for table in declared_tables(subject):  # (1, 2)
        sheet, lines = goal_sheet_of(subject, table)  # (3)
        levels = any(line.level_1 for line in table.lines)
        for check in all_checks():
            if (
                check.group is not Group.GOALS
                or check.name in _NEEDS_MORE
                or (check.name in _WHOLE_SHEET and not levels)
            ):  # (5)
                continue
            found = list(check.findings(sheet))
            if found:
                yield _remark(check, found, table, lines)
        yield from _open_targets(table, lines, list(_VAGUE.findings(sheet)))


def _open_targets(table: GoalTable, lines: dict[str, GoalLine], named: list[Finding]) -> Iterator[Remark]:
    """Targets of a table of numbers that name neither a number, nor a day, nor a state that is there or is not."""
    numeric = [line for line in table.lines if re.search(r"\d", line.target)]
    if 2 * len(numeric) < len(table.lines):  # (6)
        return
    told = {row for finding in named for row in finding.where.rows}
    found = [
        line
        for row, line in lines.items()
        if row not in told and line.target and line not in numeric and not _STATE.search(line.target)  # (6)
    ]
    if found:
        names = "、".join(f"“{line.name}”（{line.target}）" for line in found)
        yield Remark(
            at(*(line.place for line in found[:3])),
            f"指标值不可衡量：{names}没有数值、期限或可核实的状态，事后无法判断是否完成。",
            expected="数值、期限，或能够判断有无的状态",
            found=found[0].target,
        )


def _remark(check: Check[object], found: list[Finding], table: GoalTable, lines: dict[str, GoalLine]) -> Remark:
    rows = list(dict.fromkeys(row for finding in found for row in finding.where.rows if row in lines))
    places = [lines[row].place for row in rows] or [table.ledger.table.place]
    names = "、".join(f"“{lines[row].name}”" + (f"（{lines[row].target}）" if check is _VAGUE else "") for row in rows)
    counted = f"（{len(rows)}项：{names}）" if len(rows) > 1 else ""
    weakest = min((finding.severity for finding in found), key=list(Severity).index)
    first = found[0].remark
    return Remark(
        at(*places[:3]),
        f"{check.title}（{check.code}）{counted}：{first.message}",
        expected=first.expected,
        found=first.found,
        severity=Severity.WARNING if weakest is Severity.ERROR else weakest,  # (4)
    )


CHECK = Check(code="HP520", title="绩效目标表的问题", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
