"""A passage beside its earlier wording, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from rapidfuzz import fuzz

from hengping.rendering.word.passages import normal

_END = re.compile(r"(?<=[。！？；])|(?<=\n)")
_ALIKE = 40


def cells_beside(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The cells of two rows side by side, in the order of the new row; one without a counterpart beside nothing."""
    if len(old) == len(new):
        yield from zip(old, new, strict=True)
        return
    matcher = SequenceMatcher(None, [normal(text) for text in old], [normal(text) for text in new], autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        yield from zip_longest(old[a:b], new[c:d], fillvalue="")


def changes(old: str, new: str) -> Iterator[tuple[str, str]]:
    """The sentences that differ as (old, new); one is empty for a sentence added or deleted.

    Neighbouring sentences that were both added or both deleted come as one.
    """
    before, after = ([part for part in _END.split(text) if part.strip()] for text in (old, new))
    matcher = SequenceMatcher(None, [" ".join(s.split()) for s in before], [" ".join(s.split()) for s in after], False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            yield from _paired(before[a:b], after[c:d])


def _paired(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    """Sentences in one place: the likest are one reworded, in order; the others were added or deleted."""
    scored = sorted(
        ((fuzz.ratio(a, b), -i, -j) for i, a in enumerate(before) for j, b in enumerate(after)), reverse=True
    )
    pairs: list[tuple[int, int]] = []
    for score, less_i, less_j in scored:
        if score < _ALIKE:
            break
        if all((-less_i - a) * (-less_j - b) > 0 for a, b in pairs):
            pairs.append((-less_i, -less_j))
    i = j = 0
    for a, b in (*sorted(pairs), (len(before), len(after))):
        if gone := "".join(before[i:a]).strip():
            yield gone, ""
        if added := "".join(after[j:b]).strip():
            yield "", added
        if a < len(before):
            yield before[a].strip(), after[b].strip()
        i, j = a + 1, b + 1
