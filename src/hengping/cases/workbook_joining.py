"""Rows of several sheets joined into the records they belong to, and the way back from a record to its cells."""

from __future__ import annotations

from dataclasses import dataclass

from hengping.cases.integrity import MAX_LEVELS
from hengping.cases.parts_reading import Spot
from hengping.cases.parts_text import Place, nearest
from hengping.cases.workbook_plan import SheetPlan
from hengping.cases.workbook_reading import ReadRow
from hengping.cases.workbook_rows import references
from hengping.errors import Fault
from hengping.reading.yaml_files import Plain


@dataclass
class WorkbookLocator:
    """Places of a part that lies on several sheets, by the identity of the records read."""

    root: Plain
    rows: dict[int, ReadRow]
    fallback: Spot

    def spot(self, place: Place) -> Spot:
        """The cell of a value, or the row or sheet of what should hold it."""
        node: Plain = self.root
        row = self.rows.get(id(node))
        path: tuple[str, ...] = ()
        for step in place:
            path = (*path, str(step)) if isinstance(step, str) else path
            if isinstance(node, dict) and step in node:
                node = node[str(step)]
            elif isinstance(node, list) and isinstance(step, int) and step < len(node):
                node = node[step]
            else:
                node = ""
            if id(node) in self.rows:
                row, path = self.rows[id(node)], ()
        return row.spot(path) if row else self.fallback


def join_rows(rows: list[ReadRow], plan: SheetPlan, owners: list[ReadRow], root: dict[str, Plain]) -> list[Fault]:
    """Hangs rows into the records they belong to: of the part, of rows of another sheet, or of their own."""
    own_names = dict(zip(_captions(rows, plan), rows, strict=True)) if plan.loop_field else {}
    names = dict(zip(_captions(owners, plan.parent), owners, strict=True)) if plan.parent else own_names
    faults = []
    for row in rows:
        if not row.owner and not plan.parent:
            _append(root, plan.list_field, row.plain)
            continue
        owner = names.get(row.owner) or names.get(row.owner.strip())
        if owner is None:
            faults.append(_unknown_owner(row, plan, names))
        elif plan.loop_field and not _ends(owner, own_names):
            mend = f"请检查上级编号：不能互为上级，也不能超过 {MAX_LEVELS} 级。"
            faults.append(Fault(row.owner_words, row.owner, "能够逐级上溯到一级的编号", mend))
        else:
            _append(owner.plain, plan.loop_field or plan.list_field, row.plain)
    return faults


def _captions(rows: list[ReadRow], plan: SheetPlan) -> list[str]:
    captions = (row.plain.get(plan.caption.path[0], "") for row in rows)
    return references(caption if isinstance(caption, str) else "" for caption in captions)


def _append(record: dict[str, Plain], name: str, item: dict[str, Plain]) -> None:
    items = record.setdefault(name, [])
    assert isinstance(items, list)
    items.append(item)


def _ends(owner: ReadRow, names: dict[str, ReadRow]) -> bool:
    """Whether the owner's owner, and so on up, comes to a row without one within the levels allowed."""
    for _ in range(MAX_LEVELS):
        above = names.get(owner.owner)
        if above is None:
            return True
        owner = above
    return False


def _unknown_owner(row: ReadRow, plan: SheetPlan, names: dict[str, ReadRow]) -> Fault:
    owner = plan if plan.loop_field else plan.parent
    place = f"表“{owner.name}”中已有的{owner.caption.heading}" if owner else "已有的编号"
    near = nearest(row.owner, names) if row.owner else ""
    return Fault(row.owner_words, row.owner or "空白", place, f"是否为“{near}”？" if near else "请填写所属行的编号。")
