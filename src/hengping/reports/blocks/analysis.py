"""绩效评价指标分析: level by level, what was found, how the points follow, why any were lost, and in which paper.

Criteria with full marks are told together in one paragraph; each lost point is told on its own.
"""

from __future__ import annotations

from hengping.rendering.document import Align, Block, Heading, Inline, Paragraph, Strong, Text, inlines, paragraph
from hengping.reports.blocks.criterion_prose import (
    SET_BY_HAND,
    deduction_reason,
    finding,
    points_lost,
    reasoning,
    target,
    whole_sentence,
    working,
)
from hengping.reports.figures import (
    count_figure,
    deduction_figure,
    rate_figure,
    score_figure,
    weight_figure,
)
from hengping.reports.names import level_word
from hengping.reports.prose_names import papers
from hengping.reports.tables import CellContent, simple_table
from hengping.reports.writing import Writing, joined
from hengping.scoring.result import CriterionScore, IndicatorScore, ScoreStatus

_DEEPEST_HEADING = 4
_COMPUTED = ("经核算，", "对照目标，", "按评分规则计算，")
_CHECKED = ("逐项核查，", "对照评分要点，", "经核查，")


def analysis(writing: Writing, level: int) -> tuple[Block, ...]:
    """The whole tree, those outside the total last."""
    material = writing.material
    tops = (*material.score.indicators, *material.score.outside)
    return tuple(block for top in tops for block in _level_1(writing, top, level))


def _level_1(writing: Writing, top: IndicatorScore, level: int) -> tuple[Block, ...]:
    material = writing.material
    code = top.indicator.code
    blocks: list[Block] = [Heading(level, top.indicator.name)]
    blocks.append(paragraph(*_summary(writing, top)))
    if not top.is_leaf:
        blocks.append(_table(writing, top))
    text = material.case.texts.get(f"analysis-{code}", "")
    if text:
        blocks.extend(writing.prose.blocks(text, where=f"text/analysis-{code}.md", level=level + 1))
    if top.is_leaf:
        return (*blocks, *_leaf(writing, top, named=False))
    return (*blocks, *(block for child in top.children for block in _below(writing, child, level + 1)))


def _below(writing: Writing, node: IndicatorScore, level: int) -> tuple[Block, ...]:
    """A branch under its own heading; a leaf too, while there are headings left."""
    if level > _DEEPEST_HEADING:
        leaves = [each for each in node.walk() if each.is_leaf]
        return tuple(block for leaf in leaves for block in _leaf(writing, leaf, named=True))
    heading = Heading(level, node.indicator.name)
    if node.is_leaf:
        return (heading, *_leaf(writing, node, named=False))
    # A branch of one leaf would only say what the leaf says.
    summary = (paragraph(*_branch_summary(writing, node)),) if len(_paths(node)) > 1 else ()
    return (heading, *summary, *(block for child in node.children for block in _below(writing, child, level + 1)))


def _summary(writing: Writing, top: IndicatorScore) -> tuple[Inline, ...]:
    """决策类指标分值20.00分，得18.00分，得分率90.00%；…"""
    material = writing.material
    name, code = top.indicator.name, top.indicator.code
    leaves = [each for each in top.walk() if each.is_leaf]
    full = [leaf for leaf in leaves if leaf.score is not None and not leaf.deduction]
    lost = [leaf for leaf in leaves if leaf.deduction]
    opening: list[str | Inline] = [f"{name}类指标分值", weight_figure(material, top), "分，"]
    if top.score is None:
        opening.append("因部分要点缺少数据，暂未得出得分。")
    else:
        opening += ["得", score_figure(material, top), "分，得分率", rate_figure(material, top), "。"]
    if top.is_leaf:
        return inlines(*opening)
    opening += ["下设", *_counted(top), "。"]
    if not lost and len(full) == len(leaves):
        return inlines(*opening, "各项指标均得满分。")
    told: list[tuple[Inline, ...]] = []
    if full:
        told.append(inlines("得满分的", count_figure(f"full:{code}", len(full), "项")))
    if lost:
        names = "、".join(leaf.indicator.name for leaf in lost)
        told.append(inlines("失分的", count_figure(f"lost:{code}", len(lost), "项"), f"（{names}）"))
    pending = len(leaves) - len(full) - len(lost)
    if pending:
        told.append(inlines("尚未计分的", count_figure(f"pending:{code}", pending, "项")))
    return inlines(*opening, "末级指标中，", *joined(told, "，"), "。")


