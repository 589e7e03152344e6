"""Tables of forms edited at random: whatever is taken over, somebody meant.

Figures are written into cells, and these are what was meant; then rows and columns are moved, dropped and repeated as
people do it. Every accepted change must be one of those that were meant, at its place.
"""

from __future__ import annotations

import functools
import random

import pytest

from hengping.cases.model import Case
from hengping.forms.entry import Entry, Place
from hengping.forms.fill import fill_form, instances
from hengping.forms.filled import FilledForm, FilledTable
from hengping.forms.filling import Filling
from hengping.forms.returned.comparison import Comparison
from hengping.forms.returned.pages import Grid, Page, Spot
from hengping.forms.sources.registry import row_source
from hengping.forms.workbook import ROW_KEYS
from hengping.reference.form_layouts import packaged_form
from tests.forms.sample_case import rich_case

CODES = ("F01", "F02", "F03", "F04", "F05", "F07a", "F08", "F10", "F15b", "F15c", "F18a", "F19b")
SLIPS = (
    "sorted",
    "sorted without keys",
    "keys lost",
    "rows dropped",
    "a row twice",
    "columns moved",
    "columns dropped",
)
ROUNDS = 2


@functools.cache
def rich() -> Case:
    return rich_case()


@functools.cache
def first_copy(code: str) -> FilledForm:
    layout = packaged_form(code)
    keys = instances(layout, rich())
    return fill_form(layout, rich(), instance=keys[0] if keys else None)[0]


class Sheet:
    """A table as rows of texts: groups, headings, body; the last column holds the hidden keys."""

    def __init__(self, table: FilledTable) -> None:
        columns = table.layout.columns
        self.table = table
        self.groups = [column.group for column in columns]
        self.headings = [column.heading for column in columns]
        self.body = [[row.cells.get(column.key, Entry()).text for column in columns] for row in table.rows]
        self.keys = ["" if row.sums else row.key for row in table.rows]
        self.meant: dict[Place, str] = {}

    def write(self, dice: random.Random) -> None:
        """A figure into a cell that identifies nothing."""
        source = row_source(self.table.layout.source)
        identify = self.table.layout.identify or source.identify(self.table.layout.options)
        told = {key for combo in identify for key in combo}
        at, column = dice.randrange(len(self.body)), dice.randrange(len(self.headings))
        key, row = self.table.layout.columns[column].key, self.table.rows[at]
        free = key not in told and not self.table.layout.columns[column].merge
        if free and row.key and not row.sums and not key.endswith(".reason"):  # reasons go to the figure they explain
            self.body[at][column] = str(dice.randrange(10, 99))
            place = row.cells.get(key, Entry()).place
            if place is not None:
                self.meant[place] = self.body[at][column]

    def slip(self, kind: str, dice: random.Random) -> None:
        order = list(range(len(self.body)))
        across = list(range(len(self.headings)))
        if kind.startswith("sorted") or kind == "keys lost":
            dice.shuffle(order)
        elif kind == "rows dropped":
            order = [at for at in order if dice.random() < 0.7]
        elif kind == "a row twice":
            order.insert(dice.randrange(len(order)), dice.choice(order))
        elif kind == "columns moved":
            dice.shuffle(across)
        elif kind == "columns dropped":
            across = [at for at in across if dice.random() < 0.8]
        self.body = [[self.body[at][column] for column in across] for at in order]
        self.groups, self.headings = [self.groups[at] for at in across], [self.headings[at] for at in across]
        if kind != "sorted without keys":
            self.keys = ["" if kind == "keys lost" else self.keys[at] for at in order]

    def page(self) -> Page:
        title = [[self.table.layout.title]] if self.table.layout.title else []
        groups = [[*self.groups, ""]] if any(self.groups) else []
        rows = [
            *groups,
            [*self.headings, ROW_KEYS],
            *([*row, key] for row, key in zip(self.body, self.keys, strict=True)),
        ]
        width = len(self.headings) + 1
        texts = [row + [""] * (width - len(row)) for row in [*title, *rows]]
        spots = (tuple(Spot(t, f"{at}/{c}", True, c, at) for c, t in enumerate(row)) for at, row in enumerate(texts))
        return Page("随机", [Grid(tuple(spots))])


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("code", CODES)
def test_nothing_is_taken_over_that_nobody_meant(code: str, slip: str) -> None:
    form = first_copy(code)
    tables = [block for block in form.blocks if isinstance(block, FilledTable) and block.rows]
    for number in range(ROUNDS):
        dice = random.Random(f"{code} {slip} {number}")
        sheet = Sheet(dice.choice(tables))
        for _ in range(4):
            sheet.write(dice)
        sheet.slip(slip, dice)
        changes, _ = Comparison(Filling(rich(), form.layout, form.instance), form, sheet.page()).run()
        wrong = [each for each in changes if sheet.meant.get(each.place) != each.written]
        assert wrong == [], number


def test_what_is_meant_is_read_where_nothing_slipped() -> None:
    """The test above would pass if nothing were ever read."""
    read = meant = 0
    for code in CODES:
        form = first_copy(code)
        for number, table in enumerate(block for block in form.blocks if isinstance(block, FilledTable) and block.rows):
            sheet = Sheet(table)
            for _ in range(4):
                sheet.write(random.Random(f"{code} {number}"))
            changes, _ = Comparison(Filling(rich(), form.layout, form.instance), form, sheet.page()).run()
            meant += len(sheet.meant)
            read += sum(sheet.meant.get(each.place) == each.written for each in changes)
    assert meant > 8
    assert read >= 0.8 * meant
