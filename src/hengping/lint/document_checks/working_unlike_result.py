"""列出的算式与结果不符: a printed working does not give the result printed behind its equals sign.

Meaning: a text prints numbers with signs between them and = with a number behind; neither with its units turned into
plain ones nor with the numbers as they stand does the working give that number at its decimals.
Why: whoever prints a working invites to check it.
Basis: arithmetic; 32000万元÷137609人=0.2325万元 in the city's case.
Exclusions:
1. Workings with words or names in them; brackets that do not pair.
2. Quotations.
3. A last digit cut off instead of rounded: a warning.
Fires: 32000÷137609=0.2352
Silent: （194814-196498）÷196498×100%=-0.86%
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.place import at
from hengping.lint.documents.printed import Room, Verdict
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.documents.workings import PrintedWorking, printed_workings
from hengping.lint.finding import Remark, Severity
from hengping.reading.documents import Place


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for passage in subject.passages:
        for working in printed_workings(passage.text):  # (1)
            if not passage.is_quoted(working.start):  # (2)
                yield from _remark(working, passage.place)
    for ledger in subject.ledgers:
        for item in range(ledger.count):
            for column in ledger.columns:
                text = ledger.text(item, column.index)
                if "=" in text and ledger.is_first(item, column.index):
                    for working in printed_workings(text):
                        yield from _remark(working, ledger.place(item, column.index))


def _remark(working: PrintedWorking, place: Place) -> Iterator[Remark]:
    result = working.result
    factor = Room(result.unit.factor, result.unit.factor)
    # 32000÷137609=0.2325万元: the numbers may stand in 万元 though only the result says so.
    rooms = [either for room in working.rooms() for either in (room, room * factor)]
    verdicts = {result.verdict(room) for room in rooms}
    if not verdicts or Verdict.AGREES in verdicts or working.exact is None:
        return
    expected = result.as_printed(working.exact)
    yield Remark(
        at(place),
        f"算式“{working.text}”不成立：{working.left} = {expected}。",
        expected=expected,
        found=result.text,
        severity=Severity.WARNING if Verdict.LAST_DIGIT in verdicts else None,  # (3)
    )


CHECK = Check(code="HP706", title="列出的算式与结果不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
