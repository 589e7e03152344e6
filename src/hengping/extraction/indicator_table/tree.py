"""A mapped indicator table as an indicator tree; what is not sure of it is told with its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from hengping.cases.model.fields import Status
from hengping.cases.model.indicators import Criterion, Indicator, IndicatorSystem, StandardKind, Target, WeightBasis
from hengping.errors import Fault
from hengping.extraction.indicator_table.columns import MappedTable, spot_text
from hengping.forms.returned.pages import Spot
from hengping.quantities import half_width
from hengping.quantities.numbers import NumberTextError, read_number
from hengping.quantities.units import UnitError, read_unit

_SUMS = re.compile(r"\s*(合计|小计|总计|总分)\s*[:：]?\s*")
_POINTS = re.compile(r"[（(]\s*(\d+(?:\.\d+)?)\s*分\s*[)）]")
_NUMBERED = re.compile(r"(?=[①②③④⑤⑥⑦⑧⑨⑩⑪⑫])|(?<=[。；;\n])\s*(?=\d{1,2}[.、．])")
_LEADING = re.compile(r"^\s*(?:[①②③④⑤⑥⑦⑧⑨⑩⑪⑫]|\d{1,2}[.、．]|[（(]\d{1,2}[)）])\s*")
_PREFIX = re.compile(r"^\s*(?:[A-Z]\d{0,3}|[一二三四五六七八九十]{1,3}|\d{1,2})\s*[.、．]?\s*(?=[\u4e00-\u9fff])")
_TARGET = re.compile(r"(≥|≤|>|<|=|不低于|不少于|不高于|不超过|达到)?\s*([\d,]+(?:\.\d+)?)\s*(\S*)")
_COMPARATORS = {"不低于": "≥", "不少于": "≥", "不高于": "≤", "不超过": "≤", "达到": "≥"}
_LEVELS = ("level_1", "level_2", "level_3", "level_4")


@dataclass
class _Node:
    name: str
    weight: Decimal | None = None
    spot: Spot = field(default_factory=lambda: Spot("", ""))
    cells: dict[str, str] = field(default_factory=dict)
    criteria: list[tuple[str, Decimal | None]] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)


@dataclass(frozen=True)
class ReadTree:
    """The tree, and what a person should look at: weights that are missing, rows that could not be placed."""

    system: IndicatorSystem
    remarks: tuple[Fault, ...]


def read_tree(table: MappedTable) -> ReadTree:
    """The indicator tree of a table. A level that is blank belongs to the one above it; sums are left out."""
    root = _Node("")
    remarks: list[Fault] = []
    for row in range(table.heading_row + 1, len(table.grid.rows)):
        _add_row(root, table, row, remarks)
    relative = _relative(root)
    built = tuple(_indicator(node, code, remarks, relative) for node, code in _coded(root.children, ""))
    basis = WeightBasis.PARENT if relative else WeightBasis.WHOLE
    return ReadTree(IndicatorSystem(weight_basis=basis, indicators=built), tuple(remarks))


def _add_row(root: _Node, table: MappedTable, row: int, remarks: list[Fault]) -> None:
    texts = {name: spot for name in table.columns.values() if (spot := spot_text(table, row, name)) is not None}
    levels = [name for name in _LEVELS if name in texts]
    first = next((texts[name].text for name in levels if texts[name].text), "")
    across = len(texts) > 2 and len({spot.text for spot in texts.values()}) == 1  # a note under the table, or nothing
    if across or not any(spot.text for spot in texts.values()) or _SUMS.fullmatch(first):
        return
    node = root
    for name in levels:
        spot = texts[name]
        if not spot.text:  # a blank level goes on with the one above it, unless nothing follows in this row
            deeper = any(texts[other].text for other in levels[levels.index(name) + 1 :])
            if deeper and node.children:
                node = node.children[-1]
            continue
        node = _child(node, spot, texts.get(name.replace("level", "weight")), remarks)
    if node is root:
        found = "；".join(spot.text for spot in texts.values() if spot.text)[:40]
        where = next(spot.where for spot in texts.values() if spot.text)
        remarks.append(Fault(where, found, "属于某个指标的行", "没有读入；请核对这一行属于哪个指标。"))
        return
    _describe(node, texts, remarks)


def _child(parent: _Node, spot: Spot, weight: Spot | None, remarks: list[Fault]) -> _Node:
    name, points = _name_and_points(spot.text)
    same = parent.children[-1] if parent.children and parent.children[-1].name == name else None
    if same is None:
        parent.children.append(_Node(name, points, spot))
    node = parent.children[-1]
    if weight is not None and weight.text and node.weight is None:
        node.weight = _number(weight, remarks)
    return node


def _describe(node: _Node, texts: dict[str, Spot], remarks: list[Fault]) -> None:
    """What a row says of its indicator; further rows of the same one add criteria."""
    if "weight" in texts and texts["weight"].text and node.weight is None:
        node.weight = _number(texts["weight"], remarks)
    for name, spot in texts.items():
        if name.startswith(("level_", "weight")) or not spot.text:
            continue
        before = node.cells.get(name, "")
        if spot.text not in before:
            node.cells[name] = f"{before}\n{spot.text}" if before else spot.text


def _relative(root: _Node) -> bool:
    """Whether weights are shares of the parent: children of every level sum to 100 though their parents do not."""
    seconds = [child for child in root.children if child.children]
    sums = [sum((each.weight or Decimal(0) for each in child.children), Decimal(0)) for child in seconds]
    return bool(sums) and all(total == 100 for total in sums) and len(root.children) > 1


def _coded(nodes: list[_Node], parent: str) -> Iterator[tuple[_Node, str]]:
    for index, node in enumerate(nodes):
        own = node.cells.get("code", "") if not node.children else ""
        yield node, own or (chr(65 + index) if not parent else f"{parent}{index + 1}")


def _indicator(node: _Node, code: str, remarks: list[Fault], relative: bool) -> Indicator:
    children = tuple(_indicator(child, below, remarks, relative) for child, below in _coded(node.children, code))
    weight = node.weight
    if weight is None and children and not relative:
        weight = sum((child.weight for child in children), Decimal(0))
    if weight is None:
        remarks.append(Fault(node.spot.where, f"“{node.name}”没有分值", "分值", "按 0 分读入，请补上。"))
        weight = Decimal(0)
    cells = node.cells
    criteria = () if children else tuple(_criteria(cells.get("explanation", ""), code, weight))
    explanation = "" if criteria else _joined(cells.get("explanation", ""), cells.get("rule", ""))
    return Indicator(
        code=code,
        name=node.name,
        weight=weight,
        definition=cells.get("definition", ""),
        explanation=explanation if not criteria else _joined("", cells.get("rule", "")),
        standard=next((each for each in StandardKind if each.label in cells.get("standard", "")), None),
        standard_source=cells.get("standard_source", ""),
        acquisition=cells.get("acquisition", ""),
        data_source=cells.get("data_source", ""),
        responsible_party=cells.get("responsible_party", ""),
        target=None if children else _target(cells.get("target", "")),
        criteria=criteria,
        children=children,
    )


def _criteria(text: str, code: str, weight: Decimal) -> Iterator[Criterion]:
    """Criteria where the points written behind each of them add up to the weight; else none."""
    parts = [part.strip() for part in _NUMBERED.split(text) if part and part.strip()]
    points = [found[-1] for part in parts if (found := _POINTS.findall(part))]
    if len(parts) < 2 or len(points) != len(parts) or sum((Decimal(each) for each in points), Decimal(0)) != weight:
        return
    for number, (part, own) in enumerate(zip(parts, points, strict=True), start=1):
        words = _POINTS.sub("", _LEADING.sub("", part)).strip("。；; \n")
        yield Criterion(id=f"{code}-{number}", text=words, max_score=Decimal(own))


def _target(text: str) -> Target | None:
    """A bound and its unit where the cell says nothing else; else the words."""
    if not text:
        return None
    found = _TARGET.fullmatch(half_width(text).replace("＞", ">").strip())
    if found and _is_unit(found[3]):
        sign = _COMPARATORS.get(found[1] or "", found[1] or "=")
        value = found[2].replace(",", "")
        return Target(comparator=sign, value=value, unit=found[3], text=text, status=Status.PUBLISHED)
    return Target(comparator="定性", text=text, status=Status.PUBLISHED)


def _is_unit(text: str) -> bool:
    try:
        read_unit(text)
    except UnitError:
        return False
    return bool(text)


def _name_and_points(text: str) -> tuple[str, Decimal | None]:
    """决策（20分） → 决策, 20; a number or letter before the name is left out."""
    found = re.search(r"[（(]\s*(\d+(?:\.\d+)?)\s*(?:分|%)?\s*[)）]\s*$", half_width(text))
    name = text if found is None else half_width(text)[: found.start()]
    return _PREFIX.sub("", name.replace("\n", "")).strip() or text.strip(), Decimal(found[1]) if found else None


def _number(spot: Spot, remarks: list[Fault]) -> Decimal | None:
    text = half_width(spot.text).strip().removesuffix("分").removesuffix("%").strip()
    try:
        return read_number(text)
    except NumberTextError:
        remarks.append(Fault(spot.where, spot.text, "数字", "没有读入这个分值，请改正。"))
        return None


def _joined(first: str, rule: str) -> str:
    return "\n".join(part for part in (first, f"评分规则：{rule}" if rule else "") if part)
