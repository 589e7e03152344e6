"""“均”“全部”与表不符: what is said of all rows does not hold for each row of the table.

Meaning: a sentence says of all rows of a table, or of several named ones, that a column is above, below or at a figure
(各县执行率均超过90%, 均为100%), that none is (没有一个县低于90%), or that the plan was fulfilled (各县均完成任务); a
row of the table says otherwise. So does a row of which several columns are named.
Why: 均 is the word under which the one that fell short disappears.
Basis: the figures of the column.
Exclusions:
1. Columns that the words do not name; another class or number of things than the rows (各乡镇, 五个县); 除…外, 大部分,
   基本, 其余, 其他; wishes and rules (应, 须, 要求); means (平均, 人均);
   another year than the document is about.
2. Several tables with the column: one for which it holds is enough.
3. Figures of another kind than the column. Rounding: 90.00% is not below 90%.
4. Nothing that names the things: only tables under the same heading.
Fires: 表中石塘县执行率88.42%；各县执行率均超过90%
Silent: 表中石塘县执行率88.42%；各县执行率均超过85%
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hengping.lint.check import Check, Group
from hengping.lint.documents.figure_book import name_pairs
from hengping.lint.documents.ledgers import Column, Ledger
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.printed import Printed
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.documents.tables.named_cells import NamedCell, NamedRows, column_of, heading_core, plain_items
from hengping.lint.finding import Remark, Severity
from hengping.quantities import RATIO
from hengping.quantities.mention import Mention

_ALL = re.compile(
    r"(?<![平人户月年日床亩件次])(?:均(?!衡|等|匀|价|值|分|摊|数)|全部|都(?!市|会)|皆|悉数|一律|全都|无一例外[^，]{0,2})"
)
_NONE = re.compile(
    r"(?:没有|无|未有|无一)(?:一|任何)?[个家项处所]?[^，。；、\d]{0,12}?(?=低于|少于|不足|高于|超过|多于|达不到)"
)
_NOT_ALL = re.compile(
    r"除|大部分|大多|多数|基本|其余|其他|其它|部分|个别|应[当按在不该]|须|需要|要求|如果|若|确保|力争|原则上|平均|人均|未全部|不都|并非"
)
_BUT = re.compile(r"除[^，。；]{1,24}[外余]")
_LINK = re.compile(r"[且也并但而又，、]|同时|总体|普遍")
_DENIED = re.compile(r"(?:未|没有|不)(?:曾|能)?$")
_DONE = re.compile(
    r"^(?:已)?(?:按[^，。；完]{0,6})?(?:超额)?(?:达到|完成|实现|超过|达成|高于)(?:了)?(?P<what>[^，。；、\d]{0,8}?)的?"
    r"(?:目标|指标|任务|计划|预期)(?:值|数|任务|目标)?(?=[，。；、]|$)|^(?:已)?(?:足额)?完成(?=[，。；]|$)|^达标"
)
_ANY_PLAN = re.compile(r"全部|全年|年度|年初|当年|既定|预期|绩效|设定|计划|下达|规定|各项|上级|省|市|县|的|\d")
_THINGS = re.compile(
    r"(?:各|所有|全部|每[一个]?|任何一?个?|没有(?:一个?)?|[无有]一个?|这|上述|(?P<count>[两二三四五六七八九十]|\d+))(?:[个家项类所处]|种)?(?P<class>(?:(?![年月日次批期季])[\u4e00-\u9fff])?)"
)
_PLANNED, _REACHED = re.compile(r"计划|任务|目标|应|下达"), re.compile(r"实际|完成(?!率|比)|已")
_NUMBERS = {word: number for number, word in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}
_REACH = 14
_INVERSE = {">=": "<", ">": "<=", "<=": ">", "<": ">=", "=": "!"}
_SIGNS = {"≥": ">=", "≤": "<=", ">": ">", "<": "<", "=": "="}


@dataclass(frozen=True)
class _Claim:
    """What is said of all: by a figure with its sign, or that the plan of a name was fulfilled (`figure` None)."""

    clause: Sentence
    subject: str
    words: str
    sign: str
    figure: Printed | None
    plan: str = ""

    def holds(self, other: Printed) -> bool:
        assert self.figure is not None
        mine, theirs = self.figure.number, other.room
        if self.sign in (">=", ">"):
            return theirs.high > mine or (self.sign == ">=" and theirs.high == mine)
        if self.sign in ("<=", "<"):
            return theirs.low < mine or (self.sign == "<=" and theirs.low == mine)
        return self.figure.same_as(other)


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    rows = NamedRows(subject)
    under = {id(table): section.heading for section in subject.sections for table in section.tables}
    for sentence in subject.sentences if rows else ():
        for claim in _claims(sentence):
            years = re.findall(r"20\d\d(?=年)", sentence.text)
            if years and subject.year not in years:  # (1)
                continue
            near = [led for led in subject.ledgers_both_ways if under.get(id(led.table)) is sentence.passage.heading]
            found = list(_tables(claim, subject.ledgers_both_ways, near, rows))
            failing = [cells for cells in found if any(not _is_so(claim, cell) for cell in cells)]
            if found and len(failing) == len(found):  # (2)
                cell = next(cell for cell in failing[0] if not _is_so(claim, cell))
                yield _remark(claim, cell)


def _claims(sentence: Sentence) -> Iterator[_Claim]:
    if _BUT.search(sentence.text):  # (1)
        return
    for clause in sentence.clauses:
        text = clause.text
        matches = [*_ALL.finditer(text)] or [*_NONE.finditer(text)]
        if not matches or _NOT_ALL.search(text):  # (1)
            continue
        match, denied = matches[-1], matches[-1].re is _NONE
        before = text[: match.end() if denied else match.start()]
        words = sentence.text[: clause.start - sentence.start + len(before)]
        if not _LINK.sub("", before):
            before = words
        position = clause.start + match.end()
        mention = next((m for m in clause.mentions if position <= m.start <= position + _REACH), None)
        if mention is not None and (figure := Printed.of(mention)) is not None:
            said = text[match.end() : mention.start - clause.start]
            if said or mention.comparator:  # (1)
                sign = _sign(said, mention)
                yield _Claim(clause, before, words, _INVERSE[sign] if denied else sign, figure)
        elif not denied and (done := _DONE.match(text[match.end() :])):
            yield _Claim(clause, before, words, "", None, _ANY_PLAN.sub("", done["what"] or ""))


def _sign(said: str, mention: Mention) -> str:
    sign = _SIGNS.get(mention.comparator, "")
    if not sign:
        sign = ">=" if re.search(r"达|高于|超|不低于", said) else "<=" if "控制在" in said else "="
    return _INVERSE[sign] if _DENIED.search(said) else sign


def _tables(
    claim: _Claim, ledgers: tuple[Ledger, ...], near: list[Ledger], rows: NamedRows
) -> Iterator[list[NamedCell]]:
    """The cells that a claim speaks of, table by table."""
    named = {id(ledger): items for ledger, items in rows.named(claim.subject)}
    for ledger in ledgers:
        items = named.get(id(ledger), [])
        if not items:
            items = _all_items(claim, ledger, ledger in near)
        columns = _columns(claim, ledger) if items else []
        if len(items) == len(columns) == 1:
            continue
        cells = [NamedCell(ledger, i, c) for c in columns for i in items if ledger.figure(i, c.index) is not None]
        if cells and (claim.figure is None or all(_in_unit(claim, cell) is not None for cell in cells)):  # (3)
            yield cells


def _all_items(claim: _Claim, ledger: Ledger, is_near: bool) -> list[int]:
    """All rows, where the words speak of such things."""
    items = plain_items(ledger)
    things = [m for m in _THINGS.finditer(claim.subject) if (m["class"] or m["count"]) and len(m["count"] or "") < 3]
    if len(items) < 3:
        return []
    if not things:
        return items if is_near and not name_pairs(_left_over(claim, ledger)) else []  # (4)
    last = things[0]
    count = last["count"] and (_NUMBERS.get(last["count"], 0) or int(last["count"]))
    heads = ledger.columns[ledger.label_column].heading if ledger.label_column >= 0 else ""
    alike = sum(last["class"] in ledger.labels[item] for item in items)
    fits = last["class"] in ("", "地") or last["class"] in heads or 2 * alike > len(items)  # (1)
    return items if fits and (not count or count == len(items)) else []


def _left_over(claim: _Claim, ledger: Ledger) -> str:
    """What the subject says beside the name of the column."""
    text = claim.subject
    for column in ledger.numeric:
        text = text.replace(heading_core(column), "")
    return text


def _columns(claim: _Claim, ledger: Ledger) -> list[Column]:
    if claim.figure is None:
        plan = [c for c in ledger.numeric if _PLANNED.search(c.heading) and not c.is_rate]
        known = "".join((ledger.table.caption, *(column.heading for column in ledger.columns)))
        if claim.plan and not name_pairs(claim.plan) & name_pairs(known):  # (1)
            return []
        done = [c for c in ledger.numeric if _REACHED.search(c.heading) and not c.is_rate and c not in plan]
        return done if len(plan) == len(done) == 1 else []
    several = _named_columns(ledger, claim.subject)
    if several:
        return several if all(c.is_rate == several[0].is_rate for c in several) else []
    column = column_of(ledger, claim.words)
    return [column] if column is not None else []


def _named_columns(ledger: Ledger, text: str) -> list[Column]:
    """The columns named in full, longer headings first: 得分 is not named by 得分率."""
    found = []
    for column in sorted(ledger.numeric, key=lambda c: -len(heading_core(c))):
        core = heading_core(column)
        if len(core) > 1 and core in text:
            found.append(column)
            text = text.replace(core, "，")
    return found


def _is_so(claim: _Claim, cell: NamedCell) -> bool:
    if claim.figure is not None:
        figure = _in_unit(claim, cell)
        return figure is None or claim.holds(figure)
    plan = _plan(cell)
    return plan is None or not plan.alike(cell.figure) or cell.figure.room.high >= plan.room.low


def _in_unit(claim: _Claim, cell: NamedCell) -> Printed | None:
    """The figure of a cell, in the unit of the claim where the heading says no more than that (投诉件数)."""
    figure, said = cell.figure, claim.figure
    assert said is not None
    if figure.alike(said):
        return figure
    if cell.column.unit is None and figure.unit == RATIO and said.unit.symbol in cell.column.heading:
        return Printed(figure.value, said.unit, figure.text)
    return None


def _plan(cell: NamedCell) -> Printed | None:
    column = next(c for c in cell.ledger.numeric if _PLANNED.search(c.heading) and not c.is_rate)
    return cell.ledger.figure(cell.item, column.index)


def _remark(claim: _Claim, cell: NamedCell) -> Remark:
    text = claim.clause.text.rstrip("，；：。")
    plan = f"，少于{_plan(cell)}" if claim.figure is None else ""
    shown = f"{cell.label}的{cell.column.heading}为{cell.figure.as_printed(cell.number)}{plan}"
    return Remark(
        at(claim.clause.place, cell.ledger.place(cell.item, cell.column.index)),
        f"“{text}”与表不符：{shown}。",
        expected=shown,
        found=text,
    )


CHECK = Check(code="HP739", title="“均”“全部”与表不符", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
