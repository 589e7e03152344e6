from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.rendering.bookmarks import FactBookmarks, fact_of, original_name

# Fact ids as the case admits them: Chinese characters, letters, digits and `_`, not beginning with a digit.
FACT_IDS = st.text(alphabet="支出执行率基金缺口abcXYZ019_", min_size=1, max_size=70).filter(
    lambda s: not s[0].isdigit()
)


def test_each_place_of_a_fact_has_its_own_readable_name() -> None:
    bookmarks = FactBookmarks()
    assert [bookmarks.name("支出执行率") for _ in range(2)] == ["hp_支出执行率_1", "hp_支出执行率_2"]
    assert bookmarks.digests == {}


@given(st.lists(FACT_IDS, min_size=1, max_size=20))
def test_word_takes_every_name_and_every_name_leads_back(fact_ids: list[str]) -> None:
    bookmarks = FactBookmarks()
    names = [bookmarks.name(fact_id) for fact_id in fact_ids]
    assert len(set(names)) == len(names)
    assert all(len(name) <= 40 and name[0].isalpha() and name.replace("_", "a").isalnum() for name in names)
    assert [fact_of(name, bookmarks.digests) for name in names] == fact_ids


@pytest.mark.parametrize("copied", ["hp_支出_2_Copy_1", "hp_支出_2 Copy 1", "hp_支出_2_Copy_1_Copy_3", "hp_支出_2副本"])
def test_a_copied_bookmark_is_of_the_same_fact(copied: str) -> None:
    assert original_name(copied) == "hp_支出_2"
    assert fact_of(copied, {}) == "支出"


def test_other_bookmarks_are_no_facts() -> None:
    assert [fact_of(name, {}) for name in ("section_1", "_Toc123", "hp_", "hp_a")] == [None] * 4
