"""A document with one of everything, long enough to break over pages: dummy text about an invented county."""

from __future__ import annotations

from decimal import Decimal

from hengping.rendering import charts
from hengping.rendering.document import (
    Annex,
    Block,
    Cover,
    Document,
    FactFigure,
    Figure,
    Heading,
    ListBlock,
    Note,
    PageBreak,
    Paragraph,
    Reference,
    Strong,
    inlines,
    paragraph,
)
from tests.rendering.specimen_tables import indicator_table, level_table, sharing_table, visits

RATE = FactFigure("支出执行率", "99.13%", hover="支出执行率，2020年度，决算")
GAP = FactFigure("养老金当期收支缺口_县级应承担数", "21,448.98万元", mark="推算")
LONG = FactFigure("城镇企业职工基本养老保险基金县级统筹区当期收支缺口分担金额_调整后_2020年度决算口径", "1,203.40万元")
PEOPLE = FactFigure("领取待遇人数", "48,213人")
POINT = charts.Point


def specimen(*, watermark: str | None = "征求意见稿", chapters: int = 6) -> Document:
    return Document(
        title="2020年度清河县企业职工基本养老保险\n基金缺口分担资金绩效评价报告",
        subtitle="（送审稿）",
        cover=Cover(
            rows=(
                ("项目名称", "企业职工基本养老保险基金缺口分担资金"),
                ("项目单位", "清河县社会保险事业中心"),
                ("主管部门", "清河县人力资源和社会保障局"),
                ("委托单位", "清河县财政局"),
                ("评价机构", "某某会计师事务所（特殊普通合伙）"),
            ),
            issuer="某某会计师事务所（特殊普通合伙）",
            date="2021年9月",
            number="报告编号：某某评字〔2021〕第18号",
        ),
        blocks=(
            Heading(1, "摘要", numbered=False),
            paragraph(
                "本次评价得分",
                FactFigure("总得分", "92.12分"),
                "，等级为",
                Strong(inlines("“优”")),
                "。支出执行率",
                RATE,
                "。",
            ),
            *(block for chapter in range(chapters) for block in _chapter(chapter)),
            Annex("绩效评价指标体系及评分表", (indicator_table(60),), landscape=True, key="annex-scores"),
            Annex("现场核查单位名单", (visits(),), landscape=True, key="annex-visits"),
            Annex(
                "满意度调查情况",
                (
                    Heading(1, "调查方式"),
                    paragraph(
                        "调查以随机拦访与电话回访相结合，共发放问卷400份，收回有效问卷",
                        FactFigure("有效问卷", "386份"),
                        "。",
                    ),
                    Heading(1, "调查结果"),
                    _satisfaction(),
                ),
                key="annex-survey",
            ),
        ),
        watermark=watermark,
        running_header="清河县企业职工基本养老保险基金缺口分担资金绩效评价报告",
        author="某某会计师事务所",
    )


_TITLES = (
    "项目基本情况",
    "绩效评价工作开展情况",
    "综合评价情况及评价结论",
    "绩效评价指标分析",
    "主要经验及做法",
    "存在的问题及原因分析",
)


def _chapter(chapter: int) -> list[Block]:
    blocks: list[Block] = [Heading(1, _TITLES[chapter % len(_TITLES)])]
    for section in ("项目概况", "资金投入和使用情况", "组织实施情况"):
        blocks.append(Heading(2, section))
        blocks.append(_text(chapter))
        blocks.append(Heading(3, "主要做法"))
        blocks.append(_text(chapter + 1))
        blocks.append(Heading(4, "按月足额发放"))
        blocks.append(
            paragraph(
                "全县共有",
                PEOPLE,
                "按月领取养老金，评分详见",
                Reference("annex-scores"),
                "，比较情况见",
                Reference("level-table"),
                "和",
                Reference("rates"),
                "。",
            )
        )
    blocks.extend(_once(chapter))
    return blocks


