"""`score_check`: a row for each criterion with its points before and after the check, and why they moved.

Options `before` and `after` are stages of scores (preliminary and reviewed unless told otherwise). Points of the stage
are those that the case has on record; where none is on record after the check, the points as they are now.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from hengping.cases.model.process import ScoreStage
from hengping.errors import InputError
from hengping.forms.entry import Entry, FormRow, Place
from hengping.forms.figures_in_text import with_figures
from hengping.forms.filling import Filling
from hengping.forms.sources.source import Options, RowSource
from hengping.forms.sources.stages import stage_entry, stage_text
from hengping.quantities.display import plain
from hengping.scoring.result import CriterionScore, IndicatorScore

_COLUMNS = {
    "number": "序号",
    "level_1": "分类",
    "indicator": "指标",
    "criterion": "要点编号",
    "text": "核查要点",
    "rule": "扣分规则",
    "checked": "佐证核查结果",
    "max_score": "标准分值",
    "before": "核查前得分",
    "after": "核查后得分",
    "reason": "调整得分说明",
}


def _rows(filling: Filling, options: Options) -> Sequence[FormRow]:
    try:
        score = filling.score
    except InputError:
        return []
    stages = [_STAGES.get(options.get(name, ""), default) for name, default in _DEFAULTS.items()]
    rows: list[FormRow] = []
    for top in (*score.indicators, *score.outside):
        for leaf in (node for node in top.walk() if node.is_leaf):
            for criterion in leaf.criteria:
                rows.append(_row(filling, len(rows) + 1, (top, leaf), criterion, stages))
    if rows:
        rows.append(_total(filling, rows, stages))
    return rows


_STAGES = {stage.value: stage for stage in ScoreStage}
_DEFAULTS = {"before": ScoreStage.PRELIMINARY, "after": ScoreStage.REVIEWED}


def _row(
    filling: Filling,
    number: int,
    nodes: tuple[IndicatorScore, IndicatorScore],
    criterion: CriterionScore,
    stages: Sequence[ScoreStage],
) -> FormRow:
    top, leaf = nodes
    own = criterion.criterion
    texts = {
        "number": str(number),
        "level_1": top.indicator.name,
        "indicator": leaf.indicator.name,
        "criterion": own.id,
        "text": with_figures(filling, own.text),
        "rule": criterion.rule_text,
        "max_score": plain(criterion.max_score),
    }
    cells = {name: Entry(text) for name, text in texts.items()}
    cells["checked"] = Entry(with_figures(filling, own.finding), Place("indicators", own.id, "finding"))
    cells["before"], cells["after"] = (stage_entry(filling, own.id, stage) for stage in stages)
    if not cells["after"].text and criterion.score is not None:
        cells["after"] = Entry(plain(criterion.score), cells["after"].place)
    cells["reason"] = _reason(filling, own.id, stages[1])
    return FormRow(own.id, cells)


def _reason(filling: Filling, code: str, stage: ScoreStage) -> Entry:
    place = stage_entry(filling, code, stage).place
    if place is None:
        return Entry()
    record = next((row for row in filling.case.scores if row.id == place.key), None)
    return Entry(record.reason if record else "", replace(place, field="reason"))


def _total(filling: Filling, rows: Sequence[FormRow], stages: Sequence[ScoreStage]) -> FormRow:
    """Sums where every criterion has its points; else the total on record."""
    cells = {"number": Entry("合计"), "max_score": Entry(_sum(rows, "max_score"))}
    for name, stage in zip(("before", "after"), stages, strict=True):
        cells[name] = Entry(_sum(rows, name) or stage_text(filling, "TOTAL", stage))
    return FormRow("", cells, sums=True)


def _sum(rows: Sequence[FormRow], name: str) -> str:
    amounts = list(_amounts(rows, name))
    return "" if len(amounts) < len(rows) else plain(sum(amounts, Decimal(0)))


def _amounts(rows: Sequence[FormRow], name: str) -> Iterator[Decimal]:
    return (Decimal(row.cells[name].text) for row in rows if row.cells[name].text)


SCORE_CHECK = RowSource("score_check", lambda _: _COLUMNS, _rows, lambda _: (("criterion",), ("indicator", "text")))
