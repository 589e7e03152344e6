"""意见逾期未处理: the time for opinions is over, and one of them, or a silence, has no outcome on record.

Meaning: an opinion has no decision although the work went on past the date for replies, or a letter got no reply and
the case does not say what that silence counts as.
Why: every opinion is answered; the letter says that silence counts as no objection, and the case has to say so too.
Basis: customary letter of consultation (逾期视同无异议) and table of adopted opinions.
Exclusions:
1. While nothing in the case is dated after the date for replies: dates are compared with each other, not with today.
2. An opinion of a party whose letter has no date for replies, until the final text is under review or issued.
Fires: 反馈截止日 2022-08-10, opinion without a decision, expert's comment of 2022-08-15
Silent: 反馈截止日 2022-08-10, opinion decided 2022-08-12, expert's comment of 2022-08-15
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hengping.cases.deliverables.deliverable import Deliverable
from hengping.cases.deliverables.review_state import rows_of
from hengping.cases.model.case import Case
from hengping.cases.model.process import ScoreStage
from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity
from hengping.lint.subject import CaseUnderReview


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    case = subject.case
    finished = case.identity.issued_on is not None or bool(rows_of(case, Deliverable.FINAL))
    latest = max(_later_dates(case), default=None)
    due_of = {letter.party: letter.due for letter in case.consultations}
    for row in case.opinions:
        due = due_of.get(row.party)
        over = latest is not None and due is not None and latest > due  # (1)
        if row.decision is None and (over or finished):  # (2)
            when = f"反馈截止日 {due} 已过" if over else "终稿已在复核或出具"
            message = f"{row.party}的意见 {row.id} 没有写明是否采纳，{when}。"
            yield Remark(Place("opinions", (row.id,), row.party), message, expected="采纳情况", found="")
    heard = {row.party for row in case.opinions}
    for letter in case.consultations:
        silent = not (letter.result.strip() or letter.replied_on or letter.reply_number or letter.party in heard)
        if silent and letter.due is not None and latest is not None and latest > letter.due:  # (1)
            message = f"{letter.party}在反馈截止日 {letter.due} 前没有反馈，案卷没有写明反馈结果。"
            yield Remark(Place("consultations", (letter.id,), letter.party), message, expected="反馈结果", found="")


def _later_dates(case: Case) -> Iterator[datetime.date]:
    """Dates of what is done after opinions were asked for."""
    dates = [case.identity.issued_on, *(row.on for row in rows_of(case, Deliverable.FINAL))]
    dates += [comment.on for comment in case.expert_comments]
    dates += [record.on for record in case.scores if record.stage in (ScoreStage.OPINION, ScoreStage.FINAL)]
    dates += [row.on for row in case.opinions if row.decision is not None]
    return (date for date in dates if date is not None)


CHECK = Check(code="HP609", title="意见逾期未处理", severity=Severity.WARNING, group=Group.PROCESS, run=_run)
