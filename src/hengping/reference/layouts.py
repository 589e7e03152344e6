"""The score-table layouts that ship with the program, by name."""

from __future__ import annotations

import functools

from hengping.reference.layout import ScoreTableLayout
from hengping.reference.packaged import chosen, packaged_names

_FOLDER = "score_tables"


def score_table_names() -> tuple[str, ...]:
    """Names of the packaged score-table layouts, sorted."""
    return packaged_names(_FOLDER)


@functools.cache
def packaged_score_table(name: str) -> ScoreTableLayout:
    """The layout of that name; an unknown name is a fault of the profile that asks for it."""
    mend = "改用随程序提供的评分表版式名称。"
    return chosen(ScoreTableLayout, _FOLDER, name, asked_in="评价规程的 score_table", mend=mend)
