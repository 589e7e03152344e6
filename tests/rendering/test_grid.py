from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.rendering import grid
from hengping.rendering.document import Cell, Column, FactFigure, Row, Table, cell
from hengping.rendering.style import StylePack


def rows(*drawn: str) -> list[Row]:
    """A table drawn in letters: a cell is the rectangle of one letter."""
    seen: set[str] = set()
    made = []
    for line in drawn:
        cells = []
        for letter in dict.fromkeys(line):
            if letter not in seen:
                seen.add(letter)
                height = sum(letter in other for other in drawn)
                cells.append(cell(letter, rowspan=height, colspan=line.count(letter)))
        made.append(Row(tuple(cells)))
    return made


def test_cells_stand_where_the_spans_above_leave_room() -> None:
    placed = grid.place(rows("aab", "cdb", "ceb"), 3)
    assert [[(start.cell.content[0], start.column) for start in starts] for starts in placed] == [
        [(cell("a").content[0], 0), (cell("b").content[0], 2)],
        [(cell("c").content[0], 0), (cell("d").content[0], 1)],
        [(cell("e").content[0], 1)],
    ]


@pytest.mark.parametrize(
    ("broken", "columns"),
    [
        ([Row((cell("a"),))], 2),  # a gap
        ([Row((cell("a", colspan=3),))], 2),  # too wide
        ([Row((cell("a", rowspan=2),))], 1),  # beyond the last row
        ([Row((cell("a"), cell("b", rowspan=2), cell("c"))), Row((cell("d", colspan=2),))], 3),  # over a covered place
    ],
)
def test_spans_that_do_not_fill_the_grid_are_refused(broken: list[Row], columns: int) -> None:
    with pytest.raises(ValueError, match="row"):
        grid.place(broken, columns)


def shares(*cells: Cell, share: tuple[float, ...], dense: bool = False) -> tuple[float, ...]:
    table = Table(tuple(Column(each) for each in share), (Row(cells),), dense=dense)
    return grid.shares(table, StylePack(), landscape=False)


def test_columns_take_the_shares_asked_for_where_there_is_room() -> None:
    assert shares(cell("甲"), cell("乙"), cell("丙"), share=(1, 2, 1)) == pytest.approx((0.25, 0.5, 0.25))


def test_a_column_is_never_narrower_than_the_number_in_it() -> None:
    narrow, wide = shares(cell("1,448,983.18"), cell("甲" * 40), share=(1, 20))
    text_width, table_size = 156 / 25.4 * 72, 10.5
    assert narrow * text_width >= 12 * 0.5 * table_size
    assert narrow + wide == pytest.approx(1)


def test_a_fact_in_a_cell_counts_with_its_mark() -> None:
    plain, _ = shares(cell(FactFigure("a", "99.13%")), cell("甲"), share=(1, 30))
    marked, _ = shares(cell(FactFigure("a", "99.13%", mark="推算")), cell("甲"), share=(1, 30))
    assert marked > plain


@given(st.lists(st.floats(0.1, 30), min_size=1, max_size=14), st.lists(st.integers(0, 30), min_size=14, max_size=14))
def test_shares_always_fill_the_width(share: list[float], digits: list[int]) -> None:
    cells = [cell("9" * count) for count in digits[: len(share)]]
    given_shares = shares(*cells, share=tuple(share), dense=True)
    assert sum(given_shares) == pytest.approx(1)
    assert min(given_shares) > 0
