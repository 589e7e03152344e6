"""屡查屡犯: problems of this evaluation that stood in earlier ones already, with what speaks for it.

Titles and texts are compared by the share of letters they have in common in the same order (of 100; figures and facts
left out, since they change from year to year), and it is looked up whether both problems cost points at an indicator of
the same name. Sure is only what is nearly the same sentence, or very like and at the same indicator; all that is like
enough to be asked about is listed and left to a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hengping.cases.model import Case, criteria_of, leaves
from hengping.cases.model.findings import Problem

SAME_SENTENCE = 92.0
"""Likeness of titles from which two problems are one whatever the indicator."""
SURE_AT_SAME_INDICATOR = 75.0
UNSURE = 60.0
UNSURE_AT_SAME_INDICATOR = 45.0

_FIGURES = re.compile(r"\{\{.*?\}\}|[\d０-９.,，%％]+|[《》“”‘’（）()、，。；：\s]")


@dataclass(frozen=True)
class Repeat:
    """A problem and the earlier one it is like.

    Attributes:
        earlier_case: title of the earlier evaluation, `year` its year.
        title_likeness, text_likeness: of 100.
        indicators: names of indicators behind both.
        sure: whether it may be marked without asking.
    """

    problem: Problem
    earlier: Problem
    earlier_case: str
    year: str
    title_likeness: float
    text_likeness: float
    indicators: tuple[str, ...]
    sure: bool

    @property
    def reference(self) -> str:
        """As it stands in the ledger: 2019年度 P3“档案管理制度没有建立”."""
        return f"{self.year}年度 {self.earlier.id}“{self.earlier.title}”"

    @property
    def reasons(self) -> str:
        """What speaks for it, a sentence part."""
        same = f"，同为指标“{'、'.join(self.indicators)}”失分" if self.indicators else "，失分指标不同"
        return f"标题相似度 {self.title_likeness:.0f}，正文相似度 {self.text_likeness:.0f}{same}"


def repeat_findings(case: Case, earlier: Sequence[Case]) -> tuple[Repeat, ...]:
    """For each problem the earlier one that is most like it, if any is like enough; in the order of the problems."""
    found = []
    for problem in case.findings.problems:
        candidates = [match for other in earlier for match in _matches(case, problem, other)]
        if candidates:
            found.append(max(candidates, key=lambda match: (match.sure, match.title_likeness, match.year)))
    return tuple(found)


def _matches(case: Case, problem: Problem, earlier: Case) -> Iterator[Repeat]:
    from rapidfuzz import fuzz

    here, there = _indicator_names(case), _indicator_names(earlier)
    own = [here[name] for name in problem.criteria if name in here]
    for other in earlier.findings.problems:
        title = fuzz.ratio(_letters(problem.title), _letters(other.title))
        texts = _letters(problem.text), _letters(other.text)
        text = fuzz.ratio(*texts) if all(texts) else 0.0  # two empty texts are not alike
        theirs = {there[name] for name in other.criteria if name in there}
        same = tuple(dict.fromkeys(name for name in own if name in theirs))
        sure = title >= SAME_SENTENCE or (bool(same) and title >= SURE_AT_SAME_INDICATOR)
        if sure or title >= UNSURE or (same and max(title, text) >= UNSURE_AT_SAME_INDICATOR):
            yield Repeat(problem, other, earlier.identity.title, earlier.identity.year, title, text, same, sure)


def _letters(text: str) -> str:
    return _FIGURES.sub("", text)


def _indicator_names(case: Case) -> dict[str, str]:
    """Name of the leaf by its code and by the ids of its criteria."""
    names = {}
    for leaf in leaves(case.indicators.indicators):
        names[leaf.code] = leaf.name
        names |= {criterion.id: leaf.name for criterion in criteria_of(leaf)}
    return names
