"""Analyses that the report should hold: a method of evaluation applied to facts of the case."""

from __future__ import annotations

from hengping.cases.model.fields import Identifier, Identifiers, Labelled, Part, field


class AnalysisKind(Labelled):
    """Which method; each reads `series` in its own way."""

    FACTORS = "factors", "因素分析"
    COST_BENEFIT = "cost_benefit", "成本效益分析"
    LOWEST_COST = "lowest_cost", "最低成本法"
    BENCHMARK = "benchmark", "标杆管理法"


class FactorForm(Labelled):
    """How a change is split into effects; both add up exactly."""

    LMDI = "lmdi", "对数平均迪氏指数法（LMDI）"
    CHAINED = "chained", "连环替代法"


class Analysis(Part):
    """A method with the facts it is applied to: a table, a chart and a sentence."""

    id: Identifier = field("分析编号", "正文用 table(编号)、chart(编号) 放置")
    kind: AnalysisKind = field("方法")
    title: str = field("题名")
    chapter: str = field("所在章节", "正文文件名，如 comparison；空为只在正文指明处放置", default="")
    form: FactorForm = field("分解方法", "仅用于因素分析：lmdi 或 chained（按因素的先后替代）", default=FactorForm.LMDI)
    categories: tuple[str, ...] = field("类别", "各期、各方案或各单位的名称；标杆管理法以第一个为本单位", default=())
    result: Identifiers = field("结果", "仅用于因素分析：各期结果的事实编号，按期先后", default=())
    series: dict[str, Identifiers] = field(
        "数据组",
        "因素分析：因素 → 各期事实；成本类：成本、效益或产出 → 各方案事实；标杆：指标 → 各单位事实",
        default={},
    )
    smaller_is_better: tuple[str, ...] = field("越小越好的数据组", "仅用于标杆管理法", default=())
    note: str = field("说明", default="")

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact it reads, once each."""
        return tuple(dict.fromkeys((*self.result, *(fact for ids in self.series.values() for fact in ids))))
