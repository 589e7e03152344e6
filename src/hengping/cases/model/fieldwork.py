"""fieldwork/: the frame of places and money, the visits, interviews and call-backs, the summary of questionnaires."""

from __future__ import annotations

import datetime

from hengping.cases.model.fields import Identifier, Identifiers, Labelled, OptionalNumber, Part, field

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
    never: bool = field("不查", default=False)
    reason: str = field("必查或不查理由", default="")
    risk: OptionalNumber = field("风险分", "分数越高越应当去；量纲由案例自定，不填按 0 计", default=None)
    cost: OptionalNumber = field("踏勘费用", "按抽样要求中的费用单位，不填按缺省费用", default=None)
    days: OptionalNumber = field("所需工作日", "一个组在该单位的工作日，如 0.5", default=None)
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
    method: str = field("选取方法", "判断选取、费用最低、随机抽取等", default="")
    team: str = field("组别", default="")
    cancelled: bool = field("取消", default=False)
    replaces: str = field("替代单位", "本次踏勘替代的原定单位编号", default="")
    change_reason: str = field("变更理由", "改期、取消、替代的理由", default="")
    note: str = field("备注", default="")


class Counted(Labelled):
    """What a base of coverage counts."""

    CITIES = "cities", "地区"
    UNITS = "units", "单位"
    PAYERS = "payers", "资金单位"
    MONEY = "money", "资金"


class Unattributed(Labelled):
    """How money that is not attributed to single units counts in the coverage."""

    NOT_COVERED = "not_covered", "不计入踏勘资金"
    EXCLUDED = "excluded", "从资金总额中剔除"
    BY_SHARE = "by_share", "按踏勘单位比例计入"
    WHOLE = "whole", "踏勘任一单位即全额计入"


class CoverageBase(Part):
    """A base on which coverage is measured besides regions and money, with its own bound where there is one."""

    name: str = field("口径名称")
    counted: Counted = field("计数对象", "地区、单位、资金单位、资金", default=Counted.UNITS)
    kinds: tuple[str, ...] = field("限于类别", "留空为全部类别", default=())
    stated: str = field("总数（原文）", "数字或事实编号；与抽样框不一致时两者都列出", default="")
    minimum: OptionalNumber = field("占比下限（%）", default=None)


class MoneyPool(Part):
    """Money of a payer that is not attributed to its units."""

    payer: str = field("资金单位")
    money: str = field("未分到单位的资金", "数字或事实编号；只有一项时可留空，按资金总额倒算", default="")
    units_stated: str = field("单位总数（原文）", "数字或事实编号；留空为抽样框中的单位数", default="")


class Stratum(Part):
    """How many units of a kind must be visited at least."""

    kind: str = field("类别")
    minimum: OptionalNumber = field("最少家数", default=None)
    minimum_percent: OptionalNumber = field("占比下限（%）", default=None)


class CityTerms(Part):
    """What holds for the visits in one city."""

    city: str = field("地区")
    cap: OptionalNumber = field("最多家数", default=None)
    travel_cost: OptionalNumber = field("路途费用", "前往该地区的固定费用", default=None)
    travel_days: OptionalNumber = field("路途天数", "单程，按工作日", default=None)


class FieldTeam(Part):
    """A team that makes visits."""

    name: str = field("组别")
    lead: str = field("带队人", default="")
    members: str = field("成员", default="")


class SamplingRule(Part):
    """fieldwork/sampling.yaml: the bounds the choice of visits must keep, and what the frame states of itself."""

    places_minimum: OptionalNumber = field("地点占比下限（%）", default=None)
    money_minimum: OptionalNumber = field("资金占比下限（%）", default=None)
    places: tuple[str, ...] = field("涉及地区", default=())
    places_stated: str = field("涉及地区数（原文）", "与列出的地区数不一致时两者都打印", default="")
    places_visited: tuple[str, ...] = field("踏勘地区", default=())
    places_base: Counted = field("地点口径", "地点占比下限按地区、单位或资金单位计", default=Counted.CITIES)
    money_total: str = field("资金总额", "数字或事实编号；留空为支出执行数的事实", default="")
    unattributed: Unattributed = field("未分到单位的资金", default=Unattributed.NOT_COVERED)
    city_cap: OptionalNumber = field("每个地区最多家数", default=None)
    cost_per_visit: OptionalNumber = field("缺省踏勘费用", "单位没有填费用时用，并标明为假定", default=None)
    cost_unit: str = field("费用单位", default="元")
    days_per_visit: OptionalNumber = field("缺省所需工作日", "单位没有填所需工作日时用，并标明为假定", default=None)
    home_city: str = field("出发地区", "留空为踏勘单位最多的地区", default="")
    bases: tuple[CoverageBase, ...] = field("其他口径", default=())
    pools: tuple[MoneyPool, ...] = field("未分到单位的资金明细", default=())
    strata: tuple[Stratum, ...] = field("分类下限", default=())
    cities: tuple[CityTerms, ...] = field("地区条件", default=())
    teams: tuple[FieldTeam, ...] = field("踏勘组", default=())
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
    form: str = field("问卷文件", "fieldwork/questionnaires 中 XLSForm 的名称，不带扩展名；留空同编号", default="")
    sampling: str = field("抽样方法", default="")
    population: OptionalNumber = field("总体人数", "该对象的全部人数，用于样本量和置信区间", default=None)
    planned: OptionalNumber = field("计划量", default=None)
    sent: OptionalNumber = field("发放数", default=None)
    returned: OptionalNumber = field("回收数", default=None)
    valid: OptionalNumber = field("有效数", default=None)
    invalid_reason: str = field("无效原因", default="")
    satisfaction_fact: str = field("满意度事实", "满意度的事实编号", default="")
    facts: Identifiers = field("其他事实", default=())
    note: str = field("备注", default="")
