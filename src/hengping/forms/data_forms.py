"""The basic data tables of a case: its own, else those that ship with the program for its kind of fund."""

from __future__ import annotations

import re

from hengping.cases.model import Case
from hengping.cases.model.filings import DataForm, DataFormRow
from hengping.reference.data_form_sets import SetTable, data_form_set

_YEAR = re.compile(r"(?:19|20)\d{2}")
_YEARS_BEFORE = 2


def data_forms_of(case: Case) -> tuple[DataForm, ...]:
    """The tables to be filled, each with its periods. What is taken from the program is not part of the case."""
    if case.data_forms.tables:
        return case.data_forms.tables
    identity = case.identity
    return tuple(
        DataForm(
            id=table.id,
            title=table.title,
            subject=identity.level or identity.region,
            periods=_periods(table, identity.year),
            note=table.note,
            rows=tuple(DataFormRow(**row.model_dump()) for row in table.rows),
        )
        for table in data_form_set(identity.fund).tables
    )


def _periods(table: SetTable, evaluated: str) -> tuple[str, ...]:
    """Years or months; of an evaluation over several years the last one counts."""
    years = _YEAR.findall(evaluated)
    if not years:
        return (evaluated,)
    year = int(years[-1])
    if table.periods == "months":
        return tuple(f"{year}-{month:02d}" for month in range(1, 13))
    return tuple(str(each) for each in range(year - _YEARS_BEFORE, year + 1))
