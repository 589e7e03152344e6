"""Where a file differs from what it was: to the byte where that can be known, else to its blocks of 512 bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from hengping.reports.archive.bursts import Burst, bursts
from hengping.reports.archive.sums import BLOCK, Sums, measured_bytes

_HASHED_AT_MOST = 256 * 1024 * 1024
"""Bytes hashed in trying which change it was: about a second."""
_TRIED_AT_MOST = 64


@dataclass(frozen=True)
class ByteRange:
    """Bytes that differ.

    Attributes:
        offset, length: in the file as it is now, counted from 0; where bytes went missing the length may be 0.
        was: the bytes as they were; None where only the blocks are known.
        is_now: the bytes as they are; empty where only the blocks are known.
    """

    offset: int
    length: int
    was: bytes | None = None
    is_now: bytes = b""

    @property
    def exact(self) -> bool:
        """Whether every byte of the range differs, and what it was is known."""
        return self.was is not None


def compared(was: bytes, is_now: bytes) -> tuple[ByteRange, ...]:
    """Where two contents differ. Of one length: each run of bytes; else all between what is alike at both ends."""
    if len(was) == len(is_now):
        return tuple(_runs(was, is_now))
    start = _alike(was, is_now)
    end = _alike(was[start:][::-1], is_now[start:][::-1])
    old, new = was[start : len(was) - end], is_now[start : len(is_now) - end]
    return (ByteRange(start, len(new), old, new),)


def _runs(was: bytes, is_now: bytes) -> Iterator[ByteRange]:
    for block in range(0, len(was), BLOCK):
        old, new = was[block : block + BLOCK], is_now[block : block + BLOCK]
        if old == new:
            continue
        at = 0
        while at < len(old):
            end = at
            while end < len(old) and old[end] != new[end]:
                end += 1
            if end > at:
                yield ByteRange(block + at, end - at, old[at:end], new[at:end])
            at = max(end, at + 1)


def _alike(one: bytes, other: bytes) -> int:
    """How many bytes are the same from the beginning on."""
    shortest = min(len(one), len(other))
    low = 0
    while low < shortest and one[low : low + BLOCK] == other[low : low + BLOCK]:
        low += BLOCK
    low = min(low, shortest)
    while low < shortest and one[low] == other[low]:
        low += 1
    return low


def damage(found: bytes, listed: Sums) -> tuple[ByteRange, ...]:
    """Where a file differs from its recorded sums; empty where the block sums know of no difference."""
    if len(found) != listed.size:
        return _of_another_length(found, listed)
    now = measured_bytes(found)
    wrong = [index for index in range(len(listed)) if now.block(index) != listed.block(index)]
    exact = _exactly(found, now, listed, wrong)
    return exact if exact is not None else _whole_blocks(wrong, listed.size)


def _whole_blocks(wrong: Sequence[int], size: int) -> tuple[ByteRange, ...]:
    """Neighbouring blocks as one range."""
    ranges: list[ByteRange] = []
    for index in wrong:
        offset, length = index * BLOCK, min(BLOCK, size - index * BLOCK)
        if ranges and ranges[-1].offset + ranges[-1].length == offset:
            length += ranges[-1].length
            offset = ranges.pop().offset
        ranges.append(ByteRange(offset, length))
    return tuple(ranges)


def _exactly(found: bytes, now: Sums, listed: Sums, wrong: Sequence[int]) -> tuple[ByteRange, ...] | None:
    """The very bytes, if putting them back gives the recorded SHA-256; None where no small change does."""
    if not wrong:
        return None
    candidates = [
        bursts(listed.block(index), now.block(index), min(BLOCK, listed.size - index * BLOCK)) for index in wrong
    ]
    if len(wrong) > 1:  # in each block one byte only, or there would be too many combinations
        candidates = [tuple(burst for burst in each if len(burst.change) == 1) for each in candidates]
    start = wrong[0] * BLOCK
    prefix = hashlib.sha256(found[:start])
    left = _HASHED_AT_MOST
    for tried, choice in enumerate(product(*candidates)):
        left -= listed.size - start
        if left < 0 or (len(wrong) > 1 and tried >= _TRIED_AT_MOST):
            return None
        digest = prefix.copy()
        at = start
        for index, burst in zip(wrong, choice, strict=True):
            digest.update(memoryview(found)[at : index * BLOCK])
            digest.update(burst.undone(found[index * BLOCK : (index + 1) * BLOCK]))
            at = min((index + 1) * BLOCK, listed.size)
        digest.update(memoryview(found)[at:])
        if digest.hexdigest() == listed.sha256:
            return tuple(_range(found, index, burst) for index, burst in zip(wrong, choice, strict=True))
    return None


def _range(found: bytes, index: int, burst: Burst) -> ByteRange:
    offset = index * BLOCK + burst.offset
    now = found[offset : offset + len(burst.change)]
    was = bytes(byte ^ change for byte, change in zip(now, burst.change, strict=True))
    return ByteRange(offset, len(now), was, now)


def _of_another_length(found: bytes, listed: Sums) -> tuple[ByteRange, ...]:
    """Between the blocks that are whole from the beginning and those that are whole when counted from the end."""
    now = measured_bytes(found)
    first = 0
    while first < min(len(now), len(listed)) and now.block(first) == listed.block(first):
        first += 1
    shift = len(found) - listed.size
    last = len(listed)
    while last > first:
        begin = (last - 1) * BLOCK
        end = min(last * BLOCK, listed.size)
        if begin + shift < first * BLOCK:
            break
        if measured_bytes(found[begin + shift : end + shift]).block(0) != listed.block(last - 1):
            break
        last -= 1
    start = min(first * BLOCK, len(found))
    return (ByteRange(start, max(0, min(last * BLOCK, listed.size) + shift - start)),)
