"""The packaged data holds together: what an entry names exists, and figures that must agree do."""

from __future__ import annotations

from collections import Counter

import pytest

from hengping.errors import InputError
from hengping.quantities import read_unit
from hengping.reference.indicator_library import indicator_library
from hengping.reference.profiles import packaged_profile, profile_names
from hengping.scoring.rules import rule_names

ENTRIES = indicator_library().entries


def test_entries_have_codes_names_and_identifiers_of_their_own() -> None:
    for values in ([e.code for e in ENTRIES], [e.name for e in ENTRIES], [e.identifier for e in ENTRIES]):
        assert [value for value, count in Counter(values).items() if count > 1] == []
    assert {entry.code[0] for entry in ENTRIES} == {family.code for family in indicator_library().families}


def test_entries_name_rules_and_units_that_exist() -> None:
    assert {entry.rule for entry in ENTRIES} - {""} <= set(rule_names())
    for entry in ENTRIES:
        read_unit(entry.unit)


@pytest.mark.parametrize("name", profile_names())
def test_grades_of_a_profile_begin_at_zero_and_fall(name: str) -> None:
    minimums = [band.minimum for band in packaged_profile(name).grades]
    assert minimums == sorted(minimums, reverse=True)
    assert minimums[-1] == 0


def test_a_profile_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(InputError) as caught:
        packaged_profile("defualt")
    (fault,) = caught.value.faults
    assert (fault.found, fault.expected) == ("defualt", "default、self-evaluation")
