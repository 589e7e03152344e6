"""Rows of cells of different widths on one set of columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.forms.lattice import boundaries, places, spans

ROWS = st.lists(st.lists(st.floats(0.3, 9), min_size=1, max_size=24), min_size=1, max_size=6)


def test_two_ways_to_divide_share_their_columns() -> None:
    columns = boundaries([[1, 1, 1, 1], [1, 3]])
    assert columns == (0.0, 0.25, 0.5, 0.75, 1.0)
    assert spans([1, 3], columns) == (1, 3)


def test_a_place_near_one_of_a_row_with_more_cells_gives_way() -> None:
    assert boundaries([[1.02, 0.98], [1, 1, 1, 1]]) == (0.0, 0.25, 0.5, 0.75, 1.0)


@given(ROWS)
def test_every_row_covers_all_columns_with_at_least_one_each(rows: list[list[float]]) -> None:
    columns = boundaries(rows)
    for shares in rows:
        counts = spans(shares, columns)
        assert sum(counts) == len(columns) - 1
        assert len(counts) == len(shares)
        assert min(counts) >= 1


@given(ROWS)
def test_the_row_of_most_cells_keeps_its_widths(rows: list[list[float]]) -> None:
    densest = max(rows, key=len)
    columns = boundaries(rows)
    for place in places(densest):
        assert min(abs(place - each) for each in columns) == pytest.approx(0, abs=1e-9)
