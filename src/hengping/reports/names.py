"""How indicators are named in print."""

from __future__ import annotations

from hengping.quantities.numbers import chinese_numeral
from hengping.reports.material import Material
from hengping.scoring.result import IndicatorScore


def printed_name(material: Material, node: IndicatorScore) -> str:
    """An indicator's name; at level 1 behind A. B. C. where the profile says so."""
    if node.level > 1 or not material.profile.level_prefixes:
        return node.indicator.name
    return f"{_letter(material, node)}.{node.indicator.name}"


def level_word(level: int) -> str:
    """一级, 二级, 三级, 四级."""
    return f"{chinese_numeral(level)}级"


def counted(number: int) -> str:
    """A number before a measure word: 两 for two (两个阶段), else as numerals are written."""
    return "两" if number == 2 else chinese_numeral(number)


def _letter(material: Material, node: IndicatorScore) -> str:
    tops = [*material.score.indicators, *material.score.outside]
    return chr(ord("A") + next(index for index, top in enumerate(tops) if top is node))
