"""The prose of a case: every text in which figures should be placed from facts, and what stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hengping.cases.model.case import Case, walk
from hengping.cases.model.findings import Problem, Recommendation
from hengping.lint.finding import Place, heading
from hengping.lint.subject import criterion_place, indicator_place
from hengping.quantities import half_width

_PLACED = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_WORD = re.compile(r"[^\W\d]\w*")
_NUMERAL = r"\d[\d,]*(?:\.\d+)?"
# What may stand as a number without being a figure of the case; each pattern is blanked out before numbers are sought.
_NO_FIGURES = re.compile(
    "|".join(
        (
            r"《[^》]*》",  # titles of documents
            r"[〔\[(]?(?:19|20)\d\d[〕\])]\s*\d*\s*号?",  # 〔2020〕10号
            r"(?:19|20)\d\d\s*(?:年|[-—–~～至/]\s*(?:19|20)?\d\d\s*年)",  # 2020年, 2017～2019年
            r"(?:19|20)\d\d[-/.]\d{1,2}(?:[-/.]\d{1,2})?",  # 2022-07-18
            r"\d{1,2}\s*[-—–~～至]?\s*\d{0,2}\s*月(?:\s*\d{1,2}\s*[日号]?)?",  # 7月18日, 1—7月
            r"\d{1,2}\s*[日号](?:[-—–~～至]\s*\d{1,2}\s*[日号])?",  # 26日
            r"第\s*\d+\s*(?:条|款|项|号|章|节|季度|次|届|期|部分|卷)",  # 第12条
            r"(?:附件|附表|附图|表|图|问题|建议|底稿|指标)\s*[A-Za-z]?[\d.\-、]+",  # 附件1, 表2-1
            r"(?m:^\s*(?:#+\s*)?[（(]?\d{1,2}[)）.、])",  # numbering at the start of a line
            r"[（(]\d{1,2}[)）]",  # （1）
            r"[A-Za-z][A-Za-z/\-]*\s?[\d.\-—]+\d*",  # G05, GB/T 9704-2012
            r"\d+[A-Za-z]+",
            r"\d+\s*个?工作日",  # limits in days that a rule lays down
        )
    )
)


@dataclass(frozen=True)
class Prose:
    """One text of the case and where it stands."""

    where: Place
    text: str

    def names(self) -> tuple[str, ...]:
        """Every name inside {{ }}, in order, each once; fact ids, filters and functions alike."""
        placed = (_QUOTED.sub("", match.group()) for match in _PLACED.finditer(self.text))
        return tuple(dict.fromkeys(word for code in placed for word in _WORD.findall(code)))

    def literal_figures(self) -> tuple[str, ...]:
        """Numbers written out instead of being placed from a fact, with the unit behind them."""
        bare = _NO_FIGURES.sub(" ", half_width(_PLACED.sub(" ", self.text)))
        return tuple(match.group() for match in re.finditer(rf"{_NUMERAL}\s?(?:%|‰|[一-龥]{{0,2}})", bare))


def prose_of(case: Case) -> Iterator[Prose]:
    """Every text that may place facts and is not empty, in the order of the parts."""
    return (prose for prose in _texts(case) if prose.text.strip())


def _texts(case: Case) -> Iterator[Prose]:
    for _, indicator in walk(case.indicators.indicators):
        for attribute in ("finding", "deduction_reason"):
            yield Prose(indicator_place(indicator, attribute), getattr(indicator, attribute))
        for criterion in indicator.criteria:
            for attribute in ("finding", "deduction_reason"):
                yield Prose(criterion_place(criterion, attribute), getattr(criterion, attribute))
    for experience in case.findings.experience:
        yield Prose(Place("findings", (experience.id,), experience.title), experience.text)
    for problem in case.findings.problems:
        for attribute in ("text", "cause"):
            place = Place("findings", (problem.id,), problem.title, heading(Problem, attribute))
            yield Prose(place, getattr(problem, attribute))
    for advice in case.findings.recommendations:
        place = Place("findings", (advice.id,), advice.title, heading(Recommendation, "text"))
        yield Prose(place, advice.text)
    for name in sorted(case.texts):
        yield Prose(Place("texts", (f"text/{name}.md",)), case.texts[name])
