"""Facts: every figure of the case once, with unit, period, scope and source; and the evidence behind them."""

from __future__ import annotations

import datetime

from pydantic import field_validator, model_validator

from hengping.cases.model.fields import Identifier, Identifiers, Labelled, OptionalPlaces, Part, Status, field
from hengping.formulas.names import check_name


class FactStage(Labelled):
    """At which stage of the accounts a value stands; a later stage supersedes an earlier one in scoring."""

    DECLARED = "declared", "申报"
    FLASH = "flash", "快报"
    FINAL_ACCOUNT = "final_account", "决算"
    VERIFIED = "verified", "核实"
    ADJUSTED = "adjusted", "调整"


class Fact(Part):
    """One figure. Identity is (name, subject, period, scope, stage); `id` is its name in formulas and prose.

    `value` is the written value in `unit` (a % fact is written 96.90 and is 0.9690 in formulas); text, date and
    yes/no facts have the units 文本, 日期, 是否. A fact has a value or a formula, or neither while it is unknown.
    """

    id: Identifier = field("事实编号", "公式、正文和底稿中使用的名称：汉字、字母、数字、下划线，不以数字开头")
    name: str = field("名称", "指标或数据的名称")
    subject: str = field("对象", "数据所属的地区、单位或人群", default="")
    value: str = field("数值", "按计量单位填写，不带单位；百分数 96.90% 填 96.90", default="")
    formula: str = field("公式", "由其他事实计算时填写，如 =支出_实际/支出_预算", default="", formula=True)
    unit: str = field("计量单位", "如 万元、人、%、百分点；文字、日期、是否判断填 文本、日期、是否")
    period: str = field("期间", "如 2020、2020-07、2020Q3、2020-07-15", default="")
    scope: str = field("口径", "统计口径；口径不同的同名数据不能直接比较", default="")
    stage: FactStage = field("阶段", "申报、快报、决算、核实、调整", default=FactStage.FINAL_ACCOUNT)
    status: Status = field("取得方式", "已公布、采集、计算、重构、假定")
    evidence: Identifiers = field("证据编号", "证据清单中的编号", default=())
    decimals: OptionalPlaces = field(
        "打印小数位", "公式结果打印时保留的小数位；空则百分数 2 位、其他 2 位以内", default=None
    )
    page: str = field("页码", "在证据中的位置", default="")
    reported_by: str = field("提供单位", default="")
    verified_by: str = field("核实人", default="")
    as_of: datetime.date | None = field("截止日期", default=None)
    difference_reason: str = field("差异原因", "与其他阶段数值不一致的原因", default="")
    note: str = field("备注", default="")

    @field_validator("id")
    @classmethod
    def _usable_name(cls, value: str) -> str:
        reason = check_name(value)
        if reason:
            raise ValueError(reason)
        return value

    @model_validator(mode="after")
    def _one_source(self) -> Fact:
        if self.value and self.formula:
            raise ValueError("“数值”与“公式”只能填一项：公式的结果由程序计算")
        return self


class EvidenceGrade(Labelled):
    """How strong a proof is, from an outside document to an oral statement."""

    EXTERNAL = "1", "1 外部原件"
    INTERNAL = "2", "2 内部原件"
    COPY = "3", "3 复印或汇总材料"
    ORAL = "4", "4 口头陈述"


class Evidence(Part):
    """One proof: a document, extract, photograph or record; the file itself stays outside the case's tables."""

    id: Identifier = field("证据编号", "如 E01")
    title: str = field("证据名称")
    kind: str = field("类型", "如 文件、报表、凭证、访谈记录、照片、问卷、公开报告", default="")
    file: str = field("文件", "相对于评价文件夹的路径", default="")
    sha256: str = field("哈希值", "文件内容的 SHA-256", default="")
    received_from: str = field("提供单位", default="")
    received_on: datetime.date | None = field("收到日期", default=None)
    grade: EvidenceGrade | None = field(
        "证据等级", "1 外部原件；2 内部原件；3 复印或汇总材料；4 口头陈述", default=None
    )
    round: str = field("阶段", "如 首批、现场、补充", default="")
    note: str = field("备注", default="")
