"""The whole case, and walks over its indicator tree."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from hengping.cases.model.facts import Evidence, Fact
from hengping.cases.model.field_records import (
    Attendance,
    InterviewAnswer,
    InterviewRecord,
    Meeting,
    SurveyQuestion,
    VisitCheck,
    VisitRecord,
)
from hengping.cases.model.fields import Part
from hengping.cases.model.fieldwork import Callback, FrameRow, Interviews, SamplingRule, SurveySummary, Visit
from hengping.cases.model.filings import ColumnMappings, DataForms, FormEntry, MoneyRow
from hengping.cases.model.findings import Findings
from hengping.cases.model.follow_up import ArchiveItem, MonitoringRow, RectificationNotice, RectificationRow
from hengping.cases.model.goals import GoalRow
from hengping.cases.model.identity import CaseIdentity
from hengping.cases.model.indicators import Criterion, Indicator, IndicatorSystem, Judgement
from hengping.cases.model.papers import FactConfirmation, PaperRow, ViewRow, WorkingPaperRow
from hengping.cases.model.process import CommitmentRow, HandoverRow, PartyRow, RequestRow, ScoreRecord, Waiver
from hengping.cases.model.review import (
    Consultation,
    Expert,
    ExpertComment,
    ExpertReview,
    OpinionRow,
    ReviewRow,
    SignOffRow,
)
from hengping.reference.profile import Profile


class Case(Part):
    """One evaluation. Every part but the identity and the indicator system may be empty."""

    identity: CaseIdentity
    indicators: IndicatorSystem
    profile: Profile | None = None
    parties: tuple[PartyRow, ...] = ()
    facts: tuple[Fact, ...] = ()
    goals: tuple[GoalRow, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    scores: tuple[ScoreRecord, ...] = ()
    findings: Findings = Findings()
    evidence: tuple[Evidence, ...] = ()
    requests: tuple[RequestRow, ...] = ()
    handovers: tuple[HandoverRow, ...] = ()
    commitments: tuple[CommitmentRow, ...] = ()
    working_papers: tuple[WorkingPaperRow, ...] = ()
    opinions: tuple[OpinionRow, ...] = ()
    reviews: tuple[ReviewRow, ...] = ()
    expert_comments: tuple[ExpertComment, ...] = ()
    sign_offs: tuple[SignOffRow, ...] = ()
    monitoring: tuple[MonitoringRow, ...] = ()
    rectification: tuple[RectificationRow, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    frame: tuple[FrameRow, ...] = ()
    visits: tuple[Visit, ...] = ()
    sampling: SamplingRule = SamplingRule()
    callbacks: tuple[Callback, ...] = ()
    interviews: Interviews = Interviews()
    surveys: tuple[SurveySummary, ...] = ()
    money: tuple[MoneyRow, ...] = ()
    form_entries: tuple[FormEntry, ...] = ()
    data_forms: DataForms = DataForms()
    column_mappings: ColumnMappings = ColumnMappings()
    paper_rows: tuple[PaperRow, ...] = ()
    views: tuple[ViewRow, ...] = ()
    fact_confirmations: tuple[FactConfirmation, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    experts: tuple[Expert, ...] = ()
    expert_reviews: tuple[ExpertReview, ...] = ()
    rectification_notices: tuple[RectificationNotice, ...] = ()
    archive_items: tuple[ArchiveItem, ...] = ()
    visit_records: tuple[VisitRecord, ...] = ()
    visit_checks: tuple[VisitCheck, ...] = ()
    interview_records: tuple[InterviewRecord, ...] = ()
    interview_answers: tuple[InterviewAnswer, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    survey_questions: tuple[SurveyQuestion, ...] = ()
    texts: dict[str, str] = Field(default={})


def walk(indicators: tuple[Indicator, ...], *, level: int = 1) -> Iterator[tuple[int, Indicator]]:
    """Every node of the tree with its level, parents before children, in order of filing."""
    for indicator in indicators:
        yield level, indicator
        yield from walk(indicator.children, level=level + 1)


def leaves(indicators: tuple[Indicator, ...]) -> Iterator[Indicator]:
    """The nodes at which points are given."""
    return (indicator for _, indicator in walk(indicators) if not indicator.children)


def criteria_of(leaf: Indicator) -> tuple[Criterion, ...]:
    """The criteria of a leaf; a leaf without any is its own one, under its own code.

    Its max score is then the leaf's weight as filed; scoring replaces it by the absolute weight.
    """
    if leaf.criteria:
        return leaf.criteria
    return (
        Criterion(
            id=leaf.code,
            text=leaf.explanation or leaf.name,
            max_score=leaf.weight,
            rule=leaf.rule,
            parameters=leaf.parameters,
            target=leaf.target,
            actual=leaf.actual,
            actual_by_unit=leaf.actual_by_unit,
            evidence=leaf.evidence,
            evidence_required=leaf.evidence_required,
            finding=leaf.finding,
            deduction_reason=leaf.deduction_reason,
            outcome=leaf.outcome,
            override=leaf.override,
            marks=leaf.marks,
        ),
    )
