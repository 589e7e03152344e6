"""Statements of change: 收入110万元，比上年的100万元增加10万元，增长10% as a level, a base and the changes between.

A change speaks of the level before it unless its clause has a subject of its own. The base is the figure behind 比, 较,
与, 由 or 从, the one of 上年, 同期 or 期初, or the one of the earlier year where both years are named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from hengping.lint.documents.changes.change_words import (
    BASE_BEFORE,
    CLAUSE,
    DOWN,
    FILLER,
    UP,
    VERSUS,
    WORD,
    YEAR,
    Change,
    Way,
    change_of,
    fits,
    is_beyond,
    later_year,
)
from hengping.lint.documents.changes.listed_years import listed_years
from hengping.lint.documents.figure_book import affinity, name_pairs
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.printed import NOTHING, Printed, Verdict
from hengping.lint.documents.stated import end, plain_figures, start

EARLIER = re.compile(
    r"上年|去年|上一年|上期|同期|期初|基期|年初|前一年|往年|原来|原(?:定|有|标准|值)|改造前|建设前|实施前|调整前|送审|控制价"
)
_FROM = re.compile(r"(?:由|从|自)[^，。；：]*$")
_TO = re.compile(
    rf"(?:{UP}|{DOWN}|调整|变更|变|转|过渡|提标)(?:了)?(?<![幅率速额量])(?:到|至|为|成)[^，。；：]{{0,12}}$"
)
_REACHES = re.compile(
    r"(?:达到?|至|到|达到了|升至|降至|增至|减至|调整后[^，。；：]*|变更后[^，。；：]*)(?:20\d\d年)?的?$"
)
_BASE_AROUND = re.compile(r"(?:与|和|同|跟|在|以)[^，。；：、]*$")
_BASE_BEHIND = re.compile(r"^(?:的)?[^，。；：\d]{0,6}(?:相比|比较|对比|相较|基础上|为基数)")
_ADJUSTED = re.compile(r"(?:追加|调增|调减|核增|核减)$")
_ALIKE, _SAME_THING = 0.5, 0.8
_OF_WHICH_SHARE = re.compile(r"的\d[\d.]*(?:[%‰倍]|成)")
# 分别增长9.04%、3.20%: each of a change of its own.
_LISTED, _SEPARATOR = re.compile(r"分别|各|依次"), re.compile(r"[、，和及与]|以及")
_IN_ALL = re.compile(r"，(?:[一二两三四五六七]项)?(?:合计|共计?|总计|总共|累计)(?:为|约)?")
_SPEED = re.compile(r"^(?:增幅|增速|降幅|增长率|涨幅)$")
_SHORT = re.compile(r"缺口|欠|短缺")
_DUE, _GOT = re.compile(r"应|需|计划|预算|目标|核定"), re.compile(r"实|到位|安排|已|落实|筹集|完成")
_TARGETED = re.compile(
    r"节约|节省|节支|核减|审减|超收|超支|短收|超额|超计划|超目标|超任务|少完成|多完成|(?:比|较)(?:目标|计划|任务|预算)[^，。；]{0,3}[多少超差短]"
)
_TARGET = re.compile(r"目标|计划|任务|预算|应|控制价|限价|送审|概算|申报|估算")
PAIRED = re.compile(r"相差|差额|差距|之差|差异|极差|缺口")


@dataclass
class Movement:
    """Changes of one thing between two times, or differences of two things, in one sentence.

    Attributes:
        level: the later figure, or what is compared; None where the sentence does not print it.
        base: the earlier figure, or what it is compared with; None where the sentence does not print it.
        named: whether words show that the base is the base, rather than its place alone.
        from_to: whether level and base are the two figures of 由…到.
        changes: in order.
    """

    sentence: Sentence
    level: Printed | None = None
    base: Printed | None = None
    named: bool = False
    from_to: bool = False
    changes: list[Change] = field(default_factory=list)

    def of(self, way: Way) -> Change | None:
        """The change of a kind, if there is one."""
        return next((change for change in self.changes if change.way == way), None)


def movements(sentence: Sentence) -> tuple[Movement, ...]:
    """The movements of a sentence that state a change, in order."""
    walk = _Walk(sentence)
    for position in range(len(walk.row)):
        walk.step(position)
    walk.close()
    return tuple(walk.found)


class _Walk:
    """Goes through the figures of a sentence and keeps what a change may speak of."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.text = sentence.passage.text
        self.row = plain_figures(sentence)
        self.years = listed_years(sentence, self.row)
        self.found: list[Movement] = []
        self.now = Movement(sentence)
        self.levels: list[Printed] = []
        self.origin: Printed | None = None
        self.in_list = False
        self.last_rate: Printed | None = None
        self.operands: list[Printed] = []
        self.called: dict[Printed, str] = {}

    def step(self, position: int) -> None:
        figure, context = self.row[position], self.context(position)
        if not _SEPARATOR.fullmatch(context):
            more = position + 1 < len(self.row) and _SEPARATOR.fullmatch(self.context(position + 1))
            self.in_list = bool(more and _LISTED.search(context) and change_of(context, figure))
        if self.in_list or self.is_sum_of_changes(position):
            self.close()
            return
        change = None if _TO.search(context) or self.is_base(figure, context) else change_of(context, figure)
        if change is not None and self.is_change(change):
            if is_beyond(change):
                self.compare(change, position)
            self.add(change)
        elif self.is_base(figure, context):
            self.begin_with_base(figure, context)
        elif self.is_aside(figure):
            self.note_aside(figure, context)
        elif _OF_WHICH_SHARE.match(self.text[end(figure) : self.sentence.end]):
            self.operands.append(figure)
        else:
            self.note_level(figure, context)

    def is_sum_of_changes(self, position: int) -> bool:
        """分别增加40元、72.3元、16.3元，合计128.6元: an increase as well, no level."""
        figure, total = self.row[position], NOTHING
        for before in reversed(range(position)) if _IN_ALL.fullmatch(self.context(position)) else ():
            part, context = self.row[before], self.context(before)
            total += part.room
            several = before < position - 1 and change_of(context, part) is not None
            if not part.alike(figure) or (several and _LISTED.search(context)):
                return part.alike(figure)
            if several and figure.verdict(total) is Verdict.AGREES:
                return True
        return False

    def note_aside(self, figure: Printed, context: str) -> None:
        """500万元（上年450万元）, 减少6起（上年38起，本年32起）; nothing else in parentheses is a level."""
        now = self.now
        if now.changes and not self.fits(now.changes[-1], figure):
            return
        year = YEAR.search(context)
        if EARLIER.search(context) or (year and now.changes and now.level is not None):
            if now.changes and now.base is None:
                now.base, now.named = figure, True
            elif self.levels and self.levels[-1].alike(figure) and not now.changes:
                self.now = Movement(self.sentence, self.levels[-1], figure, True)
        elif now.changes and now.level is None and re.search(r"本年|今年|当年|本期", context):
            now.level = figure

    def note_level(self, figure: Printed, context: str) -> None:
        if _FROM.search(context):
            if not self.waits():
                self.close()
            self.origin = figure
        elif _TO.search(context) or (self.origin is not None and _REACHES.search(context)):
            self.arrive(figure)
        elif self.now.changes and self.now.level is None and self.is_reached(figure, context):
            self.now.level = figure
        elif self.now.base is not None and self.now.level is None and not self.now.changes:
            self.now.level = figure if figure.alike(self.now.base) else None
        elif self.is_base_told_later(figure, context):
            self.now.base, self.now.named = figure, True
        elif not figure.unit.is_ratio or not self.now.changes:
            self.origin = None
        self.levels.append(figure)

    def context(self, position: int) -> str:
        """The words between the figure before and this one, without the rest of a unit (72场次)."""
        begin = end(self.row[position - 1]) if position else self.sentence.start
        words = self.text[begin : start(self.row[position])]
        return re.sub(r"^[次位整]", "", words) if position else words

    def is_reached(self, figure: Printed, context: str) -> bool:
        """减少18人，为426人; 增加200万元，达到3000万元."""
        if any(start(level) > start(self.now.changes[-1].figure) for level in self.levels if level.alike(figure)):
            return False
        near = re.fullmatch(r"，(?:为|共|计|现有|总数为|总计)?", context) and self.fits(self.now.changes[-1], figure)
        return bool(near and context != "，") or bool(_REACHES.search(context))

    def is_base_told_later(self, figure: Printed, context: str) -> bool:
        """下降0.35个百分点，年初为2.31%."""
        if not self.now.changes or self.now.level is None or self.now.base is not None:
            return False
        told = re.fullmatch(rf"，(?:{EARLIER.pattern}|(?:19|20)\d\d年)(?:同期|末|度|数)?[为是]", context)
        return bool(told) and self.fits(self.now.changes[-1], figure)

    def waits(self) -> bool:
        """Whether a change has been told and neither of its figures yet."""
        return bool(self.now.changes) and self.now.level is None and self.now.base is None

    def is_aside(self, figure: Printed) -> bool:
        """Whether it stands in parentheses that do not hold the whole sentence."""
        before = self.text[self.sentence.start : start(figure)]
        return before.count("（") > before.count("）") and not before.startswith("（")

    def is_base(self, figure: Printed, context: str) -> bool:
        if BASE_BEFORE.search(context) and not WORD.search(context) and not re.search(r"新增(?:加)?了?$", context):
            return True
        behind = self.text[end(figure) : self.sentence.end]
        return bool(_BASE_AROUND.search(context) and _BASE_BEHIND.search(behind))

    def begin_with_base(self, figure: Printed, context: str) -> None:
        clause = CLAUSE.split(context)[-1]
        own = re.sub(rf"(?:{VERSUS}|与|和|同|跟|在).*$", "", clause)
        own = FILLER.sub("", own).strip("、")
        level = next((level for level in reversed(self.levels) if level.alike(figure)), None)
        self.close()
        if own and (level is None or not self.speaks_of(own, level)):
            level = None
        self.now = Movement(self.sentence, level, figure, not (level is not None and self.is_part(level)))

    def is_part(self, level: Printed) -> bool:
        """Whether a level is one of the parts behind 其中, so that a change may be of the whole."""
        wholes = (other for other in self.levels if start(other) < start(level) and other.alike(level))
        return any("其中" in self.text[end(whole) : start(level)] for whole in wholes)

    def is_change(self, change: Change) -> bool:
        """低于同类的708元 compares with a level, 超计划160米 tells the difference: that is much smaller."""
        if change.way != "amount" or not is_beyond(change):
            return True
        level = next((level for level in reversed(self.levels) if self.fits(change, level)), None)
        return level is not None and 2 * change.figure.number < level.number

    def compare(self, change: Change, position: int) -> None:
        """高于95%的目标值2.94个百分点: the bound between the two figures is the base."""
        begin = end(self.row[position - 1]) if position else self.sentence.start
        bounds = [
            m for m in self.sentence.mentions if m.comparator and begin <= m.start and m.end <= start(change.figure)
        ]
        base = Printed.of(bounds[-1]) if bounds else None
        if base is not None and self.fits(change, base) and position:
            self.close()
            level = self.row[position - 1]
            self.now = Movement(self.sentence, level if self.fits(change, level) else None, base, True)

    def arrive(self, figure: Printed) -> None:
        """由100万元增加到110万元, or 100万元增加到110万元."""
        base = self.origin if self.origin is not None else (self.levels[-1] if self.levels else None)
        if not (self.waits() and self.origin is not None and self.fits(self.now.changes[-1], figure)):
            self.close()
        if base is not None and base.alike(figure):
            self.now.level, self.now.base, self.now.named, self.now.from_to = figure, base, True, True
            self.called[figure] = self.name(base)
        self.origin = None

    def add(self, change: Change) -> None:
        now = self.now
        own = bool(change.subject) and not _ADJUSTED.search(change.words)
        if own and now.level is not None and self.speaks_of(change.subject, now.level):
            own = False
        if (
            (own or not self.goes_on(change))
            if now.changes
            else (own and now.level is not None) or self.is_stale(change)
        ):
            self.close()
        if not self.now.changes and self.now.base is None:
            self.settle(change, own)
        self.now.changes.append(change)
        self.last_rate = change.figure if change.way == "rate" else self.last_rate

    def is_stale(self, change: Change) -> bool:
        """Whether a newer level than those of the movement stands before its first change."""
        now = self.now
        if now.base is None:
            return False
        last = max(start(figure) for figure in (now.level, now.base) if figure is not None)
        return any(start(level) > last and self.fits(change, level) for level in self.levels)

    def goes_on(self, change: Change) -> bool:
        """Whether a change is one more way of saying the changes just stated."""
        now, last = self.now, self.now.changes[-1]
        if now.of(change.way) is not None or (change.against and last.against and change.against != last.against):
            return False
        year, before = later_year(change), later_year(last)
        if year and before and year != before:
            return False
        between = [
            level for level in self.levels if start(level) > start(last.figure) and level not in (now.level, now.base)
        ]
        return not any(self.fits(change, level) for level in between)

    def settle(self, change: Change, own: bool) -> None:
        """The level and base of a change whose clause prints no base."""
        fits = [level for level in self.levels if self.fits(change, level)]
        if YEAR.search(change.words):
            self.settle_by_year(change, fits, own)
        elif change.way == "points" and _SPEED.search(change.subject):
            self.now.level = self.last_rate
        elif _SHORT.search(change.words):
            due = [level for level in fits if _DUE.search(self.name(level))]
            got = [level for level in fits if _GOT.search(self.name(level)) and level not in due]
            if len(due) == len(got) == 1:
                self.now.level, self.now.base, self.now.named = got[0], due[0], True
        elif PAIRED.search(change.words):
            if len(fits) > 1:
                self.now.level, self.now.base = fits[-1], fits[-2]
        elif change.against == "环比" and len(fits) > 1 and not own:
            self.now.level, self.now.base = fits[-1], fits[-2]
        elif (base := self.named_base(change, fits)) is not None:
            others = [level for level in fits if level is not base]
            others = [level for level in others if not own or self.speaks_of(change.subject, level)]
            if others and "其中" not in self.text[end(base) : start(others[-1])]:
                self.now.level, self.now.base, self.now.named = others[-1], base, len(others) == 1
        else:
            every = [*fits, *(figure for figure in self.operands if self.fits(change, figure))]
            earlier = [level for level in every if self.is_earlier(level, change)]
            self.settle_by_word(change, [level for level in fits if level not in earlier], earlier, own)

    def is_earlier(self, level: Printed, change: Change) -> bool:
        """A budget of the beginning of the year is the base of what was added to it, of nothing else."""
        found = EARLIER.search(self.name(level))
        return found is not None and ("预算" not in self.name(level) or bool(_ADJUSTED.search(change.words)))

    def named_base(self, change: Change, fits: list[Printed]) -> Printed | None:
        """The one figure that bears the name of what a change is compared with (城市比农村高), or the target."""
        every = [*fits, *(figure for figure in self.operands if self.fits(change, figure))]
        if _TARGETED.search(change.words):
            named = [level for level in every if _TARGET.search(self.name(level))]
        else:
            named = [level for level in every if affinity(change.against, self.name(level)) >= _SAME_THING]
        return named[0] if len(named) == 1 and len(every) > 1 else None

    def settle_by_year(self, change: Change, fits: list[Printed], own: bool) -> None:
        against, later = YEAR.findall(change.against), later_year(change)
        earlier = against[-1] if against else str(int(later) - 1)
        of_later = [level for level in fits if self.year_of(level) == later]
        of_earlier = [level for level in fits if self.year_of(level) == earlier]
        if later and len(of_later) == 1:
            self.now.level = of_later[0]
        elif not later and fits and not own:
            self.now.level = fits[-1]
        if len(of_earlier) == 1 and of_earlier[0] is not self.now.level:
            self.now.base, self.now.named = of_earlier[0], True

    def settle_by_word(self, change: Change, others: list[Printed], earlier: list[Printed], own: bool) -> None:
        if own:
            others = [level for level in others if self.speaks_of(change.subject, level)]
        if len(others) > 1 and re.search(r"合计|共|总", change.words):
            return
        if others and (not own or len(others) == 1 or self.year_of(others[-1])):
            self.now.level = others[-1]
        last = self.now.level
        if last is None:
            if len(earlier) == 1 and not others and not own:
                self.now.base, self.now.named = earlier[0], True
            return
        near = [base for base in earlier if affinity(self.name(base), self.name(last)) >= _ALIKE]
        near = near or (earlier if len(earlier) == 1 and len(others) == 1 else [])
        if near:
            self.now.base, self.now.named = near[-1], True
        elif len(others) > 1 and (pair := self.dated_pair(others[-2], others[-1])):
            (self.now.base, self.now.level), self.now.named = pair, True

    def dated_pair(self, first: Printed, second: Printed) -> tuple[Printed, Printed] | None:
        """Two levels of one name and two years, the earlier one first."""
        years = self.year_of(first), self.year_of(second)
        if not all(years) or years[0] == years[1] or affinity(self.name(first), self.name(second)) < _ALIKE:
            names = [FILLER.sub("", self.name(level)) for level in (first, second)]
            if not all(years) or years[0] == years[1] or all(names):
                return None
        return (first, second) if years[0] < years[1] else (second, first)

    def fits(self, change: Change, level: Printed) -> bool:
        return fits(change, level, self.text)

    def name(self, level: Printed) -> str:
        """The words of its clause before a level; before the first figure, where it is the second of 由…到."""
        if level in self.called:
            return self.called[level]
        return CLAUSE.split(self.context(self.row.index(level)))[-1]

    def year_of(self, level: Printed) -> str:
        """The year of its clause; of the years before it where it is one of a list (分别为)."""
        if level in self.years:
            return self.years[level]
        years = YEAR.findall(self.name(level))
        return years[-1] if years else ""

    def speaks_of(self, subject: str, level: Printed) -> bool:
        """Whether the subject of a change says nothing that the name of a level does not say."""
        said = name_pairs(subject)
        return bool(said) and len(said & name_pairs(self.name(level))) >= _SAME_THING * len(said)

    def close(self) -> None:
        if self.now.changes:
            self.found.append(self.now)
        self.now = Movement(self.sentence)
