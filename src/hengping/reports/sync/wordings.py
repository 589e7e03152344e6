"""Passages that the case would now write otherwise than the report says: told, never changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from hengping.rendering.word.passages import Line, Piece, normal
from hengping.reports.sync.alignment import Alignment
from hengping.reports.sync.findings import WordingChange
from hengping.reports.sync.renewal import cells_beside, wording
from hengping.reports.sync.sentences import changes


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
    """The heading under which each line stands, and for a table row which table."""
    found: list[str] = []
    heading, caption, table = "封面", "", 0
    for line in lines:
        if line.kind == "heading":
            heading, caption = f"“{line.texts[0]}”", ""
        elif line.kind == "caption":
            caption = line.texts[0].split("　")[0]
        elif line.kind == "row":
            caption = caption if line.level == table or caption else ""
            table = line.level
        else:
            caption = ""
        found.append("脚注" if line.kind == "note" else heading + (caption if line.kind == "row" else ""))
    return found


def _reworded(
    old: Line, new: Line, texts: Mapping[str, str], said: Collection[str], where: str
) -> Iterator[WordingChange]:
    whole = "｜".join(map(normal, new.texts))
    if whole in said:
        return
    if len(old.cells) != len(new.cells):
        yield WordingChange("reworded", "｜".join(map(normal, _renewed(old, texts))), whole, where)
        return
    for before, after in cells_beside(old, new):
        if wording(before) != wording(after):
            for gone, added in changes(_text(before, texts), _text(after, {})):
                kind = "added" if not gone else "deleted" if not added else "reworded"
                yield WordingChange(kind, gone, added, where)  # type: ignore[arg-type]


def _renewed(line: Line, texts: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(_text(cell, texts) for cell in line.cells)


def _text(cell: tuple[Piece, ...], texts: Mapping[str, str]) -> str:
    return "".join(texts.get(piece.bookmark, piece.text) if piece.bookmark else piece.text for piece in cell)
