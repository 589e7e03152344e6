"""case.yaml: what is evaluated, by whom, under which policies, when and how."""

from __future__ import annotations

import datetime

from hengping.cases.model.analyses import Analysis
from hengping.cases.model.fields import Identifier, Identifiers, Labelled, OptionalNumber, Part, field


class EvaluationKind(Labelled):
    """Who evaluates (the three modes of 财预〔2020〕10号)."""

    SELF_EVALUATION = "self_evaluation", "单位自评"
    DEPARTMENT_EVALUATION = "department_evaluation", "部门评价"
    FINANCE_EVALUATION = "finance_evaluation", "财政评价"


class ObjectKind(Labelled):
    """What is evaluated: a project, or a fund as a whole."""

    PROJECT = "project", "项目"
    FUND = "fund", "基金"


class FactStageChoice(Labelled):
    """Which stage of a figure scoring takes where several stages exist."""

    LATEST = "latest", "最新阶段"
    AS_NAMED = "as_named", "按公式所写"


class Policy(Part):
    """A document the evaluation rests on."""

    document_number: str = field("文号")
    title: str = field("名称")
    used_for: str = field("用途", default="")


class TeamMember(Part):
    """A member of the evaluation team."""

    name: str = field("姓名")
    role: str = field("角色", "主评人、项目经理、组员", default="")
    duty: str = field("分工", default="")
    qualification: str = field("资质", default="")


class Step(Part):
    """A step of a phase of the work."""

    text: str = field("步骤")
    start: datetime.date | None = field("开始日期", default=None)
    end: datetime.date | None = field("结束日期", default=None)


class PhaseKind(Labelled):
    """What a phase is for; phases in the field and at the desk may overlap."""

    PREPARATION = "preparation", "准备"
    PLANNING = "planning", "方案"
    FIELDWORK = "fieldwork", "实施"
    REPORTING = "reporting", "报告"


class Phase(Part):
    """A phase of the evaluation."""

    name: str = field("阶段名称")
    kind: PhaseKind | None = field("阶段类型", default=None)
    start: datetime.date | None = field("开始日期", default=None)
    end: datetime.date | None = field("结束日期", default=None)
    steps: tuple[Step, ...] = field("步骤", default=())


class MethodUse(Part):
    """An evaluation method and how this evaluation applies it."""

    name: str = field("评价方法", "成本效益分析法、比较法、因素分析法、最低成本法、公众评判法、标杆管理法等")
    application: str = field("应用说明", "在本项评价中怎样使用", default="")


class StandardUse(Part):
    """A standard of comparison that this evaluation adopts."""

    kind: str = field("评价标准", "计划标准、行业标准、历史标准、其他标准")
    application: str = field("应用说明", default="")


class VetoState(Labelled):
    """Whether a veto condition of the profile was found."""

    MET = "met", "存在"
    NOT_MET = "not_met", "不存在"
    UNKNOWN = "unknown", "未核查"


class VetoFinding(Part):
    """What was found about one veto condition."""

    condition: Identifier = field("条件编号", "评价规程中否决条件的编号")
    state: VetoState = field("核查结果")
    reason: str = field("说明", default="")
    by: str = field("核查人", default="")
    evidence: Identifiers = field("证据编号", default=())


class PlanLock(Part):
    """The approved indicator system, fixed by its hash."""

    hash: str = field("指标体系哈希值")
    approved_by: str = field("批准人", default="")
    approved_on: datetime.date | None = field("批准日期", default=None)
    document: str = field("批准文件", default="")


class PlanChange(Part):
    """A change of the indicator system after its approval."""

    what: str = field("变更内容")
    why: str = field("变更理由", default="")
    approved_by: str = field("批准人", default="")
    on: datetime.date | None = field("日期", default=None)
    document: str = field("文件", default="")
    hash: str = field("变更后哈希值", "变更后指标体系的哈希值，由程序填写", default="")


class Chart(Part):
    """A picture the report should show, of facts of the case."""

    id: Identifier = field("图编号")
    title: str = field("图题")
    kind: str = field("图形", "bars 柱形、grouped_bars 分组柱形、lines 折线、shares 占比条形")
    chapter: str = field("所在章节", "正文文件名，如 overview；空为不放入正文", default="")
    categories: tuple[str, ...] = field("类别", "横轴上的文字，与各组事实逐一对应", default=())
    series: dict[str, Identifiers] = field("数据组", "组名 → 事实编号", default={})
    unit: str = field("单位", default="")


