"""引用文件没有文号: a document is cited as a ground and its number is given nowhere.

Meaning: 根据, 按照, 依据 … 《…办法》, 《…通知》, and no number behind the title, nor anywhere else with that title; or
in a list of titles all others have theirs.
Why: several documents of a bureau bear nearly the same title; without the number nobody can look it up.
Basis: GB/T 9704—2012 (引用公文应当先引标题，后引发文字号).
Exclusions:
1. Laws, regulations, standards, plans, contracts, books, tables and papers of the project itself: they have no such
   number.
2. The number follows, or stands with the same title elsewhere in the document.
3. A title named again later, and parts of a citation of several titles with one number at the end, unless two or more
   titles beside it all have their own.
4. 管理办法 and 制度 of the evaluated body itself (《财务管理制度》): often internal and unnumbered.
Fires: 按照《关于全面实施预算绩效管理的实施意见》要求
Silent: 根据《项目支出绩效评价管理办法》（财预〔2020〕10号）
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.cited_documents import CitedDocument, cited_documents, cited_in, kernel
from hengping.lint.documents.passages import Passage
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_GROUND = re.compile(r"(?:根据|按照|依据|依照|遵照|执行|贯彻|落实|结合|出台|印发|下发)[^。；]{0,60}$")
_NUMBERED = re.compile(r"(?:通知|意见|办法|规定|决定|方案|细则|批复|函|请示|公告)$")
_TITLE_FIRST = re.compile(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{0,2})[）)、.．]?《")
_CHAIN = 2
"""Titles beside one without a number that must have theirs."""
_WITHOUT = re.compile(
    r"法$(?<!办法)|条例$|纲要|规划$|合同|协议|^中华人民共和国|报告|申报表|目标表|手册|指南|准则|制度$"
)


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    numbered = {kernel(cited.title) for cited in cited_documents(subject) if cited.number}
    told: set[str] = set()
    items = {id(item): len(group) for group in _listed_titles(subject.prose) for item in group}
    for passage in subject.prose:
        for cited in cited_in(passage):
            name = kernel(cited.title)
            if cited.number or not _has_number(cited) or name in told or _is_given(name, numbered):  # (1, 2, 4)
                continue
            if _is_part_of_a_chain(cited, passage):  # (3)
                continue
            if not (_GROUND.search(passage.text[: cited.start]) or _is_listed(cited, items)):
                continue
            told.add(name)
            yield Remark(
                at(passage.place),
                f"引用《{cited.title}》没有写明文号。",
                expected="标题后注明发文字号",
                found="没有文号",
            )


def _has_number(cited: CitedDocument) -> bool:
    return bool(_NUMBERED.search(cited.title)) and not _WITHOUT.search(cited.title) and len(kernel(cited.title)) >= 8


def _is_given(name: str, numbered: set[str]) -> bool:
    return any(name in other or other in name for other in numbered)


def _listed_titles(passages: tuple[Passage, ...]) -> Iterator[list[Passage]]:
    """Paragraphs in a row that each begin with a title, of which all but one have its number behind it."""
    group: list[Passage] = []
    for passage in (*passages, None):
        if passage is not None and _TITLE_FIRST.match(passage.text):
            group.append(passage)
            continue
        numbered = [item for item in group if any(cited.number for cited in cited_in(item))]
        if len(numbered) >= _CHAIN and len(group) == len(numbered) + 1:
            yield group
        group = []


def _is_listed(cited: CitedDocument, items: dict[int, int]) -> bool:
    return id(cited.passage) in items and cited.start < len("（10）《")


def _is_part_of_a_chain(cited: CitedDocument, passage: Passage) -> bool:
    """Whether the number behind a later title may be its own as well: not where each title beside it has one."""
    if not _followed_by_another(passage.text[cited.start + len(cited.title) + 2 :]):
        return False
    others = [other for other in cited_in(passage) if other.start != cited.start]
    return len(others) < _CHAIN or any(not other.number and _has_number(other) for other in others)


def _followed_by_another(rest: str) -> bool:
    return bool(re.match(r"[（(]?(?:以下)?[^《。；，]{0,4}《[^》]+》[（(][一-龥]+〔", rest)) and rest.startswith(
        ("《", "、《")
    )


CHECK = Check(code="HP523", title="引用文件没有文号", severity=Severity.INFO, group=Group.DOCUMENT, run=_run)
