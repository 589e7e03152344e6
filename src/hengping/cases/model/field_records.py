"""Records signed in the field: visits, interviews, meetings, and the counts of questionnaires by question."""

from __future__ import annotations

import datetime

from hengping.cases.model.fields import Identifier, Identifiers, OptionalNumber, Part, field

_Date = datetime.date | None


class VisitRecord(Part):
    """What was done and found at one visit."""

    id: Identifier = field("编号")
    visit: str = field("踏勘编号")
    on: _Date = field("日期", default=None)
    time: str = field("时间", "起止，如 9:30—11:30", default="")
    people: str = field("踏勘人员", "不少于两人", default="")
    companions: str = field("单位陪同人员", "姓名、职务、电话", default="")
    documents: str = field("查阅资料", default="")
    problem: str = field("发现问题", default="")
    photos: str = field("影像编号", "拍摄时间、地点", default="")
    difference: str = field("与申报数差异", default="")
    sent: OptionalNumber = field("问卷发放数", default=None)
    returned: OptionalNumber = field("问卷回收数", default=None)
    unit_opinion: str = field("被踏勘单位意见", default="")
    note: str = field("备注", default="")


class VisitCheck(Part):
    """One point checked at a visit: what should be, what is, whether they agree."""

    id: Identifier = field("编号")
    visit: str = field("踏勘编号")
    criterion: str = field("要点编号", default="")
    point: str = field("核查要点", default="")
    expected: str = field("应有", default="")
    found: str = field("实有", default="")
    agrees: str = field("是否相符", "是、否、不适用", default="")
    note: str = field("备注", default="")


class InterviewRecord(Part):
    """An interview held."""

    id: Identifier = field("编号")
    outline: str = field("提纲编号", default="")
    interviewee: str = field("访谈对象", default="")
    organisation: str = field("单位", default="")
    post: str = field("职务", default="")
    tier: str = field("层级", "负责人、管理人员、缴费职工、领取职工", default="")
    on: _Date = field("日期", default=None)
    time: str = field("时间", default="")
    place: str = field("地点", default="")
    mode: str = field("方式", default="")
    interviewer: str = field("访谈人", default="")
    recorder: str = field("记录人", default="")
    indicators: Identifiers = field("关联指标", default=())
    consent: str = field("签字或同意记录", default="")
    note: str = field("备注", default="")


class InterviewAnswer(Part):
    """What was answered to one question."""

    id: Identifier = field("编号")
    interview: str = field("访谈编号")
    question: str = field("提纲问题")
    answer: str = field("回答", default="")
    follow_up: str = field("追问", default="")


class Meeting(Part):
    """A meeting with several parties (座谈会)."""

    id: Identifier = field("编号")
    subject: str = field("议题", default="")
    on: _Date = field("日期", default=None)
    time: str = field("时间", default="")
    place: str = field("地点", default="")
    chair: str = field("主持人", default="")
    recorder: str = field("记录人", default="")
    minutes: str = field("纪要", default="")


class Attendance(Part):
    """A line of the sign-in sheet of a meeting."""

    id: Identifier = field("编号")
    meeting: str = field("座谈编号")
    name: str = field("姓名")
    organisation: str = field("单位", default="")
    post: str = field("职务", default="")
    phone: str = field("电话", default="")


class SurveyQuestion(Part):
    """How often each option of one question was chosen; 不了解 is left out of shares and scores."""

    id: Identifier = field("编号")
    survey: str = field("问卷汇总编号")
    number: str = field("题号")
    text: str = field("题目")
    scored: bool = field("计分题", default=True)
    very_satisfied: OptionalNumber = field("非常满意", default=None)
    satisfied: OptionalNumber = field("比较满意", default=None)
    neutral: OptionalNumber = field("一般", default=None)
    dissatisfied: OptionalNumber = field("不太满意", default=None)
    very_dissatisfied: OptionalNumber = field("不满意", default=None)
    unknown: OptionalNumber = field("不了解", default=None)
