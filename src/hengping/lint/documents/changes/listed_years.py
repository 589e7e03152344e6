"""Figures of several years in a row: 2020年、2021年分别为100万元、110万元, 2019—2021年依次为…."""

from __future__ import annotations

import re

from hengping.lint.documents.changes.change_words import YEAR
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.printed import Printed
from hengping.lint.documents.stated import start

_YEARS = re.compile(
    r"(?:(?P<first>20\d\d)年?[-—–~～至]{1,2}(?P<last>20\d\d)年|(?P<years>(?:20\d\d年?度?[、和及与]?){2,}))"
    r"[^。；\d]{0,24}(?:分别|依次)[^。；\d，]{0,16}"
)


def listed_years(sentence: Sentence, row: tuple[Printed, ...]) -> dict[Printed, str]:
    """The year of each figure of a row that stands in such a list."""
    found: dict[Printed, str] = {}
    for match in _YEARS.finditer(sentence.text):
        years = YEAR.findall(match["years"] or "")
        if match["last"]:
            years = [str(year) for year in range(int(match["first"]), int(match["last"]) + 1)]
        behind = [figure for figure in row if start(figure) >= sentence.start + match.end()][: len(years)]
        if len(behind) == len(years) and all(figure.alike(behind[0]) for figure in behind):
            found |= dict(zip(behind, years, strict=True))
    return found
