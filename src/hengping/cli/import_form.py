"""A form that came back: its differences shown, and taken over once that is agreed."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from hengping.forms.returned.outcome import Remark, Returned
    from hengping.forms.returned.stages import StageDifference


def import_form(source: Path, case_path: Path, *, name: str, instance: str | None, agreed: bool, anyway: bool) -> None:
    """Compare every copy in the file with the case, then write what was agreed to."""
    from hengping.cases.integrity import check_integrity
    from hengping.cases.store import files_folder, open_case, save_case
    from hengping.forms.returned.recognition import read_returned
    from hengping.forms.returned.stages import stage_differences
    from hengping.forms.returned.writing import take_over

    case = open_case(case_path)
    copies = read_returned(source, case, name=name, instance=instance, folder=files_folder(case_path))
    for copy in copies:
        _show(copy, taken=anyway or not copy.foreign)
    changes = [change for copy in copies if anyway or not copy.foreign for change in copy.changes]
    if not changes:
        click.echo("没有可写入的差异，案卷没有改动。")
        return
    after = take_over(case, changes)
    check_integrity(after)
    _show_stages(stage_differences(case, after))
    if not _confirmed(len(changes), agreed=agreed):
        click.echo("没有写入。核对后加 --yes 写入。")
        return
    save_case(after, case_path)
    click.echo(f"已写入 {case_path}：{len(changes)} 处。")


def _show(copy: Returned, *, taken: bool) -> None:
    title = f"{copy.code} {copy.title}{f'（{copy.instance}）' if copy.instance else ''}"
    click.echo(title + ("，打印后案卷内容已有变更" if copy.stale else ""))
    if copy.foreign:
        click.echo("  这份表可能不属于本案卷" + ("：" if taken else "，没有读入（确属本案卷的加 --anyway）："))
        _remarks(copy.foreign)
        if not taken:
            return
    if copy.changes:
        click.echo(f"  与案卷不同的 {len(copy.changes)} 处：")
        for change in copy.changes:
            row = f"{change.row}　" if change.row else ""
            moved = f"{_short(change.old) or '（空）'} → {_short(change.new)}"
            click.echo(f"    {change.where}　{row}{change.heading}：{moved}")
    if copy.remarks:
        click.echo(f"  没有读入的 {len(copy.remarks)} 处：")
        _remarks(copy.remarks)


def _remarks(remarks: Iterable[Remark]) -> None:
    for remark in remarks:
        click.echo(f"    {remark.where}　[{remark.kind.value}] {remark.found}。{remark.mend}")


def _show_stages(differences: Iterable[StageDifference]) -> None:
    found = list(differences)
    if found:
        click.echo(f"  填报数与案卷已有数不一致的 {len(found)} 项：")
    for each in found:
        unit, known = each.reported.unit, each.known
        click.echo(
            f"    {each.name}（{each.reported.period}）：{each.reported.stage.label} {each.reported.value}{unit}，"
            f"{known.stage.label} {known.value}{unit}，相差 {each.difference}{unit}"
        )


def _confirmed(count: int, *, agreed: bool) -> bool:
    if agreed:
        return True
    if not sys.stdin.isatty():
        return False
    return click.confirm(f"写入以上 {count} 处？", default=False)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"
