"""Every tracked change of a Word file accepted, so that others can be marked."""

from __future__ import annotations

from hengping.rendering.word.wordml import Element, q

_MARKS = (q("w:bookmarkStart"), q("w:bookmarkEnd"))
_CHANGES = tuple(
    q(f"w:{name}")
    for name in (
        *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange"),
        *("tblGridChange", "numberingChange", "cellIns", "cellMerge"),
        *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
        *("customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd"),
    )
)
_PROPERTIES = (q("w:rPr"), q("w:trPr"), q("w:numPr"))


def accept_all(root: Element) -> None:
    """Accept every tracked change below an element."""
    _drop_rows_and_cells(root)
    _join_paragraphs(root)
    for element in list(root.iter(q("w:del"), q("w:moveFrom"))):
        if element.getparent() is not None:
            _replace(element, [] if _is_property(element) else [each for each in element.iter(*_MARKS)])
    for element in list(root.iter(q("w:ins"), q("w:moveTo"))):
        _replace(element, list(element))
    for element in list(root.iter(*_CHANGES)):
        element.getparent().remove(element)


def _is_property(element: Element) -> bool:
    return element.getparent().tag in _PROPERTIES


def _replace(element: Element, content: list[Element]) -> None:
    parent = element.getparent()
    at = parent.index(element)
    parent.remove(element)
    for offset, each in enumerate(content):
        parent.insert(at + offset, each)


def _drop_rows_and_cells(root: Element) -> None:
    for row in list(root.iter(q("w:tr"))):
        if row.find(f"{q('w:trPr')}/{q('w:del')}") is not None:
            row.getparent().remove(row)
    for cell in list(root.iter(q("w:tc"))):
        if cell.find(f"{q('w:tcPr')}/{q('w:cellDel')}") is not None:
            cell.getparent().remove(cell)
    for table in list(root.iter(q("w:tbl"))):
        if next(table.iter(q("w:tr")), None) is None:
            table.getparent().remove(table)


def _join_paragraphs(root: Element) -> None:
    """A paragraph whose mark is deleted continues in the next one, which has the last word on its form."""
    for paragraph in list(root.iter(q("w:p"))):
        mark = paragraph.find(f"{q('w:pPr')}/{q('w:rPr')}")
        if mark is None or (mark.find(q("w:del")) is None and mark.find(q("w:moveFrom")) is None):
            continue
        following = paragraph.getnext()
        if following is None or following.tag != q("w:p"):
            continue
        content = [each for each in paragraph if each.tag != q("w:pPr")]
        at = 1 if following.find(q("w:pPr")) is not None else 0
        for offset, each in enumerate(content):
            following.insert(at + offset, each)
        paragraph.getparent().remove(paragraph)
