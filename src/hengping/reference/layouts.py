"""The score-table layouts that ship with the program, by name."""

from __future__ import annotations

import functools
from importlib import resources

import yaml

from hengping.errors import Fault, InputError
from hengping.reference.layout import ScoreTableLayout

_FOLDER = resources.files("hengping.reference") / "layouts"
_PREFIX = "score_table-"


def score_table_names() -> tuple[str, ...]:
    """Names of the packaged score-table layouts, sorted."""
    files = (entry.name for entry in _FOLDER.iterdir())
    return tuple(sorted(name.removeprefix(_PREFIX).removesuffix(".yaml") for name in files if name.startswith(_PREFIX)))


@functools.cache
def packaged_score_table(name: str) -> ScoreTableLayout:
    """The layout of that name; an unknown name is a fault of the profile that asks for it."""
    if name not in score_table_names():
        fault = Fault(
            where="评价规程的 score_table",
            found=name,
            expected="、".join(score_table_names()),
            mend="改用随程序提供的评分表版式名称。",
        )
        raise InputError([fault])
    text = (_FOLDER / f"{_PREFIX}{name}.yaml").read_text(encoding="utf-8")
    return ScoreTableLayout.model_validate(yaml.load(text, Loader=yaml.CBaseLoader))
