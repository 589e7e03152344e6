"""Ids for rows that a returned form adds, in the style that the case uses."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
    """The id of the `index`-th new row (from 0): the last numbered id of the case counted on, keeping its digits."""
    numbered = [found for each in taken if (found := re.fullmatch(r"(.*?)(\d+)", each))]
    if numbered:
        stem = numbered[-1][1]
        of_stem = [found for found in numbered if found[1] == stem]
        width = max(len(found[2]) for found in of_stem)
        return f"{stem}{max(int(found[2]) for found in of_stem) + 1 + index:0{width}d}"
    return f"{prefix_of(part)}{index + 1:02d}"
