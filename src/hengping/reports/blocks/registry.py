"""Names of the generated parts, as outlines and prose use them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hengping.rendering.document import Block
from hengping.reports.blocks import (
    abstract,
    analysis,
    comparison,
    coverage,
    findings,
    goals,
    grades,
    ledger,
    limits,
    methods,
    money,
    opinions,
    panel,
    plan_design,
    process,
    project,
    scores,
    sensitivity,
    survey,
)
from hengping.reports.blocks.analyses import analysis_chart, analysis_named, analysis_table
from hengping.reports.blocks.charts import case_chart
from hengping.reports.material import Material
from hengping.reports.writing import BlockWriter, Writing

BLOCKS: dict[str, BlockWriter] = {
    "abstract": abstract.abstract,
    "analysis": analysis.analysis,
    "budget": money.budget,
    "comparison": comparison.comparison,
    "completion": goals.completion,
    "conclusion": scores.conclusion,
    "coverage": coverage.coverage,
    "data_collection": plan_design.data_collection,
    "experience": findings.experience,
    "goals": goals.goals,
    "grades": grades.grades,
    "indicator_system": methods.indicator_system,
    "interviews": survey.interviews,
    "ledger": ledger.ledger,
    "level_2": scores.level_2,
    "limits": limits.limits,
    "methods": methods.methods,
    "money": money.money,
    "object": methods.evaluated_object,
    "opinions": opinions.opinions,
    "panel": panel.panel,
    "overall_goal": goals.overall_goal,
    "phases": process.phases,
    "policies": project.policies,
    "principles": methods.principles,
    "problems": findings.problems,
    "project": project.project,
    "purposes": methods.purposes,
    "quality_control": plan_design.quality_control,
    "reading_note": limits.reading_note,
    "recommendations": findings.recommendations,
    "sampling_design": plan_design.sampling_design,
    "scores": scores.scores,
    "sensitivity": sensitivity.sensitivity_table,
    "standards": methods.standards,
    "survey": survey.survey,
    "survey_design": plan_design.survey_design,
    "team": process.team,
    "use_of_results": findings.use_of_results,
    "veto": grades.veto,
}

CHARTS: dict[str, BlockWriter] = {
    "money": money.money_chart,
    "plan_actual": money.plan_actual,
    "rates": scores.rates,
    "satisfaction": survey.satisfaction_chart,
    "sensitivity": sensitivity.sensitivity_chart,
}

FACTS_SHOWN: dict[str, Callable[[Material], frozenset[str]]] = {
    "money": money.payer_facts,
    "plan_actual": money.budget_facts,
    "satisfaction": survey.satisfaction_facts,
}
"""Facts that a generated chart shows."""

AFTER: dict[str, tuple[str, ...]] = {
    "budget": ("plan_actual",),
    "money": ("money",),
    "scores": ("rates",),
    "survey": ("satisfaction",),
}
"""Charts that stand right after a generated part, unless a text places them elsewhere."""


def automatic_chart(writing: Writing, name: str) -> tuple[Block, ...]:
    """A generated chart, unless a chart of the case's own has its name or shows the same facts."""
    wanted = FACTS_SHOWN[name](writing.material) if name in FACTS_SHOWN else frozenset()
    for own in writing.material.case.identity.charts:
        shown = {fact_id for ids in own.series.values() for fact_id in ids}
        if own.id == name or (wanted and wanted <= shown):
            return ()
    return CHARTS[name](writing, 4)


def chart(writing: Writing, name: str) -> tuple[Block, ...]:
    """A chart by its name: one of the case's own, else a generated one; none of that name is a gap."""
    own = next((each for each in writing.material.case.identity.charts if each.id == name), None)
    if own is not None:
        return case_chart(writing, own)
    asked = analysis_named(writing, name)
    if asked is not None:
        return analysis_chart(writing, asked)
    if name not in CHARTS:
        writing.material.gaps.add(f"没有图“{name}”")
        return ()
    return CHARTS[name](writing, 4)


def own_analyses(writing: Writing, chapter: str) -> Iterator[Block]:
    """Analyses that the case puts at the end of a section, unless a text has placed them."""
    placed = writing.prose.placed
    for asked in writing.material.case.identity.analyses:
        if asked.chapter and asked.chapter == chapter:
            if ("table", asked.id) not in placed:
                yield from analysis_table(writing, asked)
            if ("chart", asked.id) not in placed:
                yield from analysis_chart(writing, asked)


def generated(writing: Writing, kind: str, name: str) -> tuple[Block, ...]:
    """What a text places with `{{ table("goals") }}` or `{{ chart("money") }}`."""
    if kind == "chart":
        return chart(writing, name)
    asked = analysis_named(writing, name)
    if asked is not None:
        return analysis_table(writing, asked)
    if name not in BLOCKS:
        writing.material.gaps.add(f"没有表“{name}”")
        return ()
    return BLOCKS[name](writing, 4)
