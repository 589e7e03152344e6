"""`criteria`: the indicator tree, a row for each criterion; levels are cells that run over all rows below them.

Option `subtotals` = 是 adds a row after each level-1 indicator; the last row is the total. A leaf that is its own
criterion has one row. Columns of levels that the tree does not reach, and of criteria where no leaf has any, are left
out; option `crowded` names columns that give way where the tree has four levels. Scores are those that the program
computes; where the case cannot be scored yet they stay empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from hengping.cases.model import criteria_of, leaves, walk
from hengping.cases.model.indicators import Criterion, Indicator, WeightBasis
from hengping.cases.model.process import ScoreStage
from hengping.cases.parts_fields import fields_of
from hengping.errors import InputError
from hengping.forms.entry import Entry, FormRow, Place
from hengping.forms.figures_in_text import with_figures
from hengping.forms.filling import Filling, printed
from hengping.forms.sources.source import Options, RowSource
from hengping.forms.sources.stages import STAGES, reasons, stage_entry, stage_text
from hengping.forms.sources.tree_texts import marks_text, rule_and_target
from hengping.quantities.display import amount, percent
from hengping.reference.form_layout import FormColumn
from hengping.scoring.result import CaseScore, CriterionScore, IndicatorScore

_LEVELS = range(1, 5)
_USUAL_DEPTH = 3
_LEAF_FIELDS = {
    "definition": "指标解释",
    "standard": "评价标准",
    "standard_source": "标准来源",
    "responsible_party": "责任单位（考核对象）",
    "acquisition": "取值方式",
    "data_source": "数据来源",
}
_OWN_FIELDS = {
    "evidence_required": "应有佐证",
    "finding": "核查情况",
    "deduction_reason": "扣分原因",
    "evidence": "证据编号",
}
_COMPUTED = {
    "rule": "评价标准及评分规则",
    "target": "目标值",
    "actual": "实际完成情况",
    "score": "得分",
    "rate": "得分率",
    "deduction": "扣分",
    "criterion_score": "要点得分",
    "criterion_deduction": "要点扣分",
    "problem": "发现问题",
    "paper": "底稿索引号",
    "marks": "重构或假定的内容",
}


@dataclass(frozen=True)
class _Line:
    """A criterion with the indicators above it, level 1 first."""

    path: tuple[Indicator, ...]
    criterion: Criterion

    @property
    def leaf(self) -> Indicator:
        return self.path[-1]

    @property
    def own(self) -> bool:
        """Whether the leaf is its own criterion."""
        return self.criterion.id == self.leaf.code


@dataclass(frozen=True)
class _Scores:
    """What is known of scores, by code."""

    whole: CaseScore | None
    nodes: Mapping[str, IndicatorScore] = field(default_factory=dict)
    criteria: Mapping[str, CriterionScore] = field(default_factory=dict)


def _columns(_: Options) -> Mapping[str, str]:
    levels = {f"level_{level}": f"{level} 级指标" for level in _LEVELS}
    weights = {f"weight_{level}": f"{level} 级指标的分值" for level in _LEVELS}
    leaf = {
        "code": "末级指标代码",
        "criterion_id": "要点编号",
        "criterion": "指标说明或评分要点",
        "max_score": "要点分值",
    }
    return {**levels, **weights, **leaf, **_LEAF_FIELDS, **_OWN_FIELDS, **_COMPUTED, **STAGES}


def _rows(filling: Filling, options: Options) -> Sequence[FormRow]:
    scores = _scores(filling)
    found: list[FormRow] = []
    for top in filling.case.indicators.indicators:
        lines = list(_lines((top,)))
        found += [_row(filling, line, scores) for line in lines]
        if options.get("subtotals") == "是":
            found.append(_sum_row(filling, f"{top.name}小计", top.code, top.weight, scores.nodes.get(top.code)))
    if found:
        found.append(_sum_row(filling, "合计", "TOTAL", filling.case.indicators.full_marks, scores.whole))
    return found


def _scores(filling: Filling) -> _Scores:
    try:
        whole = filling.score
    except InputError:
        return _Scores(None)
    nodes = {node.indicator.code: node for node in whole.walk()}
    return _Scores(whole, nodes, {each.criterion.id: each for each in whole.criteria()})


def _lines(path: tuple[Indicator, ...]) -> Iterator[_Line]:
    if path[-1].children:
        for child in path[-1].children:
            yield from _lines((*path, child))
        return
    for criterion in criteria_of(path[-1]):
        yield _Line(path, criterion)


def _row(filling: Filling, line: _Line, scores: _Scores) -> FormRow:
    cells: dict[str, Entry] = {}
    for level, node in enumerate(line.path, start=1):
        cells[f"level_{level}"] = _cell(filling, node, "name")
        cells[f"weight_{level}"] = _cell(filling, node, "weight")
    cells |= {name: _cell(filling, line.leaf, name) for name in _LEAF_FIELDS}
    own = line.leaf if line.own else line.criterion
    cells |= {name: _cell(filling, own, name) for name in _OWN_FIELDS}
    cells["code"], cells["criterion_id"] = Entry(line.leaf.code), Entry("" if line.own else line.criterion.id)
    cells["criterion"] = _cell(filling, own, "explanation" if line.own else "text")
    cells["max_score"] = _cell(filling, own, "weight" if line.own else "max_score")
    cells |= {key: Entry(text) for key, text in _computed(filling, line, scores).items()}
    cells |= {f"stage.{stage.value}": stage_entry(filling, line.criterion.id, stage) for stage in ScoreStage}
    cells["stage.reason"] = Entry(reasons(filling, line.criterion.id))
    return FormRow(line.criterion.id, cells)


def _cell(filling: Filling, node: Indicator | Criterion, name: str) -> Entry:
    key = node.code if isinstance(node, Indicator) else node.id
    text = printed(getattr(node, name), fields_of(type(node))[name])
    return Entry(with_figures(filling, text), Place("indicators", key, name))


def _computed(filling: Filling, line: _Line, scores: _Scores) -> dict[str, str]:
    node, criterion = scores.nodes.get(line.leaf.code), scores.criteria.get(line.criterion.id)
    rule, target = rule_and_target(line.criterion, line.leaf, criterion)
    texts = {"rule": rule, "target": target, "marks": marks_text(line.leaf, line.criterion)}
    texts["problem"] = "；".join(_problems(filling, line))
    texts["paper"] = "、".join(
        paper.index for paper in filling.case.working_papers if line.leaf.code in paper.indicators
    )
    if criterion is not None:
        texts["actual"] = criterion.actual_text
        texts["criterion_score"] = _number(criterion.score)
        texts["criterion_deduction"] = _number(criterion.deduction)
    return texts | _figures(node)


def _problems(filling: Filling, line: _Line) -> Iterator[str]:
    """The problems that cost points here, by title."""
    ids = {line.criterion.id, line.leaf.code}
    for problem in filling.case.findings.problems:
        if ids & set(problem.criteria):
            yield f"{problem.id} {with_figures(filling, problem.title)}"


def _figures(scored: IndicatorScore | CaseScore | None) -> dict[str, str]:
    if scored is None:
        return {}
    score = scored.score if isinstance(scored, IndicatorScore) else scored.total
    full = scored.weight if isinstance(scored, IndicatorScore) else scored.full_marks
    lost = None if score is None else full - score
    rate = "" if scored.rate is None else percent(scored.rate)
    return {"score": _number(score), "rate": rate, "deduction": _number(lost)}


def _number(value: Decimal | None) -> str:
    return "" if value is None else amount(value, 2)


def _sum_row(
    filling: Filling, title: str, code: str, full: Decimal, scored: IndicatorScore | CaseScore | None
) -> FormRow:
    cells = {"level_1": Entry(title), "max_score": Entry(amount(full))}
    absolute = filling.case.indicators.weight_basis is WeightBasis.WHOLE
    deepest = _depth(filling) if code == "TOTAL" and absolute else 1
    cells |= {f"weight_{level}": Entry(amount(full)) for level in range(1, deepest + 1)}
    cells |= {key: Entry(text) for key, text in _figures(scored).items()}
    cells |= {f"stage.{stage.value}": Entry(stage_text(filling, code, stage)) for stage in ScoreStage}
    cells["stage.reason"] = Entry(reasons(filling, code))
    return FormRow(code, cells, sums=True)


def _depth(filling: Filling) -> int:
    return max((level for level, _ in walk(filling.case.indicators.indicators)), default=3)


def _shown(filling: Filling, options: Options, columns: Sequence[FormColumn]) -> Sequence[FormColumn]:
    crowded = options.get("crowded", "").split("、") if _depth(filling) > _USUAL_DEPTH else []
    return [column for column in columns if column.key not in crowded and _has(filling, column.key)]


def _has(filling: Filling, key: str) -> bool:
    """Whether the case has anything for a column."""
    stem, _, number = key.rpartition("_")
    if stem in ("level", "weight"):
        return int(number) <= max(_USUAL_DEPTH, _depth(filling))
    tree = filling.case.indicators.indicators
    if key in ("criterion_score", "criterion_deduction", "criterion_id", "max_score"):
        return any(leaf.criteria for leaf in leaves(tree))
    if key == "marks":
        return any(node.marks or any(each.marks for each in node.criteria) for _, node in walk(tree))
    return True


def _identify(_: Options) -> tuple[tuple[str, ...], ...]:
    levels = [f"level_{level}" for level in _LEVELS]
    sets = [("criterion_id",), ("code", "criterion"), ("code",)]
    for deepest in (4, 3):
        sets += [(*levels[:deepest], "criterion"), (levels[deepest - 1], "criterion")]
    return (*sets, tuple(levels), tuple(levels[:3]), (levels[3],), (levels[2],))


CRITERIA = RowSource("criteria", _columns, _rows, _identify, shown=_shown)
