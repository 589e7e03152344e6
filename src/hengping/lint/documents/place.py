"""Where in a document a finding stands."""

from __future__ import annotations

from dataclasses import dataclass

from hengping.lint.finding import Place
from hengping.reading.documents import Place as Spot


@dataclass(frozen=True)
class DocumentPlace(Place):
    """A place of a document in words: 第3页第2段; 表5第4行第3列; 第12行."""

    words: str = ""

    def __str__(self) -> str:
        return self.words


def at(*spots: Spot) -> DocumentPlace:
    """The place of a finding; several spots are named in the order given, each once."""
    return DocumentPlace("document", words="；".join(dict.fromkeys(spot.text() for spot in spots)))
