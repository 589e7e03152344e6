"""差距没有数据: a shortfall is claimed and its size is told nowhere.

Meaning: a sentence says that something named missed its target or could be better, without a figure, and the document
gives no value for it anywhere.
Why: nobody can examine it, nor the points that it cost. The city's report of 2020 takes 1.88 points off for a
satisfaction whose value it does not print.
Basis: 财预〔2020〕10号 (data and reasons behind the score); practice of review.
Exclusions:
1. Shortfalls of something that has no figure by nature: 制度, 管理, 意识, 机制, 档案 …; and headings.
2. A value told in another sentence or in a table; a target alone is no value.
3. Rules and conditional sentences (未达到…的，扣…分; 如未完成), and quotations.
4. The same thing is named once.
Fires: 只是受益对象满意度未达理想值, and no value of 满意度
Silent: 满意度为83.12%，未达到85%的目标
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.shortfalls import is_value, told_in_tables, values_told
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_SHORT = re.compile(
    r"未(?:能)?(?:达到?|完成|实现)|没有(?:达到?|完成|实现)|不达标|未达标|低于(?!\d)|不及|差距|提升空间|有待提高|偏低|偏少|不理想|滞后|落后|较低|不高"
)
_MEASURED = re.compile(
    r"[一-龥]{0,10}?(?:满意度|[一-龥]率|人数|人次|数量|比例|占比|金额|征缴额|支出额|收入额|覆盖面|知晓度|完成量|户数|次数|面积|时长|天数)"
)
_HEADING = 30
_RULE = re.compile(
    r"[扣得]\s*\d|的[，]?扣|如果?|若|凡|应当(?!看到|指出|说明|承认)|不得|是否|每[低差少]|的得|不得分|原则|标准为"
)


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    told: set[str] = set()
    for sentence in subject.sentences:
        match = _SHORT.search(sentence.text)
        if (
            match is None or _RULE.search(sentence.text) or sentence.passage.is_quoted(sentence.start + match.start())
        ):  # (3)
            continue
        if len(sentence.passage.text) < _HEADING and sentence.passage.text[-1] not in "。；":
            continue  # (1)
        name = _measured(sentence, match.start())  # (1)
        if not name or name in told or any(is_value(m) for m in sentence.mentions):
            continue
        told.add(name)  # (4)
        kernel = "满意度" if name.endswith("满意度") else name
        if any(True for _ in values_told(subject, kernel)) or told_in_tables(subject, name):  # (2)
            continue
        yield Remark(
            at(sentence.place),
            f"称“{name}{_tail(sentence, match)}”，没有写明数值，全文也没有给出“{name}”的完成值。",
            expected=f"写明{name}的实际值和目标值",
            found=match.group(),
        )


def _measured(sentence: Sentence, end: int) -> str:
    """What falls short: the last measured name in the clause before the words."""
    clause = re.split(r"[，。；：]", sentence.text[:end])[-1]
    found = [m.group() for m in _MEASURED.finditer(clause)]
    if not found:
        return ""
    return re.sub(r"^(?:只是|但是?|其中|由于|因为?|仍?有|年度?|使得?|的|和|及|对|该|项目|本|部分|年)+", "", found[-1])


def _tail(sentence: Sentence, match: re.Match[str]) -> str:
    rest = sentence.text[match.start() :]
    return re.split(r"[，。；]", rest, maxsplit=1)[0][:14]


CHECK = Check(code="HP515", title="差距没有数据", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