class SatisfactionMeasure(Labelled):
    """Which of the two figures of a questionnaire is the satisfaction of the case."""

    SHARE = "share", "满意率"
    SCORE = "score", "加权得分"


class CaseIdentity(Part):
    """Identity, keys and frame of the evaluation; the F-fields of the cover and of every export."""

    format: str = field("格式版本", default="1")
    title: str = field("报告名称")
    project_name: str = field("项目名称")
    kind: EvaluationKind = field("评价类型")
    object_kind: ObjectKind = field("评价对象类型", default=ObjectKind.PROJECT)
    fund: str = field("基金险种", default="")
    level: str = field("层级", "自治区本级、市本级等", default="")
    region: str = field("地区", default="")
    year: str = field("评价年度")
    project_code: str = field("项目编码", default="")
    unit_code: str = field("单位编码", default="")
    division_code: str = field("行政区划代码", default="")
    line_division: str = field("业务处室", default="")
    functional_class: str = field("功能科目", default="")
    project_attribute: str = field("项目属性", "新增、延续；经常性、一次性", default="")
    project_category: str = field("项目类别", "人员、运转、特定目标", default="")
    project_period: str = field("项目期", default="")
    fund_nature: str = field("资金性质", default="")
    contract_number: str = field("委托合同号", default="")
    report_number: str = field("报告文号", default="")
    project_start: str = field("项目开始时间", default="")
    project_end: str = field("项目完成时间", default="")
    commissioned_on: datetime.date | None = field("委托日期", default=None)
    issued_on: datetime.date | None = field("出具日期", default=None)
    issued_text: str = field("出具日期（封面文字）", "如 二〇二二年八月；报告未印日期时留空", default="")
    currency_unit: str = field("金额单位", default="万元")
    overall_goal: str = field("总体目标", default="")
    annual_goal: str = field("年度目标", default="")
    evaluation_object: str = field("评价对象", default="")
    evaluation_scope: str = field("评价范围", default="")
    budget_fact: str = field("预算数", "预算金额的事实编号", default="")
    executed_fact: str = field("执行数", "执行金额的事实编号", default="")
    fact_stage: FactStageChoice = field("取数阶段", default=FactStageChoice.LATEST)
    profile: str = field("评价规程", "随程序提供的评价规程名称；自定规程写在 profile.yaml", default="default")
    outline: str = field("报告提纲", "seven-chapter 或 five-chapter；空则按评价规程", default="")
    watermark: str = field("文稿状态", "草稿、征求意见稿、送审稿；正式稿留空", default="")
    source_note: str = field("资料来源说明", default="")
    purposes: tuple[str, ...] = field("评价目的", default=())
    principles: tuple[str, ...] = field("评价原则", default=())
    weekend_table: dict[str, str] = field(
        "工作日历补充", "日历库没有的年份由用户给出：日期 → 工作日 或 休息日", default={}
    )
    policies: tuple[Policy, ...] = field("政策依据", default=())
    methods: tuple[MethodUse, ...] = field("评价方法", default=())
    standards: tuple[StandardUse, ...] = field("评价标准", default=())
    team: tuple[TeamMember, ...] = field("评价工作组", default=())
    phases: tuple[Phase, ...] = field("工作阶段", default=())
    vetoes: tuple[VetoFinding, ...] = field("否决条件核查", default=())
    charts: tuple[Chart, ...] = field("图", default=())
    analyses: tuple[Analysis, ...] = field("分析", default=())
    satisfaction_weights: dict[str, OptionalNumber] = field("满意度对象权重", "对象 → 百分数", default={})
    satisfaction_options: dict[str, OptionalNumber] = field(
        "满意度选项赋值", "选项 → 分值，如 非常满意 → 100", default={}
    )
    satisfaction_measure: SatisfactionMeasure = field(
        "满意度算法", "share 满意率、score 加权得分（须填选项赋值）", default=SatisfactionMeasure.SHARE
    )
    plan_lock: PlanLock | None = field("方案锁定", default=None)
    plan_changes: tuple[PlanChange, ...] = field("方案变更", default=())
