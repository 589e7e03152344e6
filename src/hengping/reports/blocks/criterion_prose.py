"""One criterion in words: what was found, how the points follow, and why any were lost."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher

from hengping.formulas import Known, parse
from hengping.rendering.document import FactFigure, Inline, Text, inlines
from hengping.reports.figures import (
    deduction_figure,
    digits_of,
    fact_figure,
    score_figure,
    traced,
    weight_figure,
)
from hengping.reports.marks import sign
from hengping.reports.material import Material
from hengping.reports.writing import Writing
from hengping.scoring.result import CriterionScore, ScoreStatus
from hengping.scoring.rule import verdict
from hengping.scoring.rules import checklist

_ALIKE = 0.7
_MET = {"是": "符合", "否": "不符合"}
_TRUTHS = {"是": "符合要求", "否": "不符合要求"}
SET_BY_HAND = (ScoreStatus.OVERRIDDEN, ScoreStatus.NO_EVIDENCE, ScoreStatus.NOT_APPLICABLE)


def target(material: Material, criterion: CriterionScore) -> tuple[Inline, ...]:
    """The target as printed; one that was reconstructed, or rests on such facts, carries its sign."""
    filed = criterion.criterion.target
    if filed is None:
        return ()
    marks = [mark for mark in criterion.marks if mark.field_name == "target"]
    marks += material.facts.marks(_named(material, filed.value, filed.lower, filed.upper))
    return _signed(traced(criterion.target_text, {}, f"target:{criterion.criterion.id}"), sign(marks))


def actual(material: Material, criterion: CriterionScore) -> tuple[Inline, ...]:
    """The actual as printed, or what judges found; a figure that was not established carries its sign."""
    own = criterion.criterion
    text = _MET.get(criterion.actual_text, criterion.actual_text) or judged_outcome(criterion)
    marks = [*material.facts.marks(_named(material, own.actual, *own.actual_by_unit.values()))]
    marks += [mark for mark in criterion.marks if mark.field_name == "judgement" and not criterion.actual_text]
    return _signed(traced(text, {}, f"actual:{own.id}"), sign(marks))


def finding(writing: Writing, criterion: CriterionScore) -> tuple[Inline, ...]:
    """What was found, as the evaluators wrote it; empty where they wrote nothing, or what the judge says again."""
    text = criterion.criterion.finding
    if any(SequenceMatcher(None, text, judgement.reason).ratio() > _ALIKE for judgement in criterion.judgements):
        return ()
    return writing.sentence(criterion.criterion.finding, where=f"要点 {criterion.criterion.id} 的核查情况")


def reasoning(writing: Writing, criterion: CriterionScore) -> tuple[Inline, ...]:
    """How the rule arrives at the points, with the numbers put in, without saying the points."""
    if criterion.actual_text in _TRUTHS:
        return (Text(_TRUTHS[criterion.actual_text]),)
    text = criterion.sentence.rstrip("。")
    if criterion.points is not None:
        text = text.removesuffix(f"，{verdict(criterion.points, criterion.max_score)}")
    return _told(writing.material, criterion, text)


def whole_sentence(writing: Writing, criterion: CriterionScore) -> tuple[Inline, ...]:
    """The engine's sentence with the points at its end."""
    return _told(writing.material, criterion, criterion.sentence.rstrip("。"))


def deduction_reason(writing: Writing, criterion: CriterionScore) -> tuple[Inline, ...]:
    """Why points were lost: as the evaluators wrote it, else as the rule tells it."""
    written = criterion.criterion.deduction_reason
    if written and criterion.status not in SET_BY_HAND:
        return writing.sentence(written, where=f"要点 {criterion.criterion.id} 的扣分原因")
    return reasoning(writing, criterion)


def working(material: Material, criterion: CriterionScore) -> tuple[Inline, ...]:
    """How the actual was worked out: 32000÷32000＝100.00%; empty where nothing was computed."""
    if not criterion.working or criterion.actual_text in _TRUTHS:
        return ()
    result = "" if "＝" in criterion.working else f"＝{criterion.actual_text}"
    return _told(material, criterion, criterion.working + result)


