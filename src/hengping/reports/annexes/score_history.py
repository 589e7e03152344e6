"""附件：得分变动情况表, the scores as they stood at each stage, and why they moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hengping.cases.model.process import ScoreRecord, ScoreStage
from hengping.rendering.document import Align, Annex, Inline, Table, Text, cell
from hengping.reports.figures import UNKNOWN, filed_figure, total_figure, weight_figure
from hengping.reports.tables import CellContent, simple_table
from hengping.reports.writing import Writing, joined
from hengping.scoring.result import CriterionScore, IndicatorScore
from hengping.scoring.score_history import TOTAL, explanations, recorded_stages, score_history, standing_before

KEY = "annex:score_history"
_TITLE = "得分变动情况表"
_Records = Mapping[ScoreStage, ScoreRecord]


def score_history_annex(writing: Writing) -> Annex | None:
    """The annex; None where scores are on record at fewer than two stages."""
    table = history_table(writing)
    return None if table is None else Annex(_TITLE, (table,), landscape=True, key=KEY)


def history_table(writing: Writing) -> Table | None:
    """Indicators with their score at each stage, criteria where theirs moved, the total; and the reasons."""
    case = writing.material.case
    stages = recorded_stages(case)
    if len(stages) < 2:
        return None
    history = score_history(case)
    columns: list[tuple[str, float, Align]] = [("编号", 1.6, "center"), ("指标（评分要点）", 5.4, "left")]
    columns += [("分值", 1.6, "center"), *((stage.label, 1.8, "center") for stage in stages)]
    columns.append(("变动理由", 7, "left"))
    rows: list[list[CellContent]] = [
        [code, name, weight, *_scores(writing, history[code], stages), _reasons(writing, code, history[code])]
        for code, name, weight in _lines(writing, history)
    ]
    if TOTAL in history:
        full = total_figure(writing.material, "full_marks")
        scores = _scores(writing, history[TOTAL], stages)
        rows.append([cell("合计", colspan=2, bold=True), full, *scores, _reasons(writing, TOTAL, history[TOTAL])])
    return simple_table(_TITLE, columns, rows, key="table:score_history", dense=True)


def _lines(writing: Writing, history: Mapping[str, _Records]) -> Iterator[tuple[str, str, Inline]]:
    """Code, name and full marks of each row."""
    material = writing.material
    for node in material.score.walk():
        filed = node.indicator
        if filed.code in history:
            yield filed.code, filed.name, weight_figure(material, node)
        for criterion in _moved(node, history):
            yield criterion.criterion.id, criterion.criterion.text, weight_figure(material, criterion)


def _moved(node: IndicatorScore, history: Mapping[str, _Records]) -> list[CriterionScore]:
    """Criteria of a leaf whose scores differ between stages; the leaf's own row speaks for a leaf without any."""
    return [
        each
        for each in node.criteria
        if each.criterion.id != node.indicator.code
        and len({record.score for record in history.get(each.criterion.id, {}).values()}) > 1
    ]


def _scores(writing: Writing, records: _Records, stages: tuple[ScoreStage, ...]) -> list[CellContent]:
    places = writing.material.profile.rounding.places
    return [
        filed_figure(f"scores:{records[stage].id}", records[stage].score, places) if stage in records else UNKNOWN
        for stage in stages
    ]


def _reasons(writing: Writing, code: str, records: _Records) -> tuple[Inline, ...]:
    """Why the score moved at each stage, as on record; else what names the criterion."""
    told: list[tuple[Inline, ...]] = []
    for stage, record in records.items():
        earlier = standing_before(records, stage)
        if earlier is None or earlier.score == record.score:
            continue
        found = "；".join(explanations(writing.material.case, code, earlier.stage, stage))
        reason = writing.sentence(record.reason.strip() or found, where=f"scores.csv {record.id}")
        if reason:
            told.append((Text(f"{stage.label}："), *reason))
    return joined(told, "；")
