"""等级与得分不符: the grade given to a score is not the one that the document's own scale gives.

Meaning: a sentence or a row of a table gives a score out of a hundred and a grade, and the scale that the document sets
up puts the score under another grade.
Why: the grade decides on the money, and the score, the scale or the grade is wrong.
Basis: the scale as printed; both published reports: 90（含）—100 is 优.
Exclusions:
1. No scale, or two different ones.
2. Sentences that name another grade for another reason: 否决, 认定为, 降为, 如.
3. Scores beyond the scale.
Fires: 综合得分88.50分，等级为“优”, scale 90（含）—100分为优
Silent: 综合得分90.00分，等级为“优”
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.grade_scale import GradeScale
from hengping.lint.documents.place import at
from hengping.lint.documents.printed import Printed
from hengping.lint.documents.stated import figures
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import plain
from hengping.reading.documents import Place

_GIVEN = re.compile(
    r"(?:等级|评级|级别|档次|结果|结论|评定|评为|评价)(?:等级)?(?:结果)?(?:评定|确定|认定|属于|定|评)?(?:为|是|：|属)?[“\"‘]?(?P<grade>[优良中差][秀好等]?|较差|合格|不合格|[ABCD])[”\"’]?(?![一-鿿])"
)
_CONDITION = re.compile(r"否决|认定为|降为|降低|下列|情形|情况之一|如有|若|不论|上年|上一年|去年")
_SCORE = re.compile(r"得分|总分|评分|得|分值|成绩")
_TOP = 100


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    scales = {tuple((band.grade, band.low) for band in scale.bands): scale for scale in subject.scales}
    if len(scales) != 1:  # (1)
        return
    scale = next(iter(scales.values()))
    for sentence in subject.sentences:
        if sentence.passage is scale.passage or _CONDITION.search(sentence.text):  # (2)
            continue
        given = [match for match in _GIVEN.finditer(sentence.text)]
        scores = [figure for figure in figures(sentence) if figure.unit.symbol == "分" and figure.number <= _TOP]  # (3)
        if len({match["grade"] for match in given}) == 1 and scores:
            yield from _wrong(scale, scores[0], given[0]["grade"], sentence.place)
    yield from _tables(subject, scale)


def _tables(subject: DocumentUnderReview, scale: GradeScale) -> Iterator[Remark]:
    for ledger in subject.ledgers:
        grade = next((column for column in ledger.columns if column.heading.endswith(("等级", "级别", "评级"))), None)
        scores = [column for column in ledger.columns_of("得分", "总分", "评分", "综合得分") if not column.is_rate]
        if grade is None or not scores:
            continue
        for item in range(ledger.count):
            score, word = ledger.figure(item, scores[-1].index), ledger.text(item, grade.index).strip("“”")
            if score is not None and word in scale.grades:
                yield from _wrong(scale, score, word, ledger.place(item, grade.index))


def _wrong(scale: GradeScale, score: Printed, grade: str, place: Place) -> Iterator[Remark]:
    expected = scale.grade_of(score.number)
    if expected is None or grade not in scale.grades or grade == expected:
        return
    yield Remark(
        at(place),
        f"得分{plain(score.value)}分，等级写作“{grade}”；按文中的等级划分 {scale.in_words}，应为“{expected}”。",
        expected=expected,
        found=grade,
    )


CHECK = Check(code="HP709", title="等级与得分不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
