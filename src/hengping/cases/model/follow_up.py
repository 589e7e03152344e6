"""What goes on beside and after the evaluation: monitoring, rectification, the contents of the file."""

from __future__ import annotations

import datetime

from hengping.cases.model.fields import Identifier, Identifiers, Part, field

_Date = datetime.date | None


class MonitoringRow(Part):
    """The state of one indicator at one monitoring round."""

    id: Identifier = field("编号")
    round: str = field("监控节点", "如 2021-05")
    indicator: str = field("指标", default="")
    to_date: str = field("截至完成值", default="")
    expected: str = field("全年预计", default="")
    funding: str = field("经费保障", "偏差与此有关时说明", default="")
    institutional: str = field("制度保障", default="")
    personnel: str = field("人员保障", default="")
    equipment: str = field("硬件条件保障", default="")
    other: str = field("其他", default="")
    cause: str = field("偏差原因", default="")
    likelihood: str = field("完成可能性", "确定能、有可能、完全不可能", default="")
    measure: str = field("拟采取措施", default="")


class RectificationNotice(Part):
    """A notice of rectification, the reply to it and what the finance bureau makes of it."""

    number: Identifier = field("整改通知文号")
    title: str = field("整改标题", default="")
    kind: str = field("整改类型", "绩效监控、绩效自评、部门评价、财政评价", default="")
    stage: str = field("任务阶段", default="")
    party: str = field("被整改单位", default="")
    line_division: str = field("业务处室", default="")
    content: str = field("整改内容", default="")
    issued_on: _Date = field("下达日期", default=None)
    due: _Date = field("整改期限", default=None)
    attachments: str = field("附件", default="")
    reply: str = field("整改反馈内容", default="")
    reply_number: str = field("反馈文号", default="")
    replied_on: _Date = field("反馈日期", default=None)
    review_state: str = field("审核状态", default="")
    final_review: str = field("终审意见", default="")
    budget_opinion: str = field("预算调整意见", default="")
    linked_amount: str = field("预算挂钩金额", default="")
    disclosure: str = field("公开情况", default="")


class RectificationRow(Part):
    """An item of the rectification ledger."""

    id: Identifier = field("编号")
    notice: str = field("整改通知文号", default="")
    problem: str = field("问题编号", default="")
    item: str = field("整改事项")
    nature: str = field("问题性质", default="")
    source: str = field("来源", "报告或指标", default="")
    amount: str = field("涉及金额", default="")
    recommendation: str = field("整改建议", default="")
    measure: str = field("整改措施", default="")
    owner: str = field("责任单位", default="")
    person: str = field("责任人", default="")
    due: _Date = field("时限", default=None)
    progress: str = field("进展", default="")
    completion: str = field("完成情况", "已完成、部分完成、未完成", default="")
    proof: Identifiers = field("佐证", default=())
    recovered: str = field("追回金额", default="")
    rules_made: str = field("制度建设", default="")
    unfinished_reason: str = field("未完成原因", default="")
    rechecked_by: str = field("复查人", default="")
    rechecked_on: _Date = field("复查日期", default=None)
    recheck: str = field("复查结论", "通过、未通过", default="")
    closed_on: _Date = field("销号日期", default=None)
    repeat: bool = field("屡查屡犯", default=False)
    earlier: str = field("以前年度", "以前评价中的同一问题：年度与问题编号", default="")


class ArchiveItem(Part):
    """An entry of the contents of the file (卷内目录)."""

    id: Identifier = field("序号")
    document_number: str = field("文号", default="")
    responsible: str = field("责任者", default="")
    title: str = field("题名")
    on: _Date = field("日期", default=None)
    pages: str = field("页次", default="")
    file: str = field("文件", "归档包内的路径", default="")
    retention: str = field("保管期限", default="")
    note: str = field("备注", default="")
