"""What a formula says, as a tree: the one thing that evaluation, Excel, print and the check of units all walk.

Operators of one level stand in one ``Chain`` (``a+b-c`` is one node), so that long sums do not make deep trees.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

LEVELS = {"=": 1, "<>": 1, "<": 1, "<=": 1, ">": 1, ">=": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5}
"""How tightly an operator binds. As in Excel, all of them group from the left: 2^3^2 is 64."""

COMPARISON = 1
PERCENT = 6
NEGATION = 7
"""As in Excel, a minus sign binds tighter than % and ^: -2^2 is 4."""
ATOM = 8


@dataclass(frozen=True, slots=True)
class Number:
    """A constant, never negative: the sign before it is a node of its own."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Text:
    """A text constant, without its quotation marks."""

    value: str


@dataclass(frozen=True, slots=True)
class Truth:
    """TRUE or FALSE."""

    value: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A fact, by its id."""

    name: str


@dataclass(frozen=True, slots=True)
class Negation:
    """A minus sign before its operand."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Percent:
    """A percent sign after its operand."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Chain:
    """``first`` and then one or more operators of one level, each with its right-hand operand."""

    first: Node
    rest: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two operands and one of = <> < <= > >=."""

    left: Node
    operator: str
    right: Node


@dataclass(frozen=True, slots=True)
class Call:
    """A function, in capitals, with as many arguments as it takes."""

    function: str
    arguments: tuple[Node, ...]


Node = Number | Text | Truth | Name | Negation | Percent | Chain | Comparison | Call


def level(node: Node) -> int:
    """How tightly a node holds together: whoever writes it inside a tighter one needs parentheses."""
    if isinstance(node, Chain):
        return LEVELS[node.rest[0][0]]
    if isinstance(node, Comparison):
        return COMPARISON
    if isinstance(node, Percent):
        return PERCENT
    return NEGATION if isinstance(node, Negation) else ATOM


def chain(first: Node, rest: list[tuple[str, Node]]) -> Chain:
    """A chain in its one form: parentheses that group from the left anyway, (a+b)+c, leave no trace."""
    if isinstance(first, Chain) and level(first) == LEVELS[rest[0][0]]:
        return Chain(first.first, (*first.rest, *rest))
    return Chain(first, tuple(rest))


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly under a node, from left to right."""
    match node:
        case Negation(operand) | Percent(operand):
            return (operand,)
        case Chain(first, rest):
            return (first, *(operand for _, operand in rest))
        case Comparison(left, _, right):
            return (left, right)
        case Call(_, arguments):
            return arguments
        case _:
            return ()


def depth(root: Node) -> int:
    """Levels of the tree; walks without recursion, since it guards the walks that recurse."""
    deepest, stack = 0, [(root, 1)]
    while stack:
        node, here = stack.pop()
        deepest = max(deepest, here)
        stack.extend((child, here + 1) for child in children(node))
    return deepest
