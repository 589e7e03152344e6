"""“分别”前后的个数不符: 分别 is followed by more or fewer figures than there are subjects before it.

Meaning: the years, names, stated numbers (三个县) or figures before 分别 or 依次 are not as many as the figures of one
unit listed behind it.
Why: nobody can say which figure belongs to which year.
Basis: the city's report: 2017~2019年 … 分别为 three figures, five times right.
Exclusions:
1. Names joined by 和 or 及 alone: two names or one. A 和, 与 or 及 in a list may belong to a name
   (教育、社会保障和就业), so any number between both readings will do; so will several figures for each (两年三个项目).
   A number far beyond how many are listed is an amount that they make up (420个（分别为240个和180个）).
2. Figures of different units; a single figure.
3. The nearest clause that speaks of several things counts, up to the beginning of the sentence, then the sentence
   before; what does not stand in the clause itself is a warning.
Fires: 2017~2019年参保人数分别为211551人、204344人
Silent: 2017~2019年参保人数分别为211551人次、204344人次、164187人次
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.lists.group_sizes import GroupSize, allowed, group_sizes
from hengping.lint.documents.lists.listings import Listed, chains, kind_of
from hengping.lint.documents.lists.part_claims import make_up
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.stated import end, figures, start
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_RESPECTIVELY = re.compile(r"(?:分别|依次)[^，。；：、\d（）“”]{0,8}?(?=约?-?\d)")
_ITEM = re.compile(
    r"约?-?\d[\d,]*(?:\.\d+)?(?P<unit>[^\d，。；：、（）“”]{0,8}?)(?:（[^（）]*）)?(?P<joint>、|，(?=约?-?\d)|以及|和|及|与|$|(?=[，。；：）“”]))"
)
_CLAUSE = re.compile(r"[，；：]")
_MANY, _MANY_TIMES = 12, 3
_YEAR = re.compile(r"(?:19|20)\d\d年")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    before: Sentence | None = None
    for sentence in subject.sentences:
        for match in _RESPECTIVELY.finditer(sentence.text):
            yield from _statement(sentence, match, before)
        before = sentence


def _statement(sentence: Sentence, match: re.Match[str], before: Sentence | None) -> Iterator[Remark]:
    count, printed = _listed(sentence.text[match.end() :])
    if count < 2 or sentence.passage.is_quoted(sentence.start + match.start()):  # (2)
        return
    clauses = _clauses(sentence.text[: match.start()])
    own = group_sizes(clauses[0]) if clauses else []
    severity = Severity.ERROR
    groups = own if any(group.firm for group in own) else []
    if not own:
        groups = _further(sentence, clauses, match.start(), before)  # (3)
        severity = Severity.WARNING
    firm = [group for group in groups if group.firm and not _is_amount(group, count)]
    if not firm or allowed([*groups, *own], count):  # (1)
        return
    nearest = firm[-1]
    shown = f"{nearest.fewest}" if nearest.fewest == nearest.most else f"{nearest.fewest}至{nearest.most}"
    yield Remark(
        at(sentence.place),
        f"“{match.group()}”之前有{shown}项（{nearest.words}），之后列出{count}个数：{match.group()}{printed}。",
        expected=f"{shown}个数",
        found=f"{count}个数",
        severity=severity,
    )


def _is_amount(group: GroupSize, count: int) -> bool:
    return group.fewest > _MANY and group.fewest > _MANY_TIMES * count


def _listed(text: str) -> tuple[int, str]:
    """How many figures of one unit follow each other, and the list as printed."""
    count, position, unit = 0, 0, ""
    while item := _ITEM.match(text, position):
        if _YEAR.match(item.group()):
            break
        own = item["unit"]
        is_nought = bool(re.match(r"0(?!\d|\.)", item.group()))
        if unit and own and not is_nought and not (own.startswith(unit) or unit.startswith(own)):
            break
        count, unit, position = count + 1, unit or own, item.end()
        if not item["joint"]:
            break
    return count, text[:position].rstrip("、，和及与")


def _clauses(text: str) -> list[str]:
    """The clauses before a position, nearest first; what is in parentheses counts as a clause of its own."""
    opened = text.rfind("（") > text.rfind("）")
    pieces = text.rpartition("（") if opened else (text, "", "")
    inside = _CLAUSE.split(pieces[2]) if opened else []
    outside = _CLAUSE.split(re.sub(r"（[^（）]*）", "", pieces[0]))
    return [clause for clause in reversed([*outside, *inside])]


def _further(sentence: Sentence, clauses: list[str], position: int, before: Sentence | None) -> list[GroupSize]:
    """The groups of the nearest clause that has one; figures listed right before the clause are one too."""
    run = _figures_before(sentence, position)
    for clause in clauses[1:]:
        groups = group_sizes(re.split("分别|依次", clause)[0])
        if any(group.firm for group in groups):
            return [*groups, *run]
    if run or before is None or before.passage is not sentence.passage:
        return run
    for clause in reversed(_CLAUSE.split(before.text)):
        groups = group_sizes(clause)
        if any(group.firm for group in groups):
            return groups
    return []


def _figures_before(sentence: Sentence, position: int) -> list[GroupSize]:
    """The figures listed right before a position, of one kind or of any: 决策得13.5分，过程得20分，得分率分别为…."""
    nearest: tuple[int, int] = (0, 0)
    for chain in chains(sentence):
        items = [item for item in chain.items if end(item.figure) <= sentence.start + position]
        if len(items) < 2 or kind_of(items[0].figure) == ((), 0):
            continue
        if sentence.start + position - end(items[-1].figure) <= _NEAR:
            nearest = max(nearest, (end(items[-1].figure), _run_length(items)))
    counts = {nearest[1], _mixed(sentence, position)} - {0, 1}
    return [GroupSize(min(counts), max(counts), f"{max(counts)}个数")] if counts else []


def _run_length(items: list[Listed]) -> int:
    joined, last = 1, len(items) - 1
    while joined <= last and items[last - joined + 1].sign == items[last].sign != "":
        if re.search("其中|包括", items[last - joined + 1].gap) or not items[last - joined + 1].is_tight:
            break
        joined += 1
    if joined == len(items) and joined > 2 and make_up(items[0].figure, tuple(items[1:])):
        joined -= 1  # the first one is the whole
    return joined


def _mixed(sentence: Sentence, position: int) -> int:
    """The figures of any kind joined by 、 or 和 in the last clauses before a position: 大户146户、农场52家."""
    listed = [f for f in figures(sentence) if end(f) <= sentence.start + position]
    joined = min(len(listed), 1)
    while 0 < joined < len(listed):
        between = sentence.passage.text[end(listed[-joined - 1]) : start(listed[-joined])]
        if not re.match(r"[^，；。：]{0,4}(?:、|和|及|与)[^，；。：、]*$", between):
            break
        joined += 1
    return joined


_NEAR = 40

CHECK = Check(code="HP714", title="“分别”前后的个数不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
