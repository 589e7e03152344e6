"""句中分项与总数不符: the parts that a sentence lists do not make up the total that it states.

Meaning: behind 其中, 包括, 分别为 or 由…组成 stand two or more amounts of the kind of the total before it; together
they are more than the total, or the words say that they are all of it and they are less.
Why: a part is missing, counted twice or misprinted.
Basis: arithmetic; the region's 94.51 points are 9.41, 23.80, 39.65 and 21.65.
Exclusions:
1. 等, 其他, 其余: not all parts are listed. 其中 alone promises nothing: less than the total is a warning where no
   more than a twentieth is missing and a slip of the hand in one figure would explain it, and an error for scores
   where all first-level indicators are named.
2. What is compared rather than added: 上年, 预算, 目标, 最高, 平均, 人均, 比; parts of a part (其中 twice).
3. Approximations, bounds, quotations.
4. Changes are no totals (94.9万人，比上年增加0.1万人，其中…). What is opened or closed in parentheses behind the mark
   is no part; nor is what follows the last of the parts, once they make up the total. Where the total is itself one
   of a list (甲…；乙14万吨，其中丙11万吨；丁49万吨), its parts end with it.
Fires: 得分94.51分，其中决策9.41分、过程23.80分、产出39.56分、效益21.65分
Silent: 全年支出500万元，其中中央资金300万元
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hengping.lint.check import Check, Group
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.printed import NOTHING, Printed
from hengping.lint.documents.slips import slip
from hengping.lint.documents.stated import end, figures, is_change, is_level_of, start, words_before
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import plain

_SPLIT = re.compile(r"其中|包括|分别为|分别是|由(?=[^，。]{2,60}(?:组成|构成))|(?<![得总评满\d])分为|包含")
_ALL = re.compile(r"分别为|分别是|由|分为|包括|包含")
_OPEN_END = re.compile(r"等|其他|其余|剩余|主要|部分")
_COMPARED = re.compile(
    r"上年|去年|同期|预算|计划|目标|最高|最低|最多|最少|平均|人均|户均|比|较|增加|减少|增长|下降|扣|失|满分|分值|权重|应|未|结余|每"
)


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    heads = {table.ledger.count - len(table.ledger.totals) for table in subject.score_tables if table.ledger.totals}
    for sentence in subject.sentences:
        marks = list(_SPLIT.finditer(sentence.text))
        if len(marks) == 1:  # (2)
            yield from _statement(sentence, marks[0], heads)


def _statement(sentence: Sentence, mark: re.Match[str], heads: set[int]) -> Iterator[Remark]:
    at_mark = sentence.start + mark.start()
    behind = [figure for figure in figures(sentence) if start(figure) > at_mark]  # (3)
    before = [f for f in figures(sentence) if end(f) <= at_mark and not is_change(sentence.passage, f)]  # (4)
    if len(behind) < 2 or not before:
        return
    total = before[-1]
    parts = [figure for figure in behind if figure.alike(total) and figure.unit.shift == total.unit.shift]
    listed = "；" in sentence.passage.text[sentence.start : start(total)]
    between = (sentence.passage.text[at_mark : start(part)] for part in parts)
    parts = [p for p, text in zip(parts, between, strict=True) if is_level_of(text) and not (listed and "；" in text)]
    text = sentence.text[mark.end() :]
    labels = [words_before(sentence.passage, part) for part in parts]
    if len(parts) < 2 or total.unit.is_ratio or any(_COMPARED.search(label) for label in labels):  # (2)
        return
    if any(_make_up(total, parts[:count]) for count in range(2, len(parts) + 1)):  # (4)
        return
    added = sum((part.number for part in parts), Decimal(0))
    severity = _severity(total, parts, added, mark.group(), text, heads)
    if severity is None:
        return
    expected = total.as_printed(added)
    working = " + ".join(plain(part.value) if part.unit == total.unit else str(part) for part in parts)
    yield Remark(
        at(sentence.place),
        f"“{words_before(sentence.passage, total)}{total.text}”与所列分项不符：{working} = {expected}。",
        expected=expected,
        found=str(total),
        severity=severity,
    )


def _make_up(total: Printed, parts: list[Printed]) -> bool:
    gap = sum((part.room for part in parts), NOTHING) - total.room
    return gap.low <= 0 <= gap.high


def _severity(
    total: Printed, parts: list[Printed], added: Decimal, mark: str, text: str, heads: set[int]
) -> Severity | None:
    if added > total.number:
        return Severity.ERROR
    if _OPEN_END.search(text):  # (1)
        return None
    if _ALL.match(mark) or (total.unit.symbol == "分" and len(parts) in heads):
        return Severity.ERROR
    missing = total.number - added
    slipped = slip(total.number, added) or any(slip(part.number, part.number + missing) for part in parts)
    return Severity.WARNING if missing <= total.number / 20 and slipped else None


CHECK = Check(code="HP717", title="句中分项与总数不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
