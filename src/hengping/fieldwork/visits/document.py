"""Plans, schedules, meters and comparisons as one kind of JSON document (`hengping visits … --json`).

Numbers are strings: shares in percent without the sign, amounts to two decimals. Every answer has the frame and the
coverage of the choice it is about; `plan`, `schedule` and `difference` stand where the command is of that name. New
keys may be added under the same version; nothing is renamed or removed without a new one.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from hengping.rendering.published import PublishedEntry

SCHEMA = "hengping/visits/1"


class PoolEntry(PublishedEntry):
    """Money that is not attributed to single units."""

    payer: str = Field(title="资金单位")
    money: str = Field(title="资金")
    units: tuple[str, ...] = Field(title="单位编号")
    units_stated: int = Field(title="单位总数")


class FrameEntry(PublishedEntry):
    """The frame."""

    units: int = Field(title="单位数")
    fingerprint: str = Field(title="抽样框摘要（SHA-256）")
    cities_listed: int = Field(title="列名的地区数")
    cities_stated: int | None = Field(title="原文所称地区数")
    currency: str = Field(title="金额单位")
    money_total: str = Field(title="资金总额")
    money_source: str = Field(title="资金总额的来源")
    money_attributed: str = Field(title="分到单位的资金")
    money_unattributed: str = Field(title="没有分到单位的资金")
    unattributed_counted: str = Field(title="没有分到单位的资金如何计算")
    pools: tuple[PoolEntry, ...] = Field(title="没有分到单位的资金明细")
    notes: tuple[str, ...] = Field(title="说明")


class BaseEntry(PublishedEntry):
    """One base of coverage."""

    name: str = Field(title="口径")
    counted: str = Field(title="计数对象")
    unit: str = Field(title="计量单位")
    covered: str = Field(title="覆盖")
    whole: str = Field(title="总数")
    share: str | None = Field(title="占比（%）")
    whole_listed: str | None = Field(title="列名的总数，与原文所称不同时")
    share_listed: str | None = Field(title="按列名总数的占比（%）")
    bound: str | None = Field(title="下限（%）")
    bound_assumed: bool = Field(title="下限为缺省值")
    holds: bool | None = Field(title="是否达到下限")
    margin: str | None = Field(title="高出下限的数量；负数为不足")
    margin_points: str | None = Field(title="高出下限的百分点；负数为不足")
    names_covered: tuple[str, ...] = Field(title="已覆盖")
    names_left: tuple[str, ...] = Field(title="未覆盖")


class BoundEntry(PublishedEntry):
    """One bound and its value."""

    name: str = Field(title="条件")
    limit: str = Field(title="要求")
    value: str = Field(title="现值")
    holds: bool = Field(title="是否满足")
    assumed: bool = Field(title="要求为缺省值")


class CancellationEntry(PublishedEntry):
    """What cancelling one visit would break."""

    unit: str = Field(title="单位编号")
    name: str = Field(title="单位名称")
    broken: tuple[BoundEntry, ...] = Field(title="不再满足的条件")


class ChosenEntry(PublishedEntry):
    """One unit of a choice."""

    unit: str = Field(title="单位编号")
    name: str = Field(title="单位名称")
    kind: str = Field(title="类别")
    city: str = Field(title="地区")
    money: str | None = Field(title="资金")
    must: bool = Field(title="必查")
    reason: str = Field(title="选取理由")
    probability: str | None = Field(title="入选概率（六位小数）")


class PlanEntry(PublishedEntry):
    """How the units were chosen."""

    method: str = Field(title="选取方法")
    objective: str = Field(title="目标及其证明")
    cost: str = Field(title="费用")
    cost_unit: str = Field(title="费用单位；没有费用资料时为空")
    days: str = Field(title="组工作日")
    risk: str = Field(title="覆盖的风险分")
    risk_total: str = Field(title="全部风险分")
    seed: str | None = Field(title="随机种子")
    steps: tuple[str, ...] = Field(title="抽取步骤")
    alternates: tuple[str, ...] = Field(title="备选单位，按先后")
    outside: dict[str, str] = Field(title="不能抽取的单位及原因")
    without_reason: tuple[str, ...] = Field(title="没有选取理由的单位")
    infeasible: tuple[str, ...] = Field(title="没有可行方案时的原因")
    notes: tuple[str, ...] = Field(title="费用和工作日的假定")


class AppointmentEntry(PublishedEntry):
    """One visit with its day."""

    visit: str = Field(title="踏勘编号")
    unit: str = Field(title="单位编号")
    name: str = Field(title="单位名称")
    city: str = Field(title="地区")
    on: str = Field(title="日期")
    until: str = Field(title="最后一天")
    team: str = Field(title="组别")
    fixed: bool = Field(title="日期由人指定")


class TripEntry(PublishedEntry):
    """One way to a region."""

    team: str = Field(title="组别")
    city: str = Field(title="前往地区")
    on: str = Field(title="出发日期")
    days: str = Field(title="路途工作日")


class ScheduleEntry(PublishedEntry):
    """Teams and days."""

    teams: tuple[str, ...] = Field(title="组别")
    last: str | None = Field(title="最后一天")
    appointments: tuple[AppointmentEntry, ...] = Field(title="日程")
    trips: tuple[TripEntry, ...] = Field(title="路途")
    late: tuple[str, ...] = Field(title="超出期限的踏勘")
    teams_needed: int | None = Field(title="按期完成至少需要的组数")
    visited: tuple[str, ...] = Field(title="已经踏勘、不再排期")
    notes: tuple[str, ...] = Field(title="工作日和路途的假定")


class ChangeEntry(PublishedEntry):
    """What became of one visit."""

    visit: str = Field(title="踏勘编号")
    unit: str = Field(title="单位编号")
    name: str = Field(title="单位名称")
    planned_on: str | None = Field(title="计划日期")
    visited_on: str | None = Field(title="踏勘日期")
    outcome: str = Field(title="结果")
    replaces: str = Field(title="替代的单位")
    reason: str = Field(title="变更理由")
    lacks_reason: bool = Field(title="应说明而没有说明理由")


class DifferenceEntry(PublishedEntry):
    """Plan against done; `bases` of the document are those of what was done."""

    plan_recorded: bool = Field(title="记录了计划日期")
    changes: tuple[ChangeEntry, ...] = Field(title="逐项对照")
    bases_planned: tuple[BaseEntry, ...] = Field(title="计划的覆盖情况")


class VisitsDocument(PublishedEntry):
    """The answer of `hengping visits meter`, `plan`, `schedule` or `diff`."""

    schema_name: Literal["hengping/visits/1"] = Field(alias="schema", title="格式版本")
    command: Literal["meter", "plan", "schedule", "diff"] = Field(title="命令")
    title: str = Field(title="报告名称")
    frame: FrameEntry = Field(title="抽样框")
    holds: bool = Field(title="各项条件都满足")
    bases: tuple[BaseEntry, ...] = Field(title="各口径覆盖情况")
    bounds: tuple[BoundEntry, ...] = Field(title="各项条件")
    musts_left: tuple[str, ...] = Field(title="没有选入的必查单位")
    nevers_chosen: tuple[str, ...] = Field(title="选入的不查单位")
    chosen: tuple[ChosenEntry, ...] = Field(title="选取的单位")
    cancellations: tuple[CancellationEntry, ...] = Field(title="取消一家就会破坏条件的单位")
    plan: PlanEntry | None = Field(title="选点方案", default=None)
    schedule: ScheduleEntry | None = Field(title="日程", default=None)
    difference: DifferenceEntry | None = Field(title="计划与完成对照", default=None)
