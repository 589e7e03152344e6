"""What forms say beyond the figures and indicators: who filled them, money by source, the tables units fill."""

from __future__ import annotations

from hengping.cases.model.fields import Identifier, Part, field


class FormEntry(Part):
    """One entry of a form that nothing else of the case holds: 填报人, 联系电话, 立项依据, 审核意见 …"""

    id: Identifier = field("编号", "表单、份与栏目的组合，如 F02:填报人")
    form: str = field("表单", "如 F02")
    instance: str = field("份", "同一表单的哪一份，如单位、监控节点的编号", default="")
    item: str = field("栏目")
    value: str = field("内容", default="")


class MoneyRow(Part):
    """Money of one source as goal sheets, self-evaluations and monitoring forms list it; the amounts are facts."""

    id: Identifier = field("编号")
    source: str = field("资金来源", "年度资金总额、当年财政拨款、上年结转、其他资金等")
    period: str = field("资金期", "年度、中期", default="年度")
    round: str = field("监控节点", "如 2021-05；非监控表留空", default="")
    of_which: bool = field("其中项", default=False)
    initial: str = field("年初预算数", "事实编号", default="")
    adjusted: str = field("调整数", "事实编号", default="")
    budget: str = field("全年预算数", "事实编号", default="")
    executed: str = field("执行数", "事实编号；监控表为截至节点的执行数", default="")
    expected: str = field("全年预计执行数", "事实编号", default="")
    note: str = field("备注", default="")


class DataFormRow(Part):
    """One line of a table that units fill, asked for each period of the table."""

    name: str = field("行指标")
    unit: str = field("计量单位", default="")
    scope: str = field("口径说明", default="")
    source_system: str = field("数据来源系统", default="")
    note: str = field("备注", default="")


class DataForm(Part):
    """A basic data table (基础数据表): rows × periods. A cell is the fact of that name, subject, period and scope.

    What the unit reports is the fact at stage 申报, what the team found at stage 核实.
    """

    id: Identifier = field("表号")
    title: str = field("表名")
    party: str = field("填报单位", default="")
    subject: str = field("对象", "数据所属的地区、单位或人群", default="")
    periods: tuple[str, ...] = field("期间", "评价年度及前两年，或各月", default=())
    note: str = field("填表说明", default="")
    rows: tuple[DataFormRow, ...] = field("行", default=())


class DataForms(Part):
    """data_forms.yaml."""

    tables: tuple[DataForm, ...] = field("基础数据表", default=())


class ColumnMapping(Part):
    """How the columns of somebody's own table are read, as confirmed once."""

    kind: Identifier = field("表的种类", "如 indicators")
    columns: dict[str, str] = field("列", "表头 → 字段", default={})


class ColumnMappings(Part):
    """column_mappings.yaml: remembered for the next import."""

    mappings: tuple[ColumnMapping, ...] = field("列对应关系", default=())
