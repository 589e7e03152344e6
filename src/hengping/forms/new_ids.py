"""Ids for rows that a returned form adds, in the style that the case uses."""

from __future__ import annotations

from collections.abc import Sequence

from hengping.cases.row_numbers import next_id

_PREFIXES = {
    "goals": "G", "parties": "P", "scores": "S", "judgements": "J", "evidence": "E", "requests": "R",
    "handovers": "H", "commitments": "C", "working_papers": "D", "opinions": "Y", "reviews": "F",
    "expert_comments": "ZY", "sign_offs": "Q", "monitoring": "M", "rectification": "Z", "waivers": "W",
    "frame": "U", "visits": "V", "callbacks": "T", "surveys": "Q", "money": "ZJ", "paper_rows": "DM",
    "views": "JY", "fact_confirmations": "QZ", "consultations": "ZQ", "experts": "X", "expert_reviews": "PS",
    "rectification_notices": "ZG", "archive_items": "", "visit_records": "TJ", "visit_checks": "TH",
    "interview_records": "FT", "interview_answers": "WD", "meetings": "ZT", "attendance": "QD",
    "survey_questions": "TM",
}  # fmt: skip


def prefix_of(part: str) -> str:
    """Letters with which the ids of a part begin where the case has none yet."""
    return _PREFIXES.get(part, "N")


def new_id(part: str, taken: Sequence[str], index: int) -> str:
    """The id of the `index`-th new row (from 0) in the numbering that the case uses."""
    return next_id(taken, first=f"{prefix_of(part)}01", ahead=index)
