"""`score_check`: a row for each criterion with its points before and after the check, and why they moved.

Options `before` and `after` are stages of scores (preliminary and reviewed unless told otherwise). Points of the stage
are those that the case has on record; where none is on record after the check, the points as they are now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from hengping.cases.model.process import ScoreRecord, ScoreStage
from hengping.errors import InputError
from hengping.forms.entry import Entry, FormRow, Place
from hengping.forms.filling import Filling
from hengping.forms.sources.source import Options, RowSource
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
    "moved": "调整分数",
    "reason": "调整得分说明",
}


def _rows(filling: Filling, options: Options) -> Sequence[FormRow]:
    try:
        score = filling.score
    except InputError:
        return []
    stages = [_STAGES.get(options.get(name, ""), default) for name, default in _DEFAULTS.items()]
    records = {(row.code, row.stage): row for row in filling.case.scores}
    rows: list[FormRow] = []
    for top in (*score.indicators, *score.outside):
        for leaf in (node for node in top.walk() if node.is_leaf):
            for criterion in leaf.criteria:
                rows.append(_row(len(rows) + 1, (top, leaf), criterion, stages, records))
    if rows:
        totals = [records.get(("TOTAL", stage)) for stage in stages]
        rows.append(_total(rows, dict(zip(_DEFAULTS, totals, strict=True))))
    return rows


_STAGES = {stage.value: stage for stage in ScoreStage}
_DEFAULTS = {"before": ScoreStage.PRELIMINARY, "after": ScoreStage.REVIEWED}


def _row(
    number: int,
    nodes: tuple[IndicatorScore, IndicatorScore],
    criterion: CriterionScore,
    stages: Sequence[ScoreStage],
    records: Mapping[tuple[str, ScoreStage], ScoreRecord],
) -> FormRow:
    top, leaf = nodes
    code = criterion.criterion.id
    before, after = (records.get((code, stage)) for stage in stages)
    score_after = after.score if after else criterion.score
    texts = {
        "number": str(number),
        "level_1": top.indicator.name,
        "indicator": leaf.indicator.name,
        "criterion": code,
        "text": criterion.criterion.text,
        "rule": criterion.rule_text,
        "max_score": plain(criterion.max_score),
        "moved": plain(score_after - before.score) if before and score_after is not None else "",
    }
    cells = {name: Entry(text) for name, text in texts.items()}
    cells["checked"] = Entry(criterion.criterion.finding, Place("indicators", code, "finding"))
    cells["before"] = _score_cell(code, stages[0], before, "")
    cells["after"] = _score_cell(code, stages[1], after, "" if score_after is None else plain(score_after))
    cells["reason"] = Entry(after.reason if after else "", _place(code, stages[1], after, "reason"))
    return FormRow(code, cells)


def _score_cell(code: str, stage: ScoreStage, record: ScoreRecord | None, otherwise: str) -> Entry:
    return Entry(plain(record.score) if record else otherwise, _place(code, stage, record, "score"))


def _place(code: str, stage: ScoreStage, record: ScoreRecord | None, name: str) -> Place:
    key = record.id if record else f"S-{code}-{stage.value}"
    return Place("scores", key, name, () if record else (("code", code), ("stage", stage.value)))


def _total(rows: Sequence[FormRow], recorded: Mapping[str, ScoreRecord | None]) -> FormRow:
    """Sums where every criterion has its points; else the total on record."""
    cells = {"number": Entry("合计"), "max_score": Entry(_sum(rows, "max_score"))}
    for name, record in recorded.items():
        cells[name] = Entry(_sum(rows, name) or (plain(record.score) if record else ""))
    return FormRow("", cells, sums=True)


def _sum(rows: Sequence[FormRow], name: str) -> str:
    amounts = list(_amounts(rows, name))
    return "" if len(amounts) < len(rows) else plain(sum(amounts, Decimal(0)))


def _amounts(rows: Sequence[FormRow], name: str) -> Iterator[Decimal]:
    return (Decimal(row.cells[name].text) for row in rows if row.cells[name].text)


SCORE_CHECK = RowSource("score_check", lambda _: _COLUMNS, _rows, lambda _: (("criterion",), ("indicator", "text")))
