"""重复的字词: a word or a sign is written twice in a row.

Meaning: 的的, 了了, 绩效绩效, ，， and the like; and a sentence repeated word for word in the same paragraph.
Why: a slip of the pen that every reader sees.
Basis: practice of document review.
Exclusions:
1. Words that Chinese doubles: 层层, 逐年, 研究研究, 种种, 为了了解, 人人, 代代; numbers, names and addresses.
2. …… and —— are one sign each.
3. Two words that meet by chance: 会议议题, 部分分为, 职工工资, 保险险种; 民办园办园水平 where the document has 民办园
   as a word of its own.
Fires: 项目的的实施
Silent: 为了了解项目的实施
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.passages import Passage
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_SINGLE = re.compile(r"(?P<word>[的了是和与在对将被把从并而或等由该已按均就为及于至使向额式率])(?P=word)")  # (1, 3)
_LONGER = re.compile(r"(?P<word>[一-龥]{2,8})(?P=word)")
_SIGN = re.compile(r"，，|。。|、、|；；|：：|，。|。，|、。|，、|；。(?!\d)")  # (2)
_CHANCE = re.compile(
    r"了了解|的的确|对对方|对对象|对对应|等等|将将近|是是否|和和谐|从从业|在在建|在在职|在在校|与与会|并并轨|被被征|把把关|把把握|或或有|及及时|及及早|理由由|自由由|应该该|平均均|人均均|户均均|行为为|终于于|由于于|关于于|以至至|甚至至|形式式|率率先|倾向向|行为为|作为为|认为为|成就就"
)
_DOUBLED_ON_PURPOSE = re.compile(
    r"^(?:研究|讨论|一个|一步|一项|一点|方方|彻底|清楚|明白|越来|许多|商量|考虑|各种|年年|月月)$"
)
_SENTENCE = 12
_PARTICLES = "的了是和与在对将被把从并而或等由该已按均就为及于至使向以经其各"
_BEGINS = r"(?:^|[，。；：、（“《\d]|[个所家名和及与是性他类了的])"


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for passage in subject.passages:
        yield from _words(passage, subject)
        seen: set[str] = set()
        for sentence in passage.sentences:
            text = sentence.text.strip("。；，")
            if len(text) >= _SENTENCE and text in seen:
                yield Remark(at(passage.place), f"同一段中重复写了“{text[:24]}”。", expected="只写一次", found=text)
            seen.add(text)


def _words(passage: Passage, subject: DocumentUnderReview) -> Iterator[Remark]:
    for pattern in (_SINGLE, _LONGER, _SIGN):
        for match in pattern.finditer(passage.text):
            around = passage.text[max(match.start() - 1, 0) : match.end() + 2]
            if pattern is _SINGLE and (_CHANCE.search(around) or passage.is_quoted(match.start())):
                continue
            if pattern is _LONGER and (_DOUBLED_ON_PURPOSE.match(match["word"]) or len(set(match["word"])) == 1):
                continue
            if pattern is _LONGER and _ends_a_word(subject, passage.text, match):  # (3)
                continue
            shown = passage.text[max(match.start() - 4, 0) : match.end() + 4]
            kind = "标点" if pattern is _SIGN else "字词"
            yield Remark(
                at(passage.place),
                f"{kind}重复：“{shown}”中的“{match.group()}”。",
                expected=match.groupdict().get("word") or match.group()[:1],
                found=match.group(),
            )


def _ends_a_word(subject: DocumentUnderReview, text: str, match: re.Match[str]) -> bool:
    """Whether the first of the two ends a longer word that the document has elsewhere: 民办园 before 办园水平."""
    ahead = text[match.start() - 1 : match.start()]
    if not re.match("[一-龥]", ahead) or ahead in _PARTICLES:
        return False
    alone = re.compile(rf"{_BEGINS}{ahead}{match['word']}(?!{match['word']})", re.MULTILINE)
    return any(alone.search(other.text) for other in subject.passages)


CHECK = Check(code="HP525", title="重复的字词", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
