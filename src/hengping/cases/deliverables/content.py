"""What a deliverable says, as one JSON text and its hash: this is what a signature covers.

Only what the deliverable says counts. How the work went on beside it (reviews, letters sent, seals, rectification) and
the stamps that the office puts on a signed text (state, date of issue, number) do not change what was reviewed.
Nor does evidence that proves rectification alone: it comes in later.

- plan: the design of the indicators, frame and planned visits, outlines of interviews, design of questionnaires,
  requests, data forms, index of working papers, and the frame of the evaluation in the identity.
- draft: every part of the case except the record of reviews, opinions, scores by stage and what follows the report.
- final: the draft's parts with the letters, opinions, experts' comments and scores by stage that the report prints.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator
from typing import Any

from pydantic import BaseModel

from hengping.cases.deliverables.deliverable import Deliverable
from hengping.cases.model import PARTS, Case
from hengping.cases.model.facts import Evidence
from hengping.cases.parts_text import to_plain, value_to_plain
from hengping.reading.yaml_files import Plain

Content = dict[str, Plain]
"""Attribute of Case → its plain form (texts, lists, dicts); what is empty or has its default value is left out."""

SHORT = 12
"""Characters of a hash that people are shown."""

_STAMPS = {"watermark", "issued_on", "issued_text", "report_number", "plan_lock"}
_NOT_IN_PLAN = {*_STAMPS, "plan_changes", "vetoes", "charts", "analyses", "executed_fact", "source_note"}
_BESIDE_THE_REPORT = {
    *("reviews", "sign_offs", "experts", "expert_reviews", "rectification", "rectification_notices"),
    *("archive_items", "column_mappings", "monitoring"),
}
_ONLY_FINAL = {"consultations", "opinions", "expert_comments", "scores"}
_FORMS_BESIDE = {"F04", "F15", "F16", "F17", "F18", "F19", "F20"}
"""Forms that are filled beside the report or after it."""

_RESULTS = {"finding", "deduction_reason", "outcome", "override", "evidence", "actual", "actual_by_unit"}
"""Fields of indicators and criteria that the evaluation fills. The formula of the actual is bound to facts that do not
exist yet when the plan is approved; what is measured is in definition, criteria, rule and target."""

_PLANNED = {
    "visits": {"id", "unit", "planned_on", "reason", "lead", "members", "mode", "alternate", "team", "method"},
    "surveys": {"id", "tier", "channel", "sampling", "planned"},
    "survey_questions": {"id", "survey", "number", "text", "scored"},
    "working_papers": {"index", "title", "kind", "indicators"},
}
"""Fields that a plan fills in tables whose other fields are filled by the work."""


_PLAN_CHAPTERS = "plan-"
"""Chapters of the plan; those of the report are none of it."""


def content(case: Case, deliverable: Deliverable) -> Content:
    """What the deliverable says, by part."""
    return _plan(case) if deliverable is Deliverable.PLAN else _report(case, deliverable)


def content_hash(case: Case, deliverable: Deliverable) -> str:
    """SHA-256 of what the deliverable says, in hex."""
    return hash_of(content(case, deliverable))


def indicator_design(case: Case) -> dict[str, Plain]:
    """The indicator system as approved with the plan: tree, weights, rules, targets; nothing of what was found."""
    system = to_plain(case.indicators)
    system["indicators"] = [_designed(node) for node in _records(system.get("indicators"))]
    return system


def design_hash(case: Case) -> str:
    """SHA-256 of the design of the indicators, in hex: what a plan lock holds."""
    return hash_of({"indicators": indicator_design(case)})


def canonical(document: Content) -> str:
    """One text for one content: keys sorted, no blanks, numbers as written."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(document: Content) -> str:
    """SHA-256 of a content, in hex."""
    return hashlib.sha256(canonical(document).encode()).hexdigest()


def same_hash(stored: str, current: str) -> bool:
    """Whether a hash on record means this content; a printed form may hold only its first characters."""
    known = stored.strip().lower()
    return len(known) >= SHORT and current.startswith(known)


