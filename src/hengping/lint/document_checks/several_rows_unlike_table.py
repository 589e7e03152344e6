"""几行之数与表不符: what a sentence says of several rows of a table is not in the table.

Meaning: names of two or more rows are joined and their figures added (甲县、乙县共支出…万元), and the rows of the table
give another sum; or three and more figures are listed that stand under or beside each other in a table, all but one.
Why: readers find two figures for one thing.
Basis: arithmetic, and the order of the table.
Exclusions:
1. Rows of different tables, names of which one is missing in the table; sums that any column of the rows gives.
2. Where the words do not name the column and the figure is no slip of a sum.
3. Lists that some table has whole; lists of which one figure stands nowhere in the order, but the others are short.
Fires: 甲县、乙县共支出530万元, table: 甲县 280, 乙县 270
Silent: 甲县、乙县共支出550万元
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hengping.lint.check import Check, Group
from hengping.lint.documents.ledgers import Column, Ledger
from hengping.lint.documents.names.respective_names import runs
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.printed import NOTHING, Printed, Room, Verdict
from hengping.lint.documents.slips import slip
from hengping.lint.documents.stated import figures, start, words_before
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.documents.tables.named_rows import NamedRow, cell_like, fit, named_rows
from hengping.lint.finding import Remark, Severity
from hengping.reading.documents import Place

_SUM = re.compile(r"共计?|合计|总共|总计|之和|两项|三项|四项|相加|一共")
_LIST = re.compile(r"[、和与及]|以及")
_LEAST_DIGITS = 3
_FEWEST = 3


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    rows = named_rows(subject.ledgers)
    pattern = re.compile("|".join(re.escape(name) for name in sorted(rows, key=lambda name: (-len(name), name))))
    for sentence in subject.sentences:
        yield from _lists(sentence, subject.ledgers)
        if rows and _SUM.search(sentence.text):
            for figure in figures(sentence):
                yield from _sum(sentence, figure, rows, pattern)


def _sum(
    sentence: Sentence, figure: Printed, rows: dict[str, list[NamedRow]], pattern: re.Pattern[str]
) -> Iterator[Remark]:
    words = words_before(sentence.passage, figure)
    clause = re.split(r"[，。；：（]", sentence.passage.text[sentence.start : start(figure)])[-1]
    names = pattern.findall(clause)
    rest = pattern.sub("", clause)
    if len(names) < 2 or len(set(names)) < len(names) or not _SUM.search(rest) or words not in clause:
        return
    said = _SUM.sub("", _LIST.sub("", rest))
    for ledger in _common(names, rows):  # (1)
        own = [next(row for row in rows[name] if row.ledger is ledger) for name in names]
        sums = list(_sums(own, figure))
        if any(figure.verdict(room) is not Verdict.DISAGREES for _, room in sums):  # (1)
            return
        for column, room in sums:
            meant = figure.rounded(room.middle)
            if fit(said, column, figure) or (
                len(_digits(figure)) >= _LEAST_DIGITS and slip(figure.value, meant)
            ):  # (2)
                yield _remark(sentence, figure, clause, own[0].ledger.place(own[0].item, column.index), room)
                return


def _common(names: list[str], rows: dict[str, list[NamedRow]]) -> Iterator[Ledger]:
    """The tables that have all the names."""
    for row in rows[names[0]]:
        if all(any(other.ledger is row.ledger for other in rows[name]) for name in names[1:]):
            yield row.ledger


def _sums(rows: list[NamedRow], figure: Printed) -> Iterator[tuple[Column, Room]]:
    for column in rows[0].ledger.numeric:
        cells = [cell_like(row, column, figure) for row in rows]
        known = [cell for cell in cells if cell is not None]
        if len(known) == len(rows) and column.may_add_up:
            yield column, sum((cell.room for cell in known), NOTHING)


def _lists(sentence: Sentence, ledgers: tuple[Ledger, ...]) -> Iterator[Remark]:
    for run in runs(sentence):
        if len(run) < _FEWEST:
            continue
        found = [hit for ledger in ledgers for hit in _places(run, ledger)]
        if any(odd is None for odd, _, _ in found):  # (3)
            continue
        for odd, cell, place in found[:1]:
            assert odd is not None
            figure = run[odd]
            yield Remark(
                at(sentence.place, place),
                f"正文依次列出的{len(run)}个数与表中只有一个不同：正文为{figure.text}，{place.text()}为{cell.text}。",
                expected=str(cell),
                found=figure.text,
            )


def _places(run: tuple[Printed, ...], ledger: Ledger) -> Iterator[tuple[int | None, Printed, Place]]:
    """Where the figures stand one after another in a column or a row, with the one that differs."""
    details = [item for item in range(ledger.count) if not ledger.is_total(item)]
    columns = [column.index for column in ledger.numeric]
    lines = [[(item, index) for item in details] for index in columns]
    lines += [[(item, index) for index in columns] for item in range(ledger.count)]
    for line in lines:
        for begin in range(len(line) - len(run) + 1):
            window = line[begin : begin + len(run)]
            cells = [ledger.figure(*position) for position in window]
            if all(cells):
                odd = [n for n, cell in enumerate(cells) if cell is not None and not _is_same(cell, run[n])]
                same = [n for n in range(len(run)) if n not in odd and len(_digits(run[n])) >= _LEAST_DIGITS]
                cell = cells[odd[0]] if odd else cells[0]
                if len(odd) <= 1 and len(same) >= _FEWEST - 1 and cell is not None:
                    position = window[odd[0]] if odd else window[0]
                    yield (odd[0] if odd else None), cell, ledger.place(*position)


def _is_same(cell: Printed, figure: Printed) -> bool:
    if cell.alike(figure) and cell.unit.shift == figure.unit.shift:
        return cell.same_as(figure)
    return cell.unit.symbol == "比值" and not figure.unit.shift and cell.value == figure.value


def _digits(figure: Printed) -> str:
    return str(figure.value).replace(".", "").strip("0")


def _remark(sentence: Sentence, figure: Printed, clause: str, place: Place, room: Room) -> Remark:
    expected = figure.as_printed(room.middle if room.middle else Decimal(0))
    return Remark(
        at(sentence.place, place),
        f"正文写“{clause}{figure.text}”，表中这几行之和为{expected}。",
        expected=expected,
        found=figure.text,
    )


CHECK = Check(code="HP742", title="几行之数与表不符", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
