"""Values of the case inside a form's sentences, found again where the words around them stand as they were printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.forms.entry import Entry
from hengping.forms.filled import FilledText
from hengping.forms.returned.pages import Page, Spot

_SPACE = re.compile(r"\s+")
_LEAST_WORDS = 4


def read_sentences(page: Page, block: FilledText) -> Iterator[tuple[Spot, Entry]]:
    """Each value with what stands in its place now; sentences that were reworded are passed over."""
    lines = [(spot, _SPACE.sub("", spot.text)) for spot in page.texts()]
    for pieces in block.paragraphs:
        entries = [piece for piece in pieces if isinstance(piece, Entry)]
        fixed = [_SPACE.sub("", piece) for piece in pieces if isinstance(piece, str)]
        if not any(entry.place for entry in entries) or len("".join(fixed)) < _LEAST_WORDS:
            continue
        pattern = "".join("(.*?)" if isinstance(each, Entry) else re.escape(_SPACE.sub("", each)) for each in pieces)
        for spot, text in lines:
            found = re.fullmatch(pattern, text)
            if found:
                for entry, value in zip(entries, found.groups(), strict=True):
                    if entry.place is not None:
                        yield Spot(value.strip("_＿"), spot.where), entry
                break
