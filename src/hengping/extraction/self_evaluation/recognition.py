"""Whether a file is a customary goal sheet or self-evaluation form of any bureau, by its content."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from hengping.errors import Fault, InputError
from hengping.extraction.filed_form.files import FormFile
from hengping.extraction.filed_form.model import FiledForm
from hengping.extraction.filed_form.reader import read_forms
from hengping.forms.returned.likeness import plain_text
from hengping.forms.returned.pages import Page, Spot
from hengping.forms.short_code import find_code
from hengping.reference.form_layouts import packaged_forms

_CASE_SHEET = "基本信息"
_MOST_LINES = 40
_LIKE_OURS = ("F01", "F01b", "F01c", "F01d", "F02")


def is_filed_form(path: Path) -> bool:
    """True for indicators with targets or results that bear no code of ours and are no other form by their title."""
    try:
        pages = FormFile(path).pages()
    except InputError:
        return False
    if any(page.label.strip() == _CASE_SHEET for page in pages) or _bears_code(pages) or _other_title(pages):
        return False
    if any(len(page.lines) > _MOST_LINES for page in pages):  # a report, in which such a table stands
        return False
    return any("target" in row.spots or "actual" in row.spots for form in _forms(pages, path.name) for row in form.rows)


def read_filed_forms(path: Path) -> tuple[FiledForm, ...]:
    """The forms of a file, one a project.

    Raises:
        InputError: the file cannot be read, or lists no indicators.
    """
    forms = _forms(FormFile(path).pages(), path.name)
    if not forms:
        expected = "绩效目标申报表或自评表：有“三级指标”“指标值”等列"
        raise InputError([Fault(path.name, "没有找到指标表", expected, "请核对是否拿错了文件。")])
    return forms


def _forms(pages: list[Page], label: str) -> tuple[FiledForm, ...]:
    return tuple(read_forms(pages, label=label))


def _bears_code(pages: list[Page]) -> bool:
    return any(find_code(spot.text) is not None for page in pages for spot in _first_texts(page))


def _other_title(pages: list[Page]) -> bool:
    titles = {plain_text(form.title) for form in packaged_forms() if form.code not in _LIKE_OURS}
    return any(plain_text(spot.text) in titles for page in pages for spot in _first_texts(page))


def _first_texts(page: Page, most: int = 3_000) -> Iterator[Spot]:
    return islice(page.texts(), most)
