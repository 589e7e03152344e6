"""Points set by hand in the tree: put there, taken away, and what above them would keep them from counting."""

from __future__ import annotations

from hengping.cases.model.case import Case
from hengping.cases.model.indicators import Indicator, Override


def with_override(case: Case, criterion_id: str, override: Override | None) -> Case:
    """The case with the points of one criterion set by hand, or left to its rule again.

    Args:
        criterion_id: a criterion, or a leaf that is its own one.
    """
    tree = tuple(_changed(node, criterion_id, override) for node in case.indicators.indicators)
    return case.model_copy(update={"indicators": case.indicators.model_copy(update={"indicators": tree})})


def overridden_above(case: Case, criterion_id: str) -> str:
    """The code of an indicator above the criterion whose own score was set by hand; "" where there is none."""
    path = _path(case.indicators.indicators, criterion_id)
    return next((node.code for node in path if node.override and (node.children or node.criteria)), "")


def _changed(node: Indicator, criterion_id: str, override: Override | None) -> Indicator:
    if node.children:
        children = tuple(_changed(child, criterion_id, override) for child in node.children)
        same = all(one is other for one, other in zip(children, node.children, strict=True))
        return node if same else node.model_copy(update={"children": children})
    if node.code == criterion_id and not node.criteria:
        return node.model_copy(update={"override": override})
    if all(criterion.id != criterion_id for criterion in node.criteria):
        return node
    criteria = tuple(
        criterion.model_copy(update={"override": override}) if criterion.id == criterion_id else criterion
        for criterion in node.criteria
    )
    return node.model_copy(update={"criteria": criteria})


def _path(nodes: tuple[Indicator, ...], criterion_id: str) -> tuple[Indicator, ...]:
    """The indicators from the top down to the leaf of a criterion."""
    for node in nodes:
        if node.children:
            below = _path(node.children, criterion_id)
            if below:
                return (node, *below)
        elif node.code == criterion_id or any(criterion.id == criterion_id for criterion in node.criteria):
            return (node,)
    return ()
