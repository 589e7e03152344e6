"""One row of a list of indicators: levels carried down, rows shifted by a lost cell put right and told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from hengping.extraction.filed_form.model import FiledRow
from hengping.forms.returned.likeness import plain_text
from hengping.forms.returned.pages import Spot

_SECOND_LEVELS = re.compile(r"(?:数量|质量|时效|成本|经济效益|社会效益|生态效益|可持续影响|服务对象满意度)(?:指标)?")
_PLACEHOLDER = re.compile(r"小计|指标\d{1,2}[:：]?|…+|\.{2,}")


@dataclass
class Levels:
    """The first and second level that hold for the rows to come."""

    first: str = ""
    second: str = ""


def indicator_row(line: tuple[Spot, ...], columns: Mapping[str, int], levels: Levels) -> FiledRow | None:
    """The row; None for one that is blank, a note across the table or a placeholder."""
    spots = {name: line[at] for name, at in columns.items() if at < len(line)}
    texts = {spot.text for spot in spots.values()}
    if len(texts) == 1 and len(spots) > 2:
        return None
    doubt = ""
    if _is_shifted(spots, columns):
        spots = _shifted_back(line, columns)
        doubt = "这一行比表头少一格，按缺一级指标读入，请核对。"
    first, second = (_level(spots, name) for name in ("level_1", "level_2"))
    third = spots["level_3"].text if "level_3" in spots else ""
    _carry(levels, first, second, clear=bool(doubt))
    name = third.strip()
    values = [spot.text for key, spot in spots.items() if not key.startswith("level_")]
    if not name or _PLACEHOLDER.fullmatch(plain_text(name)) or not any(values):
        return None
    kept = {key: spot for key, spot in spots.items() if not key.startswith("level_")}
    where = spots["level_3"].where
    return FiledRow(kept, where, "" if doubt else levels.first, levels.second, re.sub(r"\s*\n\s*", "", name), doubt)


def _level(spots: Mapping[str, Spot], name: str) -> str:
    return re.sub(r"\s+", "", spots[name].text) if name in spots else ""


def _carry(levels: Levels, first: str, second: str, *, clear: bool) -> None:
    if first and first != levels.first:
        levels.first, levels.second = first, ""
    if second or clear:
        levels.second = second


def _is_shifted(spots: Mapping[str, Spot], columns: Mapping[str, int]) -> bool:
    """A name of a second level in the first column and nothing in the last: a cell was lost on the way."""
    if not {"level_1", "level_2", "level_3", "target"} <= set(columns):
        return False
    first, last = plain_text(spots["level_1"].text), max(columns, key=lambda name: columns[name])
    ends_early = last in spots and not spots[last].text
    return bool(_SECOND_LEVELS.fullmatch(first)) and ends_early and bool(spots["level_2"].text)


def _shifted_back(line: tuple[Spot, ...], columns: Mapping[str, int]) -> dict[str, Spot]:
    blank = Spot("", line[0].where)
    return {name: line[at - 1] if at else blank for name, at in columns.items() if at - 1 < len(line)}
