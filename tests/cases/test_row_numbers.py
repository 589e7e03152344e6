"""The next id of a table in the style of those it has."""

from __future__ import annotations

import pytest

from hengping.cases.row_numbers import next_id


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ([], "R01"),
        (["R01", "R02"], "R03"),
        (["R09"], "R10"),
        (["R99"], "R100"),
        (["R-007", "R-010"], "R-011"),
        (["1", "2"], "3"),
        (["S1", "S2", "X9"], "S3"),
        (["甲", "乙"], "R01"),
        (["R01", "乙"], "R02"),
        (["2022-复核-3"], "2022-复核-4"),
    ],
)
def test_next_id_follows_the_table(taken: list[str], expected: str) -> None:
    assert next_id(taken, first="R01") == expected
    assert next_id(taken, first="R01") not in taken
