"""Scores as they stood at each stage: `stage.self` 自评, `stage.preliminary` 初评 …; `stage.reason` why they moved."""

from __future__ import annotations

from hengping.cases.model.process import ScoreRecord, ScoreStage
from hengping.cases.parts_text import number_written
from hengping.forms.entry import Entry, Place
from hengping.forms.filling import Filling, entry_of

STAGES = {f"stage.{stage.value}": f"{stage.label}得分" for stage in ScoreStage} | {"stage.reason": "各阶段变动理由"}


def stage_entry(filling: Filling, code: str, stage: ScoreStage) -> Entry:
    """The score of a criterion or leaf at a stage; where there is none, a place for one."""
    record = _record(filling, code, stage)
    if record is not None:
        return entry_of("scores", record, "score")
    return Entry("", Place("scores", f"{code}/{stage.label}", "score", (("code", code), ("stage", stage.value))))


def stage_text(filling: Filling, code: str, stage: ScoreStage) -> str:
    """The score at a stage in print; empty where there is none."""
    record = _record(filling, code, stage)
    return "" if record is None else number_written(record.score)


def reasons(filling: Filling, code: str) -> str:
    """Why the score moved, stage by stage."""
    told = [row for stage in ScoreStage if (row := _record(filling, code, stage)) is not None and row.reason]
    return "\n".join(f"{row.stage.label}：{row.reason}" for row in told)


def _record(filling: Filling, code: str, stage: ScoreStage) -> ScoreRecord | None:
    """The last record of a stage: a score that was put right stands twice."""
    found = [row for row in filling.case.scores if row.code == code and row.stage is stage]
    return found[-1] if found else None
