"""Passages that the case would now write otherwise than the report says: told, never changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from hengping.rendering.word.passages import Line, Piece, normal
from hengping.reports.sync.alignment import Alignment
from hengping.reports.sync.findings import WordingChange
from hengping.reports.sync.renewal import wording
from hengping.reports.sync.sentences import cells_beside, changes


def wordings(
    issued: Sequence[Line],
    now: Sequence[Line],
    alignment: Alignment,
    texts: Mapping[str, str],
    *,
    still_there: Collection[int],
    said: Collection[str],
) -> tuple[WordingChange, ...]:
    """What the case would write otherwise.

    Args:
        texts: the new texts of figures by bookmark.
        still_there: issued lines that people have not deleted.
        said: what the edited file says already, line by line, figures renewed.
    """
    under_old, under_new = headings(issued), headings(now)
    found: list[tuple[int, WordingChange]] = []
    for pair in alignment.pairs:
        if pair.old in still_there:
            for change in _reworded(issued[pair.old], now[pair.new], texts, said, under_new[pair.new]):
                found.append((pair.new, change))
    for index in alignment.only_new:
        text = "｜".join(map(normal, now[index].texts))
        if text not in said:
            found.append((index, WordingChange("added", "", text, under_new[index])))
    dropped = [
        WordingChange("deleted", "｜".join(map(normal, _renewed(issued[index], texts))), "", under_old[index])
        for index in alignment.only_old
        if index in still_there
    ]
    return (*(change for _, change in sorted(found, key=lambda each: each[0])), *dropped)


def headings(lines: Sequence[Line]) -> list[str]:
    """The heading under which each line stands, and for a row its table and first cell."""
    found: list[str] = []
    heading, caption = "封面", ""
    for line in lines:
        if line.kind == "heading":
            heading, caption = f"“{line.texts[0]}”", ""
        elif line.kind == "caption":
            caption = line.texts[0].split("　")[0]
        elif line.kind != "row":
            caption = ""
        row = f"{caption or '表'}“{normal(line.texts[0])}”行" if line.kind == "row" else ""
        found.append("脚注" if line.kind == "note" else heading + row)
    return found


def _reworded(
    old: Line, new: Line, texts: Mapping[str, str], said: Collection[str], where: str
) -> Iterator[WordingChange]:
    whole = "｜".join(map(normal, new.texts))
    if whole in said:
        return
    if tuple(map(wording, old.cells)) == tuple(map(wording, new.cells)):
        return
    for before, after in cells_beside(_renewed(old, texts), new.texts):
        for gone, added in changes(before, after):
            kind = "added" if not gone else "deleted" if not added else "reworded"
            yield WordingChange(kind, gone, added, where)  # type: ignore[arg-type]


def _renewed(line: Line, texts: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(_text(cell, texts) for cell in line.cells)


def _text(cell: tuple[Piece, ...], texts: Mapping[str, str]) -> str:
    return "".join(texts.get(piece.bookmark, piece.text) if piece.bookmark else piece.text for piece in cell)
