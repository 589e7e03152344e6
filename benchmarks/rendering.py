"""Rendering one report to Word and PDF, beside docxtpl with LibreOffice making the same two files.

Both start from a report that is composed already and draw its charts themselves; both are warm. What the rival is given
and what it is spared is said in `docxtpl_rival`.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from benchmarks.docxtpl_rival import DocxtplRival
from benchmarks.paired import paired_seconds, verdict
from hengping.cases.store import open_case
from hengping.rendering.publish import render
from hengping.reports.evaluation_report import evaluation_report
from hengping.reports.material import gather
from hengping.scoring.tree import score_case

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ("datong-2020", "xinjiang-2021")
LEAST_TIMES_FASTER = 4


def main() -> bool:
    if shutil.which("soffice") is None:
        print("  not run: the rival needs LibreOffice (Debian: libreoffice-writer-nogui)")
        return True
    return all([_of(example) for example in EXAMPLES])


def _of(example: str) -> bool:
    case = open_case(ROOT / "examples" / example)
    document = evaluation_report(gather(case, score_case(case)))
    with tempfile.TemporaryDirectory() as folder:
        rival = DocxtplRival(document, Path(folder))
        seconds = paired_seconds(
            {"hengping": lambda: render(document, ("docx", "pdf")), "docxtpl + LibreOffice": rival.render}, repeats=5
        )
    for name, spread in seconds.items():
        print(f"  {example:14} {name:22} {spread.shown()} s")
    faster = seconds["docxtpl + LibreOffice"].median / seconds["hengping"].median
    return verdict(f"{example}, times faster", faster, LEAST_TIMES_FASTER, at_most=False)
