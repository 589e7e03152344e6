from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.reading.addresses import Area, address, column_index, column_letters


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_columns_are_lettered_as_in_excel(index: int, letters: str) -> None:
    assert column_letters(index) == letters
    assert column_index(letters) == index


@given(st.integers(0, 16383))
def test_letters_lead_back(index: int) -> None:
    assert column_index(column_letters(index)) == index


def test_an_area_is_written_with_both_ends() -> None:
    area = Area(6, 1, 7, 3)
    assert (area.address, address(11, 2)) == ("B7:D8", "C12")
    assert area.covers(7, 3)
    assert not area.covers(8, 3)
