"""差距没有数据: a shortfall is claimed and its size is told nowhere.

Meaning: a sentence says that something measured missed its target, is low or far from what was expected, without a
figure, and the document gives no figure anywhere whose words are those of its name.
Why: nobody can examine it, nor the points that it cost. The city's report of 2020 takes 1.88 points off for a
satisfaction whose value it does not print.
Basis: 财预〔2020〕10号 (data and reasons behind the score); practice of review.
Exclusions:
1. Shortfalls of something that has no figure by nature: 制度, 管理, 意识, 机制, 档案 …; and headings.
2. A value told in another sentence or in a table; a target alone is no value.
3. Rules and conditional sentences (未达到…的，扣…分; 如未完成), quotations, advice, what only marks a thing
   (执行率偏低的项目), and the reason of a figure told before it.
4. The same thing is named once.
5. The first sentence of a point whose next ones give figures.
Fires: 只是受益对象满意度未达理想值, and no value of 满意度
Silent: 满意度为83.12%，未达到85%的目标
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.advice.shortfall_claims import claims
from hengping.lint.documents.advice.shortfalls import ToldValues, is_value
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_HEADING = 30
_RULE = re.compile(
    r"的[，]?[扣得]|如果|(?:^|[，。；])如(?![期实上下图表此何约数人])|若(?!干)|(?<![平非])凡|应当(?!看到|指出|说明|承认)|不得|是否|每[低差少]|不得分|原则|标准为"
)
_REMEDY = re.compile(r"建议|改进|措施|对策|打算|方法|标准")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    values: ToldValues | None = None
    told: set[str] = set()
    for sentence in subject.sentences:
        if _RULE.search(sentence.text) or _is_title(sentence):  # (1, 3, 5)
            continue
        heading = sentence.passage.heading
        if heading is not None and _REMEDY.search(heading.text) and "问题" not in heading.text:  # (3)
            continue
        for claim in claims(sentence):
            name, words = claim.name, claim.words
            if name in told:
                continue
            told.add(name)  # (4)
            kernel = "满意度" if name.endswith("满意度") else name
            values = values or ToldValues.of(subject)
            if values.tell(kernel):  # (2)
                continue
            yield Remark(
                at(sentence.place),
                f"称“{name}{words}”，没有写明数值，全文也没有给出“{name}”的完成值。",
                expected=f"写明{name}的实际值和目标值",
                found=words,
            )


def _is_title(sentence: Sentence) -> bool:
    passage = sentence.passage
    if len(passage.text) < _HEADING and passage.text[-1] not in "。；":
        return True  # (1)
    rest = [s for s in passage.sentences if s.start > sentence.start]
    counted = sentence.start == 0 and (passage.list_item or re.match(r"[一二三四五六七八九]是|[（(]\d", sentence.text))
    return bool(counted) and any(is_value(m) for s in rest for m in s.mentions)  # (5)


CHECK = Check(code="HP515", title="差距没有数据", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
