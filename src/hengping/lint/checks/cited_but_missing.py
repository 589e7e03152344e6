"""引用的内容不存在: something is cited by an id that nothing has.

Meaning: evidence, a fact, a goal row, a criterion, an indicator, a problem or a working paper is cited whose id does
not occur in the case; or prose places a fact or names an annex that is not there.
Why: the reader follows the reference and finds nothing; the region's report cites three annexes and prints none.
Basis: the design (annexes and evidence that are cited exist).
Exclusions:
1. Annexes up to the number that the outline prints, and those that the list of evidence or working papers holds.
2. Working-paper numbers in prose while the index of working papers is empty: it is generated then.
3. Names in {{ }} without a Chinese character: filters and functions.
Fires: 证据编号 E09, and the list of evidence ends with E05
Silent: 证据编号 E05
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.errors import nearest_names
from hengping.lint.check import Check, Group
from hengping.lint.finding import Remark, Severity
from hengping.lint.links import known_ids, links
from hengping.lint.prose import Prose, prose_of
from hengping.lint.subject import CaseUnderReview
from hengping.reference.outlines import packaged_outline

_ANNEX = re.compile(r"附件\s*(\d{1,2}(?:\s*[、和及~～-]\s*\d{1,2})*)")
_PAPER = re.compile(r"底稿(?:编?号|索引号)?[“：:\s]*([A-Za-z][\w.-]*\d[\w.-]*)", re.ASCII)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    known = known_ids(subject.case)
    for link in links(subject.case):
        if link.cited not in known[link.kind]:
            near = nearest_names(link.cited, sorted(known[link.kind]))
            hint = f"；相近的有 {'、'.join(near)}" if near else ""
            yield Remark(
                link.where, f"引用的{link.kind}“{link.cited}”不存在{hint}。", expected="已有的编号", found=link.cited
            )
    annexes, papers = _annexes(subject), {row.index for row in subject.case.working_papers}
    for prose in prose_of(subject.case):
        yield from _in_prose(prose, known["事实"], annexes, papers)


def _in_prose(prose: Prose, facts: frozenset[str], annexes: set[int], papers: set[str]) -> Iterator[Remark]:
    for name in prose.names():
        if _CHINESE.search(name) and name not in facts:  # (3)
            near = nearest_names(name, sorted(facts))
            hint = f"；相近的有 {'、'.join(near)}" if near else ""
            yield Remark(prose.where, f"正文引用的事实“{name}”不存在{hint}。", expected="已有的事实编号", found=name)
    for match in _ANNEX.finditer(prose.text):
        for number in re.findall(r"\d+", match[1]):
            if int(number) not in annexes:  # (1)
                yield Remark(prose.where, f"正文提到附件{number}，但没有这个附件。", found=match.group())
    for match in _PAPER.finditer(prose.text):
        if papers and match[1] not in papers:  # (2)
            yield Remark(prose.where, f"正文引用的底稿“{match[1]}”不在底稿目录中。", found=match[1])


def _annexes(subject: CaseUnderReview) -> set[int]:
    case = subject.case
    outline = packaged_outline(case.identity.outline or subject.profile.outline)
    titles = [f"{row.kind} {row.title}" for row in case.evidence] + [row.title for row in case.working_papers]
    named = {int(number) for title in titles for number in re.findall(r"附件\s*(\d{1,2})", title)}
    return named | set(range(1, len(outline.annexes) + 1))


CHECK = Check(code="HP305", title="引用的内容不存在", severity=Severity.ERROR, group=Group.LINKS, run=_run)