def unmet_points(criterion: CriterionScore) -> tuple[str, ...]:
    """Points of a checklist that were not fulfilled; empty for other rules."""
    applied = criterion.applied
    if applied is None or not isinstance(applied.parameters, checklist.Parameters):
        return ()
    texts = [point.text for point in applied.parameters.points]
    unmet = (
        text for states in point_states(criterion) for text, state in zip(texts, states, strict=True) if state == "否"
    )
    return tuple(dict.fromkeys(unmet))


def point_states(criterion: CriterionScore) -> tuple[tuple[str | None, ...], ...]:
    """是, 否 or 不适用 for each point of a checklist, one row an assessed unit; no rows for other rules."""
    applied = criterion.applied
    if applied is None or not isinstance(applied.parameters, checklist.Parameters):
        return ()
    return tuple(tuple(checklist.states(given, applied.parameters).values()) for _, given in applied.inputs)


def judged_outcome(criterion: CriterionScore) -> str:
    """What judges or the points of a checklist found, where nothing was measured."""
    states = [state for states in point_states(criterion) for state in states]
    if states and None not in states:
        met = states.count("是")
        return "要点全部满足" if met == len(states) else f"{len(states)}个要点满足{met}个"
    words = (each.value for each in criterion.judgements if not each.point)
    return "；".join(dict.fromkeys(word for word in words if not word.replace(".", "").isdigit()))


def points_lost(material: Material, criterion: CriterionScore) -> tuple[Inline, ...]:
    """分值2.00分，得1.20分，扣0.80分 — or 不得分."""
    full = weight_figure(material, criterion)
    if criterion.score == 0:
        return inlines("分值", full, "分，不得分")
    lost = deduction_figure(material, criterion)
    return inlines("分值", full, "分，得", score_figure(material, criterion), "分，扣", lost, "分")


def printed_figures(material: Material, criterion: CriterionScore) -> dict[str, FactFigure]:
    """The figures an engine sentence about this criterion may print, by the digits they print."""
    own = [score_figure(material, criterion), weight_figure(material, criterion), deduction_figure(material, criterion)]
    return digits_of([*(fact_figure(material, fact_id) for fact_id in _facts(material, criterion)), *own])


def _named(material: Material, *expressions: str) -> tuple[str, ...]:
    """The facts that formulas name, in their latest stage."""
    formulas = [parse(text) for text in expressions if text.startswith("=")]
    return tuple(material.facts.latest(name) for formula in formulas for name in formula.names)


def _signed(content: tuple[Inline, ...], mark: str) -> tuple[Inline, ...]:
    """The run with a sign at its last figure; without any figure behind its last word."""
    if not mark or not content:
        return content
    figures = [index for index, part in enumerate(content) if isinstance(part, FactFigure)]
    if not figures:
        return (*content, Text(mark))
    last = figures[-1]
    figure = content[last]
    assert isinstance(figure, FactFigure)
    return (*content[:last], replace(figure, mark=mark), *content[last + 1 :])


def _told(material: Material, criterion: CriterionScore, text: str) -> tuple[Inline, ...]:
    """A sentence of the engine, its numbers traced; marks are left to the figures of the points themselves."""
    told = traced(text, printed_figures(material, criterion), f"working:{criterion.criterion.id}")
    return tuple(part if not isinstance(part, FactFigure) else _unmarked(material, part) for part in told)


def _unmarked(material: Material, figure: FactFigure) -> FactFigure:
    """Points inside a sentence repeat those printed beside it; only facts keep their sign there."""
    return figure if figure.fact_id in material.fact_rows else FactFigure(figure.fact_id, figure.text)


def _facts(material: Material, criterion: CriterionScore) -> tuple[str, ...]:
    """The facts used, and those that computed ones among them are computed from, so far as known."""
    return tuple(fact for fact in _sources(material, criterion) if isinstance(material.facts.result(fact), Known))


def sources_of(material: Material, criterion: CriterionScore) -> frozenset[str]:
    """The facts that a criterion reads, and those that computed ones among them are computed from."""
    return frozenset(_sources(material, criterion))


def _sources(material: Material, criterion: CriterionScore) -> dict[str, None]:
    found: dict[str, None] = dict.fromkeys(criterion.fact_ids)
    for fact_id in criterion.fact_ids:
        formula = material.facts.formula(fact_id)
        found.update(dict.fromkeys(formula.names if formula else ()))
    return found
