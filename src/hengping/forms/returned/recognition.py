"""Which form a returned page is, of which copy, and whether it belongs to this case at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from hengping.cases.model import Case
from hengping.errors import Fault, InputError
from hengping.forms.fill import fill_form, instances
from hengping.forms.filled import FilledForm
from hengping.forms.filling import Filling
from hengping.forms.returned.comparison import Comparison
from hengping.forms.returned.copies import told_apart
from hengping.forms.returned.labels import find_values
from hengping.forms.returned.likeness import plain_text, same
from hengping.forms.returned.outcome import Remark, RemarkKind, Returned
from hengping.forms.returned.pages import Page, read_pages
from hengping.forms.short_code import ShortCode, case_mark, find_code, instance_mark
from hengping.reference.form_layout import FormLayout
from hengping.reference.form_layouts import form_layout, packaged_forms

_IDENTIFYING = {"identity.project_name": "项目名称", "identity.project_code": "项目编码", "identity.year": "年度"}


def read_returned(
    path: Path, case: Case, *, name: str = "", instance: str | None = None, folder: Path | None = None
) -> tuple[Returned, ...]:
    """Every copy of a form in a file, compared with the case.

    Args:
        name: code or title of the form, where the file does not say it.
        instance: key of the copy, likewise.
        folder: of the case, for layouts of its own.

    Raises:
        InputError: the file cannot be read, or no page of it is a form.
    """
    found: list[Returned] = []
    told: list[Remark] = []
    for page in read_pages(path):
        told += [Remark(RemarkKind.LOOK, spot.where, spot.text, "") for spot in page.told]
        code = next((code for spot in page.texts() if (code := find_code(spot.text))), None)
        layout = _layout(page, code, name, folder)
        if layout is not None:
            found.append(told_apart(_read(page, code, layout, case, instance, found), found))
    if not found:
        titles = "、".join(f"{form.code} {form.title}" for form in packaged_forms()[:6])
        mend = "请用 --form 写明是哪份表；全部表单见 hengping form --list。"
        raise InputError([Fault(path.name, "没有认出表单编码或表名", f"衡评打印的表单，如 {titles} 等", mend)])
    found[0] = replace(found[0], remarks=(*found[0].remarks, *told))
    return tuple(found)


def _layout(page: Page, code: ShortCode | None, name: str, folder: Path | None) -> FormLayout | None:
    if name:
        return form_layout(name, folder)
    if code is not None:
        known = {form.code for form in packaged_forms()}
        return form_layout(code.form, folder) if code.form in known else None
    titles = {plain_text(form.title): form.code for form in packaged_forms() if "{" not in form.title}
    for spot in page.texts():
        if plain_text(spot.text) in titles:
            return form_layout(titles[plain_text(spot.text)], folder)
    return None


def _read(
    page: Page,
    code: ShortCode | None,
    layout: FormLayout,
    case: Case,
    instance: str | None,
    before: Sequence[Returned],
) -> Returned:
    key, missing = _instance(layout, case, code, instance)
    form = fill_form(layout, case, instance=key)[0] if not missing else None
    if form is None:
        mend = f"请用 --for 写明：{'、'.join(instances(layout, case)[:8])}。"
        remark = Remark(RemarkKind.WHICH_COPY, page.label, f"表上看不出是 {layout.code} 的哪一份", mend)
        return Returned(layout.code, layout.title, "", foreign=(remark,))
    taken = {change.place.key for copy in before for change in copy.changes if change.added}
    changes, remarks = Comparison(Filling(case, layout, form.instance), form, page, taken).run()
    foreign = tuple(_foreign(page, code, form, case))
    stale = code is not None and code.text != form.short_code
    return Returned(layout.code, form.title, form.instance, changes, remarks, foreign, stale)


def _instance(layout: FormLayout, case: Case, code: ShortCode | None, wanted: str | None) -> tuple[str, bool]:
    """The key of the copy; True where it cannot be told."""
    keys = instances(layout, case)
    if wanted is not None or not keys:
        return wanted or "", False
    if code is not None:
        marked = [key for key in ("", *keys) if instance_mark(key) == code.instance_mark]  # "": a blank copy
        return (marked[0], False) if marked else ("", True)
    return (keys[0], False) if len(keys) == 1 else ("", True)


def _foreign(page: Page, code: ShortCode | None, form: FilledForm, case: Case) -> Iterator[Remark]:
    """Signs that the page was made for another case or year."""
    if code is not None and code.case_mark != case_mark(case):
        mend = f"本案卷是“{case.identity.project_name}”{case.identity.year}年度；请核对是否拿错了表。"
        yield Remark(RemarkKind.ANOTHER_FORM, page.label, f"表单编码 {code.text} 属于另一案卷或另一年度", mend)
    pairs = form.pairs
    for index, spot in find_values(page, [pair for pair, _ in pairs]).values.items():
        pair, entry = pairs[index]
        if pair.value in _IDENTIFYING and spot.text and entry.text and not same(spot.text, entry.text):
            mend = f"案卷中是“{entry.text}”；请核对是否拿错了表。"
            yield Remark(RemarkKind.ANOTHER_FORM, spot.where, f"{pair.label}是“{spot.text}”", mend)
    if form.subtitle and any(letter.isdigit() for letter in form.subtitle):
        yield from _another_year(page, form)


def _another_year(page: Page, form: FilledForm) -> Iterator[Remark]:
    shape = re.sub(r"\d+", "0", plain_text(form.subtitle))
    for spot in page.texts():
        text = plain_text(spot.text)
        if re.sub(r"\d+", "0", text) == shape and text != plain_text(form.subtitle):
            yield Remark(RemarkKind.ANOTHER_FORM, spot.where, spot.text, f"案卷中是“{form.subtitle}”；请核对年度。")


def looks_like_form(path: Path) -> bool:
    """Whether a file bears a form's code or title; a file that cannot be read does not."""
    try:
        pages = read_pages(path)
    except InputError:
        return False
    return any(
        _layout(page, next((code for spot in page.texts() if (code := find_code(spot.text))), None), "", None)
        for page in pages
    )
