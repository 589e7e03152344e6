"""Outlines and layouts: what they name exists, and a wrong name is a fault with the right ones."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hengping.errors import InputError
from hengping.reference.layout import ColumnKey
from hengping.reference.layouts import packaged_score_table, score_table_names
from hengping.reference.outline import Section
from hengping.reference.outlines import outline_names, packaged_outline
from hengping.reports.annexes.registry import ANNEXES
from hengping.reports.blocks.registry import BLOCKS


def sections(rows: tuple[Section, ...]) -> Iterator[Section]:
    for row in rows:
        yield row
        yield from sections(row.sections)


@pytest.mark.parametrize("name", outline_names())
def test_every_part_that_an_outline_names_exists(name: str) -> None:
    outline = packaged_outline(name)
    named = {block for each in sections((*outline.front, *outline.chapters)) for block in (*each.blocks, *each.instead)}
    assert named <= BLOCKS.keys()
    assert set(outline.annexes) <= ANNEXES.keys()


@pytest.mark.parametrize("name", outline_names())
def test_no_text_stands_twice_in_an_outline(name: str) -> None:
    outline = packaged_outline(name)
    texts = [each.text for each in sections((*outline.front, *outline.chapters)) if each.text]
    assert len(texts) == len(set(texts))


def test_both_outlines_hold_the_chapters_that_make_a_report_whole() -> None:
    for name in ("seven-chapter", "five-chapter"):
        outline = packaged_outline(name)
        blocks = {block for each in sections(outline.chapters) for block in each.blocks}
        assert {
            "goals",
            "scores",
            "analysis",
            "experience",
            "problems",
            "ledger",
            "recommendations",
            "limits",
        } <= blocks
        assert len(outline.chapters) == {"seven-chapter": 7, "five-chapter": 5}[name]


@pytest.mark.parametrize("name", score_table_names())
def test_a_layout_shows_what_a_score_table_cannot_do_without(name: str) -> None:
    layout = packaged_score_table(name)
    keys = [column.key for column in layout.columns]
    assert {ColumnKey.LEVEL_1, ColumnKey.SCORE, ColumnKey.REASON, ColumnKey.PAPER} <= set(keys)
    assert len(keys) == len(set(keys))
    assert {column.key for column in layout.level_1.columns} >= {"name", "weight", "score", "rate"}


def test_a_wrong_name_is_a_fault_that_lists_the_right_ones() -> None:
    with pytest.raises(InputError) as outline:
        packaged_outline("八章")
    assert outline.value.faults[0].expected == "five-chapter、seven-chapter"
    with pytest.raises(InputError) as layout:
        packaged_score_table("八列")
    assert layout.value.faults[0].expected == "standard、transposed"
