"""Forms written as files: one of them, or all that a case has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from hengping.cases.model import Case
from hengping.errors import Fault, InputError
from hengping.forms.fill import fill_form
from hengping.forms.filled import FilledForm
from hengping.forms.word import form_document
from hengping.forms.workbook import form_workbook
from hengping.reference.form_layout import FormLayout
from hengping.reference.form_layouts import form_layout, packaged_forms
from hengping.rendering.file_writing import replace_files
from hengping.rendering.publish import Format, render
from hengping.rendering.workbook_file import workbook_bytes

_BAD_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')
_DOCUMENTS: dict[str, Format] = {"docx": "docx", "pdf": "pdf", "html": "html"}
KINDS = ("xlsx", *_DOCUMENTS)
"""File endings a form can be printed to."""


def form_files(copies: Sequence[FilledForm], kinds: Iterable[str], *, author: str = "") -> dict[str, bytes]:
    """The copies of a form as one file of each kind (xlsx, docx, pdf, html)."""
    wanted = list(kinds)
    documents = {_DOCUMENTS[kind] for kind in wanted if kind in _DOCUMENTS}
    made: dict[str, bytes] = {}
    if documents:
        made |= {str(kind): data for kind, data in render(form_document(copies, author=author), documents).items()}
    if "xlsx" in wanted:
        made["xlsx"] = workbook_bytes(form_workbook(copies, author=author))
    return {kind: made[kind] for kind in wanted}


def print_form(layout: FormLayout, case: Case, out: Path, *, instance: str | None = None) -> tuple[FilledForm, ...]:
    """Writes a form to `out`, whose ending says what kind of file; returns the copies printed.

    Raises:
        InputError: an ending that is none of `KINDS`; a copy that the case does not have; a layout that names nothing.
        OutputError: the folder or disk refuses.
    """
    kind = out.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        endings = "、".join(f".{each}" for each in KINDS)
        raise InputError([Fault(str(out), out.suffix or "没有扩展名", endings, "请改写输出文件的扩展名。")])
    copies = fill_form(layout, case, instance=instance)
    replace_files({out: form_files(copies, [kind], author=_author(case))[kind]})
    return copies


def print_forms(
    case: Case,
    folder: Path,
    *,
    names: Sequence[str] = (),
    kinds: Sequence[str] = ("xlsx", "docx"),
    layouts: Path | None = None,
    progress: Callable[[str], None] | None = None,
) -> list[Path]:
    """Writes forms (all of them, or those of `names`) into a folder, each in every kind; returns the files.

    `layouts` is the case's folder, for layouts of its own.
    """
    made = printed_forms(case, names, kinds=kinds, layouts=layouts, progress=progress)
    files = {folder / f"{stem}.{kind}": data for stem, own in made for kind, data in own.items()}
    replace_files(dict(files))
    return list(files)


def printed_forms(
    case: Case,
    names: Sequence[str] = (),
    *,
    kinds: Sequence[str] = ("xlsx", "docx"),
    layouts: Path | None = None,
    progress: Callable[[str], None] | None = None,
) -> list[tuple[str, dict[str, bytes]]]:
    """Forms (all of them, or those of `names`) in memory: for each its file name without ending, and its kinds."""
    tell = progress or (lambda _: None)
    wanted = [form_layout(name, layouts) for name in names or [form.code for form in packaged_forms()]]

    def printed(layout: FormLayout) -> tuple[str, dict[str, bytes]]:
        tell(f"{layout.code} {layout.title}")
        copies = fill_form(layout, case)
        stem = _BAD_IN_NAMES.sub("_", f"{layout.code}_{layout.title}")
        return stem, form_files(copies, kinds, author=_author(case))

    with ThreadPoolExecutor(3) as pool:  # pandoc and typst work beside this process
        return list(pool.map(printed, wanted))


def _author(case: Case) -> str:
    return next((party.name for party in case.parties if party.role.value in ("third_party_agency", "evaluator")), "")
