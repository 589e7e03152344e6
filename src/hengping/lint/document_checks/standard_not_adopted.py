"""需要的评价标准没有采用: the document compares with a standard that it did not adopt.

Meaning: it says which standards it adopts (计划标准, 行业标准, 历史标准), and elsewhere judges by one that is not among
them: earlier years without the historical one, national or industry averages without that of the industry. Either a
sentence announces the comparison (将完成值与目标值、上年数对照), or the chapter of indicators makes it (比2021年提高).
Why: either the list of standards or the comparison is not meant. The region's report of 2021 adopts two, compares three
years and advises to use historical standards.
Basis: 财预〔2020〕10号 §17 (the standards); practice of review.
Exclusions:
1. Definitions and lists of standards that exist (通常包括).
2. A figure of the year before told as background: outside the chapters that analyse indicators and without announcing
   a comparison; or once only, without points.
3. Documents that do not say which standards they adopt.
4. A standard that another sentence adopts, in these words or in others (以上年实际为标准).
Fires: 主要采用计划标准、行业标准, and 通过近三年数据的对比 as method
Silent: 采用计划标准、历史标准, and 通过近三年数据的对比 as method
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.passages import Passage, Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_STANDARDS = ("计划标准", "行业标准", "历史标准")
_ADOPTED = re.compile(
    r"采用|选用|选取|选择|采取|使用|[只仅兼均]用|标准[^，。；]{0,8}(?:为|是|有|包括|分为|：|用)|为主|为辅"
    r"|(?:依据|参照|结合).{0,30}标准.{0,12}(?:评价|打分|评判|衡量)"
)
_LISTED = re.compile(
    r"通常|一般|包括.{0,20}等|是指|指以|指参照|可以|建议|下一步|今后|未采用|没有采用|不采用|未选用|尚?无"
)
_PAST = (
    r"(?:近[两三四五]年|历年|往年|往[期届]|以前年度|[前上过][一两二三四五几]个?年度?"
    r"|上下(?:[两二]个)?年度?|上年度?|去年|基期|历史|20\d\d年)"
)
_PAST_THING = rf"{_PAST}(?:度)?(?:基期)?(?:同期|同口径|实际|完成|决算)?(?:数据|水平|情况|数|值|标准)?"
_PEERS = (
    r"(?:(?:行业|同行业|同类|同级|同等|同规模|兄弟|周边|全[国省区市]|省内|市内|国内)[^，。；：]{0,12}(?:平均|均值|均价|均数|水平|标准|情况|先进)"
    r"|(?:周边|邻近|兄弟|同类|其他|先进)[^，。；：]{0,4}(?:省|市|县|区|地区|单位|城市|项目)|行业(?:标准|水平|均值|规范|指标|参考值|平均|先进))"
)
_PLAN = r"(?:绩效目标|目标值|计划目标|预算目标|年初目标|计划数|目标)"
_WITH = (
    r"(?:对比|比较|对照|比对|相比|参照|对标|衡量|评判|考核|分析|作比|为(?:评价)?(?:标准|依据|参照|基准)|进行评价|之间)"
)
_NAMED = {"历史标准": _PAST_THING, "行业标准": _PEERS, "计划标准": _PLAN}
# A comparison that is announced: the thing compared, and within a few words before or behind it that it is compared.
_ANNOUNCED = {
    standard: re.compile(
        rf"(?:与|和|同|以|按|对照|参照|对标|比照|较之|通过|将|把|、|及)[^，。；：]{{0,12}}?{thing}[^。；：]{{0,16}}?{_WITH}"
        rf"|(?:对比|比较|对照|参照|对标|比照)(?:分析)?[^，。；：、]{{0,10}}(?:、[^，。；：、]{{1,12}})*?[、和与及]?{thing}"
    )
    for standard, thing in _NAMED.items()
}
# A comparison that is made, in a chapter on indicators.
_MADE = {
    "历史标准": re.compile(
        r"(?:[比较]|与|同)(?:上一?年度?|去年|20\d\d年|历年|往年|基期)[^，。；]{0,24}(?:增|减|提高|下降|降低|上升|升高|高|低|多|少|持平|相比)|同比|由(?:上年|20\d\d年)[^，。；]{0,20}[^，。；]{0,4}(?:增|减|提高|降|上升|升)|[优高低好快慢少多长短]于(?:上年|去年|往年|20\d\d年)"
    ),
    "行业标准": re.compile(rf"(?:高于|低于|优于|达到|超过|不及|落后于|[比较])[^，。；]{{0,10}}{_PEERS}"),
}
# Chapters that tell the state of things and what follows from it; all others judge.
_BACKGROUND = re.compile(
    r"基本情况|概况|概述|背景|预算|收支|收入|支出|资金|经费|机构|职责|人员|问题|建议|措施|打算|经验|做法|附件|政策|方法|标准"
)
_SCORED = re.compile(r"[扣减]\d|得\d+(?:\.\d+)?分|得满分|不扣分|不减分|未扣分")
_METHOD = re.compile(r"纵向|横向|法|评价|评判|考核|衡量|标准|给出|打分|评分|得出|判断|评判|效率|班次|对照|进行|开展|作")
_TIMES = 2
_TITLES, _LONG = 3, 40


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    chosen = next((s for s in subject.sentences if _is_choice(s)), None)  # (3)
    if chosen is None:
        return
    beside = [s for s in subject.sentences if _is_choice(s) or s.passage is chosen.passage]
    adopted = {name for s in beside if not _LISTED.search(s.text) for name in _named(s)}  # (4)
    for standard in _STANDARDS:
        if standard in adopted:
            continue
        needed = _announced(subject, standard, chosen) or _made(subject, standard)
        if needed is not None:
            sentence, words = needed
            choice = "、".join(s for s in _STANDARDS if s in adopted) if chosen.passage.list_item else _choice(chosen)
            yield Remark(
                at(chosen.place, sentence.place),
                f"文中称“{choice}”，没有采用{standard}；而“{words}”要用{standard}。",
                expected=f"采用{standard}，或不作这种比较",
                found=choice,
            )


def _is_choice(sentence: Sentence) -> bool:
    named = sum(name in sentence.text for name in _STANDARDS)
    heading = sentence.passage.heading
    if not named or (heading is not None and re.search(r"建议|改进|措施", heading.text)):  # (1)
        return False
    listed = named > 1 and heading is not None and "标准" in heading.text
    return bool(listed or _ADOPTED.search(sentence.text)) and not _LISTED.search(sentence.text)  # (1)


def _named(sentence: Sentence) -> Iterator[str]:
    """The standards of a sentence that adopts: by name, and those described instead of named."""
    for name in _STANDARDS:
        if name in sentence.text:
            yield name
    for name in ("历史标准", "行业标准"):
        if re.search(rf"{_NAMED[name]}[^，。；]{{0,8}}(?:作)?为[^，。；]{{0,6}}(?:标准|基准)", sentence.text):
            yield name


def _choice(sentence: Sentence) -> str:
    """The clause that names the standards."""
    clause = next(c.text for c in sentence.clauses if any(name in c.text for name in _STANDARDS))
    return re.sub(r"^[（(]\d+[）)]", "", clause).strip("，。；：")


def _announced(subject: DocumentUnderReview, standard: str, chosen: Sentence) -> tuple[Sentence, str] | None:
    year = _first_year(subject)
    for sentence in subject.sentences:
        match = _ANNOUNCED[standard].search(_past_only(sentence.text, year))
        if match is None or _LISTED.search(sentence.text) or not _is_method(sentence):
            continue
        begin, end = (sentence.start + position for position in match.span())
        # counts in words (前两个年度) belong to the comparison
        figures = [
            m
            for m in sentence.mentions
            if begin <= m.start < end
            and m.unit is not None
            and m.unit.symbol != "年"
            and re.search(r"\d", sentence.passage.text[m.start : m.end])
        ]
        if not figures and not (sentence is chosen and standard == "计划标准"):  # (2)
            return sentence, sentence.text[slice(*match.span())].strip("，。；：")
    return None


def _is_method(sentence: Sentence) -> bool:
    """Whether a sentence tells how something is judged, rather than what happened."""
    heading = sentence.passage.heading
    return bool(_METHOD.search(sentence.text) or (heading and re.search(r"方法|标准|思路", heading.text)))


def _first_year(subject: DocumentUnderReview) -> str:
    """The first year that is evaluated: the first one of the title, else the one named most often."""
    titles = (passage.text[:_LONG] for passage in subject.passages[:_TITLES])
    years = (re.findall(r"20\d\d(?=年|[—–-])", title) for title in titles)
    return min(next((found for found in years if found), [subject.year]))


def _past_only(text: str, year: str) -> str:
    """The text with the year that is evaluated, and later ones, made unreadable."""
    return re.sub(r"20\d\d(?=年)", lambda match: match[0] if match[0] < year else "本期期内", text)


def _made(subject: DocumentUnderReview, standard: str) -> tuple[Sentence, str] | None:
    """The first of several comparisons in the chapters that judge, or one that gives or takes points."""
    pattern = _MADE.get(standard)
    if pattern is None:
        return None
    year = _first_year(subject)
    found = [
        (sentence, clause.text.strip("，。；："))
        for passage, judging in _passages(subject)
        for sentence in passage.sentences
        if judging or _SCORED.search(sentence.text)
        for clause in sentence.clauses
        if pattern.search(_past_only(clause.text, year)) and not _LISTED.search(sentence.text)
    ]
    scored = [item for item in found if _SCORED.search(item[0].text)]
    enough = _TIMES if standard == "历史标准" else 1
    return scored[0] if scored else found[0] if len(found) >= enough else None  # (2)


def _passages(subject: DocumentUnderReview) -> Iterator[tuple[Passage, bool]]:
    """The paragraphs, each with whether it stands in a chapter that judges what was reached."""
    above: list[tuple[int, bool]] = []
    for section in subject.sections:
        above = [(level, told) for level, told in above if level < section.level]
        above.append((section.level, bool(_BACKGROUND.search(section.title)) or section.heading is None))
        for passage in section.paragraphs:
            yield passage, not any(told for level, told in above if level)


CHECK = Check(code="HP518", title="需要的评价标准没有采用", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
