"""Figures of one kind that a sentence names one after another: 公办18家、民办24家; 中央300万元，省级150万元（…）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.printed import Printed
from hengping.lint.documents.stated import end, figures, start
from hengping.quantities.units import Dimension

_SIGN = re.compile(r"[，；：、。（）\n]")
_JOINT = re.compile(r"^(?:以及|和|及|与|或)")

_WORD_OF_UNIT = 2  # 37条次，上半年18条次: what a unit has beyond the one that was read
Kind = tuple[Dimension, int]


@dataclass(frozen=True)
class Listed:
    """One figure of a chain.

    Attributes:
        gap: what stands between the figure of the kind before it and this one; what is in parentheses is blotted out.
        label: the words right before it, from the last sign or figure on, whatever is in parentheses included.
    """

    figure: Printed
    gap: str
    label: str

    @property
    def sign(self) -> str:
        """What joins it to the figure before: 、 stands for 和 and 及 as well; "" where more words do."""
        joined = self.gap.lstrip("□")
        if _JOINT.match(joined):
            return "、"
        first = _SIGN.search(joined, 0, _WORD_OF_UNIT + 1)
        return first.group() if first else ""

    @property
    def is_tight(self) -> bool:
        """Whether nothing but one sign and its own label stands between the figure before and this one."""
        return bool(self.sign) and len(_SIGN.findall(_JOINT.sub("、", self.gap.lstrip("□")))) == 1


@dataclass(frozen=True)
class Chain:
    """The figures of one kind on one level of parentheses of a sentence, in order.

    Attributes:
        governor: of a level in parentheses the figure of the kind right before them; None if there is none.
    """

    sentence: Sentence
    items: tuple[Listed, ...]
    governor: Listed | None

    def text(self, first: int, last: int) -> str:
        """What is printed from the label of one item to the end of another."""
        begin = start(self.items[first].figure) - len(self.items[first].label)
        return self.sentence.passage.text[begin : end(self.items[last].figure)]


def kind_of(figure: Printed) -> Kind:
    """Figures of one kind can be added as they are printed, money in any of its units."""
    return figure.unit.dimension, figure.unit.shift


def chains(sentence: Sentence) -> Iterator[Chain]:
    """The chains of a sentence, level by level."""
    yield from _level(sentence, sentence.start, sentence.end, {})


def _level(sentence: Sentence, begin: int, stop: int, governors: dict[Kind, Listed]) -> Iterator[Chain]:
    text = sentence.passage.text[begin:stop]
    inner = [(begin + first, begin + last) for first, last in _parentheses(text)]
    masked = list(text)
    for first, last in inner:
        masked[first - begin : last - begin] = "□" * (last - first)
    blotted = "".join(masked)
    here = [f for f in figures(sentence) if begin <= start(f) < stop and blotted[start(f) - begin] != "□"]
    found: dict[Kind, list[Listed]] = {}
    for position, figure in enumerate(here):
        before = found.get(kind_of(figure))
        since = end(before[-1].figure) if before else begin
        nearest = max(end(here[position - 1]), begin) if position else begin
        words = _SIGN.split(blotted[nearest - begin : start(figure) - begin])[-1].lstrip("□")
        label = _JOINT.sub("", sentence.passage.text[start(figure) - len(words) : start(figure)])
        item = Listed(figure, blotted[max(since - begin, 0) : start(figure) - begin], label)
        found.setdefault(kind_of(figure), []).append(item)
    for kind, items in found.items():
        yield Chain(sentence, tuple(items), governors.get(kind))
    listed = [item for items in found.values() for item in items]
    for first, last in inner:
        above = {kind_of(i.figure): i for i in listed if 0 <= first - end(i.figure) <= _NEAR}
        yield from _level(sentence, first + 1, last - 1, above)


_NEAR = 4  # 500万元（…）, 200家企业（…）


def _parentheses(text: str) -> Iterator[tuple[int, int]]:
    """The outermost pairs, both signs included; an open one that nothing closes is none."""
    depth, begin = 0, 0
    for position, sign in enumerate(text):
        if sign == "（":
            begin = position if depth == 0 else begin
            depth += 1
        elif sign == "）" and depth:
            depth -= 1
            if depth == 0:
                yield begin, position + 1
