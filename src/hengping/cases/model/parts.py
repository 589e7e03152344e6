"""Which part lives in which file and on which sheet: the one list that every store goes by.

`texts` (text/*.md, Markdown by chapter) is the only part that is neither a table nor a document.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel

from hengping.cases.model import (
    facts,
    field_records,
    fieldwork,
    filings,
    findings,
    follow_up,
    goals,
    identity,
    indicators,
    papers,
    process,
    review,
)
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
    PartSpec("working_papers", "working_papers.csv", "底稿目录", papers.WorkingPaperRow, "table"),
    PartSpec("opinions", "opinions.csv", "意见反馈", review.OpinionRow, "table"),
    PartSpec("reviews", "reviews.csv", "三级复核", review.ReviewRow, "table"),
    PartSpec("expert_comments", "expert_comments.csv", "专家意见", review.ExpertComment, "table"),
    PartSpec("sign_offs", "sign_offs.csv", "签署", review.SignOffRow, "table"),
    PartSpec("monitoring", "monitoring.csv", "绩效监控", follow_up.MonitoringRow, "table"),
    PartSpec("rectification", "rectification.csv", "整改台账", follow_up.RectificationRow, "table"),
    PartSpec("money", "money.csv", "资金构成", filings.MoneyRow, "table"),
    PartSpec("form_entries", "form_entries.csv", "表单填报项", filings.FormEntry, "table"),
    PartSpec("data_forms", "data_forms.yaml", "基础数据表", filings.DataForms, "document"),
    PartSpec("column_mappings", "column_mappings.yaml", "列对应关系", filings.ColumnMappings, "document"),
    PartSpec("paper_rows", "paper_rows.csv", "底稿明细", papers.PaperRow, "table"),
    PartSpec("views", "views.csv", "单位意见建议", papers.ViewRow, "table"),
    PartSpec("fact_confirmations", "fact_confirmations.csv", "取证单", papers.FactConfirmation, "table"),
    PartSpec("consultations", "consultations.csv", "征求意见", review.Consultation, "table"),
    PartSpec("experts", "experts.csv", "专家", review.Expert, "table"),
    PartSpec("expert_reviews", "expert_reviews.csv", "专家评审", review.ExpertReview, "table"),
    PartSpec("rectification_notices", "rectification_notices.csv", "整改通知", follow_up.RectificationNotice, "table"),
    PartSpec("archive_items", "archive_items.csv", "卷内目录", follow_up.ArchiveItem, "table"),
    PartSpec("waivers", "waivers.csv", "检查豁免", process.Waiver, "table"),
    PartSpec("frame", "fieldwork/frame.csv", "抽样框", fieldwork.FrameRow, "table"),
    PartSpec("visits", "fieldwork/visits.csv", "踏勘", fieldwork.Visit, "table"),
    PartSpec("sampling", "fieldwork/sampling.yaml", "抽样要求", fieldwork.SamplingRule, "document"),
    PartSpec("callbacks", "fieldwork/callbacks.csv", "电话回访", fieldwork.Callback, "table"),
    PartSpec("interviews", "fieldwork/interviews.yaml", "访谈提纲", fieldwork.Interviews, "document"),
    PartSpec("surveys", "fieldwork/surveys.csv", "问卷汇总", fieldwork.SurveySummary, "table"),
    PartSpec("visit_records", "fieldwork/visit_records.csv", "踏勘记录", field_records.VisitRecord, "table"),
    PartSpec("visit_checks", "fieldwork/visit_checks.csv", "踏勘核查", field_records.VisitCheck, "table"),
    PartSpec(
        "interview_records", "fieldwork/interview_records.csv", "访谈记录", field_records.InterviewRecord, "table"
    ),
    PartSpec(
        "interview_answers", "fieldwork/interview_answers.csv", "访谈问答", field_records.InterviewAnswer, "table"
    ),
    PartSpec("meetings", "fieldwork/meetings.csv", "座谈会", field_records.Meeting, "table"),
    PartSpec("attendance", "fieldwork/attendance.csv", "座谈签到", field_records.Attendance, "table"),
    PartSpec(
        "survey_questions", "fieldwork/survey_questions.csv", "问卷题目统计", field_records.SurveyQuestion, "table"
    ),
)
