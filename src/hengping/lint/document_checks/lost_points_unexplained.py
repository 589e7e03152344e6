"""失分没有说明问题: points were lost and nothing says why.

Meaning: (a) a table of scores shows an indicator below its full marks; the document says of most others why they lost
points, and of this one nowhere: neither where it is named, nor by a deduction of as many points, nor among the
problems. (b) A table shows 决策, 过程, 产出 or 效益 below its full marks, and neither the problems nor the analysis say
anything about it. (c) A sentence gives marks, score and deductions of one thing, or a chapter the deductions of a
dimension, or a table the loss of an indicator whose deductions the text gives, and they are less than the loss.
Why: whoever is evaluated cannot mend what nobody named. The region's report of 2021 takes points off in all four
dimensions and states problems of one.
Basis: 财预〔2020〕10号 (problems and their causes are part of the report); practice of review.
Exclusions:
1. For (b): documents without a chapter of problems, or with one that names no single problem.
2. A dimension whose loss a sentence of the problems chapter explains (扣分, 失分) whatever its heading, or one of whose
   indicators a problem names.
3. The first table of a dimension or an indicator counts; later ones repeat it.
4. For (a): documents that do not explain points by indicators: fewer than half of the lost ones.
5. For (c): a deduction that is the loss itself, and points by a formula (按比例计分).
6. For (a): a score that is the marks times a rate of the prose beside words of its name (完成率88.89%: 7 | 6.22).
Fires: 过程 20 | 18, and problems about 绩效目标 only
Silent: 过程 20 | 19, and the problem 档案管理制度不健全
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hengping.lint.check import Check, Group
from hengping.lint.documents.advice.conclusions import Point, dimension_of, indicators_of, problems_of
from hengping.lint.documents.advice.lost_points import Explanations, Loss, partly_explained, scored_rows
from hengping.lint.documents.passages import Passage
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import plain
from hengping.reading.documents import Place

_MARKS = re.compile(
    r"(?P<name>[\u4e00-\u9fff“”]{2,14}?)(?:类)?(?:指标)?(?:分值|满分|权重|标准分)?(?:为|共|共计)?[（(]?(?:分值|满分)?(?P<weight>\d+(?:\.\d+)?)分?[，、,（]"
    r"(?:(?:实际|自评|评价|最终|综合)(?:得分?)?|得分?)(?:为|了)?(?P<score>\d+(?:\.\d+)?)分"
)
_OFF = re.compile(r"[扣失减](?:减|除|去|掉|了)*(?P<points>\d+(?:\.\d+)?)分")
_FORMULA = re.compile(r"按[^，。；]{0,20}[计扣]|比例|计得|计\d")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for passage in subject.prose:
        yield from _partly_explained(passage)
    problems, rows = problems_of(subject), scored_rows(subject)
    for name, lost, told, place in partly_explained(subject, rows):
        yield _partly(place, name, lost, told)
    explanations = Explanations(subject, rows, problems)
    for loss, told in explanations.partly():
        yield _partly(loss.place, loss.name, loss.lost, told)
    unexplained = explanations.unexplained()  # (6)
    explained_rows = len(rows.losses) - len(unexplained)
    if explained_rows and 2 * explained_rows >= len(rows.losses):  # (4)
        yield from (_indicator(loss) for loss in unexplained)
    if not problems:  # (1)
        return
    explained = _dimensions_of(subject, problems)  # (2)
    for loss in rows.dimensions:  # (3)
        name = dimension_of(loss.name)
        if name not in explained and not explanations.speak_of(name):
            yield _dimension(name, loss)


def _partly(place: Place, name: str, lost: Decimal, told: Decimal) -> Remark:
    return Remark(
        at(place),
        f"“{name}”失{plain(lost)}分，正文只说明了其中{plain(told)}分的原因。",
        expected=f"说明其余{plain(lost - told)}分的原因",
        found=f"共扣{plain(told)}分",
    )


def _dimensions_of(subject: DocumentUnderReview, problems: tuple[Point, ...]) -> set[str]:
    """The dimensions that the problems are about."""
    # a goal that is quoted is criticised as a goal
    told = [re.sub(r"“[^”]*”", "", problem.text) for problem in problems]
    named = {name for name, indicator in indicators_of(subject) if any(indicator in text for text in told)}
    return named | {name for problem in problems for name in problem.dimensions}


def _indicator(loss: Loss) -> Remark:
    return Remark(
        at(loss.place),
        f"“{loss.name}”{loss.weight.value}分得{loss.score.value}分，失{plain(loss.lost)}分，正文没有说明原因，存在的问题中也没有提到。",
        expected=f"说明“{loss.name}”扣分的原因",
        found=f"得{loss.score.value}分",
    )


def _dimension(name: str, loss: Loss) -> Remark:
    lost = plain(loss.lost)
    return Remark(
        at(loss.place),
        f"“{name}”满分{loss.weight.value}分、得{loss.score.value}分，失{lost}分，存在的问题中没有一条说明{name}方面的问题。",
        expected=f"说明{name}方面失分对应的问题",
        found=f"失{lost}分",
    )


def _partly_explained(passage: Passage) -> Iterator[Remark]:
    """Marks and score of one thing with deductions behind them that do not make up the loss."""
    marks = list(_MARKS.finditer(passage.text)) if _OFF.search(passage.text) else []
    for number, match in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(passage.text)
        behind = passage.text[match.end() : end]
        lost = Decimal(match["weight"]) - Decimal(match["score"])
        off = [Decimal(found["points"]) for found in _OFF.finditer(behind)]
        told = sum(off, Decimal(0))
        if not off or lost <= 0 or _FORMULA.search(behind) or lost in off or told >= lost:  # (5)
            continue
        yield Remark(
            at(passage.place),
            f"“{match['name']}”{match['weight']}分，得{match['score']}分，失{plain(lost)}分，只说明了其中{plain(told)}分的原因。",
            expected=f"说明其余{plain(lost - told)}分的原因",
            found=match.group(),
        )


CHECK = Check(code="HP512", title="失分没有说明问题", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
