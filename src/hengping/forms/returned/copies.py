"""Several copies in one file: the same copy twice, or two that say different things of the same cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hengping.forms.entry import Place
from hengping.forms.returned.outcome import Remark, RemarkKind, Returned


def told_apart(copy: Returned, before: Sequence[Returned]) -> Returned:
    """A copy without what an earlier one of the same file says otherwise; the second of one copy is not read at all."""
    same = [each for each in before if (each.code, each.instance) == (copy.code, copy.instance)]
    if same and copy.changes and not copy.foreign:
        if _said(copy) == _said(same[0]):
            return replace(copy, changes=())
        mend = "文件中有两份同样的表，内容不同，只读前一份；请删去一份，或分成两个文件先后导入。"
        remark = Remark(RemarkKind.UNSURE, copy.changes[0].where, "又一份同样的表", mend)
        return replace(copy, changes=(), remarks=(remark,))
    said = {
        change.place: change for each in before if not each.foreign for change in each.changes if _fixed(change.place)
    }
    kept, remarks = [], list(copy.remarks)
    for change in copy.changes:
        other = said.get(change.place)
        if other is None:
            kept.append(change)
        elif other.written != change.written:
            mend = f"{other.where} 对同一内容填的是“{other.new[:40]}”，已按前面的读入；请核对。"
            remarks.append(
                Remark(RemarkKind.UNSURE, change.where, f"“{change.heading}”填的是“{change.new[:40]}”", mend)
            )
    return replace(copy, changes=tuple(kept), remarks=tuple(remarks))


def _said(copy: Returned) -> set[tuple[Place, str]]:
    return {(change.place, change.written) for change in copy.changes}


def _fixed(place: Place) -> bool:
    """Whether a place is known by its key, or by the identity of a figure that is not there yet."""
    return bool(place.key) or bool(place.seed) or place.part == "identity"
