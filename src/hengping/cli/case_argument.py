"""The argument that most commands share: which case."""

from __future__ import annotations

from pathlib import Path

import click

case_argument = click.argument("case_path", metavar="CASE", type=click.Path(readable=False, path_type=Path))
"""A folder or a workbook; whether it is either is told by the store, with what to do about it."""
