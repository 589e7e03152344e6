"""部分数与标题数不符: so many parts are announced, and another number of headings follows.

Meaning: the last lines before a group of headings say how many phases, parts, problems or pieces of advice there are,
or the heading above says it, and the headings below are more or fewer.
Why: one was dropped or added after the sentence was written.
Basis: practice of document review.
Exclusions:
1. Headings of which fewer than two follow: the parts may stand in running text.
2. Counts of something else than parts: 三级指标, 四个级别.
3. Sentences that count several groups at once.
4. Counts that announce nothing (按三个方面归纳, 前两个问题).
Fires: 分为准备、实施、报告三个阶段, and four headings below
Silent: 分为准备、实施、报告三个阶段, and three headings below
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.passages import Passage
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview, Section
from hengping.lint.finding import Remark, Severity
from hengping.quantities import read_chinese_numeral
from hengping.quantities.refusal import QuantityError

_PARTS = re.compile(
    r"(?<![第一-龥\d.])?(?P<number>[一二三四五六七八九十两]{1,2}|\d{1,2})(?P<unit>个|大|项|条|点|类|方面)?"
    r"(?P<noun>阶段|部分|步骤|环节|方面|问题|建议|原则|做法|经验|意见|措施|内容|不足|章)"
)
_ANNOUNCED = re.compile(
    r"分为|分成|划分|包括|包含|如下|以下|存在|提出|共有?|形成|归纳|总结|主要有|主要分|发现|由|经历|设|需要|是[：:]?$|有$"
)
_NOT_PARTS = re.compile(
    r"上述|以上|[前后首各][一二三四五六两]|其中|另[一二三四五六两]|这[一二三四五六两]|第[一二三四五六七八九十\d]"
)

_BY = re.compile(r"[按从就对]")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for section in subject.sections:
        children = _children(subject, section)
        if section.heading is None or len(children) < 2:  # (1)
            continue
        last = [*section.paragraphs[-2:]]
        for passage in [*([section.headline] if section.headline else []), *last]:
            found = list(_counts(passage))
            if len(found) == 1 and found[0][0] != len(children):  # (3)
                yield _remark(passage, found[0][0], found[0][1], children)


def _children(subject: DocumentUnderReview, section: Section) -> list[Section]:
    below = subject.below(section)
    if not below:
        return []
    level = min(part.level for part in below)
    return [part for part in below if part.level == level]


def _counts(passage: Passage) -> Iterator[tuple[int, str]]:
    for match in _PARTS.finditer(passage.text):
        before = passage.text[max(match.start() - 3, 0) : match.start()]
        if _NOT_PARTS.search(before + match["number"]) or passage.is_quoted(match.start()):  # (4)
            continue
        clause = re.split(r"[。；，]", passage.text[: match.start()])[-1]
        if passage.kind != "heading" and (not _ANNOUNCED.search(passage.text[: match.start()]) or _BY.match(clause)):
            continue
        if (
            match["unit"] is None and match["noun"] != "章" and not match["noun"].startswith(("方面", "阶段", "部分"))
        ):  # (2)
            continue
        try:
            text = match["number"].replace("两", "二")
            yield int(text) if text.isdigit() else read_chinese_numeral(text), match.group()
        except QuantityError:
            continue


def _remark(passage: Passage, stated: int, words: str, children: list[Section]) -> Remark:
    titles = "、".join(f"“{child.title[:12]}”" for child in children[:8])
    return Remark(
        at(passage.place),
        f"正文称“{words}”，其下标题有{len(children)}个：{titles}。",
        expected=f"{len(children)}个",
        found=f"{stated}个",
    )


CHECK = Check(code="HP511", title="部分数与标题数不符", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
