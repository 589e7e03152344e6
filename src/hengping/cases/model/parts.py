"""Which part lives in which file and on which sheet: the one list that every store goes by.

`texts` (text/*.md, Markdown by chapter) is the only part that is neither a table nor a document.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel

from hengping.cases.model import facts, fieldwork, findings, goals, identity, indicators, process
from hengping.reference.profile import Profile


@dataclass(frozen=True)
class PartSpec:
    """One part: attribute of Case, file in a folder, sheet title in a workbook, model of a row or of the document."""

    attribute: str
    file: str
    sheet: str
    model: type[BaseModel]
    kind: Literal["table", "document"]
    required: bool = False


PARTS: tuple[PartSpec, ...] = (
    PartSpec("identity", "case.yaml", "基本信息", identity.CaseIdentity, "document", required=True),
    PartSpec("indicators", "indicators.yaml", "指标体系", indicators.IndicatorSystem, "document", required=True),
    PartSpec("profile", "profile.yaml", "评价规程", Profile, "document"),
    PartSpec("parties", "parties.csv", "相关单位", process.PartyRow, "table"),
    PartSpec("facts", "facts.csv", "事实", facts.Fact, "table"),
    PartSpec("goals", "goals.csv", "绩效目标", goals.GoalRow, "table"),
    PartSpec("judgements", "judgements.csv", "定性评判", indicators.Judgement, "table"),
    PartSpec("scores", "scores.csv", "得分记录", process.ScoreRecord, "table"),
    PartSpec("findings", "findings.yaml", "评价发现", findings.Findings, "document"),
    PartSpec("evidence", "evidence.csv", "证据清单", facts.Evidence, "table"),
    PartSpec("requests", "requests.csv", "资料清单", process.RequestRow, "table"),
    PartSpec("handovers", "handovers.csv", "资料交接", process.HandoverRow, "table"),
    PartSpec("commitments", "commitments.csv", "承诺函", process.CommitmentRow, "table"),
    PartSpec("working_papers", "working_papers.csv", "底稿目录", process.WorkingPaperRow, "table"),
    PartSpec("opinions", "opinions.csv", "意见反馈", process.OpinionRow, "table"),
    PartSpec("reviews", "reviews.csv", "三级复核", process.ReviewRow, "table"),
    PartSpec("expert_comments", "expert_comments.csv", "专家意见", process.ExpertComment, "table"),
    PartSpec("sign_offs", "sign_offs.csv", "签署", process.SignOffRow, "table"),
    PartSpec("monitoring", "monitoring.csv", "绩效监控", process.MonitoringRow, "table"),
    PartSpec("rectification", "rectification.csv", "整改台账", process.RectificationRow, "table"),
    PartSpec("waivers", "waivers.csv", "检查豁免", process.Waiver, "table"),
    PartSpec("frame", "fieldwork/frame.csv", "抽样框", fieldwork.FrameRow, "table"),
    PartSpec("visits", "fieldwork/visits.csv", "踏勘", fieldwork.Visit, "table"),
    PartSpec("sampling", "fieldwork/sampling.yaml", "抽样要求", fieldwork.SamplingRule, "document"),
    PartSpec("callbacks", "fieldwork/callbacks.csv", "电话回访", fieldwork.Callback, "table"),
    PartSpec("interviews", "fieldwork/interviews.yaml", "访谈提纲", fieldwork.Interviews, "document"),
    PartSpec("surveys", "fieldwork/surveys.csv", "问卷汇总", fieldwork.SurveySummary, "table"),
)
