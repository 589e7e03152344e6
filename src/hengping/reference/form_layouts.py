"""The form layouts that ship with the program, and those that a bureau keeps beside its case."""

from __future__ import annotations

import functools
from pathlib import Path

from pydantic import ValidationError

from hengping.errors import Fault, InputError, nearest_names
from hengping.reading.text_files import read_text
from hengping.reading.yaml_files import parse_yaml
from hengping.reference.form_layout import FormLayout
from hengping.reference.layout_faults import layout_faults
from hengping.reference.packaged import packaged_names, read_packaged

_FOLDER = "forms"
OWN_FOLDER = "layouts"
"""Where a case folder keeps layouts of its own: layouts/F06.yaml."""


@functools.cache
def packaged_forms() -> tuple[FormLayout, ...]:
    """Every packaged layout, by code."""
    return tuple(read_packaged(FormLayout, _FOLDER, name) for name in packaged_names(_FOLDER))


def packaged_form(name: str) -> FormLayout:
    """The layout of that code (F06), English name or Chinese title.

    Raises:
        InputError: no form is called so; names the nearest.
    """
    for form in packaged_forms():
        if name.casefold() in (form.code.casefold(), form.name.casefold(), form.title.casefold()):
            return form
    names = [text for form in packaged_forms() for text in (form.code, form.title, form.name)]
    near = nearest_names(name, names, most=3)
    mend = f"是否为 {'、'.join(near)}？" if near else "用 hengping form --list 查看全部表单。"
    raise InputError([Fault("表单名称", name, "表单的代码或名称", mend)])


def read_form_layout(path: Path) -> FormLayout:
    """A layout from somebody's own file.

    Raises:
        InputError: not YAML, or not a layout; every fault with its place.
    """
    document = parse_yaml(read_text(path, label=path.name), label=path.name)
    try:
        return FormLayout.model_validate(document.plain())
    except ValidationError as error:
        raise InputError(layout_faults(error, document)) from error


def form_layout(name: str, folder: Path | None = None) -> FormLayout:
    """The layout of a form: that of `folder`/layouts if it has one of the form's code, else the packaged one."""
    packaged = packaged_form(name)
    own = folder / OWN_FOLDER / f"{packaged.code}.yaml" if folder is not None else None
    return read_form_layout(own) if own is not None and own.is_file() else packaged
