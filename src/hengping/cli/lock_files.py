"""Office programs mark a file they have open by a small file beside it."""

from __future__ import annotations

from pathlib import Path

import click


def tell_if_open(path: Path, consequence: str) -> None:
    """Say on standard error that somebody has the file open, and what follows from it."""
    marks = (f".~lock.{path.name}#", f"~${path.name}")  # LibreOffice; Excel and WPS
    if any((path.parent / mark).exists() for mark in marks):
        click.echo(f"提示：{path.name} 正在其他程序中打开，{consequence}。", err=True)
