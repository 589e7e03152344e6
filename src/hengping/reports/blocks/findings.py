"""经验做法、存在的问题及原因分析、有关建议、结果应用建议."""

from __future__ import annotations

from collections.abc import Sequence

from hengping.cases.model.findings import Problem, Recommendation
from hengping.rendering.document import Block, Heading, Inline, Paragraph, Text, inlines, paragraph
from hengping.reports.figures import deduction_figure
from hengping.reports.material import Material
from hengping.reports.prose_names import papers
from hengping.reports.writing import Writing, joined
from hengping.scoring.result import CriterionScore, IndicatorScore


def experience(writing: Writing, level: int) -> tuple[Block, ...]:
    """What was done well, each under its own heading."""
    blocks: list[Block] = []
    for row in writing.material.case.findings.experience:
        blocks.append(Heading(level, row.title))
        blocks.extend(writing.prose.blocks(row.text, where=f"findings.yaml 经验 {row.id}", level=level + 1))
    return tuple(blocks)


def problems(writing: Writing, level: int) -> tuple[Block, ...]:
    """Each problem with what was found, its cause, and the points it cost."""
    blocks: list[Block] = []
    for row in writing.material.case.findings.problems:
        blocks.append(Heading(level, row.title))
        where = f"findings.yaml 问题 {row.id}"
        found = writing.full_sentence(row.text, where=where)
        blocks.append(Paragraph((*found, *_points_lost(writing, row))))
        if row.cause:
            blocks.append(paragraph("原因分析：", *writing.full_sentence(row.cause, where=where)))
        if row.amount:
            blocks.append(paragraph(f"涉及金额：{row.amount.rstrip('。')}。"))
    return tuple(blocks)


def recommendations(writing: Writing, level: int) -> tuple[Block, ...]:
    """Advice that answers problems, with the problems named."""
    rows = [row for row in writing.material.case.findings.recommendations if not row.use_of_results]
    return _all_advice(writing, rows, level, named=True)


def use_of_results(writing: Writing, level: int) -> tuple[Block, ...]:
    """Advice on what to do with the result itself."""
    rows = [row for row in writing.material.case.findings.recommendations if row.use_of_results]
    return _all_advice(writing, rows, level, named=False)


def _all_advice(writing: Writing, rows: Sequence[Recommendation], level: int, *, named: bool) -> tuple[Block, ...]:
    """To whom the advice goes is said once where it all goes to one body."""
    bodies = {row.to for row in rows}
    if len(rows) > 1 and len(bodies) == 1 and "" not in bodies:
        opening = (paragraph(f"以下建议向{bodies.pop()}提出。"),)
        return (*opening, *(part for row in rows for part in _advice(writing, row, level, to="", named=named)))
    return tuple(part for row in rows for part in _advice(writing, row, level, to=row.to, named=named))


def _advice(writing: Writing, row: Recommendation, level: int, *, to: str, named: bool) -> tuple[Block, ...]:
    content = writing.full_sentence(row.text, where=f"findings.yaml 建议 {row.id}")
    titles = {problem.id: problem.title for problem in writing.material.case.findings.problems}
    answers = "".join(f"“{titles[problem]}”" for problem in row.problems if problem in titles)
    if named and answers and content and isinstance(content[-1], Text):
        stop = content[-1].text.removesuffix("。")
        content = (*content[:-1], Text(f"{stop}（针对{answers}）。"))
    return (Heading(level, row.title), paragraph(f"建议{to}：" if to else "", *content))


def _points_lost(writing: Writing, problem: Problem) -> tuple[Inline, ...]:
    """The criteria that this problem explains and what they lost; or why it cost nothing."""
    material = writing.material
    runs: list[tuple[Inline, ...]] = []
    for leaf in material.leaves:
        lost = [criterion for criterion in leaf.criteria if criterion.deduction]
        explained = [each for each in lost if problem in material.problems.get(each.criterion.id, ())]
        if explained:
            whole: list[IndicatorScore | CriterionScore] = [leaf] if len(explained) == len(lost) else [*explained]
            runs += [_loss(writing, leaf, each, _others(material, explained, problem)) for each in whole]
    if not runs:
        reason = problem.unscored_reason.rstrip("。")
        return inlines(f"本问题未扣分：{reason}。") if reason else ()
    return inlines("由此，", *joined(runs, "，"), "。")


def _others(material: Material, explained: list[CriterionScore], problem: Problem) -> str:
    """Other problems behind the same loss: the points were taken off once."""
    ids = (each.criterion.id for each in explained)
    titles = dict.fromkeys(
        other.title for criterion in ids for other in material.problems[criterion] if other.id != problem.id
    )
    return f"（与{''.join(f'“{title}”' for title in titles)}合并扣分）" if titles else ""


def _loss(
    writing: Writing, leaf: IndicatorScore, lost: IndicatorScore | CriterionScore, others: str
) -> tuple[Inline, ...]:
    material = writing.material
    of = f"的要点“{lost.criterion.text}”" if isinstance(lost, CriterionScore) else ""
    paper = papers((material.papers[leaf.indicator.code],))
    return inlines(f"“{leaf.indicator.name}”{of}扣", deduction_figure(material, lost), f"分{others}", *paper)
