"""Analyses that the case asks for (case.yaml, analyses): each as table with its sentence, and as chart."""

from __future__ import annotations

from hengping.analysis.methods.benchmark import benchmark
from hengping.analysis.methods.costs import cost_table
from hengping.analysis.methods.factors import factor_analysis
from hengping.cases.model.analyses import Analysis, AnalysisKind
from hengping.errors import InputError
from hengping.rendering.document import Block
from hengping.reports.blocks.benchmark import benchmark_blocks, benchmark_chart
from hengping.reports.blocks.costs import cost_blocks, cost_chart
from hengping.reports.blocks.factors import factor_blocks, factor_chart
from hengping.reports.writing import Writing


def analysis_named(writing: Writing, name: str) -> Analysis | None:
    """The analysis of the case with this id."""
    return next((each for each in writing.material.case.identity.analyses if each.id == name), None)


def analysis_table(writing: Writing, analysis: Analysis) -> tuple[Block, ...]:
    """The sentence and the table; what keeps it from being made is noted as a gap."""
    try:
        return _table(writing, analysis)
    except InputError as error:
        _note(writing, error)
        return ()


def analysis_chart(writing: Writing, analysis: Analysis) -> tuple[Block, ...]:
    """The chart; what keeps it from being made is noted as a gap."""
    try:
        return _chart(writing, analysis)
    except InputError as error:
        _note(writing, error)
        return ()


def _table(writing: Writing, analysis: Analysis) -> tuple[Block, ...]:
    book = writing.material.facts
    if analysis.kind is AnalysisKind.FACTORS:
        return factor_blocks(writing, analysis, factor_analysis(analysis, book))
    if analysis.kind is AnalysisKind.BENCHMARK:
        return benchmark_blocks(writing, analysis, benchmark(analysis, book))
    needed = analysis.kind is AnalysisKind.COST_BENEFIT
    return cost_blocks(writing, analysis, cost_table(analysis, book, benefit_needed=needed))


def _chart(writing: Writing, analysis: Analysis) -> tuple[Block, ...]:
    book = writing.material.facts
    if analysis.kind is AnalysisKind.FACTORS:
        return (factor_chart(writing, analysis, factor_analysis(analysis, book)),)
    if analysis.kind is AnalysisKind.BENCHMARK:
        return benchmark_chart(writing, analysis, benchmark(analysis, book))
    needed = analysis.kind is AnalysisKind.COST_BENEFIT
    return (cost_chart(writing, analysis, cost_table(analysis, book, benefit_needed=needed)),)


def _note(writing: Writing, error: InputError) -> None:
    for fault in error.faults:
        writing.material.gaps.add(str(fault).rstrip("。"))
