"""findings.yaml: experience, problems with their causes, recommendations. Texts may place facts."""

from __future__ import annotations

from hengping.cases.model.fields import Identifier, Identifiers, Part, field


class Experience(Part):
    """What was done well."""

    id: Identifier = field("编号")
    title: str = field("标题")
    text: str = field("内容", default="")
    evidence: Identifiers = field("证据编号", default=())


class Problem(Part):
    """What is wrong, why, and which criteria lost points for it."""

    id: Identifier = field("问题编号")
    title: str = field("问题")
    text: str = field("问题描述", "可引用事实", default="")
    cause: str = field("原因分析", default="")
    evidence: Identifiers = field("证据编号", default=())
    facts: Identifiers = field("依据事实", default=())
    criteria: Identifiers = field("扣分要点", "因本问题失分的要点编号或末级指标代码", default=())
    goal_rows: Identifiers = field("目标行号", "本问题所指的目标申报表行", default=())
    amount: str = field("涉及金额", default="")
    responsible_party: str = field("责任单位", default="")
    unscored_reason: str = field("未扣分原因", "问题未导致扣分时说明", default="")


class Recommendation(Part):
    """Advice that answers problems."""

    id: Identifier = field("建议编号")
    title: str = field("建议")
    text: str = field("内容", default="")
    problems: Identifiers = field("对应问题", default=())
    to: str = field("对象", "向谁建议", default="")
    use_of_results: bool = field("结果应用建议", "是：放入结果应用一章", default=False)


class Findings(Part):
    """The three lists of findings."""

    experience: tuple[Experience, ...] = field("经验做法", default=())
    problems: tuple[Problem, ...] = field("存在的问题", default=())
    recommendations: tuple[Recommendation, ...] = field("有关建议", default=())
