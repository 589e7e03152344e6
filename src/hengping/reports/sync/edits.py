"""What people did to the passages of a report: added, deleted, moved, reworded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from rapidfuzz import fuzz

from hengping.rendering.word.passages import normal
from hengping.reports.sync.alignment import Alignment, Pair, align
from hengping.reports.sync.findings import PassageEdit
from hengping.reports.sync.sentences import cells_beside, changes

_SHORTEST_MOVE = 6
"""Letters; an equal shorter text elsewhere is a coincidence."""


@dataclass(frozen=True)
class Passage:
    """A line for comparison, whichever file it is of: `kind` row, note or text; `places` one a cell."""

    kind: str
    texts: tuple[str, ...]
    places: tuple[str, ...]
    bookmarks: frozenset[str] = frozenset()
    under: str = ""
    normal: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "normal", tuple(map(normal, self.texts)))

    @property
    def text(self) -> str:
        """All of it, cells parted by strokes."""
        return "｜".join(self.normal)


def compare(old: Sequence[Passage], new: Sequence[Passage]) -> Alignment:
    """Which passage of the issued text is which of the edited one."""

    def alike(i: int, j: int) -> float:
        if old[i].kind != new[j].kind:
            return 0.0
        likeness = fuzz.ratio(old[i].text, new[j].text) / 100
        shared = len(old[i].bookmarks & new[j].bookmarks)
        # The same figures are a better witness than the words around them.
        return max(likeness, 0.9) if shared and shared * 2 >= len(old[i].bookmarks) else likeness

    return align([_keys(each) for each in old], [_keys(each) for each in new], alike=alike)


def edits(old: Sequence[Passage], new: Sequence[Passage], alignment: Alignment) -> tuple[PassageEdit, ...]:
    """The edits in the order of the edited text, deletions where the passage stood."""
    found = [(pair.new, 1, each) for pair in alignment.pairs for each in _of_pair(old[pair.old], new[pair.new], pair)]
    found += [(j, 1, _whole("added", new[j], new[j].places[0])) for j in alignment.only_new]
    behind = _places_of_deleted(alignment)
    found += [(behind[i], 2, _whole("deleted", old[i], old[i].under)) for i in alignment.only_old]
    ordered = [edit for _, _, edit in sorted(found, key=lambda each: each[:2])]
    return tuple(_told_together(_matched_moves(ordered)))


def _whole(kind: Literal["added", "deleted"], passage: Passage, where: str) -> PassageEdit:
    old, new = (passage.text, "") if kind == "deleted" else ("", passage.text)
    where = re.sub(r"第\d+格$", "", where)
    return PassageEdit(kind, old, new, where, whole_row=passage.kind == "row")


def _keys(passage: Passage) -> tuple[object, object]:
    return (passage.kind, passage.normal), (
        passage.kind,
        tuple(re.sub(r"[\d.,]+", "0", each) for each in passage.normal),
    )


def _of_pair(old: Passage, new: Passage, pair: Pair) -> Iterator[PassageEdit]:
    if pair.moved:
        yield PassageEdit("moved", old.text, new.text, new.places[0], before=old.places[0])
    if old.normal == new.normal:
        return
    at = -1
    for old_text, new_text in cells_beside(old.texts, new.texts):
        at += 1 if new_text else 0
        place = new.places[max(at, 0)]
        for before, after in changes(old_text, new_text):
            kind = "added" if not before else "deleted" if not after else "reworded"
            yield PassageEdit(kind, before, after, place)  # type: ignore[arg-type]


def _places_of_deleted(alignment: Alignment) -> Mapping[int, int]:
    """For each deleted passage the place in the new text behind which it stood."""
    partner = {pair.old: pair.new for pair in alignment.pairs if not pair.moved}
    places: dict[int, int] = {}
    last = -1
    for i in range(max((*partner, *alignment.only_old), default=-1) + 1):
        last = partner.get(i, last)
        places[i] = last
    return places


def _matched_moves(found: list[PassageEdit]) -> list[PassageEdit]:
    """A text deleted here and added there was moved."""
    deleted: dict[str, list[int]] = {}
    for index, edit in enumerate(found):
        if edit.kind == "deleted" and len(normal(edit.old)) >= _SHORTEST_MOVE:
            deleted.setdefault(normal(edit.old), []).append(index)
    gone: set[int] = set()
    result: list[PassageEdit] = []
    for edit in found:
        places = deleted.get(normal(edit.new), []) if edit.kind == "added" else []
        if places:
            index = places.pop(0)
            gone.add(index)
            edit = replace(edit, kind="moved", old=found[index].old, before=found[index].where)
        result.append(edit)
    return [edit for index, edit in enumerate(result) if index not in gone]


def _told_together(found: list[PassageEdit]) -> Iterator[PassageEdit]:
    """Neighbours that moved from one section to another, and rows added to or deleted from one table, are told once."""
    last: PassageEdit | None = None
    for edit in found:
        if last is not None and _belongs(last, edit):
            old, new = ("\n".join(filter(None, pair)) for pair in ((last.old, edit.old), (last.new, edit.new)))
            last = replace(last, old=old, new=new, count=last.count + 1)
            continue
        if last is not None:
            yield last
        last = edit
    if last is not None:
        yield last


def _belongs(last: PassageEdit, edit: PassageEdit) -> bool:
    if edit.kind != last.kind or _section(edit.where) != _section(last.where):
        return False
    if edit.kind == "moved":
        return _section(edit.before) == _section(last.before)
    return edit.kind in ("added", "deleted") and edit.whole_row and last.whole_row


def _section(place: str) -> str:
    """The heading of a place, with the table: “（一）支出”表3, of its second row or of its row “合计”."""
    found = re.match(r"(“.*?”(?:表\s*\d+|第\d+张表|表)?)", place)
    return found[1] if found else place
