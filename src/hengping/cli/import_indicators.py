"""An evaluator's own indicator table: columns suggested, confirmed, remembered, then the tree."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from hengping.cases.model import Case
    from hengping.extraction.indicator_table.columns import MappedTable


def import_indicators(source: Path, case_path: Path, mapping: Sequence[str], *, agreed: bool) -> None:
    """Read the table, show which column is taken for what, and replace the case's indicators once that is agreed."""
    from hengping.cases.integrity import check_integrity
    from hengping.cases.model import leaves, walk
    from hengping.cases.store import open_case, save_case
    from hengping.extraction.indicator_table.columns import map_columns
    from hengping.extraction.indicator_table.pasted import grids_of
    from hengping.extraction.indicator_table.tree import read_tree

    case = open_case(case_path)
    known = {**_remembered(case), **_given(mapping)}
    table = map_columns(grids_of(source), known, label=source.name)
    _show(table)
    read = read_tree(table)
    system = read.system
    nodes, ends = len(list(walk(system.indicators))), len(list(leaves(system.indicators)))
    total = sum((each.weight for each in system.indicators), start=0 * system.full_marks)
    click.echo(f"读出指标 {nodes} 个，末级 {ends} 个；一级分值合计 {total}。")
    for remark in read.remarks:
        click.echo(f"  {remark}")
    if case.indicators.indicators:
        click.echo(f"案卷中已有指标 {len(list(walk(case.indicators.indicators)))} 个，写入后将被替换。")
    if case.identity.plan_lock is not None:
        click.echo("注意：方案已批准锁定，替换指标属于方案变更，须记录变更理由和批准人。")
    if not agreed and not (sys.stdin.isatty() and click.confirm("按以上对应关系写入？", default=False)):
        click.echo("没有写入。对应关系不对的用 --mapping 表头=字段 改正，核对后加 --yes 写入。")
        return
    after = case.model_copy(update={"indicators": system, "column_mappings": _with_mapping(case, table)})
    check_integrity(after)
    save_case(after, case_path)
    click.echo(f"已写入 {case_path}；列的对应关系已记住。")


def _remembered(case: Case) -> Mapping[str, str]:
    from hengping.extraction.indicator_table.columns import KIND

    return next((each.columns for each in case.column_mappings.mappings if each.kind == KIND), {})


def _given(mapping: Sequence[str]) -> dict[str, str]:
    pairs = {}
    for each in mapping:
        heading, sign, field = each.partition("=")
        if not sign:
            raise click.BadParameter(f"“{each}”应写成 表头=字段，如 考核要点=explanation", param_hint="--mapping")
        pairs[heading.strip()] = field.strip()
    return pairs


def _show(table: MappedTable) -> None:
    from hengping.extraction.indicator_table.columns import field_title

    click.echo("列的对应关系：")
    for at, heading in table.headings.items():
        field = table.columns.get(at, "")
        click.echo(f"  {heading} → {f'{field_title(field)}（{field}）' if field else '不读'}")


def _with_mapping(case: Case, table: MappedTable) -> object:
    from hengping.cases.model.filings import ColumnMapping
    from hengping.extraction.indicator_table.columns import KIND

    others = tuple(each for each in case.column_mappings.mappings if each.kind != KIND)
    own = ColumnMapping(kind=KIND, columns={heading: field or "不读" for heading, field in table.pairs().items()})
    return case.column_mappings.model_copy(update={"mappings": (*others, own)})