def _once(chapter: int) -> list[Block]:
    match chapter:
        case 0:
            return [sharing_table(), paragraph("分担办法按各县（区）离退休人数占比计算。"), _group_figure()]
        case 1:
            return [
                ListBlock(
                    tuple(
                        inlines(text)
                        for text in ("制定方案，明确评价范围与口径；", "收集资料并核对账表；", "现场核查并形成底稿。")
                    ),
                    ordered=True,
                ),
                ListBlock(
                    tuple(
                        inlines(text)
                        for text in (
                            "问卷调查；",
                            "访谈，访谈对象包括经办人员、参保单位负责人、退休人员及其家属代表，逐一记录并由本人签字确认；",
                        )
                    )
                ),
            ]
        case 2:
            return [level_table(), _rate_figure(), Heading(1, "评价机构声明", numbered=False, listed=False), _text(9)]
        case 3:
            return [
                _years_figure(),
                PageBreak(),
                paragraph("另起一页。", indented=False),
                paragraph("清河县财政局", align="right"),
            ]
        case 4:
            return [_unit_figure()]
        case _:
            return []


def _text(seed: int) -> Paragraph:
    return paragraph(
        "企业职工基本养老保险基金缺口由省、市、县三级按规定比例分担，资金及时足额到位直接关系离退休人员的切身利益。评价组依据",
        "《项目支出绩效评价管理办法》（财预〔2020〕10号）等文件，采用因素分析法、比较法和公众评判法，对2020年度资金的分担、",
        "拨付与使用进行了评价，核查资金",
        GAP,
        "，占应分担金额的",
        RATE,
        Note(inlines("数据来源：清河县2020年社会保险基金决算，经评价组复核，应分担金额为", LONG, "。")),
        f"。其中第{seed + 1}批资金于当月15日前拨付到位，",
        Strong(inlines("未发现截留、挤占、挪用")),
        "的情形；但部分乡镇存在死亡冒领线索，需要进一步比对核实（底稿号：",
        f"B-{seed + 1:02d}",
        "）。",
    )


def _satisfaction() -> Figure:
    points = [
        POINT("退休人员", Decimal("97.30"), "97.30"),
        POINT("参保单位负责人", Decimal("92.15"), "92.15"),
        POINT("经办机构工作人员", Decimal("88.01"), "88.01"),
    ]
    return Figure(
        charts.share_bars(points, unit="满意度（%）", full=Decimal(100)),
        inlines("分群体满意度"),
        "三类人群满意度条形图",
        key="survey",
    )


def _rate_figure() -> Figure:
    points = [
        POINT(name, Decimal(value), value)
        for name, value in (("决策", "90.00"), ("过程", "95.00"), ("产出", "90.00"), ("效益", "93.73"))
    ]
    return Figure(
        charts.bar_by_category(points, unit="得分率（%）"),
        inlines("一级指标得分率"),
        "四项一级指标得分率柱形图",
        key="rates",
    )


def _group_figure() -> Figure:
    data = (("平安镇", "420", "415"), ("永乐镇", "380", "380"), ("太和乡", "515", "490"), ("长宁街道", "610", "612"))
    points = [
        POINT(name, Decimal(value), value, series)
        for name, plan, actual in data
        for series, value in (("计划数", plan), ("实际数", actual))
    ]
    return Figure(
        charts.grouped_bars(points, unit="万元"),
        inlines("资金计划与实际对比"),
        "各乡镇计划数与实际数对比图",
        key="plan",
        notes=(inlines("数据来源：县财政局国库支付记录。"),),
    )


def _years_figure() -> Figure:
    data = (
        ("基金收入", ("120.1", "130.2", "128.0", "140.0", "155.5")),
        ("基金支出", ("110.0", "125.2", "133.0", "149.0", "160.5")),
    )
    points = [
        POINT(str(year), Decimal(value), value, name)
        for name, values in data
        for year, value in zip(range(2016, 2021), values, strict=True)
    ]
    return Figure(
        charts.lines_by_year(points, unit="亿元"), inlines("2016—2020年基金收支"), "五年收入与支出折线图", width=90
    )


def _unit_figure() -> Figure:
    data = (
        ("县社会保险事业中心", "1448.98", "1390.10"),
        ("县人力资源和社会保障局", "1203.40", "1203.40"),
        ("县税务局", "800.15", "760.00"),
    )
    points = [
        POINT(name, Decimal(value), value, series)
        for name, plan, actual in data
        for series, value in (("预算数", plan), ("决算数", actual))
    ]
    return Figure(charts.grouped_bars(points, unit="万元"), inlines("分单位预算执行情况"), "分单位预算与决算对比图")
