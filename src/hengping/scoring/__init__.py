"""Scoring: rules that turn value, target and weight into points, and the tree that adds them up."""

from hengping.scoring.applied import AppliedRule
from hengping.scoring.case_score import profile_of, score_case
from hengping.scoring.document import ScoreDocument, score_document
from hengping.scoring.result import CaseScore, CriterionScore, IndicatorScore, ScoreStatus, VetoResult
from hengping.scoring.what_if import what_if

__all__ = [
    "AppliedRule",
    "CaseScore",
    "CriterionScore",
    "IndicatorScore",
    "ScoreDocument",
    "ScoreStatus",
    "VetoResult",
    "profile_of",
    "score_case",
    "score_document",
    "what_if",
]
