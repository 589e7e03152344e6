"""Whose the figures of a list are: 云溪县、安和县到位率分别为76.56%、66.49% gives 云溪县到位率 and 安和县到位率."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.printed import Printed
from hengping.lint.documents.stated import end, figures, start

_JOINT = re.compile(r"以及|和|与|及")
_BETWEEN = re.compile(r"(?:[、，]|和|与|及|以及|，?[和与及])?")
_EACH = re.compile(r"(?P<head>[^。；：，]*?(?:，[^。；：，]*?)?)(?:分别|依次)(?P<verb>[^，。；：、\d]{0,10})$")
_LONGEST = 16
_COUNTED = re.compile(r"^[一二两三四五六七八九十\d]{1,3}[个项类级种方大家县区市]")


def respective_names(sentence: Sentence) -> dict[int, tuple[str, str]]:
    """Where each figure of such a list begins, with its own name and with what is told of all."""
    found = {}
    for run in runs(sentence):
        text = sentence.passage.text[sentence.start : start(run[0])]
        match = _EACH.search(text)
        named = _names(match["head"], len(run)) if match else None
        if match and named:
            names, told = named
            what = told + match["verb"]
            found.update({start(figure): (name, what) for figure, name in zip(run, names, strict=True)})
    return found


def runs(sentence: Sentence) -> Iterator[tuple[Printed, ...]]:
    """The figures of one kind that only signs of a list part."""
    run: list[Printed] = []
    for figure in figures(sentence):
        if run and (
            not figure.alike(run[-1]) or not _BETWEEN.fullmatch(sentence.passage.text[end(run[-1]) : start(figure)])
        ):
            if len(run) > 1:
                yield tuple(run)
            run = []
        run.append(figure)
    if len(run) > 1:
        yield tuple(run)


def _names(head: str, count: int) -> tuple[list[str], str] | None:
    """The names of a list of so many, and what stands behind the last of them or in the clause after the list."""
    *before, clause = head.split("，")
    items = _items(clause, count)
    if items:
        return _parted(items)
    items = _items(before[-1], count) if before else None
    if items:
        return _parted(items)[0], clause
    return None


def _items(text: str, count: int) -> list[str] | None:
    """A list of so many; its last two may be joined by 和, which is part of a name elsewhere (安和县)."""
    items = text.split("、")
    if len(items) == count:
        return items
    joint = _JOINT.search(items[-1], 1)
    if len(items) == count - 1 and joint is not None and joint.end() < len(items[-1]):
        return [*items[:-1], items[-1][: joint.start()], items[-1][joint.end() :]]
    return None


def _parted(items: list[str]) -> tuple[list[str], str]:
    """The last item goes on with what is told of all: it is cut as the others end, by their last letter or length."""
    last, ending = items[-1], items[-2][-1]
    cut = last.find(ending, 1) + 1 or len(items[-2])
    names = [item[-_LONGEST:] for item in (*items[:-1], last[:cut])]
    return names, _COUNTED.sub("", last[cut:])
