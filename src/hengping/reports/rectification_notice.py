"""整改通知 from the findings: which problems go into the ledger, in words that stand without the report."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from hengping.cases.model import Case, criteria_of, leaves
from hengping.cases.model.findings import Problem
from hengping.cases.model.follow_up import RectificationNotice, RectificationRow
from hengping.cases.model.identity import EvaluationKind
from hengping.cases.rectification import open_notice, unanswered_problems
from hengping.errors import Fault, InputError
from hengping.rendering.walk import plain_text
from hengping.reports.evaluation_report import start_writing
from hengping.reports.material import gather
from hengping.reports.writing import Writing
from hengping.scoring.case_score import score_case

_KINDS = {
    EvaluationKind.SELF_EVALUATION: "绩效自评",
    EvaluationKind.DEPARTMENT_EVALUATION: "部门评价",
    EvaluationKind.FINANCE_EVALUATION: "财政评价",
}
_PLACEHOLDER = "新"


def notify(
    case: Case,
    *,
    number: str,
    due: datetime.date,
    issued_on: datetime.date,
    party: str = "",
    problems: Sequence[str] = (),
) -> Case:
    """The case with a notice of rectification and one ledger item a problem.

    Args:
        party: who has to rectify; id or name of a party. Without it, the party that all chosen problems name.
        problems: ids; without any, all that no item answers yet and that name this party or nobody.

    Raises:
        InputError: everything that keeps the notice from being issued.
    """
    name = _party_name(case, party)
    chosen = _chosen(case, problems, name)
    receiver = name or _only_party(chosen)
    writing = start_writing(gather(case, score_case(case)))
    items = [_item(case, writing, problem, receiver) for problem in chosen]
    known = {problem.id for problem in case.findings.problems}
    unknown = [RectificationRow(id=_PLACEHOLDER, item=each, problem=each) for each in problems if each not in known]
    content = "；".join(f"（{position}）{item.item}" for position, item in enumerate(items, start=1))
    notice = RectificationNotice(
        number=number,
        title=f"{case.identity.project_name}绩效评价整改",
        kind=_KINDS[case.identity.kind],
        stage="整改",
        party=receiver,
        line_division=case.identity.line_division,
        content=f"{content}。" if content else "",
        issued_on=issued_on,
        due=due,
        attachments="整改台账",
    )
    return open_notice(case, notice, [*items, *unknown])


def _party_name(case: Case, given: str) -> str:
    """The name of the party with this id, else the name as given."""
    return next((party.name for party in case.parties if party.id == given.strip()), given.strip())


def _chosen(case: Case, ids: Sequence[str], party: str) -> list[Problem]:
    if ids:
        return [problem for problem in case.findings.problems if problem.id in ids]
    left = unanswered_problems(case)
    return [
        problem
        for problem in case.findings.problems
        if problem.id in left and (not party or _responsible(case, problem) in ("", party))
    ]


def _responsible(case: Case, problem: Problem) -> str:
    return _party_name(case, problem.responsible_party)


def _only_party(problems: Sequence[Problem]) -> str:
    """The one party that the problems name; a notice to several at once is nobody's."""
    named = list(dict.fromkeys(problem.responsible_party for problem in problems if problem.responsible_party))
    if len(named) > 1:
        mend = "请用 --party 写明；每个单位各发一份通知。"
        raise InputError([Fault("被整改单位", "、".join(named), "一个单位", mend)])
    return named[0] if named else ""


def _item(case: Case, writing: Writing, problem: Problem, receiver: str) -> RectificationRow:
    recommendations = [row for row in case.findings.recommendations if problem.id in row.problems]
    wanted = [row for row in recommendations if not row.use_of_results] or recommendations
    return RectificationRow(
        id=_PLACEHOLDER,
        problem=problem.id,
        item=_words(writing, problem.title, problem.id),
        source=_source(case, problem),
        amount=_words(writing, problem.amount, problem.id),
        recommendation="\n".join(_words(writing, row.title, row.id) for row in wanted),
        owner=_responsible(case, problem) or receiver,
    )


def _words(writing: Writing, text: str, where: str) -> str:
    """A text with its figures put in: a notice says what was found then, whatever becomes of the facts."""
    return plain_text(writing.prose.inlines(text, where=where))


def _source(case: Case, problem: Problem) -> str:
    """The indicators at which the problem cost points."""
    names = {}
    for leaf in leaves(case.indicators.indicators):
        words = f"{leaf.code} {leaf.name}"
        names[leaf.code] = words
        names |= {criterion.id: words for criterion in criteria_of(leaf)}
    return "\n".join(dict.fromkeys(names[name] for name in problem.criteria if name in names))
