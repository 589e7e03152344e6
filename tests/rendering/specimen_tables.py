"""The tables of the specimen."""

from __future__ import annotations

from hengping.rendering.document import Align, Cell, Column, FactFigure, LineBreak, Row, Table, cell, inlines


def sharing_table() -> Table:
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


def level_table() -> Table:
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


# Heading, share, alignment.
INDICATOR_COLUMNS: tuple[tuple[str, float, Align], ...] = (
    ("一级\n指标", 1.3, "center"),
    ("二级\n指标", 1.6, "center"),
    ("三级指标", 2.6, "left"),
    ("分值", 1.2, "center"),
    ("评价标准", 4.2, "left"),
    ("评分规则", 4.2, "left"),
    ("计划值", 1.7, "center"),
    ("实际值", 2.2, "center"),
    ("得分", 1.2, "center"),
    ("扣分", 1.2, "center"),
    ("扣分原因", 3.6, "left"),
    ("底稿号", 1.5, "center"),
)


def indicator_table(rows: int) -> Table:
    """A table of a dozen columns: two header rows, merged level-1 and level-2 cells, a total."""
    top = Row((cell("指标体系", colspan=4), cell("评价依据", colspan=4), cell("评分情况", colspan=4)))
    heads = Row(tuple(cell(head) for head, _, _ in INDICATOR_COLUMNS))
    bold = {"得分": "92.12", "扣分": "7.88", "分值": "100.00"}
    total = [cell(bold.get(head, ""), bold=True) for head, _, _ in INDICATOR_COLUMNS[3:]]
    return Table(
        columns=tuple(Column(share, align) for _, share, align in INDICATOR_COLUMNS),
        header=(top, heads),
        body=(
            *(_indicator_row(index, rows) for index in range(rows)),
            Row((cell("合计", colspan=3, bold=True), *total)),
        ),
        notes=(inlines("注：标“推算”者为依据已公布数据推算，不是公布数。", LineBreak(), "第二行说明。"),),
        dense=True,
    )


def _indicator_row(index: int, rows: int) -> Row:
    cells: list[Cell] = []
    if index % 15 == 0:
        cells.append(cell(("决策", "过程", "产出", "效益")[index // 15 % 4], rowspan=min(15, rows - index)))
    if index % 5 == 0:
        cells.append(cell(("项目立项", "绩效目标", "资金投入")[index // 5 % 3], rowspan=min(5, rows - index)))
    mark = "推算" if index % 7 == 0 else ""
    lost = index % 5
    cells += [
        cell(f"{('立项依据充分性', '目标合理性', '资金到位率')[index % 3]}{index + 1}"),
        cell("1.67"),
        cell("达到计划值得满分；每低1个百分点扣0.17分，扣完为止。"),
        cell("得分＝分值×实际完成率，四舍五入保留两位小数。" if index % 4 else "要点式。\n①依据充分；②程序规范。"),
        cell("100%"),
        cell(FactFigure(f"指标{index + 1}_实际值", f"{90 + index % 10}.{index:02d}%", mark=mark)),
        cell(f"{1.67 - lost * 0.11:.2f}"),
        cell(f"{lost * 0.11:.2f}"),
        cell(f"抽查样本{index + 3}份，有{lost}份佐证材料不完整。" if lost else "无"),
        cell(f"C-{index + 1:02d}"),
    ]
    return Row(tuple(cells))


def visits() -> Table:
    return Table(
        columns=(Column(1), Column(4, "left"), Column(6, "left")),
        header=(Row((cell("序号"), cell("单位"), cell("核查内容"))),),
        body=tuple(
            Row((cell(str(i + 1)), cell(f"第{i + 1}社会保险所"), cell("账表核对；领取资格认证；抽查档案10份")))
            for i in range(8)
        ),
        caption=inlines("现场核查单位"),
    )
