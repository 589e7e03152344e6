"""The usual way to such a report in Python: a Word template filled by docxtpl, printed to PDF by LibreOffice.

The rival gets the same text, tables and pictures, and is spared what it cannot do or does at extra cost: merged cells
(their text stands once, the other cells are empty), real footnotes (their text stands in brackets), landscape pages,
bookmarks, and page numbers in the contents.
"""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docxtpl import DocxTemplate, InlineImage

from hengping.rendering import drawing, grid
from hengping.rendering.document import (
    Annex,
    Block,
    Cell,
    Document,
    FactFigure,
    Figure,
    Heading,
    Inline,
    Landscape,
    LineBreak,
    ListBlock,
    Note,
    PageBreak,
    Paragraph,
    Reference,
    Strong,
    Table,
    Text,
)
from hengping.rendering.numbering import Numbering, number

Content = dict[str, Any]


class DocxtplRival:
    """Template and content of one document; what a user would have beforehand is made here, outside the measurement."""

    def __init__(self, document: Document, folder: Path) -> None:
        self.folder = folder
        self.template = folder / "template.docx"
        self.profile = (folder / "profile").as_uri()
        self.figures: list[Figure] = []
        numbering = number(document)
        self.entries = iter(numbering.entries)
        self.placed_tables, self.placed_figures = iter(numbering.tables), iter(numbering.figures)
        self.numbering = numbering
        self.blocks = list(self._blocks(document.blocks))
        _write_template(self.template)

    def render(self) -> bytes:
        """Fill the template, draw the pictures, print it; returns the PDF."""
        template = DocxTemplate(self.template)
        pictures = [io.BytesIO(drawing.png(drawing.svg(figure.chart))) for figure in self.figures]
        blocks = [
            {**block, "picture": InlineImage(template, pictures[block["figure"]], width=Mm(156))}
            if "figure" in block
            else block
            for block in self.blocks
        ]
        template.render({"blocks": blocks}, autoescape=True)
        template.save(self.folder / "report.docx")
        soffice = shutil.which("soffice")
        assert soffice, "the rival needs LibreOffice (Debian: libreoffice-writer-nogui)"
        arguments = [f"-env:UserInstallation={self.profile}", "--headless", "--norestore", "--convert-to", "pdf"]
        subprocess.run(
            [soffice, *arguments, "--outdir", str(self.folder), str(self.folder / "report.docx")],
            check=True,
            capture_output=True,
        )
        return (self.folder / "report.pdf").read_bytes()

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[Content]:
        for block in blocks:
            match block:
                case Heading():
                    entry = next(self.entries)
                    yield {"kind": f"h{min(entry.level, 3)}", "text": entry.text}
                case Paragraph():
                    yield {"kind": "p", "text": self._text(block.content)}
                case ListBlock():
                    yield from ({"kind": "p", "text": self._text(item)} for item in block.items)
                case Table():
                    yield from self._table(block)
                case Figure():
                    yield from self._figure(block)
                case PageBreak():
                    pass
                case Landscape():
                    yield from self._blocks(block.blocks)
                case Annex():
                    yield {"kind": "h1", "text": next(self.entries).text}
                    yield from self._blocks(block.blocks)

    def _table(self, table: Table) -> Iterator[Content]:
        label = next(self.placed_tables).label
        if label:
            yield {"kind": "p", "text": f"{label}　{self._text(table.caption)}"}
        rows = [*self._grid(table, header=True), *self._grid(table, header=False)]
        yield {"kind": "t", "rows": rows}
        yield from ({"kind": "p", "text": self._text(note)} for note in table.notes)

    def _grid(self, table: Table, *, header: bool) -> list[list[str]]:
        rows = table.header if header else table.body
        texts = [[""] * len(table.columns) for _ in rows]
        for starts in grid.place(rows, len(table.columns)):
            for start in starts:
                texts[start.row][start.column] = self._cell(start.cell)
        return texts

    def _cell(self, cell: Cell) -> str:
        return self._text(cell.content)

    def _figure(self, figure: Figure) -> Iterator[Content]:
        self.figures.append(figure)
        yield {"kind": "f", "figure": len(self.figures) - 1}
        yield {"kind": "p", "text": f"{next(self.placed_figures).label}　{self._text(figure.caption)}"}

    def _text(self, content: Iterable[Inline]) -> str:
        return "".join(_word(inline, self.numbering) for inline in content)


def _word(inline: Inline, numbering: Numbering) -> str:
    match inline:
        case Text():
            return inline.text
        case FactFigure():
            return inline.text + inline.mark
        case LineBreak():
            return "\n"
        case Reference():
            return numbering.keys[inline.key].label
        case Strong():
            return "".join(_word(part, numbering) for part in inline.content)
        case Note():
            return f"（{''.join(_word(part, numbering) for part in inline.content)}）"


def _write_template(path: Path) -> None:
    """One loop over blocks of every kind, as a user would set it up once in Word: same page, same sizes."""
    document = docx.Document()
    section, normal = document.sections[0], document.styles["Normal"]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
        Mm(37),
        Mm(35),
        Mm(28),
        Mm(26),
    )
    normal.font.size, normal.font.name = Pt(16), "Times New Roman"
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋_GB2312")
    normal.paragraph_format.line_spacing, normal.paragraph_format.space_after = Pt(28), Pt(0)
    table_text = document.styles.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH)
    table_text.base_style, table_text.font.size = normal, Pt(10.5)
    table_text.paragraph_format.line_spacing = 1.0
    document.add_paragraph("{%p for b in blocks %}")
    for kind, style in (("h1", "Heading 1"), ("h2", "Heading 2"), ("h3", "Heading 3"), ("p", "Normal")):
        document.add_paragraph(f"{{%p if b.kind == '{kind}' %}}")
        document.add_paragraph("{{ b.text }}", style=style)
        document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p if b.kind == 'f' %}")
    document.add_paragraph("{{ b.picture }}").paragraph_format.line_spacing = 1.0  # an exact pitch would cut it off
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p if b.kind == 't' %}")
    table = document.add_table(rows=3, cols=3, style="Table Grid")
    table.cell(0, 0).text = "{%tr for row in b.rows %}"
    for column, tag in enumerate(("{%tc for text in row %}", "{{ text }}", "{%tc endfor %}")):
        table.cell(1, column).text = tag
        table.cell(1, column).paragraphs[0].style = table_text
    table.cell(2, 0).text = "{%tr endfor %}"
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    document.save(str(path))
