"""部分数与标题数不符: so many parts are announced, and another number of headings follows.

Meaning: the last lines before a group of headings say how many phases, parts, problems or pieces of advice there are,
or the heading above says it, and the headings below are more or fewer; a sentence says how many parts the report has,
and it has another number of chapters; or any sentence counts the problems or the advice (针对上述五个问题), and the
chapter of that name tells one or two more or fewer.
Why: one was dropped or added after the sentence was written.
Basis: practice of document review.
Exclusions:
1. Headings of which fewer than two follow: the parts may stand in running text.
2. Counts of something else than parts: 三级指标, 四个级别.
3. Sentences that count several groups at once.
4. Counts that announce nothing (按三个方面归纳, 前两个问题).
5. Problems and advice are counted by headings, by numbered paragraphs and by both: any of these will do.
Fires: 分为准备、实施、报告三个阶段, and four headings below
Silent: 分为准备、实施、报告三个阶段, and three headings below
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.advice.conclusions import advice_of, problems_of
from hengping.lint.documents.lists.enumerations import chinese_number
from hengping.lint.documents.passages import Passage
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview, Section
from hengping.lint.finding import Remark, Severity
from hengping.reading.documents.headings import split_number

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

_STEPS = ("阶段", "步骤", "环节")
_BY = re.compile(r"[按从就对]")
_NUMBER = r"(?P<number>[一二三四五六七八九十两]{1,2}|\d{1,2})"
_REPORT = re.compile(
    rf"(?:报告(?!期)|正文|全文|本文|文本|以下|下面|下文)[^，。；：\d]{{0,40}}?(?:，[共分][^，。；：\d]{{0,6}})?(?<![第一-龥](?=\d))(?<!第)(?P<words>{_NUMBER}(?:个|大)?(?:部分|章节|篇章|章|板块))"
)
_POINTS = {
    "问题": re.compile(
        rf"(?:针对|上述|以上|前述|存在|发现|归纳|梳理|反映|查出|指出|揭示|总结)[^。；，：\d]{{0,12}}?(?P<words>{_NUMBER}(?:个|条|项|点|类|大|方面|个方面)的?(?:主要|突出|具体|共性)?(?:问题|不足|短板))"
    ),
    "建议": re.compile(
        rf"(?:提出|上述|以上|前述|形成|给出)[^。；，：\d]{{0,12}}?(?P<words>{_NUMBER}(?:个|条|项|点|类|大|方面|个方面)的?(?:针对性|具体|整改|改进|管理|对策)?(?:建议|意见|措施))"
    ),
}
_TITLES = {"问题": re.compile(r"问题|不足|短板"), "建议": re.compile(r"建议|措施|对策|意见")}
_OWN = re.compile(r"其中|另有|部分|上年|以前|整改了|审计|巡视|巡察|监控|检查(?!组)")
_NEARLY = 2


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    told: set[str] = set()
    for remark in (*_below(subject), *_chapters_of_report(subject), *_points_anywhere(subject)):
        key = f"{remark.where} {remark.found}"
        if key not in told:
            told.add(key)
            yield remark


def _below(subject: DocumentUnderReview) -> Iterator[Remark]:
    for section in subject.sections:
        children = _children(subject, section)
        if section.heading is None or len(children) < 2:  # (1)
            continue
        last = [*section.paragraphs[-2:]]
        for passage in [*([section.headline] if section.headline else []), *last]:
            found = list(_counts(passage))
            if len(found) == 1 and found[0][0] != len(children):  # (3)
                yield _remark(passage, found[0][0], found[0][1], children)


def _chapters_of_report(subject: DocumentUnderReview) -> Iterator[Remark]:
    """本报告分为七个部分 against the headings numbered like the first one."""
    chapters = [section for section in subject.sections if section.heading is not None and _style(section)]
    chapters = [s for s in chapters if _style(s) == _style(chapters[0]) and s.level == chapters[0].level]
    if len(chapters) < 2:
        return
    for passage in subject.prose:
        for match in _REPORT.finditer(passage.text):
            number = chinese_number(match["number"])
            if number and number > 1 and number != len(chapters) and not passage.is_quoted(match.start("words")):
                yield _remark(passage, number, match["words"], chapters)


def _style(section: Section) -> str:
    numbered = split_number(section.heading.number) if section.heading else None
    return numbered.style if numbered is not None and numbered.style != "annex" else ""


def _points_anywhere(subject: DocumentUnderReview) -> Iterator[Remark]:
    """针对上述五个问题 against what the chapter of problems tells."""
    for noun, pattern in _POINTS.items():
        sizes = _sizes(subject, noun)
        for passage in subject.prose if sizes else ():
            for match in pattern.finditer(passage.text):
                number = chinese_number(match["number"])
                clause = re.split(r"[。；，]", passage.text[: match.start("words")])[-1]
                if not number or number in sizes or _OWN.search(clause) or passage.is_quoted(match.start("words")):
                    continue
                nearest = min(sizes, key=lambda size: abs(size - number))
                if number > 1 and abs(nearest - number) <= _NEARLY:
                    message = f"正文称“{match['words']}”，文中所列的{noun}有{nearest}个。"
                    yield Remark(at(passage.place), message, expected=f"{nearest}个", found=f"{number}个")


def _sizes(subject: DocumentUnderReview, noun: str) -> set[int]:
    """How many problems or pieces of advice the document may be said to have."""  # (5)
    found = {len(problems_of(subject) if noun == "问题" else advice_of(subject))}
    for section in subject.sections:
        if _TITLES[noun].search(section.title):
            below = subject.below(section)
            items = [p for part in (section, *below) for p in part.paragraphs if p.list_item or _SPOKEN.match(p.text)]
            inline = sum(len(_INLINE.findall(p.text)) for part in (section, *below) for p in part.paragraphs)
            found |= {len(_children(subject, section)), len(below), len(items), inline}
            found |= {len(items) + len(below), inline + len(items)}
    return found - {0, 1}


_SPOKEN = re.compile(r"[一二三四五六七八九十]{1,2}[是、]|（[一二三四五六七八九十\d]{1,2}）|\d{1,2}[.．、]")
_INLINE = re.compile(r"(?:^|[。；，：])(?:[一二三四五六七八九十]{1,2}是|（\d{1,2}）|[①-⑳])")


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
        sentence = re.split(r"[。；]", passage.text[: match.start()])[-1]
        announced = _ANNOUNCED.search(sentence) or (sentence.endswith("分") and match["noun"] in _STEPS)
        if passage.kind != "heading" and (not announced or _BY.match(re.split("，", sentence)[-1])):
            continue
        if (
            match["unit"] is None and match["noun"] != "章" and not match["noun"].startswith(("方面", "阶段", "部分"))
        ):  # (2)
            continue
        number = chinese_number(match["number"])
        if number is not None:
            yield number, match.group()


def _remark(passage: Passage, stated: int, words: str, children: list[Section]) -> Remark:
    titles = "、".join(f"“{child.title[:12]}”" for child in children[:8])
    return Remark(
        at(passage.place),
        f"正文称“{words}”，标题有{len(children)}个：{titles}。",
        expected=f"{len(children)}个",
        found=f"{stated}个",
    )


CHECK = Check(code="HP511", title="部分数与标题数不符", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
