"""`hengping archive`: the whole evaluation as a BagIt package."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hengping.cli.case_argument import case_argument

_FOLDER = click.Path(file_okay=False, readable=False, path_type=Path)
_SHOWN = 20


@click.command("archive", help="归档：按卷内目录写成附哈希清单的归档包。CASE 为评价文件夹或 .xlsx 工作簿。")
@case_argument
@click.option("--out", "out_dir", metavar="DIR", required=True, type=_FOLDER, help="归档包文件夹，须为空或尚不存在。")
@click.option("--strict", is_flag=True, help="有证据或扫描件缺失、与登记的哈希值不符时，写完后以退出码 1 结束。")
def command(case_path: Path, *, out_dir: Path, strict: bool) -> int:
    """Archive a case. Exit 0 once it is written; with --strict 1 where a named file is lacking or another one."""
    from hengping.cases.store import open_case

    case = open_case(case_path)
    from hengping.reports.archive.packing import archive  # half a second of libraries; faults of the case come first

    done = archive(case, case_path, out_dir, progress=_progress if sys.stderr.isatty() else None)
    click.echo(f"已归档 {done.files} 个文件，{done.size} 字节：{done.folder}")
    if done.lacks:
        click.echo(f"缺失和不符 {len(done.lacks)} 项（已写入备考表和卷内目录的“缺失清单”）：")
        for lack in done.lacks[:_SHOWN]:
            click.echo(f"  · {lack}")
        if len(done.lacks) > _SHOWN:
            click.echo(f"  另有 {len(done.lacks) - _SHOWN} 项，见缺失清单。")
    click.echo(f"归档包指纹：{done.fingerprint}")
    click.echo("请把指纹抄入移交清单，另行保存；随时可用 hengping verify DIR --fingerprint 指纹 核对。")
    return 1 if strict and not done.complete else 0


def _progress(step: str) -> None:
    click.echo(f"… {step}", err=True)
