"""Which few bytes of a block were changed, worked out from its CRC-32 before and after.

CRC-32 is linear: the exclusive or of both sums depends only on the difference of both contents. For every place in a
block exactly one difference of four neighbouring bytes gives this sum; running the sum backwards finds it. Which of
these it was, the file's SHA-256 decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

WIDEST = 4
"""Bytes of the widest change that one CRC-32 tells."""


@dataclass(frozen=True)
class Burst:
    """A change within a block: the first byte that differs, and what each byte was changed by (exclusive or)."""

    offset: int
    change: bytes

    def undone(self, block: bytes) -> bytes:
        """The block as it was before."""
        end = self.offset + len(self.change)
        mended = bytes(byte ^ change for byte, change in zip(block[self.offset : end], self.change, strict=True))
        return block[: self.offset] + mended + block[end:]


def bursts(listed: int, found: int, size: int) -> tuple[Burst, ...]:
    """All changes of up to four neighbouring bytes that turn one CRC-32 into the other, the narrowest first.

    Args:
        listed, found: CRC-32 of the block as it was and as it is.
        size: bytes of the block.
    """
    candidates = {burst for burst in _candidates(listed ^ found, size)}
    return tuple(sorted(candidates, key=lambda burst: (len(burst.change), burst.offset)))


def _candidates(difference: int, size: int) -> Iterator[Burst]:
    width = min(WIDEST, size)
    state = difference
    for step in range(1, size + 1):
        state = _before_zero_byte(state)
        if step < width or state >> (8 * width):
            continue
        change = state.to_bytes(width, "little")
        narrow = change.strip(b"\0")
        if narrow:
            yield Burst(size - step + change.index(narrow), narrow)


def _table() -> tuple[int, ...]:
    rows = []
    for index in range(256):
        value = index
        for _ in range(8):
            value = (value >> 1) ^ (0xEDB88320 if value & 1 else 0)
        rows.append(value)
    return tuple(rows)


_TABLE = _table()
_INDEX_BY_TOP_BYTE = {value >> 24: index for index, value in enumerate(_TABLE)}


def _before_zero_byte(state: int) -> int:
    """The state of the sum before a byte of zero went into it."""
    index = _INDEX_BY_TOP_BYTE[state >> 24]
    return ((state ^ _TABLE[index]) << 8 & 0xFFFFFFFF) | index
