"""Draw the picture of the readme from a finished report: the page of the overall result beside the lost-point ledger.

make demo && .venv/bin/python scripts/readme_picture.py
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pypdfium2
import typst

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "out" / "datong-2020" / "report.pdf"
PICTURE = ROOT / "docs" / "images" / "report-page.png"
SHOWN = ("一级指标得分情况表", "产出类指标得分情况表")

_SHEET = """\
#set page(width: auto, height: auto, margin: 8pt, fill: rgb("#eef0f3"))
#grid(columns: {columns}, gutter: 10pt, {pages})
"""


def main() -> None:
    pages = ", ".join(
        f'box(fill: white, stroke: 0.4pt + gray, image("report.pdf", page: {page}, width: 300pt))' for page in _pages()
    )
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "report.pdf").write_bytes(REPORT.read_bytes())
        source = Path(folder) / "sheet.typ"
        source.write_text(_SHEET.format(columns=len(SHOWN), pages=pages), encoding="utf-8")
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        typst.compile(str(source), output=str(PICTURE), format="png", ppi=150)
    print(PICTURE.relative_to(ROOT))


def _pages() -> list[int]:
    """Page numbers, from 1, of the first page after the contents that holds each title."""
    report = pypdfium2.PdfDocument(REPORT)
    texts = ["".join(report[index].get_textpage().get_text_range().split()) for index in range(len(report))]
    return [next(number for number, text in enumerate(texts, start=1) if title in text) for title in SHOWN]


if __name__ == "__main__":
    main()
