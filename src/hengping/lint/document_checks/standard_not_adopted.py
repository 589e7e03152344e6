"""需要的评价标准没有采用: the document compares with a standard that it did not adopt.

Meaning: it says which standards it adopts (计划标准, 行业标准, 历史标准), and elsewhere judges by one that is not among
them: earlier years without the historical one, national or industry averages without that of the industry.
Why: either the list of standards or the comparison is not meant. The region's report of 2021 adopts two, compares three
years and advises to use historical standards.
Basis: 财预〔2020〕10号 §17 (the standards); practice of review.
Exclusions:
1. Definitions and lists of standards that exist (通常包括).
2. A figure of the year before told as background, without a comparison as method, target or ground of a score.
3. Documents that do not say which standards they adopt.
Fires: 主要采用计划标准、行业标准, and 通过近三年数据的对比 as method
Silent: 采用计划标准、历史标准, and 通过近三年数据的对比 as method
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_STANDARDS = ("计划标准", "行业标准", "历史标准")
_ADOPTED = re.compile(r"采用|选用|选取|选择|采取|使用")
_LISTED = re.compile(r"通常|一般|包括.{0,20}等|是指|指以|指参照|可以|建议|下一步|今后")
_NEEDED = {
    "历史标准": re.compile(
        r"(?:近[两三四五]年|历年|以前年度|前[两三]年|上年同期|历史(?:数据|水平|标准)).{0,14}(?:对比|比较|对照|为标准|为依据|相比|标准|考核)"
        r"|(?:对比|比较|对照|参照|对标).{0,12}(?:近[两三四五]年|历年|以前年度|历史(?:数据|水平|标准)|上年(?:实际|水平))"
    ),
    "行业标准": re.compile(
        r"(?:全国|全省|全区|行业|同类).{0,14}平均.{0,14}(?:对比|比较|对照|为标准|为依据|相比)"
        r"|(?:对比|比较|对照|参照|对标).{0,16}(?:(?:全国|全省|行业|同类).{0,12}平均|行业标准)"
    ),
    "计划标准": re.compile(
        r"(?:对照|参照|按照|依据)(?:申报的?|批复的?|年初)?(?:绩效目标|计划目标|预算目标).{0,10}(?:评判|比较|对比|考核)"
    ),
}


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    chosen = next((s for s in subject.sentences if _adopted(s)), None)  # (3)
    if chosen is None:
        return
    adopted = _adopted(chosen)
    for standard in _STANDARDS:
        if standard in adopted:
            continue
        needed = next((s for s in subject.sentences if _needs(s, standard)), None)
        if needed is not None:
            match = _NEEDED[standard].search(needed.text)
            assert match is not None
            yield Remark(
                at(chosen.place, needed.place),
                f"评价标准采用{'、'.join(adopted)}，没有采用{standard}；而文中“{match.group()}”要用{standard}。",
                expected=f"采用{standard}，或不作这种比较",
                found="、".join(adopted),
            )


def _adopted(sentence: Sentence) -> list[str]:
    found = [name for name in _STANDARDS if name in sentence.text]
    if not found or not _ADOPTED.search(sentence.text) or _LISTED.search(sentence.text):  # (1)
        return []
    return found


def _needs(sentence: Sentence, standard: str) -> bool:
    return bool(_NEEDED[standard].search(sentence.text)) and not _LISTED.search(sentence.text)  # (2)


CHECK = Check(code="HP518", title="需要的评价标准没有采用", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
