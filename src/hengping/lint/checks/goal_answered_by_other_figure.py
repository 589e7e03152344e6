"""完成值与目标不是同一个数: the fact that answers a goal row measures something next to it.

Meaning: the name of the fact has a narrowing word that the row's name lacks, or the other way round (平均, 首次, 社会
化, 计划, 累计, 年末), or one fact answers several rows that count different things.
Why: 参保缴费人数 answered by 平均缴费人数, 养老金发放率 by 养老金社会化发放率: two indicators, one of them without an
actual.
Basis: indicator library A1, D3, D9; both reports answer a row by a figure of another name.
Exclusions:
1. Rows that are two halves of one band (HP104): one actual answers both.
2. The row's note or the fact's difference reason tells the difference.
Fires: 参保缴费人数 answered by the fact 平均缴费人数
Silent: 参保增长率 answered by the fact 参保增长率
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity, heading
from hengping.lint.goal_sheet import Goal
from hengping.lint.subject import CaseUnderReview
from hengping.lint.word_lists import word_list, words_in


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    for fact_id, goals in _answers(subject).items():
        fact = subject.book.facts[fact_id]
        field = heading(type(goals[0].row), "facts")
        place = Place("goals", tuple(goal.id for goal in goals), goals[0].name, field)
        if len({goal.stem for goal in goals}) > 1:  # (1)
            names = "、".join(f"“{goal.name}”" for goal in goals)
            yield Remark(
                place,
                f"{names}都由同一个数“{fact.name}”反映，不能分别判断是否完成。",
                expected="分别取得完成值，或在备注中写明",
                found=fact_id,
            )
        elif difference := _difference(goals[0].name, fact.name):
            yield Remark(
                place,
                f"目标是“{goals[0].name}”，完成情况用的是“{fact.name}”（{difference}），口径不同。",
                expected="同一口径的完成值，或在备注中写明差别",
                found=fact.name,
            )


def _answers(subject: CaseUnderReview) -> dict[str, list[Goal]]:
    """Fact id → the rows that it answers first."""
    answers: dict[str, list[Goal]] = {}
    for goal in subject.goals.goals:
        fact = next((subject.book.facts[name] for name in goal.row.facts if name in subject.book.facts), None)
        if fact is not None and not goal.row.note.strip() and not fact.difference_reason.strip():  # (2)
            answers.setdefault(fact.id, []).append(goal)
    return answers


def _difference(goal_name: str, fact_name: str) -> str:
    qualifiers = word_list("goal_words", "qualifiers")
    return "、".join(sorted(set(words_in(goal_name, qualifiers)) ^ set(words_in(fact_name, qualifiers))))


CHECK = Check(code="HP307", title="完成值与目标不是同一个数", severity=Severity.WARNING, group=Group.LINKS, run=_run)