def _plan(case: Case) -> Content:
    plan: Content = {
        "identity": _without(case.identity, _NOT_IN_PLAN),
        "indicators": indicator_design(case),
        "profile": value_to_plain(case.profile),
        "frame": value_to_plain(case.frame),
        "sampling": to_plain(case.sampling),
        "visits": _only(_planned_visits(case), _PLANNED["visits"]),
        "interviews": to_plain(case.interviews),
        "surveys": _only(case.surveys, _PLANNED["surveys"]),
        "survey_questions": _only(case.survey_questions, _PLANNED["survey_questions"]),
        "requests": [_without(row, {"state", "note"}) for row in case.requests],
        "data_forms": to_plain(case.data_forms),
        "working_papers": _only(case.working_papers, _PLANNED["working_papers"]),
        "texts": {name: text for name, text in case.texts.items() if name.startswith(_PLAN_CHAPTERS)},
    }
    return {part: plain for part, plain in plan.items() if plain}


def _planned_visits(case: Case) -> tuple[BaseModel, ...]:
    """Without visits that were added in the field."""
    return tuple(visit for visit in case.visits if visit.planned_on is not None or visit.visited_on is None)


def _report(case: Case, deliverable: Deliverable) -> Content:
    left_out = _BESIDE_THE_REPORT | (set() if deliverable is Deliverable.FINAL else _ONLY_FINAL)
    report = {spec.attribute: value_to_plain(getattr(case, spec.attribute)) for spec in PARTS}
    report = {part: plain for part, plain in report.items() if part not in left_out}
    report["identity"] = _without(case.identity, _STAMPS)
    entries = tuple(entry for entry in case.form_entries if entry.form not in _FORMS_BESIDE)
    report["form_entries"] = value_to_plain(entries)
    report["evidence"] = value_to_plain(_evidence(case))
    report["texts"] = dict(case.texts)
    return {part: plain for part, plain in report.items() if plain}


def _evidence(case: Case) -> tuple[Evidence, ...]:
    """Without what nothing but the ledger of rectification cites: proof that problems were put right comes in later.

    Dates of signatures are left out of it on purpose: signing must not change what is signed.
    """
    proof = {name for row in case.rectification for name in row.proof}
    if not proof:
        return case.evidence
    parts = (spec.attribute for spec in PARTS if spec.attribute not in ("evidence", "rectification"))
    cited = {name for part in parts for name in _cited(value_to_plain(getattr(case, part)))}
    return tuple(row for row in case.evidence if row.id not in proof - cited)


def _cited(plain: Plain) -> Iterator[str]:
    """Ids of evidence that stand anywhere below."""
    for key, value in plain.items() if isinstance(plain, dict) else []:
        if key == "evidence" and isinstance(value, list):
            yield from (item for item in value if isinstance(item, str))
        else:
            yield from _cited(value)
    for item in plain if isinstance(plain, list) else []:
        yield from _cited(item)


def _designed(node: dict[str, Any]) -> dict[str, Plain]:
    """A node of the tree, or a criterion, without results; marks stay where they speak of the design."""
    design: dict[str, Plain] = {name: value for name, value in node.items() if name not in _RESULTS}
    marks = [mark for mark in _records(node.get("marks")) if mark.get("field_name") not in _RESULTS]
    design.pop("marks", None)
    if marks:
        design["marks"] = list(marks)
    for below in ("criteria", "children"):
        if node.get(below):
            design[below] = [_designed(each) for each in _records(node[below])]
    return design


def _records(plain: Plain | None) -> list[dict[str, Any]]:
    return [item for item in plain if isinstance(item, dict)] if isinstance(plain, list) else []


def _without(row: BaseModel, names: Collection[str]) -> dict[str, Plain]:
    return {name: plain for name, plain in to_plain(row).items() if name not in names}


def _only(rows: Collection[BaseModel], names: Collection[str]) -> list[Plain]:
    return [{name: plain for name, plain in to_plain(row).items() if name in names} for row in rows]
