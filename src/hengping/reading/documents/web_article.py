"""What of a web page is the document: without the site's navigation, and tables that only arrange the page."""

from __future__ import annotations

import re

from hengping.reading.documents.packages import Element

# Ids and classes with which the publishing systems of Chinese governments mark the text of an article.
_ARTICLE = re.compile(
    r"trs_editor\w*|ucap-content|vsb_content\w*|custom_unionstyle|zoom|xxgk[-_]?content|rich_media_content|con[-_]?text"
    r"|(?:article|art|news|pages?|detail|main|bt|info)[-_]?(?:con|content|body|text|txt)",
    re.IGNORECASE,
)
_AROUND = frozenset(
    ("header", "footer", "nav", "navbar", "menu", "breadcrumb", "crumb", "crumbs", "location", "position", "weizhi")
) | {"dqwz", "share", "copyright", "sidebar", "topbar"}
_LEAST_SHARE = 0.3
_LONGEST_AROUND = 400


def article(root: Element) -> Element:
    """The part that holds the text; the whole page where none is marked or the mark is on something small."""
    marked = [
        each for each in root.iter("div", "section", "article", "td") if any(map(_ARTICLE.fullmatch, _names(each)))
    ]
    largest = max(marked, key=_length, default=None)
    return largest if largest is not None and _length(largest) >= _LEAST_SHARE * _length(root) else root


def around(root: Element) -> list[Element]:
    """Navigation, place on the site, foot of the page, by their usual names: short, without headings and tables."""
    return [
        each
        for each in root.iter("div", "ul", "section")
        if _AROUND.intersection(name.lower() for name in _names(each))
        and _length(each) <= _LONGEST_AROUND
        and next(each.iter("h1", "h2", "h3", "table"), None) is None
    ]


def title_of(page: str) -> str:
    """The name of the document in the title of a page: what follows behind _ or between blanks is the site."""
    return re.split(r"\s*[_|｜]\s*|\s+[-–—]+\s+", page.strip())[0]


def arranges_page(table: Element) -> bool:
    """Whether a table only arranges the page: a cell of it holds text with tables in it, or such a table alone."""
    rows = [row for row in table.iter("tr") if _table_around(row) is table]
    if len(rows) > 3:
        return False
    for cell in (cell for row in rows for cell in row if cell.tag in ("td", "th")):
        inner = [each for each in cell.iter("table") if _table_around(each) is table]
        own = [each for each in cell.iter("p", "div") if _table_around(each) is table and (each.text_content()).strip()]
        alone = len(inner) == 1 and _length(inner[0]) == _length(cell) > 0
        if inner and (len(own) >= 3 or (alone and (_cells(inner[0]) == 1 or arranges_page(inner[0])))):
            return True
    return False


def _cells(table: Element) -> int:
    return sum(1 for cell in table.iter("td", "th") if _table_around(cell) is table)


def _table_around(element: Element) -> Element:
    return next(element.iterancestors("table"), None)


def _names(element: Element) -> list[str]:
    return [*(element.get("class") or "").split(), element.get("id") or ""]


def _length(element: Element) -> int:
    return len(re.sub(r"\s", "", element.text_content()))
