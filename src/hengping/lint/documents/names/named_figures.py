"""Figures of the prose with what they are called, of which year and scope: 2021年 | 基金支出预算 | 1495378.00万元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hengping.lint.documents.passages import Passage, Sentence
from hengping.lint.documents.printed import Printed
from hengping.lint.documents.stated import OTHER_BASE, PLANNED, end, figures, start
from hengping.quantities import RATIO

_YEAR = re.compile(r"(20\d\d)(?:年|(?=[\u4e00-\u9fff]{2}))")
_SPAN = re.compile(r"(20\d\d)年?(?:-|—|–|~|～|至){1,2}(20\d\d)年")
_VERB = re.compile(r"(?:分别)?(?:为|是|达到?|共计?|计|有|合计|：|实现|达成|共有|约为|高达|平均)+$")
_TIME = re.compile(
    r"^(?:截至|到|至)?(?:20\d\d)?(?:年)?(?:度|底|末|初|\d{1,2}月(?:\d{1,2}日)?)?[，]?(?:全年|当年|本年度?)?"
)
_LEAD = re.compile(r"^(?:其中|而|但|且|该项目|本项目|项目|该|本|的|由于|因为|经核实|根据|按照|目前|实际上)+")
_SCOPE = re.compile(
    r"市本级|区本级|自治区本级|本级|全省|全市|全区|全疆|全国|平均|年末|年底|期末|年初|累计|月均|直管|预算|计划|实际|决算|应|新增|目标"
)
_RELATIVE = re.compile(
    r"增加|减少|增长|下降|提高|降低|上升|高于|低于|超|差|占|每|人均|户均|均为|比|较|得|扣|失|其余|其他|分别|不足|目标|剩余|由|从|至|到|余|的$"
)
PERIOD = re.compile(
    r"[一二三四]季度|[上下]半年|前[二三]季度|(?<![月\d])\d{1,2}(?:[-—~至]\d{1,2})?月(?:份|当月)?(?!\d)|当月|当季"
)
_OF_WHICH = re.compile(r"其中|包括")
_CLAUSE = re.compile(r"[，；。：、（）！？\n“”《》]")
_KEPT = 5
_FIRST_YEAR, _LAST_YEAR = 1990, 2099


@dataclass(frozen=True)
class NamedFigure:
    """One figure of the prose under its name.

    Attributes:
        name: the words before it in the clause, without year and verb.
        year: the last year named before it in the sentence, else the first one of the paragraph; "" if none is.
        period: the part of the year that the sentence or the paragraph names before it: 上半年, 6月份; "" if none is.
        is_part: whether it stands behind 其中, so that the words before tell of what it is a part.
        scopes: the words of scope and stage in its name, sorted.
        core: the name without them.
    """

    name: str
    year: str
    figure: Printed
    sentence: Sentence
    period: str = ""
    is_part: bool = False

    @property
    def scopes(self) -> tuple[str, ...]:
        return tuple(sorted(set(_SCOPE.findall(self.name))))

    @property
    def core(self) -> str:
        return _SCOPE.sub("", self.name)


def named_figures(sentences: tuple[Sentence, ...]) -> Iterator[NamedFigure]:
    """The money, people and rates of the prose that bear a name of their own, in order; targets are left out."""
    for sentence in sentences:
        if OTHER_BASE.search(sentence.text):
            continue
        listed = dict(_by_year(sentence))
        for figure in figures(sentence):
            year_and_name = listed.get(start(figure)) or _named(sentence, figure)
            if year_and_name is not None and _is_kept(figure):
                year, name = year_and_name
                if len(name) >= _KEPT and not PLANNED.search(name):
                    text = sentence.passage.text[: start(figure)]
                    periods = PERIOD.findall(text)
                    is_part = bool(_OF_WHICH.search(text, sentence.start))
                    yield NamedFigure(name, year, figure, sentence, periods[-1] if periods else "", is_part)


def _is_kept(figure: Printed) -> bool:
    kinds = dict(figure.unit.dimension)
    return kinds in ({"元": 1}, {"人": 1}, {"人次": 1}, {"户": 1}) or figure.unit.symbol == "%"


def _named(sentence: Sentence, figure: Printed) -> tuple[str, str] | None:
    text = sentence.passage.text[sentence.start : start(figure)]
    words = _CLAUSE.split(text)[-1]
    others = (other for other in figures(sentence) if end(other) <= start(figure) and not _is_year(other))
    begin = max((end(other) for other in others), default=sentence.start)
    if begin > start(figure) - len(words):
        return None  # another figure stands in the same clause before it
    name = _clean(words)
    if _RELATIVE.search(name) or re.search(r"\d", name):
        return None
    years = _YEAR.findall(text)
    of_paragraph = _YEAR.search(sentence.passage.text, 0, sentence.start)
    return (years[-1] if years else of_paragraph[1] if of_paragraph else ""), name


def _is_year(figure: Printed) -> bool:
    """2019企业参保人数: a year without its 年."""
    return figure.unit == RATIO and figure.places == 0 and _FIRST_YEAR <= figure.value <= _LAST_YEAR


def _clean(words: str) -> str:
    name = _TIME.sub("", words)
    name = _LEAD.sub("", name)
    while (shorter := _VERB.sub("", name)) != name:
        name = shorter
    return _TIME.sub("", _LEAD.sub("", name)).strip()


def _by_year(sentence: Sentence) -> Iterator[tuple[int, tuple[str, str]]]:
    """2017~2019年参保人数分别为a、b、c: each figure with its year."""
    span = list(_SPAN.finditer(sentence.text))
    if len(span) != 1:
        return
    years = [str(year) for year in range(int(span[0][1]), int(span[0][2]) + 1)]
    row = list(figures(sentence))
    for match in re.finditer(r"(?P<name>[^，。；：\d]{4,40})分别为(?=\d)", sentence.text):
        behind = [figure for figure in row if start(figure) >= sentence.start + match.end() - 1][: len(years)]
        name = _clean(match["name"].split("年")[-1])
        if len(behind) == len(years) and all(figure.alike(behind[0]) for figure in behind):
            yield from ((start(figure), (year, name)) for year, figure in zip(years, behind, strict=True))


def same_section(first: Passage, second: Passage) -> bool:
    """Whether both stand under one heading."""
    return first.heading is second.heading
