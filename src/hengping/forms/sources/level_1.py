"""`level_1`: the short score table, a row for each level-1 indicator; `level_1_across` the same turned on its side.

Across, options `weight`, `score` and `rate` name the rows, in the order they are given in; the column `each` is
repeated for every indicator under its name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from hengping.errors import InputError
from hengping.forms.entry import Entry, FormRow
from hengping.forms.filling import Filling
from hengping.forms.sources.source import Options, RowSource
from hengping.quantities.display import amount, percent
from hengping.reference.form_layout import FormColumn
from hengping.scoring.case_score import profile_of

_FIGURES = {"weight": "分值", "score": "得分", "rate": "得分率", "deduction": "扣分"}
_EACH = "each"
_TOTAL = "total"


def _columns(_: Options) -> Mapping[str, str]:
    return {"name": "一级指标", **_FIGURES}


def _rows(filling: Filling, _: Options) -> Sequence[FormRow]:
    figures = _figures(filling)
    return [
        FormRow(code, {key: Entry(text) for key, text in texts.items()}, sums=code == _TOTAL)
        for code, texts in figures.items()
    ]


def _figures(filling: Filling) -> dict[str, dict[str, str]]:
    """Figures by code of the level-1 indicator, the total last."""
    prefixes = profile_of(filling.case).level_prefixes
    try:
        score = filling.score
        scored = {node.indicator.code: node for node in (*score.indicators, *score.outside)}
    except InputError:
        score, scored = None, {}
    found: dict[str, dict[str, str]] = {}
    for index, top in enumerate(filling.case.indicators.indicators):
        node = scored.get(top.code)
        name = f"{chr(ord('A') + index)}.{top.name}" if prefixes else top.name
        full = node.weight if node else top.weight
        found[top.code] = _texts(name, full, node.score if node else None, node.rate if node else None)
    total, rate = (score.total, score.rate) if score else (None, None)
    found[_TOTAL] = _texts("合计", filling.case.indicators.full_marks, total, rate)
    return found


def _texts(name: str, full: Decimal, score: Decimal | None, rate: Decimal | None) -> dict[str, str]:
    return {
        "name": name,
        "weight": amount(full),
        "score": "" if score is None else amount(score, 2),
        "rate": "" if rate is None else percent(rate),
        "deduction": "" if score is None else amount(full - score, 2),
    }


def _across_columns(_: Options) -> Mapping[str, str]:
    return {"item": "项目", _EACH: "每个一级指标一列", _TOTAL: "合计"}


def _across(filling: Filling, options: Options) -> Sequence[FormRow]:
    figures = _figures(filling)
    rows = []
    for figure, title in options.items():
        cells = {"item": Entry(title)} | {code: Entry(texts[figure]) for code, texts in figures.items()}
        rows.append(FormRow(figure, cells))
    return rows


def _shown(filling: Filling, _: Options, columns: Sequence[FormColumn]) -> Sequence[FormColumn]:
    names = {code: texts["name"] for code, texts in _figures(filling).items() if code != _TOTAL}
    found: list[FormColumn] = []
    for column in columns:
        if column.key == _EACH:
            found += [column.model_copy(update={"key": code, "heading": name}) for code, name in names.items()]
        else:
            found.append(column)
    return found


LEVEL_1 = RowSource("level_1", _columns, _rows, lambda _: (("name",),))
LEVEL_1_ACROSS = RowSource("level_1_across", _across_columns, _across, lambda _: (("item",),), shown=_shown)
