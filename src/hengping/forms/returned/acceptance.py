"""What of a returned form the case can take: one value that does not fit must not keep the others out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from hengping.cases.integrity import check_integrity
from hengping.cases.model import Case
from hengping.errors import InputError
from hengping.forms.entry import Place
from hengping.forms.returned.outcome import Change, Remark, RemarkKind, Returned
from hengping.forms.returned.writing import take_over


def accepted(case: Case, copies: Sequence[Returned]) -> tuple[Case, tuple[Returned, ...]]:
    """The case with all that fits, and the copies with a remark for each change that does not."""
    try:
        return _taken(case, [change for copy in copies for change in copy.changes]), tuple(copies)
    except InputError:
        pass
    told: list[Returned] = []
    kept: list[Change] = []
    for copy in copies:
        own: list[Change] = []
        remarks = list(copy.remarks)
        for row in _rows(copy.changes):
            fitting, refused = _fitting(case, kept + own, row)
            own += fitting
            remarks += refused
        kept += own
        told.append(replace(copy, changes=tuple(own), remarks=tuple(remarks)))
    return _taken(case, kept), tuple(told)


def _fitting(case: Case, kept: list[Change], row: Sequence[Change]) -> tuple[list[Change], list[Remark]]:
    """The changes of one row that the case can take; a new row comes whole or not at all."""
    error = _refusal(case, [*kept, *row])
    if error is None:
        return list(row), []
    if any(change.added for change in row):
        return [], [_remark(row[0], error)]
    own: list[Change] = []
    remarks: list[Remark] = []
    for change in row:
        error = _refusal(case, [*kept, *own, change])
        if error is None:
            own.append(change)
        else:
            remarks.append(_remark(change, error))
    return own, remarks


def _refusal(case: Case, changes: Sequence[Change]) -> InputError | None:
    try:
        _taken(case, changes)
    except InputError as error:
        return error
    return None


def _taken(case: Case, changes: Sequence[Change]) -> Case:
    after = take_over(case, changes)
    if after != case:
        check_integrity(after)
    return after


def _remark(change: Change, error: InputError) -> Remark:
    fault = error.faults[0]
    text = change.new if len(change.new) <= 40 else f"{change.new[:39]}…"
    found = f"“{change.row or change.heading}”的“{change.heading}”填的是“{text}”"
    return Remark(RemarkKind.UNSURE, change.where, found, f"应为{fault.expected}；{fault.mend}")


def _rows(changes: Iterable[Change]) -> list[list[Change]]:
    rows: dict[tuple[object, ...], list[Change]] = {}
    for change in changes:
        rows.setdefault(_row(change.place), []).append(change)
    return list(rows.values())


def _row(place: Place) -> tuple[object, ...]:
    return (place.part, place.key or place.seed)
