"""`hengping form`: a customary form printed from the case."""

from __future__ import annotations

import sys
from pathlib import Path

import click

_HELP = """表单：把惯用表单按案卷内容打印为 Word、Excel 或 PDF。

\b
  hengping form --list                      列出全部表单
  hengping form F02 CASE --out 自评表.xlsx  打印一份（.xlsx .docx .pdf .html）
  hengping form 全部 CASE --out DIR         打印全部表单（Word 和 Excel）

NAME 为表单的代码或名称。案卷文件夹中的 layouts/F02.yaml 优先于随程序提供的版式。
"""


@click.command("form", help=_HELP)
@click.argument("name", metavar="[NAME]", required=False, default="")
@click.argument("case_path", metavar="[CASE]", required=False, type=click.Path(readable=False, path_type=Path))
@click.option("--list", "show_list", is_flag=True, help="列出全部表单。")
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help="输出文件；打印全部时为文件夹。")
@click.option("--for", "instance", metavar="KEY", default=None, help="只打印哪一份：单位、踏勘、通知等的编号。")
@click.option("--layout", metavar="FILE", type=click.Path(readable=False, path_type=Path), help="改用这份版式。")
def command(
    name: str, case_path: Path | None, *, show_list: bool, out: Path | None, instance: str | None, layout: Path | None
) -> None:
    """List the forms, or print one or all of them."""
    from hengping.reference.form_layouts import form_layout, packaged_forms, read_form_layout

    if show_list:
        for form in packaged_forms():
            click.echo(f"{form.code:<5} {form.title}　{form.used_for}　[{form.name}]")
        return
    if not name or case_path is None or out is None:
        raise click.UsageError("请写明 NAME、CASE 和 --out；hengping form --list 列出全部表单。")
    from hengping.cases.store import files_folder, open_case
    from hengping.forms.printing import print_form, print_forms

    case = open_case(case_path)
    folder = files_folder(case_path)
    if name in ("全部", "all"):
        tell = (lambda text: click.echo(text, err=True)) if sys.stderr.isatty() else None
        files = print_forms(case, out, layouts=folder, progress=tell)
        click.echo(f"已写入 {out}：{len(files)} 个文件。")
        return
    chosen = read_form_layout(layout) if layout is not None else form_layout(name, folder)
    copies = print_form(chosen, case, out, instance=instance)
    click.echo(f"已写入 {out}：{chosen.code} {chosen.title}，{len(copies)} 份。")
    for copy in copies:
        click.echo(f"  {copy.foot}{f'　{copy.instance}' if copy.instance else ''}")
