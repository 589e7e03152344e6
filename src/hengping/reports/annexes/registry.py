"""Names of the annexes, as outlines use them."""

from __future__ import annotations

from collections.abc import Callable

from hengping.rendering.document import Annex
from hengping.reports.annexes.adoption import comments_annex, opinions_annex
from hengping.reports.annexes.fact_register import fact_register
from hengping.reports.annexes.interview_outlines import interview_outlines
from hengping.reports.annexes.paper_index import paper_index
from hengping.reports.annexes.score_history import score_history_annex
from hengping.reports.annexes.score_table import score_annex
from hengping.reports.annexes.survey_results import survey_results
from hengping.reports.annexes.visited_units import visited_units
from hengping.reports.writing import Writing

ANNEXES: dict[str, Callable[[Writing], Annex | None]] = {
    "scores": score_annex,
    "score_history": score_history_annex,
    "opinions": opinions_annex,
    "expert_comments": comments_annex,
    "units": visited_units,
    "interviews": interview_outlines,
    "surveys": survey_results,
    "facts": fact_register,
    "papers": paper_index,
}