def _counted(top: IndicatorScore) -> tuple[Inline, ...]:
    levels = sorted({node.level for node in top.walk()} - {top.level})
    runs = [
        inlines(
            f"{level_word(level)}指标",
            count_figure(
                f"level_{level}:{top.indicator.code}", sum(1 for node in top.walk() if node.level == level), "项"
            ),
        )
        for level in levels
    ]
    return joined(runs, "、")


def _branch_summary(writing: Writing, node: IndicatorScore) -> tuple[Inline, ...]:
    material = writing.material
    weight = weight_figure(material, node)
    if node.score is None:
        return inlines("分值", weight, "分，因缺少数据暂未得出得分。")
    if not node.deduction:
        return inlines("分值", weight, "分，得满分。")
    lost = "、".join(leaf.indicator.name for leaf in node.walk() if leaf.is_leaf and leaf.deduction)
    score, taken = score_figure(material, node), deduction_figure(material, node)
    return inlines("分值", weight, "分，得", score, "分，失", taken, f"分，失分在{lost}。")


def _table(writing: Writing, top: IndicatorScore) -> Block:
    """The leaves of one level-1 indicator with weight, score and rate."""
    material = writing.material
    depth = max(node.level for node in top.walk())
    columns: list[tuple[str, float, Align]] = [(f"{level_word(level)}指标", 4, "center") for level in range(2, depth)]
    columns += [(f"{level_word(depth)}指标", 5, "left"), ("分值", 1.8, "center"), ("得分", 1.8, "center")]
    columns += [("得分率", 2.1, "center"), ("底稿号", 2.2, "center")]
    rows: list[list[CellContent]] = []
    for path in _paths(top):
        leaf = path[-1]
        names: list[CellContent] = [node.indicator.name for node in path[1:-1]]
        names += [leaf.indicator.name] * (depth - 1 - len(names))
        figures = (weight_figure(material, leaf), score_figure(material, leaf), rate_figure(material, leaf))
        rows.append([*names, *figures, material.papers[leaf.indicator.code]])
    caption = f"{top.indicator.name}类指标得分情况表"
    merge = tuple(range(depth - 2))
    return simple_table(caption, columns, rows, key=f"table:level_1_{top.indicator.code}", merge=merge)


def _paths(node: IndicatorScore) -> list[tuple[IndicatorScore, ...]]:
    """The way from a node to each of its leaves."""
    if node.is_leaf:
        return [(node,)]
    return [(node, *path) for child in node.children for path in _paths(child)]


def _leaf(writing: Writing, leaf: IndicatorScore, *, named: bool) -> tuple[Block, ...]:
    material = writing.material
    full = [each for each in leaf.criteria if _earned_all(each)]
    lost = [each for each in leaf.criteria if each.deduction and each.status not in SET_BY_HAND]
    by_hand = [each for each in leaf.criteria if each.status in SET_BY_HAND]
    pending = [each for each in leaf.criteria if each.score is None and each.status not in SET_BY_HAND]
    runs: list[tuple[Inline, ...]] = []
    first: list[Inline] = [Strong(inlines(f"{leaf.indicator.name}。"))] if named else []
    first += _score_sentence(writing, leaf)
    first += _earned(writing, leaf, full)
    runs.append(tuple(first))
    runs += [_lost(writing, leaf, each) for each in lost]
    runs += [(*_heading_of(leaf, each), *whole_sentence(writing, each), Text("。")) for each in by_hand]
    for each in pending:
        name = leaf.indicator.name
        reason = each.sentence.rstrip("。").removesuffix("，暂不能计分")
        material.gaps.add(f"指标“{name}”尚未计分：{reason}", kind="尚未计分的指标", item=f"{name}（{reason}）")
        runs.append((*_heading_of(leaf, each), *whole_sentence(writing, each), Text("。")))
    runs[-1] = _cited(writing, leaf, runs[-1])
    if len(leaf.criteria) == 1:
        runs = [tuple(inline for run in runs for inline in run)]
    return tuple(Paragraph(run) for run in runs)


