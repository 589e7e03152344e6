"""The record of the work: parties, scores by stage, documents asked for and handed over, findings waived."""

from __future__ import annotations

import datetime

from hengping.cases.model.fields import Identifier, Identifiers, Labelled, Number, Part, field

_Date = datetime.date | None


class PartyRole(Labelled):
    """The part a body plays in the evaluation."""

    COMMISSIONING_PARTY = "commissioning_party", "委托方"
    SUPERVISING_DEPARTMENT = "supervising_department", "主管部门"
    IMPLEMENTING_UNIT = "implementing_unit", "项目单位"
    INSURANCE_AGENCY = "insurance_agency", "经办机构"
    COLLECTION_AGENCY = "collection_agency", "征收机构"
    LINE_DIVISION = "line_division", "财政业务处室"
    SPECIAL_ACCOUNT = "special_account", "财政专户"
    LOWER_LEVEL = "lower_level", "下级"
    THIRD_PARTY_AGENCY = "third_party_agency", "第三方机构"
    EVALUATOR = "evaluator", "评价机构"
    EXPERT = "expert", "专家"


class PartyRow(Part):
    """A body or person with a part in the evaluation."""

    id: Identifier = field("编号")
    name: str = field("名称")
    role: PartyRole = field("角色")
    code: str = field("单位编码", default="")
    liaison: str = field("联络员", default="")
    phone: str = field("电话", default="")
    seal_name: str = field("印章名称", default="")
    note: str = field("备注", default="")


class ScoreStage(Labelled):
    """The moment at which a score stood."""

    SELF = "self", "自评"
    PRELIMINARY = "preliminary", "初评"
    REVIEWED = "reviewed", "复核后"
    OPINION = "opinion", "意见后"
    FINAL = "final", "专家后"


class ScoreRecord(Part):
    """A score as it stood at a stage, with the reason and author of its change. Code `TOTAL` is the total."""

    id: Identifier = field("记录编号")
    code: str = field("指标代码或要点编号", "总分填 TOTAL")
    stage: ScoreStage = field("阶段")
    score: Number = field("得分")
    reason: str = field("变动理由", default="")
    by: str = field("记录人", default="")
    on: _Date = field("日期", default=None)
    evidence: Identifiers = field("证据编号", default=())


class RequestRow(Part):
    """An item of the document request (资料清单)."""

    id: Identifier = field("编号")
    category: str = field("类别", default="")
    title: str = field("资料名称")
    period: str = field("期间", default="")
    requirement: str = field("要求", "原件、复印盖章、电子", default="")
    indicators: Identifiers = field("对应指标", default=())
    party: str = field("提供单位", default="")
    person: str = field("责任人", default="")
    due: _Date = field("截止日", default=None)
    stage: str = field("阶段", "方案、预调研、调研、补充", default="")
    mandatory: bool = field("必交", default=True)
    state: str = field("状态", "缺失、已收、已通过、已驳回", default="")
    note: str = field("备注", default="")


class HandoverRow(Part):
    """An item handed over and signed for (资料交接单)."""

    id: Identifier = field("编号")
    title: str = field("资料名称")
    evidence: Identifiers = field("证据编号", default=())
    copies: str = field("份数/页数", default="")
    form: str = field("形式", default="")
    secrecy: str = field("密级", default="")
    handed_by: str = field("移交人", default="")
    received_by: str = field("接收人", default="")
    on: _Date = field("日期", default=None)
    returned_on: _Date = field("归还日期", default=None)
    note: str = field("备注", default="")


class CommitmentRow(Part):
    """A commitment letter (承诺函) by an evaluated party."""

    id: Identifier = field("编号")
    party: str = field("单位")
    text: str = field("承诺内容", default="")
    signed_by: str = field("负责人", default="")
    on: _Date = field("日期", default=None)
    evidence: Identifiers = field("证据编号", default=())


class Waiver(Part):
    """A finding of the checks that somebody accepts, with the reason."""

    id: Identifier = field("编号")
    check: str = field("检查代码", "如 HP103")
    place: str = field("位置", "空则对该检查的全部结果有效", default="")
    reason: str = field("理由")
    by: str = field("决定人", default="")
    on: _Date = field("日期", default=None)
