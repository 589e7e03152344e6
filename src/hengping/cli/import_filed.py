"""A customary goal sheet or self-evaluation form of any bureau, into a case."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from hengping.errors import Fault
    from hengping.extraction.self_evaluation.beside_case import FiledImport

_SHOWN = 60


def import_filed(source: Path, case_path: Path, *, agreed: bool, anyway: bool) -> None:
    """Show what the form adds and where it differs, and write what it adds once that is agreed."""
    from hengping.cases.integrity import check_integrity
    from hengping.cases.store import open_case, save_case
    from hengping.cli.import_form import confirmed
    from hengping.extraction.self_evaluation.beside_case import beside_case, most_like
    from hengping.extraction.self_evaluation.recognition import read_filed_forms
    from hengping.forms.returned.writing import take_over

    case = open_case(case_path)
    forms = read_filed_forms(source)
    form = most_like(forms, case)
    if len(forms) > 1:
        click.echo(f"文件中有 {len(forms)} 个项目，按“{form.head.text('project_name') or form.label}”读入。")
    found = beside_case(form, case)
    taken = anyway or not found.foreign
    _show(found, taken=taken)
    if not taken or not found.changes:
        click.echo("没有可写入的内容，案卷没有改动。")
        return
    after = take_over(case, found.changes)
    check_integrity(after)
    if not confirmed(len(found.changes), agreed=agreed):
        click.echo("没有写入。核对后加 --yes 写入。")
        return
    save_case(after, case_path)
    click.echo(f"已写入 {case_path}：{len(found.changes)} 处。")


def _show(found: FiledImport, *, taken: bool) -> None:
    click.echo(found.title)
    if found.foreign:
        click.echo("  这份表可能不属于本案卷" + ("：" if taken else "，没有读入（确属本案卷的加 --anyway）："))
        _show_remarks(found.foreign)
        if not taken:
            return
    if found.changes:
        click.echo(f"  案卷中没有、可以写入的 {len(found.changes)} 处：")
        _show_new_rows(found)
        _show_cells(found)
    if found.differences:
        click.echo(f"  与案卷不同的 {len(found.differences)} 处，案卷没有改动：")
        for each in found.differences:
            row = f"{each.row}　" if each.row else ""
            click.echo(f"    {each.where}　{row}{each.heading}：案卷 {_short(each.known)}，表上 {_short(each.filed)}")
    if found.remarks:
        click.echo(f"  读不准或需要核对的 {len(found.remarks)} 处：")
        _show_remarks(found.remarks)


def _show_remarks(remarks: Iterable[Fault]) -> None:
    for fault in remarks:
        click.echo(f"    {fault.where}　{_short(fault.found)}。{fault.mend}")


def _show_cells(found: FiledImport) -> None:
    for change in found.changes:
        if change.place.part != "goals" or not change.added:
            row = f"{change.row}　" if change.row else ""
            click.echo(f"    {change.where}　{row}{change.heading}：{_short(change.new)}")


def _show_new_rows(found: FiledImport) -> None:
    """A line for each goal row that the case does not have."""
    rows: dict[str, list[str]] = {}
    places: dict[str, str] = {}
    for change in found.changes:
        if change.place.part == "goals" and change.added:
            places.setdefault(change.place.key, change.where)
            if not change.place.field.startswith("level_"):
                rows.setdefault(change.place.key, []).append(f"{change.heading} {_short(change.new)}")
    names = {change.place.key: change.row for change in found.changes if change.place.part == "goals"}
    for key, cells in rows.items():
        click.echo(f"    {places[key]}　新增 {key}“{names[key]}”：{'，'.join(cells)}")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
