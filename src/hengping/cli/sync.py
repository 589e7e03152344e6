"""`hengping sync`: a report finished by hand in Word, brought up to date with its case."""

from __future__ import annotations

from pathlib import Path

import click

from hengping.cli.output import print_json

_FILE = click.Path(readable=False, path_type=Path)


@click.command("sync", help="同步：把手工改过的 Word 报告中的数字更新到评价的现值，保留并列出文字改动。")
@click.argument("docx", metavar="DOCX", type=_FILE)
@click.option("--case", "case_path", metavar="CASE", required=True, type=_FILE, help="评价文件夹或 .xlsx 工作簿。")
@click.option("--out", metavar="FILE", required=True, type=_FILE, help="更新后的 Word 文件。")
@click.option("--marked", metavar="FILE", type=_FILE, help="另存一份修订对照：与出具时相比的改动标为 Word 修订。")
@click.option("--issued", metavar="OLD", type=_FILE, help="与另一份文件对照文字改动，而不与出具时的原文对照。")
@click.option("--force", is_flag=True, help="报告名称与评价不同时仍然同步。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON（模式见 hengping schema sync）。")
@click.option("--all", "show_all", is_flag=True, help="长文字全文列出，每个数的位置全部列出。")
def command(
    docx: Path,
    *,
    case_path: Path,
    out: Path,
    marked: Path | None,
    issued: Path | None,
    force: bool,
    as_json: bool,
    show_all: bool,
) -> int:
    """Renew a report's figures. Exit 0 once the files are written."""
    _refuse_same_file({"DOCX": docx, "--out": out, "--marked": marked, "--issued": issued})

    from hengping.cases.store import open_case

    case = open_case(case_path)
    from hengping.rendering.file_writing import replace_files
    from hengping.reports.sync.document import sync_document
    from hengping.reports.sync.listing import render_text
    from hengping.reports.sync.synchronise import synchronise

    done = synchronise(docx, case, issued=issued, mark=marked is not None, force=force)
    files: dict[Path, bytes | None] = {out: done.data}
    if marked is not None:
        files[marked] = done.marked
    replace_files(files)
    if as_json:
        print_json(sync_document(done.findings))
        return 0
    for line in render_text(done.findings, show_all=show_all):
        click.echo(line)
    click.echo(f"更新后的报告：{out}")
    if marked is not None:
        click.echo(f"修订对照：{marked}")
    return 0


def _refuse_same_file(paths: dict[str, Path | None]) -> None:
    """An edited file is somebody's work: nothing is written over what is read."""
    given = [(name, path.absolute().resolve()) for name, path in paths.items() if path is not None]
    for index, (name, path) in enumerate(given):
        for other, same in given[:index]:
            if path == same and not {name, other} == {"DOCX", "--issued"}:
                raise click.UsageError(f"{other} 与 {name} 是同一个文件，请换一个文件名。")
