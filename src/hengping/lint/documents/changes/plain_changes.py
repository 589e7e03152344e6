"""Whether a sentence leaves no other reading of a change than the figures beside it."""

from __future__ import annotations

from itertools import pairwise

from hengping.lint.documents.changes.change_words import Change
from hengping.lint.documents.changes.changes import Movement
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.printed import Printed
from hengping.lint.documents.stated import end, plain_figures, start

_FARTHEST = 30


def is_plain(movement: Movement, change: Change) -> bool:
    """Whether level, base and changes follow each other without other figures, and the change has no subject.

    Shares and what stands in parentheses may stand between: 收入3000万元，占预算的62%，比上年增加200万元，增长7.14%.
    """
    row = [figure for figure in (movement.level, movement.base) if figure is not None]
    row += [other.figure for other in movement.changes]
    row = sorted(dict.fromkeys(row), key=start)
    if change.subject or any(other.subject for other in movement.changes):
        return False
    return all(_is_next(movement.sentence, one, other) for one, other in pairwise(row))


def _is_next(sentence: Sentence, one: Printed, other: Printed) -> bool:
    text = sentence.passage.text
    between = text[end(one) : start(other)]
    figures = [f for f in plain_figures(sentence) if end(one) <= start(f) < start(other)]
    aside = [f for f in figures if _depth(text[end(one) : start(f)]) > 0]
    others = [f for f in figures if f not in aside and not (f.mention is not None and f.mention.kind == "share")]
    if others or "其中" in between or "；" in between:
        return False
    return len(between) <= _FARTHEST + sum(end(figure) - start(figure) + 10 for figure in figures)


def _depth(text: str) -> int:
    return text.count("（") - text.count("）")
