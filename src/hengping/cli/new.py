"""`hengping new`: start a case from a template."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

_HELP = """新建：在 DIR 按模板建立评价文件夹；不知道的一律留空。

\b
模板：
  project      一般项目（默认）
  fund         企业职工基本养老保险基金
  gap-sharing  基金缺口分担资金
"""


@click.command("new", help=_HELP)
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, readable=False, path_type=Path))
@click.option("--template", metavar="NAME", default="project", help="模板名称。")
def command(folder: Path, *, template: str) -> None:
    """Copy a template into a new folder."""
    from hengping.cases.templates import start_case

    for path in start_case(folder, template=template):
        click.echo(f"已建立 {path}")
    click.echo(f"下一步：填写 case.yaml 和 facts.csv，再运行 hengping evaluate {shlex.quote(str(folder))} --out DIR。")
