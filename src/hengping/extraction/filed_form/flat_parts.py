"""A long file cut into parts that are read apart: rows of a flat export, or forms, each a share of the work.

A flat export is cut where a project begins and no merged area goes on, so that the parts together say what the whole
says. A part of a sheet holds its values alone: cells with their places are made of it where the part is read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from hengping.extraction.filed_form.flat_export import FlatHeading, first_row, flat_heading, read_flat
from hengping.extraction.filed_form.model import FiledForm
from hengping.extraction.filed_form.reader import page_label, read_forms
from hengping.forms.returned.pages import Page, SheetRows, sheet_page
from hengping.reading.addresses import Area
from hengping.reading.tables import Sheet
from hengping.reading.xlsx_package import SheetScan

_ROWS = 3_000
"""About a hundred projects: a few seconds of work."""
_FORMS = 50


@dataclass(frozen=True)
class SheetPart:
    """Rows of a flat export; `above` is how many rows of the sheet stand above them."""

    label: str
    heading: FlatHeading
    sheet: Sheet
    above: int

    def forms(self) -> Iterator[FiledForm]:
        """The projects of the part."""
        page = sheet_page(self.sheet, above=self.above)
        return read_flat(page, replace(self.heading, row=-1), label=self.label)


@dataclass(frozen=True)
class FormsPart:
    """Forms as they were read."""

    filed: tuple[FiledForm, ...]

    def forms(self) -> Iterator[FiledForm]:
        """The forms."""
        return iter(self.filed)


Part = SheetPart | FormsPart


def parts_of(pages: Sequence[Page], *, label: str) -> Iterator[Part]:
    """The forms of a file in parts, in the order in which `read_forms` gives them."""
    for page in pages:
        name, heading = page_label(page, pages, label), flat_heading(page)
        rows = page.grids[0].rows if page.grids else ()
        if heading is not None and isinstance(rows, SheetRows) and _is_apart(rows, first_row(rows, heading)):
            yield from _sheet_parts(rows, heading, name)
            continue
        forms = read_forms([page], label=name)
        while kept := tuple(islice(forms, _FORMS)):
            yield FormsPart(kept)


def _is_apart(rows: SheetRows, first: int) -> bool:
    """Whether no merged area goes from the headings into the rows below them."""
    return not any(area.first_row < first <= area.last_row for area in rows.sheet.merged)


def _sheet_parts(rows: SheetRows, heading: FlatHeading, label: str) -> Iterator[SheetPart]:
    first = first_row(rows, heading)
    cuts = [first, *_cuts(rows, heading, first), len(rows)]
    scans = _scans(rows.sheet.scan, cuts)
    merged = _merged(rows.sheet.merged, cuts)
    for (first, last), scan, areas in zip(pairwise(cuts), scans, merged, strict=True):
        sheet = replace(rows.sheet, rows=rows.sheet.rows[first:last], merged=areas, scan=scan)
        yield SheetPart(label, heading, sheet, first)


def _cuts(rows: SheetRows, heading: FlatHeading, first: int) -> Iterator[int]:
    """Where a part may end, the ends of the list left out."""
    inside = {row for area in rows.sheet.merged for row in range(area.first_row + 1, area.last_row + 1)}
    begun, key = first, ""
    for at in range(first, len(rows)):
        own = rows.spot(at, heading.key).text.strip() if heading.key < len(rows.sheet.rows[at]) else ""
        if own and own != key:
            key = own
            if at - begun >= _ROWS and at not in inside:
                yield at
                begun = at


def _scans(scan: SheetScan, cuts: Sequence[int]) -> list[SheetScan]:
    """What is known of single cells, for each part; rows counted from the first of the part."""
    found = [SheetScan() for _ in cuts[1:]]

    def place(row: int, column: int) -> tuple[SheetScan, tuple[int, int]] | None:
        if not cuts[0] <= row < cuts[-1]:
            return None
        part = bisect_right(cuts, row) - 1
        return found[part], (row - cuts[part], column)

    for cell, formula in scan.formulas.items():
        if (at := place(*cell)) is not None:
            at[0].formulas[at[1]] = formula
    for cell in scan.errors:
        if (at := place(*cell)) is not None:
            at[0].errors.add(at[1])
    for cell in scan.percents:
        if (at := place(*cell)) is not None:
            at[0].percents.add(at[1])
    return found


def _merged(areas: Sequence[Area], cuts: Sequence[int]) -> list[tuple[Area, ...]]:
    """The merged areas of each part; none of them goes over a cut."""
    found: list[list[Area]] = [[] for _ in cuts[1:]]
    for area in areas:
        if cuts[0] <= area.first_row < cuts[-1]:
            part = bisect_right(cuts, area.first_row) - 1
            above = cuts[part]
            found[part].append(Area(area.first_row - above, area.first_column, area.last_row - above, area.last_column))
    return [tuple(each) for each in found]
