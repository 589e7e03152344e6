"""高低先后与表不符: what is called first, last, above or below is not so in the table.

Meaning: a sentence ranks rows of a table by one of its columns (石塘县缴费率最低, 最高的是产出, 居第二位,
由高到低依次为…, 甲县高于全市平均水平), and in the column of that name the order is another one.
Why: readers take the word for the table.
Basis: the order of the printed figures.
Exclusions:
1. Rows or columns that the words do not name; a growth where the column is an amount; 之一, 除…外.
2. Several tables with the row and the column: one that agrees is enough. Ties.
3. 全市, 平均, 总体: the row of totals, for rates only.
4. Comparisons over time (历年, 以来, 上年), with targets, with others (全国, 全省); figures behind the word: the
   matter of HP707.
5. Places, where less may be better: counted from the other end as well; tables with a column of places.
Fires: 表中石塘县88.42%、青岭县88.97%；缴费率最低的是青岭县
Silent: 表中石塘县88.42%、青岭县88.97%；缴费率最低的是石塘县
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from hengping.lint.check import Check, Group
from hengping.lint.documents.figure_book import name_pairs
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.documents.tables.named_cells import NamedCell, NamedRows, column_of, stem
from hengping.lint.documents.tables.rank_claims import NO_RANK, RankClaim, rank_claims
from hengping.lint.finding import Remark, Severity

_ABOVE = re.compile(
    r"(?:(?P<above>高于|多于|大于|优于|快于|好于|超过)|(?P<below>低于|少于|小于|慢于|不及|不如))(?P<other>[^，。；：、\d]{2,16})(?=[，。；、）]|$)"
)
_WHOLE = re.compile(r"全[国省市县区州]|平均|总体|整体")
_LESS_IS_BETTER = re.compile(r"成本|耗时|天数|投诉|逾期|问题|扣分|失分|差错|事故|负债|欠|未")
_OF_ALL = re.compile(r"各[\u4e00-\u9fff]{1,2}|[为是在中也均又都]|所有|全部|其中|同时")
_PLACES = re.compile(r"排名|名次|位次|排序")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    rows = NamedRows(subject)
    for sentence in subject.sentences if rows else ():
        if _ABOVE.search(sentence.text):
            for clause in sentence.clauses:
                if not NO_RANK.search(clause.text):  # (1) (4)
                    yield from _comparison(sentence, clause, rows)
        for claim in rank_claims(sentence):
            yield from _ranked(claim, rows)


def _ranked(claim: RankClaim, rows: NamedRows) -> Iterator[Remark]:
    found = [cells for cells in _cells_of(claim, rows) if not _is_ranked_itself(cells[0])]  # (5)
    wrong = [(cells, cell) for cells in found if (cell := _out_of_place(claim, cells)) is not None]
    if not wrong or len(wrong) < len(found):  # (2)
        return
    cells, cell = wrong[0]
    yield _remark(claim.clause, cell, _why(claim, cells, cell))


def _cells_of(claim: RankClaim, rows: NamedRows) -> Iterator[list[NamedCell]]:
    """The cells that a claim ranks, table by table; one for each of its places."""
    for text, words in ((claim.names, claim.words), *([(claim.words, claim.words)] if claim.from_before else [])):
        told = False
        for ledger, items in rows.named(text):
            if text.startswith("的"):
                items = [item for item in items if text.startswith(stem(ledger.labels[item]), 1)]
            is_list = len(claim.places) != 1
            if not items or (not is_list and len(items) > 1) or (is_list and len(items) < 2):
                continue
            column = column_of(ledger, words) or (column_of(ledger, text) if text != words else None)
            cells = [NamedCell(ledger, i, column) for i in items if column and ledger.figure(i, column.index)]
            if text != claim.names and column and name_pairs(_OF_ALL.sub("", claim.names)) - name_pairs(column.heading):
                continue
            if (
                column is not None
                and len(cells) == len(items)
                and (not claim.places or len(items) <= len(claim.places))
            ):
                told = True
                yield cells
        if told:
            return


def _is_ranked_itself(cell: NamedCell) -> bool:
    return any(_PLACES.search(column.heading) for column in cell.ledger.columns)


def _out_of_place(claim: RankClaim, cells: list[NamedCell]) -> NamedCell | None:
    """The first cell that does not stand where the claim puts it."""
    if not claim.places:
        sign = 1 if claim.kind == "falling" else -1
        return next((after for cell, after in pairwise(cells) if (cell.number - after.number) * sign < 0), None)
    places = claim.places[: len(cells)]
    if claim.kind == "several":
        places = tuple(places[-1] for _ in places)
    turned = not claim.by_size and _LESS_IS_BETTER.search(cells[0].column.heading)
    wrong = None
    for way in (1, -1) if turned else (1,):  # (5)
        wrong = next((c for c, p in zip(cells, places, strict=True) if not _is_at(c, p * way, claim.kind)), None)
        if wrong is None:
            return None
    return wrong


def _is_at(cell: NamedCell, place: int, kind: str) -> bool:
    """Whether so many rows come before it from the top (place above 0) or the bottom, ties on either side."""
    others = cell.others
    before = sum(other > cell.number if place > 0 else other < cell.number for other in others)
    same = sum(other == cell.number for other in others)
    return before < abs(place) and (kind == "several" or before + same + 1 >= abs(place))


def _why(claim: RankClaim, cells: list[NamedCell], cell: NamedCell) -> str:
    if len(cells) > 1:
        return "、".join(f"{other.label}{other.figure.as_printed(other.number)}" for other in cells)
    top = claim.places[0] > 0
    before = [o for o in cell.others if (o > cell.number if top else o < cell.number)]
    if not before or abs(claim.places[0]) > 1:
        return f"{'由高到低' if top else '由低到高'}第{len(before) + 1}"
    return f"{'更高' if top else '更低'}的有{cell.figure.as_printed((max if top else min)(before))}"


def _comparison(sentence: Sentence, clause: Sentence, rows: NamedRows) -> Iterator[Remark]:
    match = _ABOVE.search(clause.text)
    if match is None or re.search(r"\d", clause.text[: match.start()]):  # (4)
        return
    above = match["above"] is not None
    before = sentence.text[: clause.start - sentence.start + match.start()]
    pairs = []
    for ledger, items in rows.named(clause.text[: match.start()]):
        column = column_of(ledger, before) if len(items) == 1 else None
        if column is None or ledger.figure(items[0], column.index) is None:
            continue
        cell = NamedCell(ledger, items[0], column)
        other = _other(cell, match["other"])
        if other is not None and other != cell.number:
            pairs.append((cell, other))
    if pairs and all((cell.number > other) != above for cell, other in pairs):  # (2)
        cell, other = pairs[0]
        yield _remark(clause, cell, f"{match['other']}为{cell.figure.as_printed(other)}")


def _other(cell: NamedCell, name: str) -> Decimal | None:
    """The figure that a row is compared with, in its column."""
    for item in range(cell.ledger.count):
        label = cell.ledger.labels[item]
        is_whole = cell.ledger.is_total(item) or bool(_WHOLE.match(label))
        named = stem(label) in name if len(label) > 1 and not cell.ledger.is_total(item) else False
        if item != cell.item and (named or (is_whole and _WHOLE.search(name) and cell.column.is_rate)):  # (3)
            figure = cell.ledger.figure(item, cell.column.index)
            return figure.number if figure is not None else None
    return None


def _remark(clause: Sentence, cell: NamedCell, why: str) -> Remark:
    text = clause.text.rstrip("，；：。")
    return Remark(
        at(clause.place, cell.ledger.place(cell.item, cell.column.index)),
        f"“{text}”与表不符：{cell.label}的{cell.column.heading}为{cell.figure.as_printed(cell.number)}，{why}。",
        expected=why,
        found=text,
    )


CHECK = Check(code="HP733", title="高低先后与表不符", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
