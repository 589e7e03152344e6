"""Figures said to be about right: 约1562元, 1500元左右. They may be averages, never operands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hengping.lint.documents.figure_book import Entry
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.printed import Printed
from hengping.lint.documents.stated import end, figures

_ABOUT = {"约", "大约", "约为", "左右", "上下", "大概"}
_STOP = re.compile(r"[，；。：、（）！？\n]")
_LEAST, _MOST = Decimal("0.005"), Decimal("0.1")


def rough_entries(sentence: Sentence) -> Iterator[Entry]:
    """The figures of a sentence that 约 or 左右 stands at, in order, named like those of the figure book."""
    passage, plain = sentence.passage, figures(sentence)
    for mention in sentence.mentions:
        figure = Printed.of(mention)
        if figure is None or mention.qualifier not in _ABOUT or passage.is_quoted(mention.start):
            continue
        begin = max((end(f) for f in plain if end(f) <= mention.start), default=sentence.start)
        name = _STOP.split(passage.text[begin : mention.start])[-1]
        lead = passage.text[sentence.start : mention.start - len(name)]
        yield Entry(figure, name, "", lead, "", passage.heading, sentence.place, sentence)


def leeway(figure: Printed) -> Decimal:
    """How far about right is: one more in the last digit that is not 0, at least 0.5 % and at most a tenth of it."""
    sign, _digits, exponent = figure.value.normalize().as_tuple()
    last = figure.unit.to_number(Decimal((sign, (1,), int(exponent)))) * figure.unit.factor
    return min(max(last, figure.number * _LEAST), figure.number * _MOST)
