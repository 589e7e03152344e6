"""A chart as a file of its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click


def write_chart(spec: Mapping[str, Any], path: Path) -> None:
    """Draw a chart as .svg or .png, by the ending of the file."""
    from hengping.rendering.drawing import png, svg
    from hengping.rendering.file_writing import replace_files

    if path.suffix.lower() not in (".svg", ".png"):
        raise click.UsageError(f"“{path.name}”应以 .svg 或 .png 结尾。")
    drawn = svg(spec)
    replace_files({path: drawn.encode("utf-8") if path.suffix.lower() == ".svg" else png(drawn)})
    click.echo(f"已写出 {path}。", err=True)
