"""`hengping verify`: whether an archive is as it was written."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hengping.cli.output import print_json

_HELP = "核对：重算归档包的全部哈希值和得分，指出任何改动。DIR 为归档包文件夹或它的 ZIP 压缩文件；不用网络。"


@click.command("verify", help=_HELP)
@click.argument("bag", metavar="DIR", type=click.Path(readable=False, path_type=Path))
@click.option("--fingerprint", metavar="HEX", default="", help="归档时打印的指纹（可只写前若干位），一并核对。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON（模式见 hengping schema verify）。")
def command(bag: Path, *, fingerprint: str, as_json: bool) -> int:
    """Verify an archive. Exit 1 when anything differs."""
    from hengping.reports.archive.verification import verify

    result = verify(bag, fingerprint=fingerprint, progress=_progress if sys.stderr.isatty() else None)
    if as_json:
        from hengping.reports.archive.verify_document import verify_document

        print_json(verify_document(result))
    else:
        for line in result.lines():
            click.echo(line)
    return 0 if result.intact else 1


def _progress(step: str) -> None:
    click.echo(f"… {step}", err=True)
