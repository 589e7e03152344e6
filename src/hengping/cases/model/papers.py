"""Working papers: their index, what they found unit by unit, what units say, statements of facts."""

from __future__ import annotations

import datetime

from hengping.cases.model.fields import Identifier, Identifiers, Labelled, Part, field

_Date = datetime.date | None


class WorkingPaperRow(Part):
    """An entry of the index of working papers."""

    index: Identifier = field("索引号")
    title: str = field("底稿名称")
    kind: str = field("类型", "计算、抽查、满意度、问题建议、调研总结、取证", default="")
    indicators: Identifiers = field("对应指标", default=())
    prepared_by: str = field("编制人", default="")
    prepared_on: _Date = field("编制日期", default=None)
    reviewed_by: str = field("复核人", default="")
    reviewed_on: _Date = field("复核日期", default=None)
    pages: str = field("页数", default="")
    note: str = field("备注", default="")


class PaperRow(Part):
    """What a paper found at one assessed unit about one criterion in one year."""

    id: Identifier = field("编号")
    paper: str = field("索引号", "底稿目录中的索引号", default="")
    unit: str = field("考核对象", "部门、单位或调查对象")
    criterion: str = field("要点编号", default="")
    year: str = field("年度", default="")
    value: str = field("结果", "是、否、1、0 或数值", default="")
    problem: str = field("存在问题", default="")
    cause: str = field("原因分析", default="")


class ViewKind(Labelled):
    """Which sheet of what units say a row belongs to."""

    PROBLEMS_AND_SUGGESTIONS = "problems_and_suggestions", "问题建议"
    SURVEY_SUMMARY = "survey_summary", "调研总结"


class ViewRow(Part):
    """What one unit says: practice, difficulty and advice; or necessity, effect and organisation."""

    id: Identifier = field("编号")
    kind: ViewKind = field("类别")
    party: str = field("单位")
    practice: str = field("经验做法", default="")
    difficulty: str = field("问题和困难", default="")
    suggestion: str = field("有关建议", default="")
    necessity: str = field("对必要性的看法", default="")
    effect: str = field("对实施效果的评价", default="")
    organisation: str = field("对组织实施的建议", default="")
    other: str = field("其他", default="")


class FactConfirmation(Part):
    """A statement of facts that the evaluated party confirms (取证单)."""

    id: Identifier = field("编号")
    matter: str = field("事项")
    fact: str = field("事实描述", default="")
    amount: str = field("金额", default="")
    evidence: Identifiers = field("证据编号", default=())
    criteria: Identifiers = field("要点编号", default=())
    party: str = field("被取证单位", default="")
    taken_by: str = field("取证人", default="")
    taken_on: _Date = field("取证日期", default=None)
    party_opinion: str = field("单位意见", default="")
    confirmed_by: str = field("确认人", default="")
    confirmed_on: _Date = field("确认日期", default=None)
