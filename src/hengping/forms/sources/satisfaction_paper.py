"""`satisfaction_paper`: a working paper on satisfaction with a column for each group of respondents.

A column with the key `groups` is repeated for each. Satisfaction is what the paper says, else what the questionnaires
of the group came to; points are those of the questionnaires, else an entry of the form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hengping.forms import satisfaction
from hengping.forms.entry import Entry, FormRow, Place
from hengping.forms.filling import Filling, entry_of
from hengping.forms.new_ids import prefix_of
from hengping.forms.paths import form_entry
from hengping.forms.sources.paper_units import paper_rows
from hengping.forms.sources.source import Options, RowSource
from hengping.reference.form_layout import FormColumn

GROUPS = "groups"
_ITEMS = {"value": "满意度", "score": "评价得分", "problem": "存在问题", "cause": "原因分析"}

_TO_BE_NAMED = ("对象一", "对象二", "对象三")


def _groups(filling: Filling) -> tuple[str, ...]:
    tiers = [row.unit for row in paper_rows(filling)] or [row.tier for row in filling.case.surveys]
    return tuple(dict.fromkeys(tiers or filling.case.identity.satisfaction_weights))


def _columns(_: Options) -> Mapping[str, str]:
    return {"item": "项目", GROUPS: "各满意度对象"}


def _shown(filling: Filling, _: Options, columns: Sequence[FormColumn]) -> Sequence[FormColumn]:
    names = [(f"{GROUPS}.{each}", each) for each in _groups(filling)] or [("", heading) for heading in _TO_BE_NAMED]
    found: list[FormColumn] = []
    for column in columns:
        if column.key == GROUPS:
            found += [column.model_copy(update={"key": key, "heading": heading}) for key, heading in names]
        else:
            found.append(column)
    return found


def _rows(filling: Filling, _: Options) -> Sequence[FormRow]:
    rows = []
    for item, title in _ITEMS.items():
        cells = {f"{GROUPS}.{tier}": _cell(filling, number, tier, item) for number, tier in _numbered(filling)}
        rows.append(FormRow(title, {"item": Entry(title), **cells}))
    return rows


def _numbered(filling: Filling) -> Sequence[tuple[int, str]]:
    return list(enumerate(_groups(filling), start=1))


def _cell(filling: Filling, number: int, tier: str, item: str) -> Entry:
    surveyed = _surveyed(filling, tier)
    if item == "score":
        return Entry(surveyed.score_text) if surveyed.score_text else form_entry(filling, f"{tier}.{_ITEMS[item]}")
    if not filling.instance:
        return Entry(surveyed.rate_text if item == "value" else "")
    row = next((each for each in paper_rows(filling) if each.unit == tier), None)
    if row is not None:
        return entry_of("paper_rows", row, item)
    key = f"{prefix_of('paper_rows')}-{filling.instance}-{number:02d}"
    seed = (("paper", filling.instance), ("unit", tier))
    return Entry(surveyed.rate_text if item == "value" else "", Place("paper_rows", key, item, seed))


def _surveyed(filling: Filling, tier: str) -> satisfaction.Satisfaction:
    surveys = {row.id for row in filling.case.surveys if row.tier == tier}
    asked = [row for row in filling.case.survey_questions if row.survey in surveys]
    return satisfaction.of_group(asked, satisfaction.option_values(filling.case))


SATISFACTION_PAPER = RowSource("satisfaction_paper", _columns, _rows, lambda _: (("item",),), shown=_shown)
