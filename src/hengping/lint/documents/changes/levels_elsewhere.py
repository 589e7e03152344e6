"""Where a document prints the figures that a change rests on: one row at two times, one column for two things, the
paragraph.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from hengping.lint.documents.changes.change_words import YEAR, Change, fits, later_year
from hengping.lint.documents.changes.changes import Movement
from hengping.lint.documents.figure_book import Entry, name_pairs
from hengping.lint.documents.ledgers import Ledger, read_symbol
from hengping.lint.documents.passages import normal
from hengping.lint.documents.printed import Printed
from hengping.lint.documents.scores.goal_tables import GoalLine
from hengping.lint.documents.stated import start
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.quantities import RATIO

_LAST_TIME = re.compile(r"上年|去年|上一年|上期|期初|年初|同期|同比|前一年")
_THIS_TIME = re.compile(r"本年|当年|本期|期末|年末|今年")
_TIME = re.compile(rf"(?:19|20)\d\d年?度?|{_LAST_TIME.pattern}|{_THIS_TIME.pattern}|末$")
_SAYS_NOTHING = re.compile(r"金额|数额|合计|总计|小计|决算|实际|完成|[（(][^（）()]*[）)]|数$|额$|值$|/")
_WHOLE = re.compile(r"合计|总计|全部|总体|全[国省市县区州]|平均")
_BUDGET_OF_START = re.compile(r"年初.*(?:预算|指标|计划|目标)")
_GOAL = re.compile(r"目标|计划|指标值|任务|要求|标准值|超额")
_NUMBER = re.compile(
    r"(?:[≥≤=＝><]|不低于|不少于|不超过|不高于)?(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>%|‰|[^\d\s.,]{0,6})"
)
# Headings that say what every figure of the table is.
_PLAIN = frozenset(["支出", "收入", "人数", "人次", "数量", "面积", "投入", "发放", "拨付", "资金"])
_Key = TypeVar("_Key")


@dataclass(frozen=True)
class Levels:
    """Two figures that a change may lie between.

    Attributes:
        level: the later one, or the one compared; None where the sentence's own is meant.
        base: the earlier one, or what it is compared with.
        certain: how surely they are meant: 2 the sentence prints one of them, 1 their names are its words, 0 else.
    """

    level: Entry
    base: Entry
    certain: int


@dataclass
class _Row:
    """The cells of one thing by time."""

    label: str
    heading: str
    by_time: dict[str, Entry] = field(default_factory=dict)


class LevelsElsewhere:
    """The figures of a document by what they are called and of what time."""

    def __init__(self, subject: DocumentUnderReview) -> None:
        self.subject = subject
        self.cells = [entry for entry in subject.figure_book if entry.cell is not None]
        self.columns: dict[tuple[int, int], list[Entry]] = {}
        for entry in self.cells:
            assert entry.cell is not None
            self.columns.setdefault((id(entry.cell[0]), entry.cell[2]), []).append(entry)
        prose = [entry for entry in subject.figure_book if entry.sentence is not None]
        self.by_passage = _grouped(prose, lambda entry: id(entry.sentence.passage) if entry.sentence else 0)
        self.by_heading = _grouped(prose, lambda entry: id(entry.heading))
        self.by_ending = _grouped(prose, lambda entry: entry.name[-2:])

    def of(self, movement: Movement, change: Change, carried: str = "") -> list[Levels]:
        """The pairs that a change may lie between, the surest first.

        `carried` is what the sentence said before it compares with: 与2020年相比，….
        """
        against = next((other.against for other in movement.changes if other.against), change.against) or carried
        words = self._words(movement)
        found: list[Levels] = []
        year, earlier = self._years(movement, change, against)
        if earlier:
            found = [*self._of_rows(movement, change, words, year, earlier)]
            found += self._of_prose(movement, change, earlier)
            found += self._of_heads(movement, change, year, earlier)
        elif _GOAL.search(f"{against}{change.words}"):
            found = [*self._of_goals(movement, change, words), *self._said_of_base(movement, change, against)]
        elif against:
            found = [*self._of_columns(movement, change, words, against)]
            found += self._of_paragraph(movement, change, words, against)
            found += self._said_of_base(movement, change, against)
        return sorted(found, key=lambda pair: -pair.certain)

    def said_before(self, movement: Movement) -> list[Entry]:
        """The amounts of the paragraph before a movement that may be the level which it does not print."""
        amount = movement.of("amount")
        if amount is None or movement.level is not None or movement.base is not None:
            return []
        return [
            entry
            for entry in self.by_passage.get(id(movement.sentence.passage), ())
            if start(entry.figure) < start(amount.figure)
            and fits(amount, entry.figure, movement.sentence.passage.text)
            and later_year(amount) in ("", entry.year)
        ]

    def _words(self, movement: Movement) -> str:
        """What the change is said of: its subject, or the clause and the sentence that the level stands in."""
        first = movement.changes[0]
        if first.subject:
            return first.subject
        text = movement.sentence.passage.text
        begin = start(movement.level) if movement.level is not None else start(first.figure)
        return re.split(r"[。；]", text[movement.sentence.start : begin])[-1]

    def _years(self, movement: Movement, change: Change, against: str) -> tuple[str, str]:
        """The later year and the earlier one; "" for the earlier one where something else is compared."""
        own = [other for other in movement.changes if later_year(other)]
        until = start(movement.level if movement.level is not None else change.figure)
        before = YEAR.findall(movement.sentence.passage.text[movement.sentence.start : until])
        named = YEAR.findall(against)
        candidates = [year for year in before if year not in named]
        year = later_year(own[0]) if own else candidates[-1] if candidates else self.subject.year
        if named:
            return (year if year > named[-1] else ""), named[-1]
        if (_LAST_TIME.search(against) and not _BUDGET_OF_START.search(against)) or not against:
            return year, (str(int(year) - 1) if year else "上")
        return year, ""

    @functools.cached_property
    def _rows(self) -> dict[str, list[_Row]]:
        """Rows with figures of two times by each pair of letters of their names; "" for those without a name."""
        found: dict[tuple[int, str, str], _Row] = {}
        for entry in self.cells:
            assert entry.cell is not None
            ledger, item, index = entry.cell
            label, heading = ledger.labels[item], next(c.heading for c in ledger.columns if c.index == index)
            time = _time_of(heading) or _time_of(label) or _time_of_row(ledger, item)
            if not time:
                continue
            label, heading = (_SAYS_NOTHING.sub("", _TIME.sub("", text)) for text in (label, heading))
            row = found.setdefault((id(ledger), label, heading), _Row(label, heading))
            row.by_time.setdefault(time, entry)
        by_pair: dict[str, list[_Row]] = {}
        for row in found.values():
            if len(row.by_time) > 1:
                for pair in sorted(name_pairs(row.label + row.heading)) or [""]:
                    by_pair.setdefault(pair, []).append(row)
        return by_pair

    def _of_rows(self, movement: Movement, change: Change, words: str, year: str, earlier: str) -> Iterator[Levels]:
        spoken = name_pairs(normal(words))
        best: list[tuple[int, Levels]] = []
        rows = {id(row): row for pair in ("", *sorted(spoken)) for row in self._rows.get(pair, ())}
        for row in rows.values():
            level = row.by_time.get(year) or row.by_time.get("本") or _printed_later(row, movement, earlier)
            base = row.by_time.get(earlier) or (row.by_time.get("上") if not year or earlier == _before(year) else None)
            if level is None or base is None or not _may_be(movement, change, level, base):
                continue
            plain = row.label and row.heading in _PLAIN
            pairs = name_pairs(row.label if plain else row.label + row.heading)
            score = len(pairs & spoken)
            named = bool(pairs) and pairs <= spoken
            printed = movement.level is not None or movement.base is not None
            same = len(pairs) > 1 and pairs == name_pairs(_TIME.sub("", words))
            if named or (printed and (score or not pairs)):
                best.append((score, Levels(level, base, 2 if printed or same else 1)))
        most = max((score for score, _ in best), default=0)
        yield from (levels for score, levels in best if score == most)

    def _of_prose(self, movement: Movement, change: Change, earlier: str) -> Iterator[Levels]:
        """The figure of the earlier year under the same name, in another sentence of the section."""
        near = self.by_passage.get(id(movement.sentence.passage), [])
        own = next((e for e in near if e.sentence is movement.sentence and e.figure == movement.level), None)
        if own is None or movement.base is not None:
            return
        name = name_pairs(_TIME.sub("", own.name))
        for entry in self.by_heading.get(id(own.heading), ()) if len(name) > 1 else ():
            if entry.sentence is own.sentence or entry.year != earlier:
                continue
            if name_pairs(_TIME.sub("", entry.name)) == name and _may_be(movement, change, own, entry):
                yield Levels(own, entry, 2)

    def _of_heads(self, movement: Movement, change: Change, year: str, earlier: str) -> Iterator[Levels]:
        """Two figures of one paragraph and two years whose names end as the subject of the change does: 缺口."""
        head = movement.changes[0].subject[-2:]
        if len(head) < 2 or movement.level is not None or movement.base is not None:
            return
        named = [entry for entry in self.by_ending.get(head, ()) if entry.year in (year, earlier)]
        for level in (entry for entry in named if entry.year == year):
            for base in (entry for entry in named if entry.year == earlier):
                if _is_one_passage(level, base) and _may_be(movement, change, level, base):
                    yield Levels(level, base, 0)

    def _of_goals(self, movement: Movement, change: Change, words: str) -> Iterator[Levels]:
        """Result and target of a declared goal; a target is meant as it is written: 98 % is 98.00 %."""
        spoken = name_pairs(words)
        for line, actual in self._goals:
            if not name_pairs(line.name) & spoken or (movement.level is not None and not _same(movement.level, actual)):
                continue
            target = _figure_of(line.target, change.figure.places)
            if target is None:
                continue
            level, base = (Entry(f, line.name, "", "", "", None, line.place) for f in (actual, target))
            if _may_be(movement, change, level, base):
                yield Levels(level, base, 2 if movement.level is not None else 1)

    @functools.cached_property
    def _goals(self) -> list[tuple[GoalLine, Printed]]:
        """The declared goals whose results are figures."""
        lines = [line for table in self.subject.goal_tables for line in table.lines]
        return [(line, actual) for line in lines if (actual := _figure_of(line.actual, 0)) is not None]

    def _of_columns(self, movement: Movement, change: Change, words: str, against: str) -> Iterator[Levels]:
        """Cells of one column: the thing of the level, and the thing that the clause compares it with."""
        other = name_pairs(against)
        for level in self._of_labels(name_pairs(words)):
            assert level.cell is not None
            if movement.level is not None and not _same(movement.level, level.figure):
                continue
            for base in self.columns[id(level.cell[0]), level.cell[2]]:
                label = _label_pairs(base)
                is_base = (label and label <= other) or (_WHOLE.search(against) and _is_whole(base))
                if is_base and base is not level and _may_be(movement, change, level, base):
                    yield Levels(level, base, 2 if movement.level is not None else 1)

    def _of_labels(self, spoken: frozenset[str]) -> Iterator[Entry]:
        """The cells of all rows whose labels stand in some words."""
        for pair in sorted(spoken):
            yield from (entry for entry in self._labelled.get(pair, ()) if _label_pairs(entry) <= spoken)

    @functools.cached_property
    def _labelled(self) -> dict[str, list[Entry]]:
        """The cells by the first pair of letters of the label of their row."""
        named = [entry for entry in self.cells if _label_pairs(entry)]
        return _grouped(named, lambda entry: min(_label_pairs(entry)))

    def _of_paragraph(self, movement: Movement, change: Change, words: str, against: str) -> Iterator[Levels]:
        """Figures of the paragraph in one unit whose words are those of the clause."""
        told = [other.figure for other in movement.changes]
        near = [
            entry
            for entry in self.by_passage.get(id(movement.sentence.passage), ())
            if entry.figure.unit.symbol == (change.figure.unit.symbol if change.way != "points" else "%")
            and entry.figure not in told
        ]
        bases = _most_alike(near, against)
        levels = _most_alike([entry for entry in near if entry not in bases], words)
        if len(bases) == 1 and len(levels) == 1 and movement.level is None and movement.base is None:
            yield Levels(levels[0], bases[0], 1)

    def _said_of_base(self, movement: Movement, change: Change, against: str) -> Iterator[Levels]:
        """The level that the sentence prints, and the one figure before it in the paragraph that is called the base."""
        near = self.by_passage.get(id(movement.sentence.passage), [])
        own = next((e for e in near if e.sentence is movement.sentence and e.figure == movement.level), None)
        wanted = name_pairs(against)
        if own is None or movement.base is not None or not wanted:
            return
        before = [e for e in near if start(e.figure) < start(own.figure) and e.figure.alike(own.figure)]
        named = [e for e in before if wanted <= name_pairs(e.name) and not e.name.endswith("的")]  # a share of it
        if len({e.figure.number for e in named}) == 1 and _may_be(movement, change, own, named[-1]):
            yield Levels(own, named[-1], 2)


def _printed_later(row: _Row, movement: Movement, earlier: str) -> Entry | None:
    """The cell of a later year that the sentence prints; the one later year, where it prints none."""
    later = [entry for time, entry in sorted(row.by_time.items()) if time.isdigit() and time > earlier]
    if movement.level is None:
        return later[0] if len(later) == 1 else None
    return next((entry for entry in later if _same(movement.level, entry.figure)), None)


def _grouped(entries: list[Entry], key: Callable[[Entry], _Key]) -> dict[_Key, list[Entry]]:
    found: dict[_Key, list[Entry]] = {}
    for entry in entries:
        found.setdefault(key(entry), []).append(entry)
    return found


def _label_pairs(cell: Entry) -> frozenset[str]:
    assert cell.cell is not None
    return name_pairs(cell.cell[0].labels[cell.cell[1]])


def _most_alike(entries: list[Entry], words: str) -> list[Entry]:
    spoken = name_pairs(words)
    if not spoken:
        return []
    scores = [len(spoken & name_pairs(entry.words)) / len(spoken) for entry in entries]
    most = max(scores, default=0.0)
    return [entry for entry, score in zip(entries, scores, strict=True) if score == most and score >= 0.6]


def _is_one_passage(one: Entry, other: Entry) -> bool:
    return one.sentence is not None and other.sentence is not None and one.sentence.passage is other.sentence.passage


def _may_be(movement: Movement, change: Change, level: Entry, base: Entry) -> bool:
    """Whether two figures agree with what the sentence prints of them, and are of the kind of the change."""
    text = movement.sentence.passage.text
    if not level.figure.alike(base.figure) or level.figure.same_as(base.figure):
        return False
    if movement.level is not None and not _same(movement.level, level.figure):
        return False
    if movement.base is not None and not _same(movement.base, base.figure):
        return False
    return fits(change, level.figure, text) and (change.way == "points") == (level.figure.unit.symbol == "%")


def _figure_of(text: str, places: int) -> Printed | None:
    """The one number of a cell of goals, to at least so many decimals."""
    match = _NUMBER.fullmatch(normal(text))
    unit = read_symbol(match["unit"]) if match and match["unit"] else RATIO
    if match is None or unit is None:
        return None
    value = Decimal(match["number"].replace(",", ""))
    exponent = value.as_tuple().exponent
    written = -exponent if isinstance(exponent, int) else 0
    return Printed(value.quantize(Decimal(1).scaleb(-max(places, written))), unit, text)


def _same(one: Printed, other: Printed) -> bool:
    return one.alike(other) and one.same_as(other)


def _is_whole(entry: Entry) -> bool:
    assert entry.cell is not None
    return entry.cell[0].is_total(entry.cell[1]) or bool(_WHOLE.match(entry.cell[0].labels[entry.cell[1]]))


def _time_of(text: str) -> str:
    years = re.findall(r"(?:19|20)\d\d", text)
    if len(set(years)) == 1:
        return str(years[0])
    if _LAST_TIME.search(text):
        return "上"
    return "本" if _THIS_TIME.search(text) else ""


def _time_of_row(ledger: Ledger, item: int) -> str:
    """2021年 in a column 年度."""
    texts = (ledger.text(item, column.index) for column in ledger.columns if column.is_serial)
    return next((time for text in texts if (time := _time_of(text))), "")


def _before(year: str) -> str:
    return str(int(year) - 1)
