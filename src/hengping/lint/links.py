"""Every place of a case that cites another by its id, in one table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from hengping.cases.model.case import Case, criteria_of, leaves, walk
from hengping.lint.finding import Place, heading


@dataclass(frozen=True)
class Link:
    """One citation: where it stands, what kind of thing is cited, and the id."""

    where: Place
    kind: str
    cited: str


# Attribute of Case → fields that cite → what they cite.
_ROWS: dict[str, dict[str, str]] = {
    "facts": {"evidence": "证据"},
    "goals": {"facts": "事实"},
    "judgements": {"criterion": "要点", "evidence": "证据"},
    "scores": {"code": "得分", "evidence": "证据"},
    "requests": {"indicators": "指标"},
    "handovers": {"evidence": "证据"},
    "commitments": {"evidence": "证据"},
    "working_papers": {"indicators": "指标"},
    "consultations": {"evidence": "证据"},
    "opinions": {"criteria": "要点", "evidence": "证据"},
    "expert_comments": {"criteria": "要点", "evidence": "证据"},
    "rectification": {"problem": "问题", "proof": "证据"},
    "surveys": {"satisfaction_fact": "事实", "facts": "事实"},
}
_FINDINGS: dict[str, dict[str, str]] = {
    "experience": {"evidence": "证据"},
    "problems": {"evidence": "证据", "facts": "事实", "criteria": "要点", "goal_rows": "目标行"},
    "recommendations": {"problems": "问题"},
}
_IDENTITY = {"budget_fact": "事实", "executed_fact": "事实"}


def links(case: Case) -> Iterator[Link]:
    """Every citation in the order of the parts."""
    yield from _cited_by(case.identity, Place("identity"), _IDENTITY)
    yield from _shown(case)
    for veto in case.identity.vetoes:
        yield from _cited_by(veto, Place("identity", (veto.condition,)), {"evidence": "证据"})
    for _, indicator in walk(case.indicators.indicators):
        place = Place("indicators", (indicator.code,), indicator.name)
        yield from _cited_by(indicator, place, {"evidence": "证据", "goal_rows": "目标行"})
        for criterion in indicator.criteria:
            yield from _cited_by(criterion, Place("indicators", (criterion.id,)), {"evidence": "证据"})
    for part, fields in _ROWS.items():
        for row in getattr(case, part):
            identifier = row.index if part == "working_papers" else row.id
            yield from _cited_by(row, Place(part, (identifier,)), fields)
    for name, fields in _FINDINGS.items():
        for item in getattr(case.findings, name):
            yield from _cited_by(item, Place("findings", (item.id,), item.title), fields)


def _shown(case: Case) -> Iterator[Link]:
    """Facts of charts and analyses."""
    for chart in case.identity.charts:
        for fact_id in (fact_id for ids in chart.series.values() for fact_id in ids):
            yield Link(Place("identity", (chart.id,), chart.title), "事实", fact_id)
    for analysis in case.identity.analyses:
        for fact_id in analysis.facts:
            yield Link(Place("identity", (analysis.id,), analysis.title), "事实", fact_id)


def _cited_by(row: BaseModel, place: Place, fields: dict[str, str]) -> Iterator[Link]:
    for attribute, kind in fields.items():
        value = getattr(row, attribute)
        where = Place(place.part, place.rows, place.name, heading(type(row), attribute))
        for cited in (value,) if isinstance(value, str) else value:
            if cited:
                yield Link(where, kind, cited)


def known_ids(case: Case) -> dict[str, frozenset[str]]:
    """What may be cited, by kind."""
    tree = case.indicators.indicators
    codes = [indicator.code for _, indicator in walk(tree)]
    criteria = [criterion.id for leaf in leaves(tree) for criterion in criteria_of(leaf)]
    leaf_codes = [leaf.code for leaf in leaves(tree)]
    return {
        "证据": _ids(row.id for row in case.evidence),
        "事实": _ids(fact.id for fact in case.facts),
        "目标行": _ids(row.id for row in case.goals),
        "问题": _ids(problem.id for problem in case.findings.problems),
        "要点": _ids((*criteria, *leaf_codes)),
        "指标": _ids((*codes, *criteria)),
        "得分": _ids((*codes, *criteria, "TOTAL")),
    }


def _ids(names: Iterable[str]) -> frozenset[str]:
    return frozenset(names)
