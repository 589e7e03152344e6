"""Siblings of the indicator tree: what is weighed against what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from hengping.cases.model.indicators import Indicator, IndicatorSystem

TOP = "TOTAL"
"""The node whose members are the level-1 indicators."""

Shares = Mapping[str, Mapping[str, Decimal]]
"""Node → code of a member → its share of the node; the shares of a node sum to one."""


@dataclass(frozen=True)
class Group:
    """A node and the members that share its weight; 其中 rows and rows outside the total are no members."""

    node: str
    name: str
    members: tuple[Indicator, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the members, in order of filing."""
        return tuple(member.code for member in self.members)

    @property
    def names(self) -> dict[str, str]:
        """Names of the members by code."""
        return {member.code: member.name for member in self.members}


def groups_of(system: IndicatorSystem) -> dict[str, Group]:
    """Every node with members, parents first; the top as `TOTAL`."""
    found = [Group(TOP, "总分", _counted(system.indicators)), *_below(system.indicators)]
    return {group.node: group for group in found if group.members}


def _below(indicators: tuple[Indicator, ...]) -> Iterator[Group]:
    for indicator in indicators:
        if indicator.children:
            yield Group(indicator.code, indicator.name, _counted(indicator.children))
            yield from _below(indicator.children)


def _counted(rows: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    return tuple(row for row in rows if not row.of_which and not row.outside_total)
