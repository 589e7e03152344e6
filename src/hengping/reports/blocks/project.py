"""项目概况: who, what, when, and the documents it rests on."""

from __future__ import annotations

from hengping.cases.model.process import PartyRole
from hengping.quantities.periods import PeriodError, read_period
from hengping.rendering.document import Align, Block, Cell, Column, Row, Table, cell, inlines, paragraph
from hengping.reports.figures import count_figure, fact_figure
from hengping.reports.tables import CellContent, simple_table, to_cell
from hengping.reports.writing import Writing


def project(writing: Writing, level: int) -> tuple[Block, ...]:
    """项目基本信息表: what is known of the project, two entries a row; blanks are left out."""
    entries = [(label, content) for label, content in _entries(writing) if content != ""]
    short = [entry for entry in entries if _is_short(entry[1])]
    pairs = [short[index : index + 2] for index in range(0, len(short) - len(short) % 2, 2)]
    rows = [_wide_row(label, content) for label, content in entries if not _is_short(content)]
    rows += [
        Row(tuple(each for label, content in pair for each in (_label(label), to_cell(content)))) for pair in pairs
    ]
    rows += [_wide_row(label, content) for label, content in short[2 * len(pairs) :]]
    table = Table(
        columns=(Column(3), Column(5, "left"), Column(3), Column(5, "left")),
        body=tuple(rows),
        caption=inlines("项目基本信息表"),
        key="table:project",
    )
    return (table,)


def policies(writing: Writing, level: int) -> tuple[Block, ...]:
    """政策依据: the documents in order of filing."""
    rows = writing.material.case.identity.policies
    if not rows:
        return ()
    count = count_figure("policies", len(rows), "份")
    with_use = any(row.used_for for row in rows)
    columns: list[tuple[str, float, Align]] = [("序号", 1.2, "center"), ("文号", 4, "center"), ("文件名称", 8, "left")]
    if with_use:
        columns.append(("用途", 3, "left"))
    body: list[list[CellContent]] = [
        [str(index), row.document_number, row.title, *([row.used_for] if with_use else [])]
        for index, row in enumerate(rows, start=1)
    ]
    table = simple_table("主要政策文件", columns, body, key="table:policies")
    return (paragraph("项目实施和本次评价依据的主要文件共", count, "，见下表。"), table)


def _entries(writing: Writing) -> list[tuple[str, CellContent]]:
    identity = writing.material.case.identity
    money: list[tuple[str, CellContent]] = [
        (label, fact_figure(writing.material, fact_id))
        for label, fact_id in (("预算数", identity.budget_fact), ("执行数", identity.executed_fact))
        if fact_id in writing.material.fact_rows
    ]
    period = "至".join(_period(each) for each in (identity.project_start, identity.project_end) if each)
    return [
        ("项目名称", identity.project_name),
        ("主管部门", _parties(writing, PartyRole.SUPERVISING_DEPARTMENT)),
        ("项目单位", _parties(writing, PartyRole.IMPLEMENTING_UNIT)),
        ("经办机构", _parties(writing, PartyRole.INSURANCE_AGENCY)),
        ("征收机构", _parties(writing, PartyRole.COLLECTION_AGENCY)),
        ("地区与层级", " ".join(each for each in (identity.region, identity.level) if each)),
        ("评价年度", identity.year),
        ("评价类型", identity.kind.label),
        ("项目属性", identity.project_attribute),
        ("资金性质", identity.fund_nature),
        ("基金险种", identity.fund),
        ("项目起止时间", period),
        ("项目编码", identity.project_code),
        ("功能科目", identity.functional_class),
        *money,
    ]


def _period(text: str) -> str:
    """2021-01 → 2021年1月; other wordings as filed."""
    try:
        return read_period(text).chinese
    except PeriodError:
        return text


def _parties(writing: Writing, role: PartyRole) -> str:
    return "、".join(party.name for party in writing.material.case.parties if party.role is role)


def _is_short(content: CellContent) -> bool:
    return not isinstance(content, str) or len(content) <= 12


def _label(label: str) -> Cell:
    return cell(label, align="center")


def _wide_row(label: str, content: CellContent) -> Row:
    filled = to_cell(content)
    return Row((_label(label), Cell(filled.content, colspan=3, align="left")))
