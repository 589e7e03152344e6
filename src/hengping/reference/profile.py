"""A bureau's profile: everything a bureau may rule differently, in one file (评价规程).

Defaults follow 财预〔2020〕10号 as the two reference reports apply it: grades 90/80/60 with the lower bound included,
half-up rounding of leaf scores to two decimals. A default that rests on memory alone carries `verified: false`.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from hengping.quantities.numbers import read_number

_Number = Annotated[Decimal, BeforeValidator(lambda value: read_number(value) if isinstance(value, str) else value)]


class _ProfilePart(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class GradeBand(_ProfilePart):
    """A grade and the score from which it holds (lower bound included)."""

    grade: str = Field(title="等级")
    minimum: _Number = Field(title="下限（含）")


class VetoCondition(_ProfilePart):
    """A condition that sets the outcome whatever the score; `outcome` is a name of its own, not always a grade."""

    id: str = Field(title="条件编号")
    text: str = Field(title="条件")
    outcome: str = Field(title="结果")
    source: str = Field(title="来源", default="")


class BudgetConsequence(_ProfilePart):
    """What a result suggests for the next budget: for a grade or outcome, or for scores from `minimum` to `below`.

    It is advice that the line division decides upon; `verified` is whether its source was seen word for word.
    """

    grade: str = Field(title="等级或结果", default="")
    minimum: _Number | None = Field(title="得分下限（含，百分制）", default=None)
    below: _Number | None = Field(title="得分上限（不含，百分制）", default=None)
    text: str = Field(title="预算挂钩建议")
    source: str = Field(title="来源", default="")
    verified: bool = Field(title="依据已核", default=False)


class RoundingLevel(StrEnum):
    """At which level scores are rounded; above it only rounded scores are added."""

    CRITERION = "criterion"
    LEAF = "leaf"
    TOTAL = "total"


class Rounding(_ProfilePart):
    """Where scores are rounded half-up, and to how many decimals."""

    level: RoundingLevel = Field(title="取整层级", default=RoundingLevel.LEAF)
    places: int = Field(title="得分小数位", default=2, ge=0, le=6)
    rate_places: int = Field(title="得分率小数位", default=2, ge=0, le=6)


class Thresholds(_ProfilePart):
    """Numbers that checks compare with; a local habit unless the source says otherwise."""

    overfulfilment: _Number = Field(title="超额完成须说明（完成值÷目标值）", default=Decimal("1.30"))
    soft_target_margin: _Number = Field(title="目标偏低提示（超出目标的比例）", default=Decimal("0.30"))
    ceiling_share: _Number = Field(title="恒满分指标权重上限提示", default=Decimal("0.34"))
    output_effect_minimum: _Number = Field(title="产出与效益权重之和下限", default=Decimal("0.60"))


class AchievementBand(_ProfilePart):
    """A result that words describe, and the share of the points that it earns; the lower end is included."""

    name: str = Field(title="完成情况")
    upper_percent: _Number = Field(title="得分比例上限（%）")
    lower_percent: _Number = Field(title="得分比例下限（含，%）")


_BANDS = (
    AchievementBand(name="达成", upper_percent=Decimal(100), lower_percent=Decimal(80)),
    AchievementBand(name="部分达成", upper_percent=Decimal(80), lower_percent=Decimal(60)),
    AchievementBand(name="未达成", upper_percent=Decimal(60), lower_percent=Decimal(0)),
)


class SelfEvaluationRules(_ProfilePart):
    """How the rows of a self-evaluation form (自评表) earn their points; `hengping audit` recomputes by it.

    Defaults are customary practice under 财预〔2020〕10号, not read word for word: in proportion where the target is
    missed, a straight line down to none at twice the target where less is better.
    """

    full_marks: _Number = Field(title="总分", default=Decimal(100))
    execution_points: _Number = Field(title="预算执行率分值", default=Decimal(10))
    rule: str = Field(title="定量指标的评分规则", default="proportion")
    parameters: dict[str, str] = Field(title="定量指标的规则参数", default={})
    reverse_rule: str = Field(title="反向指标（≤、＜）的评分规则", default="smaller_is_better")
    reverse_parameters: dict[str, str] = Field(title="反向指标的规则参数", default={"zero_at_percent": "200"})
    bands: tuple[AchievementBand, ...] = Field(title="定性指标得分区间", default=_BANDS)
    reason_required: bool = Field(title="未完成的指标须写偏差原因", default=True)
    tolerance: _Number = Field(title="得分允许误差（分）", default=Decimal("0.01"))
    recheck_rules: str = Field(title="复核口径", default="general")


class StyleFaces(_ProfilePart):
    """Type faces named in documents; what a machine lacks is substituted in the PDF and said so."""

    title: str = Field(title="标题字体", default="方正小标宋简体")
    heading: str = Field(title="一级标题字体", default="黑体")
    subheading: str = Field(title="二级标题字体", default="楷体_GB2312")
    body: str = Field(title="正文字体", default="仿宋_GB2312")
    latin: str = Field(title="西文字体", default="Times New Roman")


class Profile(_ProfilePart):
    """One bureau's rules for scoring, grading and printing."""

    name: str = Field(title="名称")
    title: str = Field(title="标题")
    source: str = Field(title="依据", default="")
    verified: bool = Field(title="依据已核", default=False)
    level_1_weights: dict[str, _Number] = Field(title="一级指标权重", default={})
    grades: tuple[GradeBand, ...] = Field(title="等级", default=())
    vetoes: tuple[VetoCondition, ...] = Field(title="否决条件", default=())
    budget_consequences: tuple[BudgetConsequence, ...] = Field(title="预算挂钩", default=())
    rounding: Rounding = Field(title="取整", default=Rounding())
    thresholds: Thresholds = Field(title="提示阈值", default=Thresholds())
    self_evaluation: SelfEvaluationRules = Field(title="单位自评计分", default=SelfEvaluationRules())
    outline: str = Field(title="报告提纲", default="seven-chapter")
    score_table: str = Field(title="评分表版式", default="standard")
    level_prefixes: bool = Field(title="一级指标名称前加字母序号", default=False)
    faces: StyleFaces = Field(title="字体", default=StyleFaces())
