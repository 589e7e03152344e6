"""评价局限性: what was reconstructed or assumed, with the reason of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hengping.cases.model.fields import Mark, Status
from hengping.cases.model.indicators import Criterion, Indicator
from hengping.rendering.document import Align, Block, Inline, paragraph
from hengping.reports.figures import count_figure
from hengping.reports.marks import SIGNS, legend
from hengping.reports.material import Material
from hengping.reports.tables import CellContent, simple_table
from hengping.reports.writing import Writing

_NAMED = 6
_FIELDS = {"max_score": "分值", "value": "数值", "judgement": "评判"}


def limits(writing: Writing, level: int) -> tuple[Block, ...]:
    """What the profile rests on where nobody checked it, and 重构与假定事项表, equal reasons told once."""
    material = writing.material
    unchecked = _unchecked_profile(material)
    groups = _grouped(material)
    if not groups:
        return unchecked
    columns: list[tuple[str, float, Align]] = [("内容", 1.8, "center"), ("涉及事项", 6.4, "left")]
    columns += [("方式", 1.6, "center"), ("理由", 6, "left")]
    rows: list[list[CellContent]] = [
        [field, _listed(names), f"{status.label}{SIGNS[status]}", _reason(writing, reason)]
        for (field, status, reason), names in groups.items()
    ]
    count = count_figure("marks", sum(len(names) for names in groups.values()), "项")
    opening = paragraph("下列", count, "数据、分值、规则或评判没有原始资料直接证明，使用评价结果时应予注意。")
    return (*unchecked, opening, simple_table("重构与假定事项表", columns, rows, key="table:limits"))


def _unchecked_profile(material: Material) -> tuple[Block, ...]:
    profile = material.profile
    if profile.verified:
        return ()
    basis = f"，依据为{profile.source.rstrip('。')}" if profile.source else ""
    text = f"计分、等级和取整按“{profile.title}”执行{basis}；该规程尚未与依据逐字核对，正式使用前应对照原文确认。"
    return (paragraph(text),)


def reading_note(writing: Writing, level: int) -> tuple[Block, ...]:
    """What the signs beside figures mean, said once before the text begins."""
    signs = "".join(SIGNS[status] for _, status, _ in _grouped(writing.material))
    text = legend(signs)
    return (paragraph(f"阅读说明：数据右上角的符号表示取得方式，{text}。各项理由见“评价局限性”。"),) if text else ()


def _listed(names: list[str]) -> str:
    """Names; where there are many, their codes alone."""
    if len(names) <= _NAMED:
        return "、".join(names)
    return "、".join(name.split(" ", 1)[0] for name in names)


def _grouped(material: Material) -> Mapping[tuple[str, Status, str], list[str]]:
    groups: dict[tuple[str, Status, str], list[str]] = {}
    for name, mark in _all_marks(material):
        field = _field_title(mark.field_name, material)
        names = groups.setdefault((field, mark.status, mark.reason.rstrip("。")), [])
        if name not in names:
            names.append(name)
    return groups


def _all_marks(material: Material) -> Iterator[tuple[str, Mark]]:
    """Every mark of the case with the thing it stands on, in the order of the tree; facts last."""
    for node in material.score.walk():
        title = f"{node.indicator.code} {node.indicator.name}"
        yield from ((title, mark) for mark in _own_marks(node.indicator))
        for criterion in (each.criterion for each in node.criteria):
            if criterion.id != node.indicator.code:
                yield from ((criterion.id, mark) for mark in _own_marks(criterion))
            yield from ((title, mark) for mark in _judged_marks(material, criterion.id))
    for fact in material.case.facts:
        if fact.status.marked:
            yield fact.name, Mark(field_name="value", status=fact.status, reason=fact.note or "未说明理由")


def _judged_marks(material: Material, criterion_id: str) -> Iterator[Mark]:
    for judgement in material.case.judgements:
        if judgement.criterion == criterion_id and judgement.status.marked:
            reason = judgement.status_reason or judgement.reason
            yield Mark(field_name="judgement", status=judgement.status, reason=reason)


def _own_marks(scorable: Indicator | Criterion) -> Iterator[Mark]:
    yield from scorable.marks
    if scorable.target is not None and scorable.target.status.marked:
        reason = scorable.target.reason or "未说明理由"
        yield Mark(field_name="target", status=scorable.target.status, reason=reason)


def _field_title(name: str, material: Material) -> str:
    if name in _FIELDS:
        return _FIELDS[name]
    for model in (Indicator, Criterion):
        if name in model.model_fields:
            return model.model_fields[name].title or name
    return "数值" if name in material.fact_rows else name


def _reason(writing: Writing, reason: str) -> tuple[Inline, ...]:
    return writing.sentence(reason, where="标注的理由")
