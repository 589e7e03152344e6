"""分值、得分、失分不符: the points of one sentence do not go together.

Meaning: a sentence gives 分值, 得分 and 失分 (扣分) of one thing, or 分值, 得分 and 得分率, and weight − score is not
what was lost, or score ÷ weight is not the rate.
Why: one of the printed numbers is wrong.
Basis: arithmetic.
Exclusions:
1. Sentences with two weights, two scores or two deductions: several things are spoken of.
2. A last digit of a rate cut off instead of rounded.
Fires: 分值1.50分，得1.35分，失0.25分
Silent: 分值1.50分，得1.35分，失0.15分，得分率90.00%
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.printed import Printed, Room, Verdict
from hengping.lint.documents.stated import figures, words_before
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import plain

_KINDS = {
    "weight": re.compile(r"(?:分值|满分|权重)(?:为|是|共)?$"),
    "score": re.compile(r"^(?:实际|最终|评价|共|综合)?得分?(?:为|是)?$|(?:实际|最终|评价)得分(?:为|是)?$"),
    "lost": re.compile(r"^(?:共|合计|被)?(?:失|扣|失分|扣分|扣减|扣除)(?:为|了)?$"),
    "rate": re.compile(r"得分率(?:为|是|达)?$"),
}


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for sentence in subject.sentences:
        found = _points(sentence)
        if found is not None:
            yield from _statement(sentence, found)


def _points(sentence: Sentence) -> dict[str, Printed] | None:
    found: dict[str, Printed] = {}
    for figure in figures(sentence):
        words = words_before(sentence.passage, figure)
        kind = next((kind for kind, pattern in _KINDS.items() if pattern.search(words)), "")
        if not kind or (figure.unit.symbol == "%") != (kind == "rate"):
            continue
        if kind in found:  # (1)
            return None
        found[kind] = figure
    return found if {"weight", "score"} <= set(found) else None


def _statement(sentence: Sentence, found: dict[str, Printed]) -> Iterator[Remark]:
    weight, score = found["weight"], found["score"]
    lost, rate = found.get("lost"), found.get("rate")
    if lost is not None and weight.value - score.value != lost.value:
        expected = plain(weight.value - score.value)
        yield Remark(
            at(sentence.place),
            f"分值{plain(weight.value)}分、得{plain(score.value)}分，失{plain(lost.value)}分："
            f"{plain(weight.value)} − {plain(score.value)} = {expected}。",
            expected=expected,
            found=plain(lost.value),
        )
    if rate is not None and weight.value:
        working = score.room_to(2).over(Room(weight.number, weight.number))
        if working is not None and rate.verdict(working) is Verdict.DISAGREES:  # (2)
            shown = rate.as_printed(score.number / weight.number)
            yield Remark(
                at(sentence.place),
                f"得分率印作{rate}，而 {plain(score.value)} ÷ {plain(weight.value)} = {shown}。",
                expected=shown,
                found=str(rate),
            )


CHECK = Check(code="HP724", title="分值、得分、失分不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
