"""The outlines that ship with the program, by name."""

from __future__ import annotations

import functools
from importlib import resources

import yaml

from hengping.errors import Fault, InputError
from hengping.reference.outline import Outline

_FOLDER = resources.files("hengping.reference") / "outlines"


def outline_names() -> tuple[str, ...]:
    """Names of the packaged outlines, sorted."""
    return tuple(
        sorted(entry.name.removesuffix(".yaml") for entry in _FOLDER.iterdir() if entry.name.endswith(".yaml"))
    )


@functools.cache
def packaged_outline(name: str) -> Outline:
    """The outline of that name; an unknown name is a fault of the case or profile that asks for it."""
    if name not in outline_names():
        fault = Fault(
            where="case.yaml 或评价规程的 outline",
            found=name,
            expected="、".join(outline_names()),
            mend="改用随程序提供的报告提纲名称。",
        )
        raise InputError([fault])
    text = (_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    return Outline.model_validate(yaml.load(text, Loader=yaml.CBaseLoader))
