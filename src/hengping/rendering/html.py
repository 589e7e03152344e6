"""The web page of a document: one file that needs nothing from outside, for desktop, phone and paper."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from hengping.rendering.document import Document, Figure
from hengping.rendering.drawing import inline_svg
from hengping.rendering.markup import markup
from hengping.rendering.numbering import Numbering
from hengping.rendering.titles import cover_measures

if TYPE_CHECKING:
    from jinja2 import Template


def page(document: Document, numbering: Numbering, drawings: Sequence[str]) -> str:
    """The page of a numbered document.

    Args:
        drawings: the SVG of each figure, in the order of the document.
    """
    from markupsafe import Markup as Safe

    def image(index: int, figure: Figure, landscape: bool) -> str:
        svg = inline_svg(drawings[index], prefix=f"figure_{index + 1}_", label=escape(figure.alt))
        return svg if figure.width == 100 else f'<div style="width:{figure.width}%;margin:0 auto">{svg}</div>'

    written = markup(document, numbering, medium="screen", image=image)
    return _template().render(
        document=document,
        title=document.title.replace("\n", ""),
        title_lines=cover_measures(document).title_lines,
        css=Safe(_style_sheet()),
        entries=[entry for entry in numbering.entries if entry.listed],
        body=Safe(written.body),
        notes=[Safe(note) for note in written.notes],
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("hengping.rendering", "templates")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    return environment.get_template("page.html.j2")


def _style_sheet() -> str:
    return files("hengping.rendering").joinpath("templates", "page.css").read_text("utf-8")
