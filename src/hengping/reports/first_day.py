"""What an evaluation sends out on its first day: letters, lists, tables to fill, sheets for the field, the plan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hengping.cases.model import Case
from hengping.forms.printing import printed_forms
from hengping.rendering.file_writing import replace_files
from hengping.rendering.publish import render
from hengping.reports.evaluation_plan import evaluation_plan

FORMS = ("F21a", "F07a", "F07b", "F07c", "F08", "F05", "F09", "F10", "F11a", "F12", "F13a", "F14a")
"""In the order in which they are used."""

PLAN = "评价方案"


def write_first_day(
    case: Case, out_dir: Path, *, layouts: Path | None = None, progress: Callable[[str], None] | None = None
) -> list[Path]:
    """Writes the plan as Word and PDF and every form of `FORMS` as Word and Excel, numbered in the order of use.

    Raises:
        InputError: the case cannot be worked with, or a layout of its own is wrong.
        OutputError: the folder or disk refuses; earlier files are untouched.
    """
    tell = progress or (lambda _: None)
    tell(PLAN)
    files = {
        out_dir / f"00_{PLAN}.{kind}": data for kind, data in render(evaluation_plan(case), ("docx", "pdf")).items()
    }
    for number, (stem, made) in enumerate(printed_forms(case, FORMS, layouts=layouts, progress=tell), start=1):
        files |= {out_dir / f"{number:02d}_{stem}.{kind}": data for kind, data in made.items()}
    replace_files(dict(files))
    return list(files)
