"""评价目的、对象、范围、原则、指标体系、方法、标准."""

from __future__ import annotations

from collections.abc import Iterable

from hengping.rendering.document import Block, Inline, Reference, Strong, Text, inlines, paragraph
from hengping.reports.figures import count_figure, total_figure, weight_figure
from hengping.reports.names import level_word, printed_name
from hengping.reports.writing import Writing, joined, listed


def purposes(writing: Writing, level: int) -> tuple[Block, ...]:
    """评价目的."""
    return _points(writing, writing.material.case.identity.purposes, "purposes")


def evaluated_object(writing: Writing, level: int) -> tuple[Block, ...]:
    """评价对象和范围."""
    identity = writing.material.case.identity
    texts = (
        ("评价对象：", identity.evaluation_object, "evaluation_object"),
        ("评价范围：", identity.evaluation_scope, "evaluation_scope"),
    )
    return tuple(
        paragraph(label, *writing.full_sentence(text, where=f"case.yaml 的 {key}"))
        for label, text, key in texts
        if text
    )


def principles(writing: Writing, level: int) -> tuple[Block, ...]:
    """评价原则."""
    return _points(writing, writing.material.case.identity.principles, "principles")


def indicator_system(writing: Writing, level: int) -> tuple[Block, ...]:
    """The tree in words: levels, counts and the weights of level 1."""
    material = writing.material
    tops = material.score.indicators
    if not tops:
        return ()
    counted = ((depth, sum(1 for node in material.score.walk() if node.level == depth)) for depth in range(1, 5))
    tree = joined(
        [(Text(f"{level_word(n)}指标"), count_figure(f"level_{n}", count, "项")) for n, count in counted if count], "、"
    )
    weights = joined(
        [(Text(printed_name(material, node)), weight_figure(material, node), Text("分")) for node in tops], "、"
    )
    content = inlines(
        "本次评价的指标体系包括",
        *tree,
        "，末级指标下设评分要点",
        count_figure("criteria", len(material.criteria), "个"),
        "，满分",
        total_figure(material, "full_marks"),
        "分。一级指标分值为：",
        *weights,
        "。得分在评分要点上给出，每个要点各有评分规则、依据和扣分理由，全部内容见",
        Reference("annex:scores"),
        "。",
    )
    note = writing.full_sentence(material.case.indicators.note, where="indicators.yaml 的 note")
    return (paragraph(*content), *((paragraph(*note),) if note else ()))


def methods(writing: Writing, level: int) -> tuple[Block, ...]:
    """评价方法 and how this evaluation applies each."""
    rows = ((row.name, row.application) for row in writing.material.case.identity.methods)
    return _named(writing, rows, "methods")


def standards(writing: Writing, level: int) -> tuple[Block, ...]:
    """评价标准 and how this evaluation applies each."""
    rows = ((row.kind, row.application) for row in writing.material.case.identity.standards)
    return _named(writing, rows, "standards")


def _points(writing: Writing, texts: tuple[str, ...], key: str) -> tuple[Block, ...]:
    runs = [writing.sentence(text, where=f"case.yaml 的 {key}") for text in texts]
    if len(runs) == 1:
        return (paragraph(*runs[0], "。"),)
    return (listed(runs),) if runs else ()


def _named(writing: Writing, rows: Iterable[tuple[str, str]], key: str) -> tuple[Block, ...]:
    runs: list[tuple[Inline, ...]] = []
    for name, text in rows:
        application = writing.sentence(text, where=f"case.yaml 的 {key}")
        runs.append((Strong(inlines(name)), *((Text("："), *application) if application else ())))
    return (listed(runs),) if runs else ()
