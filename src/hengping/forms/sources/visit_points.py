"""`visit_points`: what is checked at the visit that a copy is for, point by point.

The visit's own points, and the criteria that a visit can verify: those of leaves answered by documents
and counts (直接证明, 情况统计), and those that name the unit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hengping.cases.model import criteria_of, leaves
from hengping.cases.model.field_records import VisitCheck
from hengping.cases.model.indicators import Criterion
from hengping.cases.parts_fields import fields_of
from hengping.forms.entry import Entry, FormRow, Place
from hengping.forms.figures_in_text import with_figures
from hengping.forms.filling import Filling
from hengping.forms.new_ids import prefix_of
from hengping.forms.sources.part_rows import part_source
from hengping.forms.sources.proposed_rows import further_key, with_proposals
from hengping.forms.sources.source import Options, RowSource

_PART = part_source("visit_checks")
_FIELDS = tuple(fields_of(VisitCheck))
_VERIFIED = ("直接证明", "情况统计")


def _rows(filling: Filling, options: Options) -> Sequence[FormRow]:
    own = _PART.rows(filling, {**options, "where.visit": "{instance}"})
    return with_proposals(own, [_proposed(filling, each) for each in _criteria(filling)] if filling.instance else [])


def _criteria(filling: Filling) -> Iterator[Criterion]:
    visit = next((row for row in filling.case.visits if row.id == filling.instance), None)
    unit = next((row for row in filling.case.frame if visit is not None and row.id == visit.unit), None)
    names = {unit.id, unit.name} if unit else set()
    for leaf in leaves(filling.case.indicators.indicators):
        for criterion in criteria_of(leaf):
            if leaf.acquisition in _VERIFIED or names & set(criterion.actual_by_unit):
                yield criterion


def _proposed(filling: Filling, criterion: Criterion) -> FormRow:
    key = f"{_prefix(filling)}{criterion.id}"
    point = with_figures(filling, criterion.text)
    seed = (("visit", filling.instance), ("criterion", criterion.id), ("point", point))
    shown = {"criterion": criterion.id, "point": point}
    cells = {name: Entry(shown.get(name, ""), Place("visit_checks", key, name, seed)) for name in _FIELDS[1:]}
    return FormRow(key, {"id": Entry(key), **cells})


def _added(filling: Filling, _: Options, index: int) -> FormRow:
    key = further_key(_prefix(filling), [row.id for row in filling.case.visit_checks], index)
    seed = (("visit", filling.instance),)
    return FormRow(key, {name: Entry("", Place("visit_checks", key, name, seed)) for name in _FIELDS[1:]})


def _prefix(filling: Filling) -> str:
    return f"{prefix_of('visit_checks')}-{filling.instance}-"


VISIT_POINTS = RowSource("visit_points", _PART.columns, _rows, lambda _: (("id",), ("criterion",), ("point",)), _added)
