"""Names under which a figure's fact can be found again in a Word file.

`hp_支出执行率_1` is the first place where the fact 支出执行率 is printed. Word allows 40 characters; a longer id is
replaced by a digest, and the file's properties say which fact the digest stands for.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping

PREFIX = "hp_"
_LONGEST = 40
_DIGEST = 16
_COPIED = re.compile(r"(?:[ _]?(?:Copy|副本)[ _]?\d*)+$", re.IGNORECASE)


class FactBookmarks:
    """Gives each placed figure a name, in the order of the document; `digests` maps each digest used to its fact."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self.digests: dict[str, str] = {}

    def name(self, fact_id: str) -> str:
        """A name not given before."""
        self._counts[fact_id] += 1
        stem = _stem(fact_id)
        if stem != fact_id:
            self.digests[stem] = fact_id
        return bookmark_name(fact_id, self._counts[fact_id])


def bookmark_name(fact_id: str, count: int) -> str:
    """The name of the bookmark at a fact's first, second … place."""
    return f"{PREFIX}{_stem(fact_id)}_{count}"


def original_name(bookmark: str) -> str:
    """The name of a bookmark before a program copied it: LibreOffice adds _Copy_1, and does so to all in footnotes."""
    return _COPIED.sub("", bookmark)


def place_count(bookmark: str) -> int:
    """Which place of its fact a bookmark's name stands for."""
    return int(bookmark.rpartition("_")[2])


def fact_of(bookmark: str, digests: Mapping[str, str]) -> str | None:
    """The fact whose figure a bookmark encloses; None for a bookmark of another kind."""
    found = re.fullmatch(rf"{PREFIX}(.+)_\d+", original_name(bookmark))
    if found is None:
        return None
    return digests.get(found[1], found[1])


def _stem(fact_id: str) -> str:
    # Room for three digits of count: one fact must not have two stems.
    if len(PREFIX) + len(fact_id) + 4 > _LONGEST or not re.fullmatch(r"\w+", fact_id):
        return "x" + hashlib.sha256(fact_id.encode()).hexdigest()[:_DIGEST]
    return fact_id
