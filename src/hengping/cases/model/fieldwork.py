"""fieldwork/: the frame of places and money, the visits, interviews and call-backs, the summary of questionnaires."""

from __future__ import annotations

import datetime

from hengping.cases.model.fields import Identifier, Identifiers, OptionalNumber, Part, field

_Date = datetime.date | None


class FrameRow(Part):
    """A unit that may be visited, with the money it answers for. Empty money means: not attributed to the unit."""

    id: Identifier = field("编号")
    name: str = field("单位名称")
    kind: str = field("类别", default="")
    payer: str = field("资金单位", "资金表中的归属", default="")
    city: str = field("地区", default="")
    address: str = field("地址", default="")
    money: OptionalNumber = field("资金", "按金额单位", default=None)
    must: bool = field("必查", default=False)
    note: str = field("备注", default="")


class Visit(Part):
    """A visit planned and made."""

    id: Identifier = field("编号")
    unit: Identifier = field("单位编号", "抽样框中的编号")
    planned_on: _Date = field("计划日期", default=None)
    visited_on: _Date = field("踏勘日期", default=None)
    reason: str = field("选取理由", default="")
    lead: str = field("带队人", default="")
    members: str = field("成员", default="")
    mode: str = field("方式", "现场、非现场", default="")
    alternate: str = field("备选", "不能前往时的替代单位", default="")
    money_covered: OptionalNumber = field("踏勘资金", default=None)
    name_as_filed: str = field("原表单位名称", "原踏勘表名称与抽样框不一致时填写", default="")
    address_as_filed: str = field("原表地址", "原踏勘表地址与抽样框不一致时填写", default="")
    note: str = field("备注", default="")


class SamplingRule(Part):
    """fieldwork/sampling.yaml: the bounds the choice of visits must keep, and what the frame states of itself."""

    places_minimum: OptionalNumber = field("地点占比下限（%）", default=None)
    money_minimum: OptionalNumber = field("资金占比下限（%）", default=None)
    places: tuple[str, ...] = field("涉及地区", default=())
    places_stated: str = field("涉及地区数（原文）", "与列出的地区数不一致时两者都打印", default="")
    places_visited: tuple[str, ...] = field("踏勘地区", default=())
    note: str = field("说明", default="")


class Callback(Part):
    """A telephone call-back."""

    id: Identifier = field("编号")
    sample: str = field("抽样编号", default="")
    name: str = field("姓名", "掩码，如 张**", default="")
    phone: str = field("电话", "掩码，如 139****0000", default="")
    on: _Date = field("拨打日期", default=None)
    time: str = field("拨打时间", default="")
    attempts: OptionalNumber = field("次数", default=None)
    result: str = field("结果", "接通、拒访、空号", default="")
    question: str = field("问题", default="")
    answer: str = field("回答", default="")
    paid_on_time: str = field("是否按月足额到账", "是、否、不清楚", default="")
    anomaly: str = field("异常", default="")
    recording: str = field("录音编号", default="")
    by: str = field("回访人", default="")
    reviewed_by: str = field("复核人", default="")


class InterviewOutline(Part):
    """Questions put to one tier of people."""

    id: Identifier = field("编号")
    tier: str = field("访谈对象")
    channel: str = field("方式", "访谈、问卷", default="")
    questions: tuple[str, ...] = field("提纲", default=())


class Interviews(Part):
    """fieldwork/interviews.yaml."""

    outlines: tuple[InterviewOutline, ...] = field("访谈提纲", default=())


class SurveySummary(Part):
    """What came back from one group of respondents; the satisfaction itself is a fact."""

    id: Identifier = field("编号")
    tier: str = field("调查对象")
    channel: str = field("渠道", default="")
    sampling: str = field("抽样方法", default="")
    planned: OptionalNumber = field("计划量", default=None)
    sent: OptionalNumber = field("发放数", default=None)
    returned: OptionalNumber = field("回收数", default=None)
    valid: OptionalNumber = field("有效数", default=None)
    invalid_reason: str = field("无效原因", default="")
    satisfaction_fact: str = field("满意度事实", "满意度的事实编号", default="")
    facts: Identifiers = field("其他事实", default=())
    note: str = field("备注", default="")
