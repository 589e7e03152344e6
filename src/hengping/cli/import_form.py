"""A form that came back: its differences shown, and taken over once that is agreed."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from hengping.cases.model import Case
    from hengping.forms.returned.outcome import Remark, Returned
    from hengping.forms.returned.stages import StageDifference


def import_form(source: Path, case_path: Path, *, name: str, instance: str | None, agreed: bool, anyway: bool) -> None:
    """Compare every copy in the file with the case, then write what was agreed to."""
    from hengping.cases.store import files_folder, open_case, save_case
    from hengping.forms.returned.acceptance import accepted
    from hengping.forms.returned.recognition import read_returned
    from hengping.forms.returned.stages import stage_differences

    case = open_case(case_path)
    read = read_returned(source, case, name=name, instance=instance, folder=files_folder(case_path))
    after, copies = accepted(case, [copy for copy in read if anyway or not copy.foreign])
    for copy in read:
        if copy.foreign and not anyway:
            _show_foreign(copy)
    for copy in copies:
        _show(copy)
    count = sum(len(copy.changes) for copy in copies)
    if not count:
        click.echo("没有可写入的差异，案卷没有改动。")
        return
    _show_stages(stage_differences(case, after))
    _tell_plan_change(case, after)
    if not confirmed(count, agreed=agreed):
        click.echo("没有写入。核对后加 --yes 写入。")
        return
    save_case(after, case_path)
    click.echo(f"已写入 {case_path}：{count} 处。")


def _show_foreign(copy: Returned) -> None:
    click.echo(_title(copy))
    if all(remark.kind.name == "WHICH_COPY" for remark in copy.foreign):
        click.echo("  不知道是哪一份，没有读入：")
    else:
        click.echo("  这份表可能不属于本案卷，没有读入（确属本案卷的加 --anyway）：")
    _remarks(copy.foreign)


def _show(copy: Returned) -> None:
    click.echo(_title(copy))
    if copy.foreign:
        click.echo("  这份表可能不属于本案卷：")
        _remarks(copy.foreign)
    if copy.changes:
        click.echo(f"  与案卷不同的 {len(copy.changes)} 处：")
        for change in copy.changes:
            row = f"{change.row}　" if change.row else ""
            moved = f"{_short(change.old) or '（空）'} → {_short(change.new)}"
            beside = "（记为申报数，案卷原数保留）" if change.old and not change.place.key and change.place.seed else ""
            click.echo(f"    {change.where}　{row}{change.heading}：{moved}{beside}")
    notes = [remark for remark in copy.remarks if remark.kind.is_note]
    if notes:
        click.echo(f"  请留意的 {len(notes)} 处：")
        _remarks(notes)
    left = [remark for remark in copy.remarks if not remark.kind.is_note]
    if left:
        click.echo(f"  没有读入的 {len(left)} 处：")
        _remarks(left)


def _title(copy: Returned) -> str:
    title = f"{copy.code} {copy.title}{f'（{copy.instance}）' if copy.instance else ''}"
    return title + ("，打印后案卷内容已有变更" if copy.stale else "")


def _remarks(remarks: Iterable[Remark]) -> None:
    for remark in remarks:
        click.echo(f"    {remark.where}　[{remark.kind.value}] {remark.found.rstrip('。')}。{remark.mend}")


def _tell_plan_change(before: Case, after: Case) -> None:
    """The approved indicators would not be those that were approved: said before anything is written."""
    from hengping.cases.deliverables.content import indicator_design
    from hengping.cases.deliverables.plan_lock import plan_changes_since_lock

    lock = before.identity.plan_lock
    changes = plan_changes_since_lock(after, {"indicators": dict(indicator_design(before))})
    if lock is None or not changes:
        return
    click.echo(f"  注意：指标体系已由{lock.approved_by or '有关单位'}批准锁定，其中 {len(changes)} 处属于方案变更：")
    for each in changes:
        click.echo(f"    {each}")
    click.echo("    写入后请登记：hengping plan CASE --change 改了什么 --why 理由 --approve 批准人")
    click.echo("    不登记，检查报告错误 HP614。")


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


def confirmed(count: int, *, agreed: bool) -> bool:
    """Whether a person agrees to write so many places; nobody who is not at a terminal does without --yes."""
    if agreed:
        return True
    if not sys.stdin.isatty():
        return False
    return click.confirm(f"写入以上 {count} 处？", default=False)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"
