"""The outlines that ship with the program, by name."""

from __future__ import annotations

import functools

from hengping.reference.outline import Outline
from hengping.reference.packaged import chosen, packaged_names

_FOLDER = "outlines"


def outline_names() -> tuple[str, ...]:
    """Names of the packaged outlines, sorted."""
    return packaged_names(_FOLDER)


@functools.cache
def packaged_outline(name: str) -> Outline:
    """The outline of that name; an unknown name is a fault of the case or profile that asks for it."""
    mend = "改用随程序提供的报告提纲名称。"
    return chosen(Outline, _FOLDER, name, asked_in="case.yaml 或评价规程的 outline", mend=mend)
