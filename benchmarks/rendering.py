"""Rendering one report to Word and PDF, beside docxtpl with LibreOffice making the same two files.

Both start from a report that is composed already, with its charts drawn (both would draw them with the same library).
Each run is a process of its own, so that neither profits from what it remembers of the run before; its start and the
composing do not count. What the rival is given and what it is spared is said in `docxtpl_rival`.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.paired import command, paired_reports, verdict

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ("datong-2020", "xinjiang-2021")
LEAST_TIMES_FASTER = 4


def main() -> bool:
    if shutil.which("soffice") is None:
        print("  not run: the rival needs LibreOffice (Debian: libreoffice-writer-nogui)")
        return True
    return all([_of(example) for example in EXAMPLES])


def _of(example: str) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        script = [sys.executable, "-m", "benchmarks.rendering"]
        commands = {name: [*script, name, example, folder] for name in ("hengping", "docxtpl")}
        # One LibreOffice profile for all runs: making it takes seconds, and users make it once.
        command(commands["docxtpl"])()
        seconds = paired_reports(commands)
    for name, spread in seconds.items():
        print(f"  {example:14} {name:9} {spread.shown()} s")
    faster = seconds["docxtpl"].median / seconds["hengping"].median
    return verdict(f"{example}, times faster", faster, LEAST_TIMES_FASTER, at_most=False)


def _once(contender: str, example: str, folder: Path) -> float:
    """Seconds of one rendering."""
    from hengping.cases.store import open_case
    from hengping.reports.evaluation_report import evaluation_report
    from hengping.reports.material import gather
    from hengping.scoring.case_score import score_case

    case = open_case(ROOT / "examples" / example)
    document = evaluation_report(gather(case, score_case(case)))
    _draw_beforehand(document)
    run: Callable[[], object]
    if contender == "hengping":
        # The rival's module loads its libraries before the clock starts; so do we.
        import pypandoc  # noqa: F401
        import pypdfium2  # noqa: F401
        import typst  # noqa: F401

        from hengping.rendering.publish import render

        def run() -> object:
            return render(document, ("docx", "pdf"))
    else:
        from benchmarks.docxtpl_rival import DocxtplRival

        run = DocxtplRival(document, folder).render
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def _draw_beforehand(document: Any) -> None:
    """Draw every chart once and hand out the same pictures from then on."""
    from hengping.rendering import drawing
    from hengping.rendering.document import Figure
    from hengping.rendering.walk import blocks_of

    svg, png = drawing.svg, drawing.png
    figures = [block for block in blocks_of(document.blocks) if isinstance(block, Figure)]
    svgs = {_key(figure.chart): svg(figure.chart) for figure in figures}
    pngs = {drawn: png(drawn) for drawn in svgs.values()}
    drawing.svg = lambda spec: svgs[_key(spec)]
    drawing.png = lambda drawn, **_: pngs[drawn]


def _key(spec: Mapping[str, Any]) -> str:
    return json.dumps(spec, sort_keys=True, ensure_ascii=False)


if __name__ == "__main__":
    print(_once(sys.argv[1], sys.argv[2], Path(sys.argv[3])))
