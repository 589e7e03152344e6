"""A part of a case as rows that know whom they belong to: what has an id of its own stands on its own.

So an indicator that was moved under another parent, or a criterion under another indicator, is the same row with
another owner, as it is in the workbook.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pydantic import BaseModel

from hengping.cases.model import PartSpec
from hengping.cases.parts_fields import Kind, fields_of, key_of
from hengping.reading.yaml_files import Plain


class RowId(NamedTuple):
    """A row anywhere in a part; the single values of a document are its row without a key."""

    model: type[BaseModel]
    key: str


class Place(NamedTuple):
    """Where a row stands: its owner and the list there; a table's rows and a document itself have no owner."""

    owner: RowId | None
    slot: str


@dataclass(frozen=True)
class Node:
    """A row without the lists of rows below it that have ids."""

    id: RowId
    place: Place
    cells: dict[str, Plain]


@dataclass
class Tree:
    """The rows of a part in order, and which stand in which list."""

    nodes: dict[RowId, Node] = field(default_factory=dict)
    lists: dict[Place, list[RowId]] = field(default_factory=dict)

    def add(self, node: Node) -> None:
        """Puts a row at the end of its list."""
        self.nodes[node.id] = node
        self.lists.setdefault(node.place, []).append(node.id)

    def below(self, row_id: RowId, *, until: Collection[RowId] = ()) -> Iterator[RowId]:
        """The row and everything below it, owners first; what stands below a row of `until` is left out."""
        yield row_id
        for slot in slots_of(row_id.model) if row_id not in until else ():
            for child in self.lists.get(Place(row_id, slot), ()):
                yield from self.below(child, until=until)


@functools.cache
def slots_of(model: type[BaseModel]) -> Mapping[str, type[BaseModel]]:
    """The lists of a model whose rows have ids."""
    return {
        name: part_field.model
        for name, part_field in fields_of(model).items()
        if part_field.kind is Kind.RECORDS and part_field.model is not None and key_of(part_field.model)
    }


TOP = Place(None, "")


def tree_of(spec: PartSpec, plain: Plain | None) -> Tree:
    """The rows of a part; of an absent one, none."""
    tree = Tree()
    if isinstance(plain, dict):
        _take(tree, RowId(spec.model, ""), TOP, plain)
    for row in plain if isinstance(plain, list) else ():
        _take_row(tree, spec.model, TOP, row)
    return tree


def _take_row(tree: Tree, model: type[BaseModel], place: Place, row: Plain) -> None:
    key = key_of(model)
    assert key is not None
    assert isinstance(row, dict)
    _take(tree, RowId(model, str(row[key.name])), place, row)


def _take(tree: Tree, row_id: RowId, place: Place, row: dict[str, Plain]) -> None:
    slots = slots_of(row_id.model)
    tree.add(Node(row_id, place, {name: value for name, value in row.items() if name not in slots}))
    for slot, model in slots.items():
        items = row.get(slot, [])
        for item in items if isinstance(items, list) else ():
            _take_row(tree, model, Place(row_id, slot), item)


def plain_of(spec: PartSpec, tree: Tree) -> Plain | None:
    """The part again; None for a document that is absent."""
    rows: list[Plain] = [_row(tree, row_id) for row_id in tree.lists.get(TOP, ())]
    if spec.kind == "table":
        return rows
    return rows[0] if rows else None


def _row(tree: Tree, row_id: RowId) -> dict[str, Plain]:
    row = dict(tree.nodes[row_id].cells)
    for slot in slots_of(row_id.model):
        children = tree.lists.get(Place(row_id, slot), ())
        if children:
            row[slot] = [_row(tree, child) for child in children]
    return row
