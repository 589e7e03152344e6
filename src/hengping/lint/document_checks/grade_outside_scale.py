"""等级不在文中的划分之内: a grade is given that the document's own scale does not have.

Meaning: the document sets up a scale of grades, and gives or threatens a grade of another name; or one sentence says
which things are 绿灯, 黄灯 and 红灯 (绿色 …; 高风险, 中风险, 低风险), and another light or risk is named elsewhere.
Why: nobody can say what follows from it.
Basis: the scale as printed; the region's report has 优, 良, 中, 差 and lets four cases be 较差.
Exclusions:
1. No scale in the document.
2. Words of judgement that are no grade: only what stands behind 等级为, 评为, 认定为, 为 at the end of a rule, or in a
   column of grades.
3. Grades of another scale that the sentence names: 信用, 风险, 资质, 工程质量, 验收, 个人, 上年. What is 评为 something
   without 等级 or 评价 is a warning.
Fires: 90（含）-100分为优…60分以下为差，如有下列情况之一的为较差
Silent: 绩效等级评定为“优”
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.place import at
from hengping.lint.documents.scores.grade_scale import GRADE
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.reading.documents import Place

_GIVEN = re.compile(
    r"(?:(?:等级|等次|档次|评级|级别|评价结果|评定结果|评价结论|考核结果|自评结果|自评结论|评定|评价结果等次|绩效评价)(?:评定|确定|认定|结果|等次|等级)?"
    r"(?:为|是|：|属于?|达到|定为)|评为|认定为|判定为|评定为|定为|列为|列入|获评|评定等级|(?:总体|综合|整体)(?:绩效)?(?:评价)?(?:为|：)?(?=“)|属于?(?=“?(?:"
    + GRADE
    + r")”?(?:等次|等级|档次))|之一的[，]?(?:[^，。；]{0,6})?为)[“]?(?P<grade>"
    + GRADE
    + r")[”]?(?=(?:等次|等级|档次|级别|等|级|档)?(?:[。，；：、）（\n]|$))"
)
_OTHER = re.compile(
    r"信用|风险|资质|安全|上年|去年|原等级|职称|星级|质量等级|证据|重要性|工程质量|验收|检测|检验|水质|竣工|年检|鉴定|(?<!分)(?<!分，)被评|个人|人员"
    r"|学生|教师|职工|干部|先进|企业等级|旅游"
)
_CLASSES = (
    (re.compile(r"(?<!小)(?P<class>[红橙黄蓝绿白黑])灯(?!光|笼|塔|具|泡)"), "灯"),
    (re.compile(r"(?P<class>[红橙黄蓝绿])色(?=预警|等级|标识|风险|区域|“|”|[，。；、）两二三四五]|$)"), "色"),
    (
        re.compile(
            r"(?P<class>极高|较高|中高|中低|较低|极低|重大|较大|一般|高|中|低)风险(?=等级|[^，。；：、]{0,2}[，。；：、）]|$)"
        ),
        "风险",
    ),
)
_DEFINED = re.compile(r"(?:为|是|评为|定为|列为|亮|标|属|判定为|确定为|划为|分为|、|和|及|与|[（“])$")
_TOLD = re.compile(r"\d(?:个(?!百分点)|项|家|处|条)")
_FEWEST = 3
_SHORT = 12
_SURE = re.compile(r"等级|等次|评级|档次|级别|评价|自评|之一的|：")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for words, noun in _CLASSES:
        yield from _other_class(subject, words, noun)
    grades = tuple(dict.fromkeys(grade for scale in subject.scales for grade in scale.grades))
    if not grades:  # (1)
        return
    found: dict[str, list[tuple[Place, str]]] = {}  # under each grade where it stands and as what
    for grade, place, printed in (*_in_sentences(subject), *_in_tables(subject)):
        if grade not in grades:
            found.setdefault(grade, []).append((place, printed))
    for grade, places in found.items():
        times = f"（共{len(places)}处）" if len(places) > 1 else ""
        is_sure = any(_SURE.search(printed) for _, printed in places)
        yield Remark(
            at(*(place for place, _ in places[:3])),
            f"“{places[0][1]}”{times}：文中的等级划分只有{'、'.join(grades)}，没有“{grade}”。",
            expected="、".join(grades),
            found=grade,
            severity=None if is_sure else Severity.WARNING,
        )


def _other_class(subject: DocumentUnderReview, words: re.Pattern[str], noun: str) -> Iterator[Remark]:
    """由橙灯转为红灯, where one sentence has set up 绿灯, 黄灯 and 红灯."""
    known: dict[str, None] = {}
    for sentence in subject.sentences:
        found = [
            match
            for match in words.finditer(sentence.text)
            if _DEFINED.search(ahead := re.split("[，；：]", sentence.text[: match.start()])[-1])
            and not _TOLD.search(ahead)
        ]
        if len({match["class"] for match in found}) >= _FEWEST and not known:
            known = dict.fromkeys(match["class"] for match in found)
    if not known:
        return
    only = "、".join(f"{each}{noun}" for each in known)
    for sentence in subject.sentences:
        for match in words.finditer(sentence.text):
            if match["class"] not in known and not sentence.passage.is_quoted(sentence.start + match.start()):
                clause = re.split(r"[，；。：、（）]", sentence.text[: match.end()])[-1]
                yield Remark(
                    at(sentence.place),
                    f"“{clause}”：文中的划分只有{only}，没有“{match.group()}”。",
                    expected=only,
                    found=match.group(),
                    severity=Severity.WARNING,
                )


def _in_sentences(subject: DocumentUnderReview) -> Iterator[tuple[str, Place, str]]:
    for sentence in subject.sentences:
        for match in _GIVEN.finditer(sentence.text):  # (2)
            if not _OTHER.search(sentence.text):  # (3)
                clause = re.split(r"[，；。：、（）]", sentence.text[: match.start()])[-1]
                printed = f"{clause if len(clause) <= _SHORT else ''}{match.group()}"
                yield re.sub(r"(?<=[A-E])[级等]$", "", match["grade"]), sentence.place, printed


def _in_tables(subject: DocumentUnderReview) -> Iterator[tuple[str, Place, str]]:
    for ledger in subject.ledgers:
        for column in ledger.columns:
            if not column.heading.endswith(("评价等级", "绩效等级", "评级", "评价等次", "自评等级", "评价结论")):
                continue
            for item in range(ledger.count):
                grade = ledger.text(item, column.index).strip("“”")
                if re.fullmatch(GRADE, grade):
                    yield grade, ledger.place(item, column.index), f"{ledger.labels[item]}：{grade}"


CHECK = Check(code="HP710", title="等级不在文中的划分之内", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
