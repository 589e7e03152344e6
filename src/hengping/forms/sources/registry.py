"""Every source of rows by the name that layouts use."""

from __future__ import annotations

import functools

from hengping.errors import Fault, InputError, nearest_names
from hengping.forms.sources.data_form import DATA_FORM
from hengping.forms.sources.experts import EXPERT_CONCLUSIONS, EXPERT_POINTS, EXPERT_SCORES
from hengping.forms.sources.fixed_rows import FIXED
from hengping.forms.sources.goals import GOALS
from hengping.forms.sources.interviews import ANSWERS, QUESTIONS
from hengping.forms.sources.level_1 import LEVEL_1, LEVEL_1_ACROSS
from hengping.forms.sources.money import MONEY
from hengping.forms.sources.monitoring import MONITORING
from hengping.forms.sources.paper_units import PAPER_CRITERIA, PAPER_UNITS
from hengping.forms.sources.part_rows import part_source
from hengping.forms.sources.recheck import RECHECK
from hengping.forms.sources.satisfaction_paper import SATISFACTION_PAPER
from hengping.forms.sources.score_check import SCORE_CHECK
from hengping.forms.sources.source import RowSource
from hengping.forms.sources.surveys import SATISFACTION_SCORES, SURVEY_RETURNS, SURVEY_STATISTICS
from hengping.forms.sources.tree import CRITERIA
from hengping.forms.sources.visit_points import VISIT_POINTS
from hengping.forms.sources.visits import PAYERS, VISITS

_PART = "part."


@functools.cache
def row_source(name: str) -> RowSource:
    """The source of that name.

    Raises:
        InputError: no source is called so.
    """
    if name.startswith(_PART):
        return part_source(name.removeprefix(_PART))
    if name in SOURCES:
        return SOURCES[name]
    near = nearest_names(name, SOURCES, most=1)
    mend = f"是否为 {near[0]}？" if near else "请对照随程序提供的版式。"
    raise InputError([Fault("表单版式的 source", name, f"part.表名，或 {'、'.join(SOURCES)}", mend)])


SOURCES: dict[str, RowSource] = {
    source.name: source
    for source in (
        MONEY,
        GOALS,
        MONITORING,
        RECHECK,
        CRITERIA,
        LEVEL_1,
        LEVEL_1_ACROSS,
        DATA_FORM,
        VISITS,
        PAYERS,
        VISIT_POINTS,
        QUESTIONS,
        ANSWERS,
        SURVEY_RETURNS,
        SURVEY_STATISTICS,
        SATISFACTION_SCORES,
        PAPER_UNITS,
        PAPER_CRITERIA,
        SATISFACTION_PAPER,
        SCORE_CHECK,
        EXPERT_POINTS,
        EXPERT_SCORES,
        EXPERT_CONCLUSIONS,
        FIXED,
    )
}
