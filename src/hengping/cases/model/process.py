"""The record of the work: parties, requests, papers, scores by stage, opinions, reviews, signatures, follow-up."""

from __future__ import annotations

import datetime

from hengping.cases.model.fields import Identifier, Identifiers, Labelled, Number, OptionalNumber, Part, field

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
    due: _Date = field("截止日", default=None)
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
    note: str = field("备注", default="")


class OpinionDecision(Labelled):
    """What became of an opinion."""

    ADOPTED = "adopted", "采纳"
    PARTLY_ADOPTED = "partly_adopted", "部分采纳"
    NOT_ADOPTED = "not_adopted", "不采纳"
    NO_OPINION = "no_opinion", "无意见"
    DEEMED_NO_OBJECTION = "deemed_no_objection", "视同无异议"


class OpinionRow(Part):
    """An opinion of an evaluated party on the consultation draft."""

    id: Identifier = field("编号")
    party: str = field("单位")
    letter_number: str = field("来函文号", default="")
    place: str = field("位置", "章节、页、指标或要点", default="")
    criteria: Identifiers = field("要点编号", default=())
    original: str = field("原文", default="")
    opinion: str = field("单位意见", default="")
    proof: str = field("佐证", default="")
    verification: str = field("核实情况", default="")
    decision: OpinionDecision | None = field("采纳情况", default=None)
    why: str = field("理由", default="")
    score_before: OptionalNumber = field("原得分", default=None)
    score_after: OptionalNumber = field("调整后得分", default=None)
    by: str = field("经办人", default="")
    on: _Date = field("日期", default=None)


class ReviewRow(Part):
    """A review of one level over one deliverable; the signature covers the content hash."""

    id: Identifier = field("编号")
    deliverable: str = field("成果", "方案、初稿、终稿")
    level: str = field("级次", "一级、二级、三级")
    reviewer: str = field("复核人", default="")
    on: _Date = field("日期", default=None)
    place: str = field("位置", default="")
    remark: str = field("复核意见", default="")
    reply: str = field("答复", default="")
    cleared: bool = field("销号", default=False)
    conclusion: str = field("结论", "通过、退回", default="")
    content_hash: str = field("内容哈希值", default="")


class ExpertComment(Part):
    """An expert's comment at plan review or acceptance."""

    id: Identifier = field("编号")
    deliverable: str = field("成果", default="")
    expert: str = field("专家", default="")
    comment: str = field("意见", default="")
    criteria: Identifiers = field("要点编号", default=())
    adopted: str = field("采纳情况", default="")
    change: str = field("修改内容", default="")
    page: str = field("页码", default="")
    on: _Date = field("日期", default=None)


class SignOffRow(Part):
    """Ink or seal on a printed form."""

    id: Identifier = field("编号")
    form: str = field("表单")
    version: str = field("版本", default="")
    short_code: str = field("短码", default="")
    role: str = field("角色", default="")
    name: str = field("姓名", default="")
    kind: str = field("方式", "手签、签章、电子", default="")
    on: _Date = field("日期", default=None)
    scan: str = field("扫描件", default="")


class MonitoringRow(Part):
    """The state of one indicator at one monitoring round."""

    id: Identifier = field("编号")
    round: str = field("监控节点", "如 2021-05")
    indicator: str = field("指标", default="")
    to_date: str = field("截至完成值", default="")
    expected: str = field("全年预计", default="")
    cause: str = field("偏差原因", default="")
    likelihood: str = field("完成可能性", "确定能、有可能、完全不可能", default="")
    measure: str = field("拟采取措施", default="")


class RectificationRow(Part):
    """An item of the rectification ledger."""

    id: Identifier = field("编号")
    notice: str = field("整改通知文号", default="")
    problem: str = field("问题编号", default="")
    item: str = field("整改事项")
    measure: str = field("整改措施", default="")
    owner: str = field("责任单位", default="")
    due: _Date = field("时限", default=None)
    progress: str = field("进展", default="")
    proof: Identifiers = field("佐证", default=())
    recheck: str = field("复查结论", default="")
    closed_on: _Date = field("销号日期", default=None)
    repeat: bool = field("屡查屡犯", default=False)


class Waiver(Part):
    """A finding of the checks that somebody accepts, with the reason."""

    id: Identifier = field("编号")
    check: str = field("检查代码", "如 HP103")
    place: str = field("位置", "空则对该检查的全部结果有效", default="")
    reason: str = field("理由")
    by: str = field("决定人", default="")
    on: _Date = field("日期", default=None)
