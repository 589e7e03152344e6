"""The declared goal sheet (绩效目标申报表), row for row as filed."""

from __future__ import annotations

from hengping.cases.model.fields import Identifier, Identifiers, Labelled, OptionalNumber, Part, field


class GoalPeriod(Labelled):
    """The period a declared row speaks for."""

    ANNUAL = "annual", "年度"
    MID_TERM = "mid_term", "中期"


class GoalRow(Part):
    """One declared indicator; `target_text` is the cell as filed, comparator, target and unit what was read from it."""

    id: Identifier = field("目标行号", "如 G01")
    period: GoalPeriod = field("目标期", default=GoalPeriod.ANNUAL)
    level_1: str = field("一级指标", default="")
    level_2: str = field("二级指标", default="")
    level_3: str = field("三级指标")
    code: str = field("指标代码", default="")
    comparator: str = field("计算符号", "≥ > ≤ < = 定性 其他", default="")
    target: str = field("指标值", "数字按原样填写", default="")
    unit: str = field("计量单位", default="")
    target_text: str = field("指标值原文", "申报表单元格原文", default="")
    weight: OptionalNumber = field("权重", default=None)
    definition: str = field("指标解释", default="")
    formula: str = field("计算公式", "申报表中的文字公式", default="")
    target_basis: str = field("指标值确定依据", "计划、行业、历史或其他标准", default="")
    target_note: str = field("指标值说明", default="")
    prior_value: str = field("历史值", default="")
    last_self_value: str = field("上年自评值", default="")
    reference_value: str = field("参考值", default="")
    source: str = field("指标来源", "共性、行业、自设", default="")
    deduction_standard: str = field("扣分标准", default="")
    responsible_party: str = field("责任单位", default="")
    review_opinion: str = field("审核意见", default="")
    actual: str = field("自评完成值", default="")
    self_score: OptionalNumber = field("自评得分", default=None)
    completion: str = field("完成情况简述", default="")
    deviation_reason: str = field("偏差原因分析及改进措施", default="")
    recheck_actual: str = field("复核完成值", default="")
    recheck_score: OptionalNumber = field("复核得分", default=None)
    recheck_note: str = field("复核说明", "口径条款、扣分比例、依据", default="")
    facts: Identifiers = field("对应事实", "反映完成情况的事实编号", default=())
    note: str = field("备注", default="")
