"""Reasons for a difference, kept with the figure they explain, which may have come on the same form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hengping.cases.model.facts import FactStage
from hengping.forms.entry import Place
from hengping.forms.returned.outcome import Change, Remark, RemarkKind

_REASON, _VALUE = "difference_reason", "value"
_STAGES = (FactStage.VERIFIED.value, FactStage.DECLARED.value)
Identity = tuple[str, ...]


def with_their_figures(changes: Sequence[Change]) -> tuple[list[Change], list[Remark]]:
    """The changes, each reason at the figure that the same form brings; remarks about those that have none."""
    brought = {_identity(each.place): each.place for each in changes if _is_new(each.place, _VALUE)}
    kept: list[Change] = []
    lost: list[Remark] = []
    for change in changes:
        if not _is_new(change.place, _REASON):
            kept.append(change)
            continue
        own = _identity(change.place)
        place = next((brought[(*own[:-1], stage)] for stage in _STAGES if (*own[:-1], stage) in brought), None)
        if place is None:
            found = f"“{change.row}”的“{change.heading}”填的是“{change.new}”"
            mend = "这一期没有填报数和核实数，差异原因无处可记，没有读入；请先填数。"
            lost.append(Remark(RemarkKind.UNSURE, change.where, found, mend))
        else:
            kept.append(replace(change, place=replace(place, field=_REASON)))
    return kept, lost


def _is_new(place: Place, field: str) -> bool:
    return place.part == "facts" and not place.key and place.field == field


def _identity(place: Place) -> Identity:
    seed = dict(place.seed)
    return tuple(seed.get(name, "") for name in ("name", "subject", "period", "scope", "stage"))
