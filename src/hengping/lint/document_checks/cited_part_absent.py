"""引用的图表附件不存在: the text refers to a table, a figure or an annex that the document does not contain.

Meaning: 表5, 图2, 附件3 is referred to and no caption or heading bears that number; 下表 is promised and no table
follows under the heading; or a part (详见第九部分) is referred to and the headings count fewer.
Why: the reader follows the reference and finds nothing. The region's report of 2021 cites 附件1, 5 and 6 and has none.
Basis: practice of document review.
Exclusions:
1. References to another document's annex: inside 《》 or “”, or next to the number of a document.
2. 附表 and 附件 stand for one another: the offices use both.
3. One remark for each number, however often it is cited.
4. Worksheets, whose names are their numbers.
5. Parts, where fewer than three headings are numbered as such.
Fires: 详见附件5, and there is no 附件5
Silent: 详见附件1, and a heading 附件1
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.lists.labels import Cited, citations_of, labels_of
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import read_chinese_numeral
from hengping.reading.documents.headings import split_number

_FAMILY = {"附录": "附件", "附表": "附件", "附图": "附件", "续表": "表"}
_FOREIGN = re.compile(r"(?:〔20\d\d〕\d+号|》|文件|通知|办法)(?:的|中|所附)?$")
_PART = re.compile(r"(?:见|参见|如|载于|本报告|本文)第(?P<number>[一二三四五六七八九十]{1,2})(?:部分|章)")
_FEWEST_PARTS = 3
_BELOW = re.compile(r"(?:见|如|详见)(?:下|以下)(?P<kind>表|图)(?:所示)?(?!\d)")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    if subject.source.kind == "xlsx":  # (4)
        return
    labels = list(labels_of(subject))
    present = {(_family(label.kind), label.chapter, label.value) for label in labels}
    named = {label.place for label in labels}
    told = set()
    for passage in subject.passages:
        if passage.kind == "caption" or passage.place in named:
            continue
        for cited in citations_of(passage):
            key = (_family(cited.kind), cited.chapter, cited.value)
            if key not in present and key not in told and not _is_foreign(cited):
                told.add(key)  # (3)
                yield _remark(cited)
    yield from _promised_below(subject)
    yield from _parts(subject)


def _family(kind: str) -> str:
    return _FAMILY.get(kind, kind)  # (2)


def _is_foreign(cited: Cited) -> bool:
    position = cited.passage.text.find(cited.printed)  # (1)
    return cited.passage.is_quoted(position) or bool(_FOREIGN.search(cited.passage.text[:position]))


def _remark(cited: Cited) -> Remark:
    name = f"{cited.kind}{cited.chapter}{cited.value}"
    return Remark(
        at(cited.passage.place),
        f"正文引用“{_with_words(cited)}”，文件中没有{name}。",
        expected=f"附上{name}，或改正编号",
        found=cited.printed,
    )


def _with_words(cited: Cited) -> str:
    """The reference with the words before it in its clause, so that it can be found on the page."""
    clause = re.split(r"[，。；：（、]", cited.passage.text[: cited.passage.text.find(cited.printed)])[-1]
    return f"{clause[-10:]}{cited.printed}"


def _promised_below(subject: DocumentUnderReview) -> Iterator[Remark]:
    for number, section in enumerate(subject.sections):
        following = subject.sections[number : number + 2]
        if any(part.tables for part in following):
            continue
        for passage in section.paragraphs:
            match = _BELOW.search(passage.text)
            if match and match["kind"] == "表" and not passage.is_quoted(match.start()):
                yield Remark(
                    at(passage.place),
                    f"正文写“{match.group()}”，其后没有表格。",
                    expected="附上表格",
                    found=match.group(),
                )


def _parts(subject: DocumentUnderReview) -> Iterator[Remark]:
    numbered = (split_number(heading.number) for heading in subject.source.headings if heading.level == 1)
    count = max((number.value for number in numbered if number), default=0)
    if count < _FEWEST_PARTS:  # (5)
        return
    for passage in subject.prose:
        for match in _PART.finditer(passage.text):
            if read_chinese_numeral(match["number"]) > count and not passage.is_quoted(match.start()):
                yield Remark(
                    at(passage.place),
                    f"正文引用“{match.group()}”，文件只有{count}个部分。",
                    expected=f"第一至第{count}部分之一",
                    found=match.group(),
                )


CHECK = Check(code="HP506", title="引用的图表附件不存在", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
