"""Clean documents to plant in: our two example reports as rendered, a report and a form written for this purpose."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path

from benchmarks.planting.sheet import Sheet, document_of, sheet_of, text_of
from hengping.reading.documents import SourceDocument, read_document
from hengping.reading.documents.markdown import read_markdown

ROOT = Path(__file__).resolve().parent.parent.parent
FORMATS = ("docx", "pdf", "html", "txt")


BASES = ("bus_subsidy", "self_evaluation", "datong-2020", "xinjiang-2021")


@functools.cache
def base_sheet(name: str) -> Sheet:
    """A clean document."""
    return _example(name) if name[-4:].isdigit() else _written(name)


def base_sheets() -> dict[str, Sheet]:
    """Every clean document by name."""
    return {name: base_sheet(name) for name in BASES}


def _written(name: str) -> Sheet:
    data = (Path(__file__).parent / f"{name}.md").read_bytes()
    return sheet_of(read_markdown(data, label=name))


def _example(name: str) -> Sheet:
    from hengping.cases.store import open_case
    from hengping.rendering.publish import render
    from hengping.reports.evaluation_report import evaluation_report
    from hengping.reports.material import gather
    from hengping.scoring.case_score import score_case

    case = open_case(ROOT / "examples" / name)
    document = evaluation_report(gather(case, score_case(case)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.docx"
        path.write_bytes(render(document, formats=("docx",))["docx"])
        return sheet_of(read_document(path))


def saved(sheet: Sheet, kind: str) -> SourceDocument:
    """The document written in a format and read again."""
    from hengping.rendering.publish import render

    data = text_of(sheet) if kind == "txt" else render(document_of(sheet), formats=(kind,))[kind]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"document.{kind}"
        path.write_bytes(data)
        return read_document(path)
