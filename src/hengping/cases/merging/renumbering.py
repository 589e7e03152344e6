"""Different rows that two people added under one number: yours gets the next free number, references follow.

Both sides number on from the same last row, so that the next evidence or judgement of each is E14 or J20. Only tables
are renumbered whose ids are mere numbers and whose references are known.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from hengping.cases.merging.cells import disagree
from hengping.cases.model import PARTS, Case
from hengping.cases.parts_fields import key_of
from hengping.cases.parts_text import to_plain

RENUMBERED: Mapping[str, frozenset[str]] = {
    "evidence": frozenset({"evidence", "proof"}),
    **dict.fromkeys(
        (
            *("judgements", "scores", "requests", "handovers", "commitments", "opinions", "reviews", "waivers"),
            *("expert_comments", "expert_reviews", "sign_offs", "monitoring", "rectification", "callbacks"),
            *("paper_rows", "views", "fact_confirmations", "visit_checks", "interview_answers", "attendance"),
            "survey_questions",
        ),
        frozenset[str](),
    ),
}
"""Parts with the fields, anywhere in the case, that refer to their rows."""

RENUMBERED_FILES = frozenset(spec.file for spec in PARTS if spec.attribute in RENUMBERED)

_NUMBERED = re.compile(r"(.*?)(\d+)")
_Model = TypeVar("_Model", bound=BaseModel)


def renumbered(base: Case, mine: Case, yours: Case) -> tuple[Case, dict[str, dict[str, str]]]:
    """Yours with new ids for rows that mine has under the same id with other content; and by sheet, old ids to new.

    A row that mine already holds under another id, since it was merged before, gets that one.
    """
    told: dict[str, dict[str, str]] = {}
    for spec in PARTS:
        key = key_of(spec.model)
        if spec.attribute in RENUMBERED and key is not None:
            before, ours, theirs = (_by_id(getattr(case, spec.attribute), key.name) for case in (base, mine, yours))
            clashing = [
                row_id
                for row_id, row in theirs.items()
                if row_id in ours and row_id not in before and _differ(ours[row_id], row)
            ]
            names: dict[str, str] = {}
            for row_id in clashing:
                merged_before = (name for name, row in ours.items() if _same_but_id(row, theirs[row_id], key.name))
                taken = {*before, *ours, *theirs, *names.values()}
                names[row_id] = next(merged_before, None) or next_number(row_id, taken)
            if names:
                told[spec.sheet] = names
                yours = _with_names(yours, spec.attribute, key.name, names)
    return yours, told


def _by_id(rows: Iterable[BaseModel], key: str) -> dict[str, BaseModel]:
    return {getattr(row, key): row for row in rows}


def _same_but_id(one: BaseModel, other: BaseModel, key: str) -> bool:
    return one.model_copy(update={key: getattr(other, key)}) == other


def _differ(one: BaseModel, other: BaseModel) -> bool:
    """Evidence with the same file is the same evidence, whatever it is called."""
    digest = getattr(one, "sha256", "")
    same_file = bool(digest) and digest == getattr(other, "sha256", "")
    return not same_file and disagree(type(one), to_plain(one), to_plain(other))


def next_number(row_id: str, taken: Collection[str]) -> str:
    """The first free id after all of the same prefix; `-2` at the end of an id without a number."""
    match = _NUMBERED.fullmatch(row_id)
    prefix, digits = (match[1], match[2]) if match else (f"{row_id}-", "1")
    others = [other for name in taken if (other := _NUMBERED.fullmatch(name)) and other[1] == prefix]
    last = max((int(other[2]) for other in others), default=int(digits))
    return f"{prefix}{max(last, int(digits)) + 1:0{len(digits)}d}"


def _with_names(case: Case, attribute: str, key: str, names: Mapping[str, str]) -> Case:
    rows = (
        row.model_copy(update={key: names.get(getattr(row, key), getattr(row, key))})
        for row in getattr(case, attribute)
    )
    case = case.model_copy(update={attribute: tuple(rows)})
    fields = RENUMBERED[attribute]
    return _referring(case, fields, names) if fields else case


def _referring(record: _Model, fields: Collection[str], names: Mapping[str, str]) -> _Model:
    """The record, and all within it, with new ids where its fields name old ones."""
    changed: dict[str, Any] = {}
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, BaseModel):
            changed[name] = _referring(value, fields, names)
        elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            changed[name] = tuple(_referring(item, fields, names) for item in value)
        elif name in fields and isinstance(value, tuple):
            changed[name] = tuple(names.get(item, item) for item in value)
    return record.model_copy(update=changed)
