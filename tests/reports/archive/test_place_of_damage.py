"""Where a change was made, from sums alone: against a brute-force search and random edits."""

from __future__ import annotations

import random
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.reports.archive.bursts import bursts
from hengping.reports.archive.place_of_damage import ByteRange, compared, damage
from hengping.reports.archive.sums import BLOCK, blocks_text, decoded, encoded, measured_bytes, read_blocks

CONTENT = random.Random(1).randbytes(3 * BLOCK + 100)


def test_bursts_of_one_byte_are_those_that_trying_all_finds() -> None:
    block = CONTENT[:40]
    spoilt = bytearray(block)
    spoilt[17] ^= 0x5A
    listed, found = zlib.crc32(block), zlib.crc32(spoilt)
    tried = {
        (offset, value)
        for offset in range(40)
        for value in range(1, 256)
        if zlib.crc32(bytes(spoilt[:offset]) + bytes([spoilt[offset] ^ value]) + bytes(spoilt[offset + 1 :])) == listed
    }
    single = {(burst.offset, burst.change[0]) for burst in bursts(listed, found, 40) if len(burst.change) == 1}
    assert single == tried == {(17, 0x5A)}


@given(
    content=st.binary(min_size=1, max_size=2000),
    at=st.integers(0, 10_000),
    change=st.binary(min_size=1, max_size=4).filter(any),
)
def test_up_to_four_neighbouring_bytes_are_named_exactly(content: bytes, at: int, change: bytes) -> None:
    at %= len(content)
    block_end = min(len(content), (at // BLOCK + 1) * BLOCK)
    spoilt = bytearray(content)
    for step, value in enumerate(change[: block_end - at]):
        spoilt[at + step] ^= value
    found = damage(bytes(spoilt), measured_bytes(content))
    changed = [index for index in range(len(content)) if content[index] != spoilt[index]]
    if not changed:
        assert found == ()
        return
    (spot,) = found
    assert spot.exact
    first, last = changed[0], changed[-1]
    assert (spot.offset, spot.length) == (first, last - first + 1)
    assert (spot.was, spot.is_now) == (content[first : last + 1], bytes(spoilt[first : last + 1]))


def test_a_wide_change_is_named_by_its_blocks() -> None:
    spoilt = CONTENT[:600] + b"\0" * 9 + CONTENT[609:]
    assert damage(spoilt, measured_bytes(CONTENT)) == (ByteRange(512, 512),)


def test_one_byte_in_each_of_two_blocks() -> None:
    spoilt = bytearray(CONTENT)
    spoilt[3] ^= 1
    spoilt[1500] ^= 128
    found = damage(bytes(spoilt), measured_bytes(CONTENT))
    assert [(each.offset, each.length, each.exact) for each in found] == [(3, 1, True), (1500, 1, True)]


@pytest.mark.parametrize(
    ("spoilt", "offset", "length"),
    [
        (CONTENT[:700] + b"xy" + CONTENT[700:], 512, 514),
        (CONTENT[:700] + CONTENT[710:], 512, 502),
        (CONTENT + b"!", 3 * BLOCK, 101),
        (CONTENT[:-1], 3 * BLOCK, 99),
        (b"", 0, 0),
    ],
    ids=["two bytes put in", "ten taken out", "one at the end", "the last gone", "all gone"],
)
def test_another_length_is_named_between_whole_blocks(spoilt: bytes, offset: int, length: int) -> None:
    assert damage(spoilt, measured_bytes(CONTENT)) == (ByteRange(offset, length),)


@pytest.mark.parametrize(
    ("was", "is_now", "expected"),
    [
        (b"abcdef", b"abXdYf", [(2, b"c", b"X"), (4, b"e", b"Y")]),
        (b"abcdef", b"abcXYdef", [(3, b"", b"XY")]),
        (b"abcdef", b"abef", [(2, b"cd", b"")]),
        (b"aaaa", b"aaa", [(3, b"a", b"")]),
        (b"", b"a", [(0, b"", b"a")]),
    ],
)
def test_two_contents_are_compared_to_the_byte(
    was: bytes, is_now: bytes, expected: list[tuple[int, bytes, bytes]]
) -> None:
    assert [(each.offset, each.was, each.is_now) for each in compared(was, is_now)] == expected


@given(was=st.binary(max_size=1500), is_now=st.binary(max_size=1500))
def test_what_is_told_as_different_makes_the_one_from_the_other(was: bytes, is_now: bytes) -> None:
    made, at = b"", 0
    for each in compared(is_now, was):  # from `was` back to `is_now`
        assert each.was is not None
        made += was[at : each.offset] + each.was
        at = each.offset + each.length
    assert made + was[at:] == is_now


@given(name=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_names_in_manifests_are_read_back(name: str) -> None:
    written = encoded(name)
    assert not set(written) & set("\r\n")
    assert decoded(written) == name


def test_the_list_of_sums_is_read_back() -> None:
    files = {"data/空.txt": measured_bytes(b""), "data/100%\n.bin": measured_bytes(CONTENT)}
    read = read_blocks(blocks_text(files).split("\n"))
    assert read == {name: (sums.size, sums.blocks) for name, sums in files.items()}