def _earned_all(criterion: CriterionScore) -> bool:
    return criterion.score is not None and not criterion.deduction and criterion.status not in SET_BY_HAND


def _score_sentence(writing: Writing, leaf: IndicatorScore) -> tuple[Inline, ...]:
    material = writing.material
    weight = weight_figure(material, leaf)
    if leaf.score is None:
        return inlines("分值", weight, "分，尚未计分。")
    score = score_figure(material, leaf)
    if not leaf.deduction:
        return inlines("分值", weight, "分，得", score, "分。")
    if not leaf.score:
        return inlines("分值", weight, "分，得", score, "分，全部失分。")
    taken, rate = deduction_figure(material, leaf), rate_figure(material, leaf)
    return inlines("分值", weight, "分，得", score, "分，失", taken, "分，得分率", rate, "。")


def _earned(writing: Writing, leaf: IndicatorScore, full: list[CriterionScore]) -> tuple[Inline, ...]:
    """The criteria with full marks, told together."""
    if not full:
        return ()
    if len(leaf.criteria) == 1:
        return _earned_alone(writing, leaf, full[0])
    found = joined([finding(writing, each) or reasoning(writing, each) for each in full], "；")
    names = "".join(f"“{each.criterion.text}”" for each in full)
    if len(full) == len(leaf.criteria):
        count = count_figure(f"criteria:{leaf.indicator.code}", len(full), "个")
        return (*found, *inlines("。", count, "评分要点均达到要求。"))
    return (*found, Text(f"。{names}达到要求，得满分。"))


def _earned_alone(writing: Writing, leaf: IndicatorScore, criterion: CriterionScore) -> tuple[Inline, ...]:
    """A leaf that is its own criterion: finding, working, rule."""
    found = finding(writing, criterion)
    worked = working(writing.material, criterion)
    position = next(index for index, each in enumerate(writing.material.leaves) if each is leaf)
    parts: list[str | Inline] = [*found, "。"] if found else []
    if worked and criterion.met and criterion.target_text:
        goal = target(writing.material, criterion)
        return inlines(*parts, _COMPUTED[position % len(_COMPUTED)], *worked, "，达到目标", *goal, "，得满分。")
    return inlines(*parts, _opener(criterion, position), *reasoning(writing, criterion), "，得满分。")


def _opener(criterion: CriterionScore, position: int) -> str:
    """How the sentence of the rule begins; a judge's own statement needs no opening."""
    if _is_whole_judgement(criterion):
        return ""
    choices = _COMPUTED if criterion.target_text else _CHECKED
    return choices[position % len(choices)]


def _is_whole_judgement(criterion: CriterionScore) -> bool:
    """Whether somebody judged the whole, rather than going through a list of points."""
    return criterion.status is ScoreStatus.JUDGED and not any(judgement.point for judgement in criterion.judgements)


def _lost(writing: Writing, leaf: IndicatorScore, criterion: CriterionScore) -> tuple[Inline, ...]:
    """One criterion that lost points: found, worked out, taken off, and why."""
    alone = len(leaf.criteria) == 1
    found = finding(writing, criterion)
    worked = working(writing.material, criterion)
    reason = deduction_reason(writing, criterion)
    told = reasoning(writing, criterion)
    content: list[str | Inline] = []
    if not alone:
        content += [f"“{criterion.criterion.text}”", *points_lost(writing.material, criterion), "。"]
    content += [*found, "。"] if found else []
    if criterion.actual_text not in ("是", "否"):
        opener = "" if _is_whole_judgement(criterion) else "按评分规则，"
        content += [opener, *((*worked, Text("，")) if worked else ()), *told, "。"]
    if reason != told:
        content += ["扣分原因：", *reason, "。"]
    return inlines(*content)


def _heading_of(leaf: IndicatorScore, criterion: CriterionScore) -> tuple[Inline, ...]:
    return () if len(leaf.criteria) == 1 else inlines(f"“{criterion.criterion.text}”：")


def _cited(writing: Writing, leaf: IndicatorScore, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The working paper in brackets before the last stop."""
    paper = papers((writing.material.papers[leaf.indicator.code],))
    if content and isinstance(content[-1], Text) and content[-1].text.endswith("。"):
        return (*content[:-1], Text(content[-1].text[:-1]), *paper, Text("。"))
    return (*content, *paper)
