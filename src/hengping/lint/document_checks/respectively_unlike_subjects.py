"""“分别”前后的个数不符: 分别 is followed by more or fewer figures than there are subjects before it.

Meaning: the years or names before 分别为 (是, 达) are not as many as the figures of one unit listed behind it.
Why: nobody can say which figure belongs to which year.
Basis: the city's report: 2017~2019年 … 分别为 three figures, five times right.
Exclusions:
1. Names joined by 和 or 及 alone: two names or one; only lists with 、, and spans of years, are counted. A 和, 与 or 及
   in a list may belong to a name (教育、社会保障和就业), so any number between both readings will do.
2. Figures of different units; 分别占 and 分别比 with other operands.
Fires: 2017~2019年参保人数分别为211551人、204344人
Silent: 2017~2019年参保人数分别为211551人次、204344人次、164187人次
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.stated import end, figures, start
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_RESPECTIVELY = re.compile(r"分别(?:为|是|达到?|有|完成|实现)?(?=[约]?-?\d)")
_YEARS = re.compile(r"(20\d\d)年?(?:-|—|–|~|～|至|到){1,2}(20\d\d)年")
_LISTED_YEARS = re.compile(r"(?:20\d\d年?[、和及与]){1,5}20\d\d年")
_JOINT = re.compile(r"[、，和及与]|以及|，?")
_LEAD = re.compile(r".*(?:其中|对|由|在|的|将|按)")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for sentence in subject.sentences:
        for match in _RESPECTIVELY.finditer(sentence.text):
            yield from _statement(sentence, match)


def _statement(sentence: Sentence, match: re.Match[str]) -> Iterator[Remark]:
    count = _listed(sentence, sentence.start + match.end())
    if count < 2:
        return
    before = sentence.text[: match.start()]
    clause = re.split(r"[，；：]", before)[-1]
    subjects, names = _years(clause) or _names(clause) or _years(before) or (0, "")
    if subjects < 2 or count in (subjects, 1) or count % subjects == 0:
        return
    if not _years(clause) and clause.count("、") < count <= subjects:  # (1)
        return
    yield Remark(
        at(sentence.place),
        f"“分别”之前有{subjects}项（{names}），之后列出{count}个数。",
        expected=f"{subjects}个数",
        found=f"{count}个数",
    )


def _listed(sentence: Sentence, position: int) -> int:
    """How many figures of one unit follow each other from a position on."""  # (2)
    row = [figure for figure in figures(sentence) if start(figure) >= position - 1]
    count = 0
    for figure in row:
        if count and not (figure.alike(row[0]) and figure.unit.shift == row[0].unit.shift):
            break
        if count and not _JOINT.fullmatch(sentence.passage.text[end(row[count - 1]) : start(figure)]):
            break
        count += 1
    return count


def _years(text: str) -> tuple[int, str] | None:
    span = list(_YEARS.finditer(text))
    if len(span) == 1:
        return int(span[0][2]) - int(span[0][1]) + 1, span[0].group()
    listed = list(_LISTED_YEARS.finditer(text))
    if len(listed) == 1:
        return len(re.findall(r"20\d\d", listed[0].group())), listed[0].group()
    return None


def _names(clause: str) -> tuple[int, str] | None:
    if "、" not in clause:  # (1)
        return None
    head, first, rest = clause.partition("、")
    names = re.split(r"、|和|以及|及|与", _LEAD.sub("", head) + first + rest)
    if any(len(name) > 16 or not name for name in names):
        return None
    return len(names), "、".join(names)


CHECK = Check(code="HP714", title="“分别”前后的个数不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
