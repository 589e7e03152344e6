"""The indicator tree: three or four levels, targets, and the criteria (评分要点) at which points are given."""

from __future__ import annotations

import datetime
from decimal import Decimal

from pydantic import JsonValue, model_validator

from hengping.cases.model.fields import (
    Identifier,
    Identifiers,
    Labelled,
    Mark,
    Number,
    OptionalNumber,
    Part,
    Status,
    field,
)


class StandardKind(Labelled):
    """评价标准: what one compares with."""

    PLAN = "plan", "计划标准"
    INDUSTRY = "industry", "行业标准"
    HISTORICAL = "historical", "历史标准"
    OTHER = "other", "其他标准"


class Target(Part):
    """What counts as reached: a bound, an interval, a deadline or words.

    `value`, `lower` and `upper` are numbers written in `unit` or formulas beginning with `=`.
    """

    comparator: str = field("计算符号", "≥ > ≤ < = 区间 截止 定性", default="")
    value: str = field("目标值", "数字，或以 = 开头的公式", default="", formula=True)
    lower: str = field("下限", default="", formula=True)
    upper: str = field("上限", default="", formula=True)
    unit: str = field("计量单位", default="")
    text: str = field("目标值原文", "文字目标或期限的原文", default="")
    source: str = field("目标来源", "文件、目标申报表行号", default="")
    status: Status = field("取得方式", default=Status.PUBLISHED)
    reason: str = field("设定理由", "重构或假定的目标值必须说明", default="")


class OutcomeKind(Labelled):
    """A named person's decision on a criterion that cannot be scored."""

    NO_EVIDENCE = "no_evidence", "无佐证"
    NOT_APPLICABLE = "not_applicable", "不适用"


class Treatment(Labelled):
    """Where the marks of a criterion that does not apply go."""

    REDISTRIBUTE = "redistribute", "分值重分配"
    FULL = "full", "计满分"
    ZERO = "zero", "计零分"


class Outcome(Part):
    """Decision that a criterion has no evidence (0 points, the clause cited) or does not apply (with its reason)."""

    kind: OutcomeKind = field("处理")
    reason: str = field("理由或条款")
    by: str = field("决定人")
    on: datetime.date | None = field("决定日期", default=None)
    treatment: Treatment = field("分值处理", default=Treatment.ZERO)


class Override(Part):
    """Points set by hand over the rule's result; shown as such wherever the score appears."""

    score: Number = field("改定得分")
    reason: str = field("理由", default="")
    by: str = field("改定人", default="")
    on: datetime.date | None = field("改定日期", default=None)
    evidence: Identifiers = field("证据编号", default=())


class Scorable(Part):
    """What a criterion and a leaf that is its own criterion have in common."""

    rule: str = field("评分规则", "评分规则的名称，如 proportion、met_or_nothing", default="")
    parameters: dict[str, JsonValue] = field("规则参数", default={})
    target: Target | None = field("目标", default=None)
    actual: str = field("实际值", "以 = 开头的公式", default="", formula=True)
    actual_by_unit: dict[str, str] = field("各考核对象实际值", "考核对象 → 公式", default={})
    evidence: Identifiers = field("证据编号", default=())
    evidence_required: str = field("应有佐证", default="")
    finding: str = field("核查情况", "查到了什么；可引用事实", default="")
    deduction_reason: str = field("扣分原因", "为什么失分；可引用事实", default="")
    outcome: Outcome | None = field("不计分处理", default=None)
    override: Override | None = field("手工改分", default=None)
    marks: tuple[Mark, ...] = field("标注", "重构或假定的字段及理由", default=())


class Criterion(Scorable):
    """A 评分要点: its own max score, rule, evidence, deduction and reason."""

    id: Identifier = field("要点编号", "如 A11-1")
    text: str = field("评分要点")
    max_score: Number = field("分值")
    of_which: bool = field("其中项", "是：分值已含在上一要点内，不参与合计", default=False)


class Indicator(Scorable):
    """A node of the tree. Leaves carry criteria, or are their own single criterion."""

    code: Identifier = field("指标代码", "如 A、A1、A11")
    name: str = field("指标名称")
    weight: Number = field("权重", "分值，或占上级的百分数（见权重口径）")
    of_which: bool = field("其中项", "是：分值已含在上一指标内，不参与合计", default=False)
    outside_total: bool = field("不计入总分", "是：如预算执行率在百分制之外另列", default=False)
    definition: str = field("指标解释", default="")
    explanation: str = field("指标说明", "评价要点的文字", default="")
    standard: StandardKind | None = field("评价标准", default=None)
    standard_source: str = field("标准来源", default="")
    acquisition: str = field("取值方式", "直接证明、情况统计、情况说明、问卷调查、趋势判断", default="")
    data_source: str = field("数据来源", default="")
    responsible_party: str = field("责任单位", default="")
    goal_rows: Identifiers = field("目标行号", "对应的目标申报表行", default=())
    library_code: str = field("指标库代码", default="")
    weights_note: str = field("权重合计说明", "下级权重之和与本级不等时的原因", default="")
    criteria: tuple[Criterion, ...] = field("评分要点", default=())
    children: tuple[Indicator, ...] = field("下级指标", default=())

    @model_validator(mode="after")
    def _leaf_or_branch(self) -> Indicator:
        if self.children and (self.criteria or self.rule):
            raise ValueError(f"指标 {self.code} 既有下级指标又有评分要点或评分规则：只有末级指标可以评分")
        return self


class WeightBasis(Labelled):
    """What a weight is a share of."""

    WHOLE = "whole", "占总分（绝对分值）"
    PARENT = "parent", "占上级（百分数）"


class IndicatorSystem(Part):
    """indicators.yaml: the tree with what its weights mean."""

    weight_basis: WeightBasis = field("权重口径", default=WeightBasis.WHOLE)
    full_marks: Number = field("总分", default=Decimal(100))
    weights_note: str = field("权重合计说明", "一级权重之和不等于总分时的原因", default="")
    note: str = field("说明", default="")
    indicators: tuple[Indicator, ...] = field("指标", default=())


class JudgementKind(Labelled):
    """What a judge states; the scoring rule says which kind it takes."""

    SCORE = "score", "得分"
    DEDUCTION = "deduction", "扣分"
    BAND = "band", "达成程度"
    SHARE = "share", "得分比例"
    POINT = "point", "要点是否满足"
    FAULTS = "faults", "差错数"


class Judgement(Part):
    """Who gave which qualitative result on a criterion, when and why."""

    id: Identifier = field("评判编号")
    criterion: Identifier = field("要点编号")
    kind: JudgementKind = field("评判类型")
    value: str = field("评判结果", "得分或扣分数；达成、部分达成、未达成；是、否、不适用；差错数")
    share: OptionalNumber = field("得分比例", "百分数，仅用于达成程度", default=None)
    point: str = field("要点项", "多项要点逐项判断时的项号", default="")
    unit: str = field("考核对象", default="")
    by: str = field("评判人", default="")
    role: str = field("评判人角色", "如 主评人、专家", default="")
    on: datetime.date | None = field("评判日期", default=None)
    reason: str = field("理由", default="")
    evidence: Identifiers = field("证据编号", default=())
    status: Status = field("取得方式", default=Status.COLLECTED)
    status_reason: str = field("取得方式说明", default="")
