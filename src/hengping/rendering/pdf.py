"""The PDF of a document: semantic HTML → pandoc → typst source → typst, with the fonts of `fonts` and no others."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from hengping.errors import OutputError
from hengping.rendering.document import Cover, Document
from hengping.rendering.fonts import SANS, SERIF, FontSet
from hengping.rendering.numbering import Numbering
from hengping.rendering.readback import pdf_outline
from hengping.rendering.titles import cover_measures

ARCHIVAL_STANDARD = "a-2b"
"""PDF/A-2b (ISO 19005-2): the level that allows the transparency of a watermark; typst refuses what would break it."""


class ArchivalError(OutputError):
    """The document cannot be a PDF/A, most often for a letter that no font has; an ordinary PDF can be made."""


def pdf(
    document: Document,
    source: str,
    pictures: Mapping[str, str],
    fonts: FontSet,
    *,
    archived_on: datetime.date | None = None,
) -> bytes:
    """Make the PDF.

    Args:
        source: the document's text as typst source, made by pandoc; its figures naming the files of `pictures`.
        pictures: SVG by file name.
        archived_on: makes a PDF/A of it, which must say a date of itself.

    Raises:
        ArchivalError: an ordinary PDF could be made of it, a PDF/A not.
        OutputError: typst refused the source; the message is its own.
    """
    import typst

    preamble = files("hengping.rendering").joinpath("templates", "preamble.typ").read_text("utf-8")
    sources = {"main.typ": f"{preamble}\n#show: hp-document\n{source}".encode()} | {
        name: svg.encode() for name, svg in pictures.items()
    }
    compile_files: Any = typst.compile  # its type hints do not know yet that it takes several files by name
    try:
        made: bytes = compile_files(
            sources,
            format="pdf",
            font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(path) for path in fonts.directories]),
            sys_inputs={"document": json.dumps(_given(document, fonts, archived_on), ensure_ascii=False)},
            pdf_standards=[ARCHIVAL_STANDARD] if archived_on else [],
        )
    except typst.TypstError as error:
        if archived_on and "PDF/A" in str(error):
            raise ArchivalError(f"不能写成 PDF/A：{error}") from error
        raise OutputError(f"typst 未能排版 PDF：{error}") from error
    return made


def heading_pages(made: bytes, numbering: Numbering) -> dict[str, str]:
    """The printed page number of each heading of a PDF made by `pdf`, by the heading's anchor.

    The PDF's outline holds the headings in their order, without those that the contents leave out.
    """
    pages: dict[str, str] = {}
    waiting = list(numbering.entries)
    for heading in pdf_outline(made):
        # The setting of lines takes runs of spaces for one.
        same = (at for at, entry in enumerate(waiting) if entry.text.split() == heading.text.split())
        if (at := next(same, None)) is not None:
            pages[waiting[at].anchor] = heading.printed
            del waiting[: at + 1]
    return pages


def _given(document: Document, fonts: FontSet, date: datetime.date | None) -> dict[str, Any]:
    """What the preamble needs to know, under the names it uses."""
    style = document.style
    families = {role: fonts.families[face] for role, face in asdict(style.faces).items()}
    title_family = families["title"]
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "author": document.author,
        "date": [date.year, date.month, date.day] if date else None,
        "measures": asdict(cover_measures(document)),
        "cover": _cover(document.cover),
        "contents": document.contents,
        "contents-depth": style.contents_depth,
        "watermark": document.watermark,
        "running-header": document.running_header,
        "sizes": asdict(style.sizes),
        "page": asdict(style.page),
        "families": families | {"last-resort": [SERIF, SANS]},
        "title-bold": title_family in fonts.bold,
    }


def _cover(cover: Cover | None) -> dict[str, Any] | None:
    return asdict(cover) if cover is not None else None
