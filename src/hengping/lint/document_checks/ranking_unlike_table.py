"""高低先后与表不符: what is called highest, lowest, above or below is not so in the table.

Meaning: a sentence ranks rows of a table by one of its columns without printing the figures (石塘县缴费率最低,
最高的是产出, 甲县高于全市平均水平), and in the column of that name the order is another one.
Why: readers take the word for the table.
Basis: the order of the printed figures.
Exclusions:
1. Rows or columns that the words do not name; tables with another unit in the column; 之一, 其次, 除…外, 仅次于.
2. Several tables with the row and the column: one that agrees is enough. Ties.
3. 全市, 平均, 总体: the row of totals, for rates only.
4. Comparisons over time (历年, 以来, 上年) and with targets; figures behind the word: the matter of HP707.
Fires: 表中石塘县88.42%、青岭县88.97%；缴费率最低的是青岭县
Silent: 表中石塘县88.42%、青岭县88.97%；缴费率最低的是石塘县
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hengping.lint.check import Check, Group
from hengping.lint.documents.figure_book import name_pairs
from hengping.lint.documents.ledgers import Column, Ledger
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_MOST = re.compile(
    r"最?(?:(?P<most>(?<=最)[高多大快好长优]|居首位?|位居?第一|排名?第一|名列第一)|(?P<least>(?<=最)[低少小慢差短]|居末位?|排名?末位|垫底))"
)
_ABOVE = re.compile(
    r"(?:(?P<above>高于|多于|大于|优于|快于|好于|超过)|(?P<below>低于|少于|小于|慢于|不及|不如))(?P<other>[^，。；：、\d]{2,16})(?=[，。；、）]|$)"
)
_NO_RANK = re.compile(
    r"之一|其次|除|仅次|历年|以来|近[一二三四五两]?年|上年|去年|同期|往年|目标|计划|要求|应当|应该|最低生活|最多跑|最低工资|最高人民"
)
_WHOLE = re.compile(r"全[国省市县区州]|平均|总体|整体")
_FEWEST = 3


@dataclass(frozen=True)
class _Ranked:
    """A row of a table in one column, with the figures of all rows that are no totals."""

    ledger: Ledger
    item: int
    column: Column

    @property
    def number(self) -> Decimal:
        figure = self.ledger.figure(self.item, self.column.index)
        assert figure is not None
        return figure.number

    @property
    def others(self) -> list[Decimal]:
        items = [i for i in range(self.ledger.count) if i != self.item and not self.ledger.is_total(i)]
        figures = [self.ledger.figure(item, self.column.index) for item in items]
        return [figure.number for figure in figures if figure is not None]


_Rows = dict[str, list[tuple[Ledger, int]]]


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    rows = _rows_by_letters(subject)
    for sentence in subject.sentences if rows else ():
        if not _MOST.search(sentence.text) and not _ABOVE.search(sentence.text):
            continue
        for clause in sentence.clauses:
            if not _NO_RANK.search(clause.text):  # (1) (4)
                yield from _superlative(sentence, clause, rows)
                yield from _comparison(sentence, clause, rows)


def _rows_by_letters(subject: DocumentUnderReview) -> _Rows:
    """The rows that are no totals by the first two letters of their names."""
    found: _Rows = {}
    for ledger in subject.ledgers:
        if ledger.numeric and ledger.count >= _FEWEST:
            for item in range(ledger.count):
                stem = _stem(ledger.labels[item])
                if len(stem) > 1 and not ledger.is_total(item):
                    found.setdefault(stem[:2], []).append((ledger, item))
    return found


def _superlative(sentence: Sentence, clause: Sentence, rows: _Rows) -> Iterator[Remark]:
    for match in _MOST.finditer(clause.text):
        behind = re.match(
            r"的?[^，。；：、（]{0,5}?(?:依次)?(?:是|为|：)(?P<rows>[^，。；：（\d]{2,20})",
            clause.text[match.end() :],
        )
        before = sentence.text[: clause.start - sentence.start + match.start()]
        row_text = behind["rows"] if behind else clause.text[: match.start()]
        ranked = list(_ranked(row_text, f"{before}{behind['rows'] if behind else ''}", rows))
        most = match["most"] is not None
        wrong = [row for row in ranked if not _is_first(row, most)]
        if ranked and len(wrong) == len(ranked):  # (2)
            row = wrong[0]
            first = (max if most else min)(row.others)
            yield _remark(sentence, clause, row, f"{'更高' if most else '更低'}的有{_shown(row, first)}")


def _is_first(row: _Ranked, most: bool) -> bool:
    others = row.others
    if len(others) < _FEWEST - 1:
        return True
    return row.number >= max(others) if most else row.number <= min(others)


def _comparison(sentence: Sentence, clause: Sentence, rows: _Rows) -> Iterator[Remark]:
    match = _ABOVE.search(clause.text)
    if match is None or re.search(r"\d", clause.text[: match.start()]):  # (4)
        return
    above = match["above"] is not None
    before = sentence.text[: clause.start - sentence.start + match.start()]
    pairs = []
    for row in _ranked(clause.text[: match.start()], before, rows):
        other = _other(row, match["other"])
        if other is not None and other != row.number:
            pairs.append((row, other))
    if pairs and all((row.number > other) != above for row, other in pairs):  # (2)
        row, other = pairs[0]
        yield _remark(sentence, clause, row, f"{match['other']}为{_shown(row, other)}")


def _other(row: _Ranked, name: str) -> Decimal | None:
    """The figure that a row is compared with, in its column."""
    for item in range(row.ledger.count):
        label = row.ledger.labels[item]
        is_whole = row.ledger.is_total(item) or bool(_WHOLE.match(label))
        named = _stem(label) in name if len(label) > 1 and not row.ledger.is_total(item) else False
        if item != row.item and (named or (is_whole and _WHOLE.search(name) and row.column.is_rate)):  # (3)
            figure = row.ledger.figure(item, row.column.index)
            return figure.number if figure is not None else None
    return None


def _ranked(text: str, words: str, rows: _Rows) -> Iterator[_Ranked]:
    """The rows that a text names, with the column that the words before name."""
    named: dict[int, tuple[Ledger, set[int]]] = {}
    for letters in dict.fromkeys(text[i : i + 2] for i in range(len(text) - 1)):
        for ledger, item in rows.get(letters, ()):
            if _stem(ledger.labels[item]) in text:
                named.setdefault(id(ledger), (ledger, set()))[1].add(item)
    for ledger, items in named.values():
        column = _column(ledger, words) if len(items) == 1 else None
        item = min(items)
        if column is not None and ledger.figure(item, column.index) is not None:
            yield _Ranked(ledger, item, column)


def _column(ledger: Ledger, words: str) -> Column | None:
    """The column whose whole heading is nearest before the word of rank."""
    found = []
    for column in ledger.numeric:
        heading = re.sub(r"[（(][^（）()]*[）)]|[数额]$", "", column.heading)
        position = words.rfind(heading) if len(heading) > 1 and name_pairs(heading) else -1
        if position >= 0:
            found.append((position + len(heading), len(heading), column))
    return max(found, key=lambda entry: entry[:2])[2] if found else None


def _stem(label: str) -> str:
    return re.sub(r"(?:指标|类|项目|资金)$", "", label)


def _shown(row: _Ranked, number: Decimal) -> str:
    figure = row.ledger.figure(row.item, row.column.index)
    assert figure is not None
    return figure.as_printed(number)


def _remark(sentence: Sentence, clause: Sentence, row: _Ranked, why: str) -> Remark:
    label, heading = row.ledger.labels[row.item], row.column.heading
    text = clause.text.rstrip("，；：。")
    return Remark(
        at(sentence.place, row.ledger.place(row.item, row.column.index)),
        f"“{text}”与表不符：{label}的{heading}为{_shown(row, row.number)}，{why}。",
        expected=why,
        found=text,
    )


CHECK = Check(code="HP733", title="高低先后与表不符", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
