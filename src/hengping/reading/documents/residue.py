"""What programs write into texts that no person did: bookmarks, field codes, broken references."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.reading.documents.model import Place, Residue

_WRITTEN = re.compile(
    r"错误[！!]\s*(?:未找到引用源|未定义书签|文档中没有指定样式的文字|不能[^，。；]{0,12}|[^，。；\d]{0,12})"
    r"|Error[!！]\s*[A-Z][^一-龥，。]{0,40}"
    r"|PAGEREF(?:\s+_\w+)?|HYPERLINK(?:[^一-龥\"“]{0,6}[\"“][^\"”]*[\"”])?"
    r"|MERGEFORMAT|\bTOC \\\S+|_(?:Toc|Ref|Hlk)\d+|_GoBack"
)


def residues_in(text: str, place: Place) -> Iterator[Residue]:
    """What of a text that the reader leaves out (lists of contents, running heads) a program wrote."""
    for found in _WRITTEN.finditer(text):
        yield Residue(found.group().strip(), place)
