"""Who looked at the work and what came of it: consultation, opinions, three-level review, experts, ink and seals."""

from __future__ import annotations

import datetime

from hengping.cases.model.fields import Identifier, Identifiers, Labelled, OptionalNumber, Part, field

_Date = datetime.date | None


class OpinionDecision(Labelled):
    """What became of an opinion."""

    ADOPTED = "adopted", "采纳"
    PARTLY_ADOPTED = "partly_adopted", "部分采纳"
    NOT_ADOPTED = "not_adopted", "不采纳"
    NO_OPINION = "no_opinion", "无意见"
    DEEMED_NO_OBJECTION = "deemed_no_objection", "视同无异议"


class Consultation(Part):
    """The letter that asks one evaluated party for its opinion on the draft, and its reply."""

    id: Identifier = field("编号")
    party: str = field("致送单位")
    number: str = field("文号", default="")
    sent_on: _Date = field("发出日期", default=None)
    due: _Date = field("反馈截止日", default=None)
    contact: str = field("联系人", default="")
    reply_number: str = field("来函文号", default="")
    replied_on: _Date = field("来函日期", default=None)
    result: str = field("反馈结果", "有意见、无意见、逾期未反馈", default="")
    evidence: Identifiers = field("证据编号", default=())


class OpinionRow(Part):
    """An opinion of an evaluated party on the consultation draft."""

    id: Identifier = field("编号")
    party: str = field("单位")
    letter_number: str = field("来函文号", default="")
    place: str = field("位置", "章节、页、指标或要点", default="")
    criteria: Identifiers = field("要点编号", default=())
    original: str = field("原文", default="")
    opinion: str = field("单位意见", default="")
    reason: str = field("单位理由", default="")
    proof: str = field("佐证", "名称及页码", default="")
    evidence: Identifiers = field("证据编号", default=())
    verification: str = field("核实情况", default="")
    decision: OpinionDecision | None = field("采纳情况", default=None)
    why: str = field("理由", default="")
    score_before: OptionalNumber = field("原得分", default=None)
    score_after: OptionalNumber = field("调整后得分", default=None)
    changed_place: str = field("报告修改处", default="")
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
    point: str = field("复核要点", default="")
    remark: str = field("复核意见", default="")
    importance: str = field("重要性", "重要、一般", default="")
    reply: str = field("答复", default="")
    cleared: bool = field("销号", default=False)
    conclusion: str = field("结论", "通过、退回", default="")
    content_hash: str = field("内容哈希值", default="")


class Expert(Part):
    """An expert who reviews the plan or accepts the report."""

    id: Identifier = field("编号")
    name: str = field("姓名")
    organisation: str = field("单位", default="")
    title: str = field("职称", default="")
    specialty: str = field("专业", default="")
    recusal: str = field("回避声明", "无应回避情形；或说明", default="")
    head: bool = field("组长", default=False)
    note: str = field("备注", default="")


class ExpertReview(Part):
    """What one expert gives on one point of review; without a point, the overall opinion and conclusion."""

    id: Identifier = field("编号")
    deliverable: str = field("成果", "方案、初稿、终稿", default="")
    expert: str = field("专家")
    point: str = field("评审要点", default="")
    max_score: OptionalNumber = field("分值", default=None)
    score: OptionalNumber = field("评分", default=None)
    opinion: str = field("意见", default="")
    conclusion: str = field("结论", "通过、修改后通过、不通过", default="")
    on: _Date = field("日期", default=None)


class ExpertComment(Part):
    """An expert's comment at plan review or acceptance."""

    id: Identifier = field("编号")
    deliverable: str = field("成果", default="")
    expert: str = field("专家", default="")
    comment: str = field("意见", default="")
    criteria: Identifiers = field("要点编号", default=())
    adopted: str = field("采纳情况", "采纳、部分采纳、不采纳", default="")
    why: str = field("理由", default="")
    score_before: OptionalNumber = field("原得分", default=None)
    score_after: OptionalNumber = field("调整后得分", default=None)
    evidence: Identifiers = field("证据编号", default=())
    change: str = field("修改内容", default="")
    page: str = field("页码", default="")
    on: _Date = field("日期", default=None)


class SignOffRow(Part):
    """Ink or seal on a printed form."""

    id: Identifier = field("编号")
    form: str = field("表单")
    instance: str = field("份", "同一表单的哪一份，如单位、踏勘或通知的编号", default="")
    version: str = field("版本", default="")
    short_code: str = field("短码", default="")
    role: str = field("角色", default="")
    name: str = field("姓名", default="")
    kind: str = field("方式", "手签、签章、电子", default="")
    on: _Date = field("日期", default=None)
    scan: str = field("扫描件", "相对于评价文件夹的路径", default="")
    sha256: str = field("哈希值", default="")
    note: str = field("备注", default="")
