"""The rows of one part joined from three cases: which rows there are, whom they belong to, in which order."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel

from hengping.cases.merging.cells import Joiner
from hengping.cases.merging.conflict import ABSENT, DELETED, Choice, SideTally, Trail
from hengping.cases.merging.order import merged_order
from hengping.cases.merging.shown import changes_told, listed
from hengping.cases.merging.tree import TOP, Node, Place, RowId, Tree, plain_of, slots_of
from hengping.cases.model import PartSpec
from hengping.cases.parts_fields import caption_of, fields_of
from hengping.reading.yaml_files import Plain

Needed = Mapping[str, str]
"""Ids that one side's changes elsewhere in the case speak of, and the words in which they do."""

_TOP_LEVEL = "（最上级）"


@dataclass
class PartJoin:
    """One part on its way into the merged case.

    Attributes:
        needed: by side, what its other parts newly need of this one.
        circles: rows that the two sides put below each other; they can stand nowhere.
    """

    spec: PartSpec
    joiner: Joiner
    base: Tree
    mine: Tree
    yours: Tree
    needed: Mapping[Choice, Needed] = field(default_factory=dict)
    circles: list[RowId] = field(default_factory=list)
    _gone: dict[RowId, Node | None] = field(default_factory=dict)
    _put_back: dict[RowId, Tree] = field(default_factory=dict)

    def joined(self) -> Plain | None:
        """The part of the merged case."""
        self._decide_deletions(Choice.MINE)
        self._decide_deletions(Choice.YOURS)
        tree = Tree()
        members: dict[Place, dict[str, RowId]] = {}
        for row_id in {**self.base.nodes, **self.mine.nodes, **self.yours.nodes}:
            node = self._node(row_id)
            if node is not None:
                tree.nodes[row_id] = node
                members.setdefault(node.place, {})[row_id.key] = row_id
        for place, rows in members.items():
            base, mine, yours = (
                [row_id.key for row_id in side.lists.get(place, ())] for side in (self.base, self.mine, self.yours)
            )
            tree.lists[place] = [rows[key] for key in merged_order(base, mine, yours, rows)]
        reached = {row_id for top in tree.lists.get(TOP, ()) for row_id in tree.below(top)}
        self.circles = [row_id for row_id in tree.nodes if row_id not in reached]
        return plain_of(self.spec, tree)

    def words(self, row_id: RowId) -> str:
        """A row as people call it; within a document the list is named as well."""
        if self.spec.kind == "table":
            return row_id.key
        return f"{_titles(self.spec.model)[row_id.model]} {row_id.key}" if row_id.key else ""

    def _decide_deletions(self, side: Choice) -> None:
        """What this side no longer has goes, with all below it, unless the other side did something to it."""
        deleter, other = self._sides(side)
        deleted = {row_id for row_id in self.base.nodes if row_id in other.nodes and row_id not in deleter.nodes}
        for top in self.base.nodes:
            if top not in deleted or other.nodes[top].place.owner in deleted:
                continue
            family = list(other.below(top, until=deleter.nodes))
            going = [row_id for row_id in family if row_id not in deleter.nodes]
            disputes = [words for row_id in family for words in self._disputes(row_id, top, side)]
            kept = self._kept(top, side, disputes) if disputes else None
            for row_id in going:
                self._gone[row_id] = self._as_kept(row_id, kept, other)
            if kept is None:
                self._put_back |= {row_id: deleter for row_id in family if row_id in deleter.nodes}
                self._tally(side).deleted += 0 if disputes else len(going)

    def _disputes(self, row_id: RowId, top: RowId, side: Choice) -> list[str]:
        """What the other side did to a row that this side deleted, or put below one."""
        deleter, other = self._sides(side)
        before, now = self.base.nodes.get(row_id), other.nodes[row_id]
        name = "" if row_id == top else f"{self.words(row_id)} "
        if before is None:
            return [] if row_id in deleter.nodes else [f"新增 {self.words(row_id)}"]
        moved = [f"{name}移到 {self._owner_words(now.place)} 之下"] if now.place != before.place else []
        if row_id in deleter.nodes:
            return moved
        changes = [f"{name}{change}" for change in changes_told(before.cells, now.cells, row_id.model)]
        other_side = Choice.YOURS if side is Choice.MINE else Choice.MINE
        need = self.needed.get(other_side, {}).get(row_id.key)
        return moved + changes + ([f"{name}仍被引用：{need}"] if need else [])

    def _kept(self, top: RowId, side: Choice, disputes: list[str]) -> Choice | None:
        """Whose version of the row stands; None where it goes."""
        below = len(list(self.base.below(top))) - 1
        gone = f"{DELETED}，连同其下 {below} 项" if below else DELETED
        held = listed(changes_told(None, self.base.nodes[top].cells, top.model))
        words = (held, gone, listed(disputes)) if side is Choice.MINE else (held, listed(disputes), gone)
        answer = self.joiner.ask(self._trail(top), (Choice.BASE, Choice.MINE, Choice.YOURS), told=words)
        return next((choice for choice in Choice if choice == answer and choice != side), None)

    def _as_kept(self, row_id: RowId, kept: Choice | None, other: Tree) -> Node | None:
        if kept is Choice.BASE:
            before = self.base.nodes.get(row_id)
            return before and Node(row_id, other.nodes[row_id].place, before.cells)
        return other.nodes[row_id] if kept else None

    def _node(self, row_id: RowId) -> Node | None:
        """A row of the merged part; None where it goes."""
        base, mine, yours = (side.nodes.get(row_id) for side in (self.base, self.mine, self.yours))
        if row_id in self._gone:
            return self._gone[row_id]
        if mine and yours:
            rows = (base.cells if base else None, mine.cells, yours.cells)
            cells = self.joiner.row(self._trail(row_id), row_id.model, rows, without=slots_of(row_id.model))
            if base is None:
                self.joiner.tally.both += 1
            return Node(row_id, self._place(row_id, base, mine, yours), cells)
        if mine or yours:
            self._tally(Choice.MINE if mine else Choice.YOURS).added += 1
            return mine or yours
        self.joiner.tally.both += 1  # deleted by both
        return None

    def _place(self, row_id: RowId, base: Node | None, mine: Node, yours: Node) -> Place:
        if row_id in self._put_back:
            return self._put_back[row_id].nodes[row_id].place
        before = base and base.place
        if mine.place == yours.place:
            return mine.place
        if before in (mine.place, yours.place):
            side = Choice.MINE if before == yours.place else Choice.YOURS
            self._tally(side).changed += 1
            return mine.place if side is Choice.MINE else yours.place
        words = (self._owner_words(before) if before else ABSENT, *map(self._owner_words, (mine.place, yours.place)))
        owner = mine.place.owner or yours.place.owner
        title = f"{'上级' if owner and owner.model is row_id.model else '所属'}{caption_of(row_id.model).title}"
        choices = (Choice.BASE, Choice.MINE, Choice.YOURS)
        answer = self.joiner.ask(self._trail(row_id).into(title), choices, told=(words[0], words[1], words[2]))
        return yours.place if answer == Choice.YOURS else mine.place if answer == Choice.MINE or not before else before

    def _owner_words(self, place: Place) -> str:
        return self.words(place.owner) if place.owner and place.owner.key else _TOP_LEVEL

    def _sides(self, deleter: Choice) -> tuple[Tree, Tree]:
        return (self.mine, self.yours) if deleter is Choice.MINE else (self.yours, self.mine)

    def _tally(self, side: Choice) -> SideTally:
        return self.joiner.tally.mine if side is Choice.MINE else self.joiner.tally.yours

    def _trail(self, row_id: RowId) -> Trail:
        return Trail(self.spec.file, self.spec.sheet, self.words(row_id))


@functools.cache
def _titles(model: type[BaseModel]) -> Mapping[type[BaseModel], str]:
    """What the rows of each list with ids are called, by their model."""
    titles: dict[type[BaseModel], str] = {}
    for name, row_model in slots_of(model).items():
        titles.setdefault(row_model, fields_of(model)[name].title)
        if row_model is not model:
            titles = {**_titles(row_model), **titles}
    return titles
