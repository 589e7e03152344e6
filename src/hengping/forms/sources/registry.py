"""Every source of rows by the name that layouts use."""

from __future__ import annotations

import functools

from hengping.errors import Fault, InputError, nearest_names
from hengping.forms.sources.money import MONEY
from hengping.forms.sources.part_rows import part_source
from hengping.forms.sources.source import RowSource

_PART = "part."


@functools.cache
def row_source(name: str) -> RowSource:
    """The source of that name.

    Raises:
        InputError: no source is called so.
    """
    if name.startswith(_PART):
        return part_source(name.removeprefix(_PART))
    if name in SOURCES:
        return SOURCES[name]
    near = nearest_names(name, SOURCES, most=1)
    mend = f"是否为 {near[0]}？" if near else "请对照随程序提供的版式。"
    raise InputError([Fault("表单版式的 source", name, f"part.表名，或 {'、'.join(SOURCES)}", mend)])


SOURCES: dict[str, RowSource] = {source.name: source for source in (MONEY,)}
