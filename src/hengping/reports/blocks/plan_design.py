"""What a work plan says of the work to come: material to collect, visits, surveys, quality control."""

from __future__ import annotations

from hengping.cases.model.fieldwork import SurveySummary
from hengping.quantities.display import plain
from hengping.rendering.document import Align, Block, Inline, Reference, Text, inlines, paragraph
from hengping.reports.figures import count_figure, filed_figure
from hengping.reports.tables import CellContent, simple_table
from hengping.reports.writing import Writing, joined, listed


def data_collection(writing: Writing, level: int) -> tuple[Block, ...]:
    """What is asked of the evaluated party: documents and basic data tables."""
    case = writing.material.case
    if not case.requests:
        return ()
    wanted = sum(row.mandatory for row in case.requests)
    content: list[str | Inline] = ["向被评价单位提出的资料清单共", count_figure("requests", len(case.requests), "项")]
    content += ["，其中必交", count_figure("requests_mandatory", wanted, "项"), "，见", Reference("annex:F07a"), "。"]
    if case.data_forms.tables:
        content += ["另发基础数据表", count_figure("data_forms", len(case.data_forms.tables), "张")]
        content += ["，由填报单位盖章后交回，评价组逐项核实。"]
    return (paragraph(*content, "提供资料的单位对资料的真实性、完整性作出书面承诺。"),)


def sampling_design(writing: Writing, level: int) -> tuple[Block, ...]:
    """The bounds that the choice of visits keeps, and how many units were chosen."""
    case = writing.material.case
    rule = case.sampling
    bounds: list[tuple[Inline, ...]] = []
    if rule.places_minimum is not None:
        bounds.append(inlines("踏勘地点占比不低于", filed_figure("sampling:places_minimum", rule.places_minimum), "%"))
    if rule.money_minimum is not None:
        bounds.append(inlines("踏勘资金占比不低于", filed_figure("sampling:money_minimum", rule.money_minimum), "%"))
    if not bounds and not case.frame:
        return ()
    content: list[str | Inline] = ["踏勘单位的选取须同时满足：" if len(bounds) > 1 else "", *joined(bounds, "，")]
    if bounds:
        content.append("。")
    if case.frame:
        content += ["抽样框列有单位", count_figure("frame", len(case.frame), "家")]
        content += ["，计划踏勘", count_figure("visits_planned", len({row.unit for row in case.visits}), "家")]
        content += ["，选取理由、日期和人员见", Reference("annex:F09"), "。"]
    return (paragraph(*content, "每家不少于两人到场，踏勘记录由被踏勘单位确认。"),)


def survey_design(writing: Writing, level: int) -> tuple[Block, ...]:
    """Whom to ask, how, how many, and how answers become a degree of satisfaction."""
    case = writing.material.case
    blocks: list[Block] = []
    if case.interviews.outlines:
        tiers = "、".join(dict.fromkeys(outline.tier for outline in case.interviews.outlines))
        count = count_figure("outlines", len(case.interviews.outlines), "份")
        blocks.append(
            paragraph("访谈和调查分对象拟定提纲", count, f"，对象为{tiers}，见", Reference("annex:interviews"), "。")
        )
    if case.surveys:
        columns: list[tuple[str, float, Align]] = [("调查对象", 4, "left"), ("方式", 2, "center")]
        columns += [("抽样方法", 3, "left"), ("计划量", 2, "center"), ("权重", 2, "center")]
        rows = [_survey_row(writing, row) for row in case.surveys]
        blocks.append(simple_table("问卷调查安排", columns, rows, key="table:surveys"))
    options = [(name, value) for name, value in case.identity.satisfaction_options.items() if value is not None]
    if options:
        shown = [inlines(name, filed_figure(f"option:{name}", value)) for name, value in options]
        blocks.append(paragraph("满意度按选项赋值计算，", *joined(shown, "、"), "；选“不了解”的不计入。"))
    return tuple(blocks)


def quality_control(writing: Writing, level: int) -> tuple[Block, ...]:
    """How the team keeps its own work right, where the plan says nothing of its own."""
    points = (
        "方案、报告初稿和终稿分别经三级复核，复核意见逐条答复、逐条销号，复核签字对应所复核的内容，内容变动须重新签字",
        "每个数字注明来源和页码，填报数与核实数分别记录，差异逐项说明原因",
        "每处扣分写明依据、证据和对应的问题，没有佐证的按评分规则处理并写明决定人",
        "征求意见稿送被评价单位，意见逐条核实，采纳与否均写明理由；得分有调整的并列调整前后得分",
        "评价人员遵守回避和保密要求，调查所得个人信息只用于本次评价",
    )
    return (listed([(Text(point),) for point in points]),)


def _survey_row(writing: Writing, row: SurveySummary) -> list[CellContent]:
    weight = writing.material.case.identity.satisfaction_weights.get(row.tier)
    planned = "" if row.planned is None else plain(row.planned)
    return [row.tier, row.channel, row.sampling, planned, "" if weight is None else f"{plain(weight)}%"]
