"""数字疑似抄错: a figure is a slip of the hand away from a figure of the same thing elsewhere.

Meaning: a figure stands nowhere else, nothing near it gives it, and but for one digit, two neighbours exchanged, a
digit too many or too few or a point moved it is a figure of another sentence or table that bears the same words.
Why: one of the two was copied wrongly, and readers find two figures for one thing.
Basis: two long figures hardly come so near each other by chance; the fewer digits, the more of the words must be alike.
Exclusions:
1. Figures that another place confirms, or that figures beside them give: sum, difference, product, share, growth.
2. Words that make it another figure: another year or row, a change, a lack (未…), 上年, 目标, 人均.
3. Lists whose names stand apart (分别为). Short scores. Short figures beside which others of one name differ as well:
   those of a sample. Figures of one sentence or one table: compared there.
Fires: 受益学生15864人 … 改善了15684名学生的就学条件; 尾款76.00万元 … 尾款67.00万元
Silent: 应缴费139850人 … 缴费人数138950人
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.figure_book import Entry
from hengping.lint.documents.names.callings import Callings
from hengping.lint.documents.names.explained import is_explained
from hengping.lint.documents.names.twins import Twin, Twins
from hengping.lint.documents.place import at
from hengping.lint.documents.slips import slip
from hengping.lint.documents.stated import end, start
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_SHOWN = 14


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    callings = Callings(subject.figure_book)
    twins = Twins(callings)
    told: set[int] = set()
    for suspect in callings.all:
        twin = twins.of(suspect)  # (2, 3)
        if twin is None or is_explained(suspect.entry, subject.ledgers) or id(suspect) in told:  # (1)
            continue
        told.add(id(twin.other))  # of two that each stand once, one finding
        yield _remark(twin)


def _remark(twin: Twin) -> Remark:
    mine, its = twin.suspect.entry, twin.other.entry
    how = slip(mine.figure.value, twin.meant)
    return Remark(
        at(mine.place, its.place),
        f"“{_shown(twin.suspect.entry)}”与另一处“{_shown(its)}”只差一笔（{how}），疑有一处抄错。",
        expected=str(its.figure),
        found=mine.figure.text,
    )


def _shown(entry: Entry) -> str:
    """A figure with the words beside it, as printed."""
    if entry.sentence is None:
        return f"{entry.name}：{entry.figure.text}"
    text = entry.sentence.passage.text
    begin = max(start(entry.figure) - _SHOWN, entry.sentence.start)
    return text[begin : end(entry.figure)] + entry.tail


CHECK = Check(code="HP725", title="数字疑似抄错", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
