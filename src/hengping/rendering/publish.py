"""A document into HTML, PDF and Word, with the work they share done once.

Pandoc runs beside this process while charts are drawn, and typst sets the pages while the Word file is finished, up to
its list of contents, which takes the page numbers of the PDF.
"""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from html import escape
from pathlib import Path
from typing import Literal

from hengping.rendering import drawing, html, pdf, word
from hengping.rendering.document import Document, Figure
from hengping.rendering.fonts import fonts_for
from hengping.rendering.markup import markup
from hengping.rendering.numbering import number
from hengping.rendering.pandoc import converting
from hengping.rendering.walk import blocks_of

Format = Literal["html", "docx", "pdf"]
FORMATS: tuple[Format, ...] = ("html", "docx", "pdf")


def render(
    document: Document, formats: Iterable[Format] = FORMATS, *, archived_on: datetime.date | None = None
) -> dict[Format, bytes]:
    """The bytes of a document in each format; the same document gives the same bytes.

    Args:
        archived_on: the PDF is made as PDF/A-2b with this date; its pages stay the same.

    Raises:
        InputError: a reference to a key that nothing has.
        ValueError: a table's spans do not fill its grid.
        OutputError: pandoc or typst refused the document.
    """
    wanted = set(formats)
    numbering = number(document)
    figures = [block for block in blocks_of(document.blocks) if isinstance(block, Figure)]
    if wanted == {"html"}:
        return {"html": html.page(document, numbering, _draw(figures)).encode()}
    image = _print_image(document)
    made: dict[Format, bytes] = {}
    with tempfile.TemporaryDirectory(prefix="hengping-") as work, ExitStack() as beside:
        directory = Path(work)
        for_pdf = markup(document, numbering, medium="pdf", image=image)
        source = beside.enter_context(converting(for_pdf.body, "typst", directory))
        drawings = _draw(figures)
        if "docx" in wanted:
            _lay_out(drawings, directory)
            for_word = markup(document, numbering, medium="word", image=image)
            word_file = beside.enter_context(converting(for_word.body, "docx", directory))
        pictures = {f"{_name(index)}.svg": svg for index, svg in enumerate(drawings)}
        # The Word file's list of contents needs the PDF even where the PDF itself is not wanted.
        setting = beside.enter_context(ThreadPoolExecutor(1)).submit(
            lambda: pdf.pdf(
                document, source.result().decode(), pictures, fonts_for(document.style), archived_on=archived_on
            )
        )
        if "html" in wanted:
            made["html"] = html.page(document, numbering, drawings).encode()
        if "docx" in wanted:
            made["docx"] = word.finish(
                word_file.result(),
                document,
                numbering,
                pages=lambda: pdf.heading_pages(setting.result(), numbering),
                digests=for_word.digests,
            )
        made["pdf"] = setting.result()
    return {kind: made[kind] for kind in FORMATS if kind in wanted}


def _draw(figures: list[Figure]) -> list[str]:
    return [drawing.svg(figure.chart) for figure in figures]


def _print_image(document: Document) -> Callable[[int, Figure, bool], str]:
    sheet = document.style.page

    def image(index: int, figure: Figure, landscape: bool) -> str:
        width = (sheet.text_height if landscape else sheet.text_width) * figure.width / 100
        # Without its ending: templates/print.lua takes SVG for typst and PNG for Word.
        return f'<img src="{_name(index)}" alt="{escape(figure.alt)}" width="{width:.1f}mm">'

    return image


def _lay_out(drawings: list[str], directory: Path) -> None:
    """The charts as PNG, where pandoc finds them."""
    for index, svg in enumerate(drawings):
        (directory / f"{_name(index)}.png").write_bytes(drawing.png(svg))


def _name(index: int) -> str:
    return f"figure_{index + 1}"
