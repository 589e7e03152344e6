"""等级与得分不符: the grade given to a score is not the one that the document's own scale gives.

Meaning: a sentence, or two that follow each other, or a row of a table give a score out of a hundred and a grade, and
the scale that the document sets up puts the score under another grade.
Why: the grade decides on the money, and the score, the scale or the grade is wrong.
Basis: the scale as printed; both published reports: 90（含）—100 is 优.
Exclusions:
1. No scale, or two different ones.
2. Sentences that name another grade for another reason: 否决, 认定为, 降为, 如; the year before.
3. Scores beyond the scale, weights, changes, scores of a part (其中决策9.41分) that are not converted to a hundred.
4. Where several scores or another year stand in the sentence, or the score in the sentence before: a warning.
Fires: 综合得分88.50分，等级为“优”, scale 90（含）—100分为优
Silent: 综合得分90.00分，等级为“优”
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.printed import Printed
from hengping.lint.documents.scores.grade_scale import END_OF_GRADE, GradeScale
from hengping.lint.documents.stated import end, figures, is_change, start
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import plain
from hengping.reading.documents import Place

_CONDITION = re.compile(r"否决|认定为|降为|降低|下列|情形|情况之一|如有|若|不论|上年|上一年|去年|调整为|升为|降一")
_PART = re.compile(
    r"其中|决策|过程|产出|效益|效果|投入|满意度|指标|平均|扣|失|每|(?<!评价)(?<!最终)(?<!综合)分值|满分|权重|最高|最低"
)
_MAIN = re.compile(r"综合|总得分|总分|最终|得分|评分|成绩|结果|自评|评定|考核|复核|评价|核定|得|打分|绩效")
_CONVERTED = re.compile(r"百分制|折算|折合|换算")
_GRADED = re.compile(r"等级|等次|档次|级别|评|结果|结论|定|列为|属|获|达到?|[（，、即“]$")
_HEADINGS = ("等级", "级别", "评级", "等次", "档次", "评价结果", "评定结果", "考核结果", "评价结论", "评定")
_SCORES = ("得分", "总分", "评分", "综合得分", "分数", "成绩", "评价得分")
_TOP = 100
_NEAR = 16


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    scales = {tuple((band.grade, band.low) for band in scale.bands): scale for scale in subject.scales}
    if len(scales) != 1:  # (1)
        return
    scale = next(iter(scales.values()))
    given = re.compile(
        rf"[“\"](?P<quoted>{_words(scale)})(?:级|等|等级|等次)?[”\"]"
        rf"|(?:为|是|：|等级|等次|档次|级别|属于?|获评?|列为|达到?|确定|评|（|/|[\d分]，|[\d分]、)(?P<bare>{_words(scale)}){END_OF_GRADE}"
    )
    before: Sentence | None = None
    for sentence in subject.sentences:
        if not _sets_up(scale, sentence) and not _CONDITION.search(sentence.text):  # (2)
            yield from _sentence(sentence, before, scale, given)
        before = sentence
    yield from _tables(subject, scale)


def _sets_up(scale: GradeScale, sentence: Sentence) -> bool:
    """Whether the sentence is the one that gives the bounds of the grades."""
    bounds = sum(plain(band.low) in sentence.text for band in scale.bands if band.low)
    return sentence.passage is scale.passage and bounds > 1


def _words(scale: GradeScale) -> str:
    return "|".join(sorted(map(re.escape, scale.grades), key=len, reverse=True))


def _sentence(
    sentence: Sentence, before: Sentence | None, scale: GradeScale, given: re.Pattern[str]
) -> Iterator[Remark]:
    begin = sentence.start
    scores = _scores(sentence)
    for match in given.finditer(sentence.passage.text, sentence.start, sentence.end):
        word = match.start("quoted") if match["quoted"] else match.start("bare")
        ahead = [score for score in scores if begin <= start(score) < word]
        between = sentence.passage.text[max((end(score) for score in ahead), default=begin) : word]
        behind = [s for s in scores if 0 <= start(s) - match.end() < 3 and sentence.passage.text[match.end()] == "（"]
        begin = match.end()
        severity = Severity.WARNING if len(ahead) > 1 or re.search(r"20\d\d年", sentence.text) else None  # (4)
        if not ahead and not behind:
            behind = [s for s in scores if 0 < start(s) - match.end() < _NEAR and _is_main(sentence, s)]
            severity = Severity.WARNING
        if behind:
            ahead, between = behind[:1], "评"
        if not ahead and before is not None and before.passage is sentence.passage:
            ahead, severity = _scores(before)[-1:], Severity.WARNING
        if ahead and _GRADED.search(between):
            score = _main(sentence, ahead)
            clause = re.split(r"[，；：。、（）]", sentence.passage.text[sentence.start : match.end()])[-1]
            whole = sentence.passage.text[start(score) : match.end()]
            phrase = clause if len(clause) > len(match.group()) or not whole or len(whole) > _NEAR else whole
            yield from _wrong(scale, score, match["quoted"] or match["bare"], sentence.place, phrase, severity)


def _scores(sentence: Sentence) -> list[Printed]:
    """The scores of a whole that a sentence gives."""  # (3)
    found = []
    text = sentence.passage.text
    for figure in figures(sentence):
        words = re.split(r"[，；：。、（）]", text[sentence.start : start(figure)])[-1]
        if figure.unit.symbol != "分" or not 0 < figure.number <= _TOP or is_change(sentence.passage, figure):
            continue
        is_part = _PART.search(words.replace("评价指标", "")) and not _CONVERTED.search(words)
        if not is_part and not re.match(r"分值|制", text[end(figure) :]):
            found.append(figure)
    return found


def _main(sentence: Sentence, scores: list[Printed]) -> Printed:
    """Of several scores the last one that is called a score."""
    return ([score for score in scores if _is_main(sentence, score)] or scores)[-1]


def _is_main(sentence: Sentence, score: Printed) -> bool:
    text = sentence.passage.text[sentence.start : start(score)]
    return bool(_MAIN.search(re.split(r"[，；：。、（）]", text)[-1]))


def _tables(subject: DocumentUnderReview, scale: GradeScale) -> Iterator[Remark]:
    for ledger in subject.ledgers:
        grade = next((column for column in ledger.columns if column.heading.endswith(_HEADINGS)), None)
        scores = [column for column in ledger.columns_of(*_SCORES) if not column.is_rate]
        if grade is None or not scores:
            continue
        for item in range(ledger.count):
            score, word = ledger.figure(item, scores[-1].index), ledger.text(item, grade.index).strip("“”")
            if score is not None:
                yield from _wrong(scale, score, word, ledger.place(item, grade.index), f"{ledger.labels[item]}：{word}")


def _wrong(
    scale: GradeScale, score: Printed, grade: str, place: Place, phrase: str, severity: Severity | None = None
) -> Iterator[Remark]:
    expected = scale.grade_of(score.number)
    if expected is None or grade not in scale.grades or grade == expected:
        return
    written = phrase.strip("，。；、")
    yield Remark(
        at(place),
        f"得分{plain(score.value)}分，写作“{written}”；按文中的等级划分 {scale.in_words}，应为“{expected}”。",
        expected=expected,
        found=grade,
        severity=severity,
    )


CHECK = Check(code="HP709", title="等级与得分不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
