"""A document with one of everything, long enough to break over pages: dummy text about an invented county."""

from __future__ import annotations

from decimal import Decimal

from hengping.rendering import charts
from hengping.rendering.document import (
    Annex,
    Block,
    Cell,
    Column,
    Cover,
    Document,
    FactFigure,
    Figure,
    Heading,
    LineBreak,
    ListBlock,
    Note,
    PageBreak,
    Paragraph,
    Reference,
    Row,
    Strong,
    Table,
    cell,
    inlines,
    paragraph,
)

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
            Annex("现场核查单位名单", (_visits(),), landscape=True, key="annex-visits"),
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
            return [_sharing_table(), paragraph("分担办法按各县（区）离退休人数占比计算。"), _group_figure()]
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
            return [_level_table(), _rate_figure(), Heading(1, "评价机构声明", numbered=False, listed=False), _text(9)]
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


def _sharing_table() -> Table:
    names = ("平安镇", "永乐镇", "太和乡", "长宁街道", "新安街道")
    body = tuple(
        Row(
            (
                cell(str(i + 1)),
                cell(name),
                cell(FactFigure(f"离退休人数_{name}", f"{1200 + i * 317}")),
                cell(f"{12.5 + i * 3.75:.2f}"),
                cell(f"{1200.5 + i * 88:.2f}"),
            )
        )
        for i, name in enumerate(names)
    )
    total = Row(
        (
            cell("合计", colspan=2, bold=True),
            cell("9,170", bold=True),
            cell("100.00", bold=True),
            cell("6,882.50", bold=True),
        )
    )
    return Table(
        columns=(Column(1), Column(3, "left"), Column(2, "right"), Column(2, "right"), Column(2.5, "right")),
        header=(
            Row(
                (
                    cell("序号"),
                    cell("乡镇（街道）"),
                    cell("离退休人数\n（人）"),
                    cell("占比\n（%）"),
                    cell("分担金额\n（万元）"),
                )
            ),
        ),
        body=(*body, total),
        caption=inlines("2020年度缺口分担情况"),
        notes=(inlines("数据来源：县社会保险事业中心。"), inlines("注：占比按2019年末人数计算。")),
        key="sharing",
    )


def _level_table() -> Table:
    rows = (
        ("决策", "20", "18.00", "90.00"),
        ("过程", "20", "19.00", "95.00"),
        ("产出", "30", "27.00", "90.00"),
        ("效益", "30", "28.12", "93.73"),
    )
    return Table(
        columns=(Column(2), Column(2), Column(2), Column(2)),
        header=(Row(tuple(cell(text) for text in ("一级指标", "分值", "得分", "得分率（%）"))),),
        body=(
            *(Row(tuple(cell(text) for text in row)) for row in rows),
            Row((cell("合计", bold=True), cell("100", bold=True), cell("92.12", bold=True), cell("92.12", bold=True))),
        ),
        caption=inlines("一级指标得分情况"),
        key="level-table",
    )


def indicator_table(rows: int) -> Table:
    """A table of a dozen columns: two header rows, merged level-1 and level-2 cells, a total."""
    heads = (
        "一级\n指标",
        "二级\n指标",
        "三级指标",
        "分值",
        "评价标准",
        "评分规则",
        "计划值",
        "实际值",
        "得分",
        "扣分",
        "扣分原因",
        "底稿号",
    )
    top = Row((cell("指标体系", colspan=4), cell("评价依据", colspan=4), cell("评分情况", colspan=4)))
    body = []
    for index in range(rows):
        cells: list[Cell] = []
        if index % 15 == 0:
            cells.append(cell(("决策", "过程", "产出", "效益")[index // 15 % 4], rowspan=min(15, rows - index)))
        if index % 5 == 0:
            cells.append(cell(("项目立项", "绩效目标", "资金投入")[index // 5 % 3], rowspan=min(5, rows - index)))
        cells += [
            cell(f"{('立项依据充分性', '目标合理性', '资金到位率')[index % 3]}{index + 1}"),
            cell("1.67"),
            cell("达到计划值得满分；每低1个百分点扣0.17分，扣完为止。"),
            cell("得分＝分值×实际完成率，四舍五入保留两位小数。" if index % 4 else "要点式。\n①依据充分；②程序规范。"),
            cell("100%"),
            cell(
                FactFigure(
                    f"指标{index + 1}_实际值", f"{90 + index % 10}.{index:02d}%", mark="推算" if index % 7 == 0 else ""
                )
            ),
            cell(f"{1.67 - index % 5 * 0.11:.2f}"),
            cell(f"{index % 5 * 0.11:.2f}"),
            cell("无" if index % 5 == 0 else f"抽查样本{index + 3}份，有{index % 5}份佐证材料不完整。"),
            cell(f"C-{index + 1:02d}"),
        ]
        body.append(Row(tuple(cells)))
    total = [
        cell("合计", colspan=3, bold=True),
        cell("100.00", bold=True),
        *(cell() for _ in range(4)),
        cell("92.12", bold=True),
        cell("7.88", bold=True),
        cell(),
        cell(),
    ]
    return Table(
        columns=tuple(
            Column(share, align)
            for share, align in zip(
                (1.3, 1.6, 2.6, 1.2, 4.2, 4.2, 1.7, 2.2, 1.2, 1.2, 3.6, 1.5),
                (
                    "center",
                    "center",
                    "left",
                    "center",
                    "left",
                    "left",
                    "center",
                    "center",
                    "center",
                    "center",
                    "left",
                    "center",
                ),
                strict=True,
            )
        ),
        header=(top, Row(tuple(cell(head) for head in heads))),
        body=(*body, Row(tuple(total))),
        notes=(inlines("注：标“推算”者为依据已公布数据推算，不是公布数。", LineBreak(), "第二行说明。"),),
        dense=True,
    )


def _visits() -> Table:
    return Table(
        columns=(Column(1), Column(4, "left"), Column(6, "left")),
        header=(Row((cell("序号"), cell("单位"), cell("核查内容"))),),
        body=tuple(
            Row((cell(str(i + 1)), cell(f"第{i + 1}社会保险所"), cell("账表核对；领取资格认证；抽查档案10份")))
            for i in range(8)
        ),
        caption=inlines("现场核查单位"),
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
