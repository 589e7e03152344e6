"""Which fields name rows of other parts."""

from __future__ import annotations

from collections.abc import Mapping

LINKS: Mapping[tuple[str, str], str] = {
    ("visits", "unit"): "frame",
    ("visit_checks", "visit"): "visits",
    ("visit_records", "visit"): "visits",
    ("interview_answers", "interview"): "interview_records",
    ("attendance", "meeting"): "meetings",
    ("survey_questions", "survey"): "surveys",
    ("paper_rows", "paper"): "working_papers",
    ("rectification", "notice"): "rectification_notices",
    ("expert_reviews", "expert"): "experts",
    ("expert_comments", "expert"): "experts",
    ("interview_records", "outline"): "interviews",
}
"""Which part a field's value names a row of."""
