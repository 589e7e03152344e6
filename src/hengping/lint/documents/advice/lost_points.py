"""Points that rows of score tables lost, and where the document says why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hengping.lint.documents.advice.conclusions import KINDS, Point, dimension_named, dimension_of, telling_pairs
from hengping.lint.documents.advice.shortfalls import alike, pairs_of
from hengping.lint.documents.passages import Passage
from hengping.lint.documents.printed import Printed
from hengping.lint.documents.scores.score_tables import ScoreTable
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.quantities.rounding import round_half_up
from hengping.reading.documents import Place

_NAME = re.compile(r"指标|目标|任务|项目|[一二三四]级|内容|名称|类别|考核|维度|要素|事项")
_NO_NAME = re.compile(r"值|标准|单位|解释|说明|依据|来源|权重|分")
_REASON = re.compile(r"扣分|失分|原因|说明|备注|依据|情况|评分过程|评价要点|评分")
_LOSS = re.compile(r"[扣失丢减]\s*(?:减|除|去|掉|了|计)*\s*(?P<points>\d+(?:\.\d+)?)\s*分")
_SAYS_LOSS = re.compile(r"[扣丢]|失分|未得满分|未得分|不得分|得分率?(?:较|偏|最)低")
_SAYS_SHORT = re.compile(
    r"未|没有|缺|(?<!不)低(?!保|收入|温|龄|年级|碳|空|压)|不足|不够|不到位|不规范|不及时|不完整|不健全|不符|不高|不全|不强|不一致|滞后|偏|差|仅|只有|超期|逾期|超出|瑕疵"
    r"|薄弱|有待|失分|减少|延迟|推迟|相差|不明确|不准|不合理|不细|脱节|欠|违规|按[^，。；]{0,14}[计扣得]"
)
_JOINED = re.compile(r"[”’]?(?:[、和及与]|以及)[“‘]?")
_NAMED = {
    name: re.compile(
        rf"(?:{'|'.join(word if word == name else f'(?<![一-龥]){word}' for word in words)})"
        r"(?:类|指标|情况|方面|分析|部分|得\d|满分|分值|\d|$)"
    )
    for name, words in KINDS.items()
}
_DIMENSION_BEGINS = re.compile(
    r"(?<![\u4e00-\u9fff])(?:决策|过程|产出|效益|投入|效果|管理)(?:类)?(?:指标)?(?:分值|满分|权重)?(?:为|共)?\d+(?:\.\d+)?分"
)
_DIMENSION_TOLD = re.compile(
    r"(?P<name>决策|过程|产出|效益)(?:类)?(?:指标)?(?:得分?)?(?P<score>\d+(?:\.\d+)?)分?[（(](?:满分|分值|权重)(?P<weight>\d+(?:\.\d+)?)分?[）)]"
)
_BY_FORMULA = re.compile(r"按[^，。；]{0,20}[计扣得]|比例|计得|计\d|折算|得\d[\d.]*分")
_PREFIX = re.compile(r"(?:年度?|新增|累计|平均|当年)?")
_MOSTLY = 0.5
# A rate at which the points were given: two figures at least behind the first, so that it is no chance.
_RATE = re.compile(r"(?<![\d.])(?P<rate>\d{2}\.\d{1,2})%")
_OF_SCORE = re.compile(r"得分率[^，。；]{0,6}$")
_BESIDE = 0.3


@dataclass(frozen=True)
class Loss:
    """One row of a score table that did not get its full marks.

    Attributes:
        name: the deepest name of the row.
        dimension: 决策, 过程, 产出 or 效益; "" where the table does not say.
        reason: whether the table itself gives a reason.
    """

    name: str
    weight: Printed
    score: Printed
    dimension: str
    reason: bool
    place: Place

    @property
    def lost(self) -> Decimal:
        return self.weight.value - self.score.value


@dataclass(frozen=True)
class ScoredRows:
    """The rows of the score tables.

    Attributes:
        dimensions: the rows of whole dimensions that lost points, each once.
        losses: the rows of indicators that lost points, of the deepest level, each name once.
        names: every indicator of that level, full marks or not.
    """

    dimensions: tuple[Loss, ...]
    losses: tuple[Loss, ...]
    names: tuple[str, ...]


def scored_rows(subject: DocumentUnderReview) -> ScoredRows:
    """The rows of all score tables of a document."""
    rows = [row for table in subject.score_tables for row in _rows(table)]
    above = {name for _, upper in rows for name in upper}
    dimensions: dict[str, Loss] = {}
    indicators: dict[str, Loss] = {}
    for loss, _ in rows:
        if name := dimension_of(loss.name):
            dimensions.setdefault(name, loss)
        elif loss.name not in above:
            indicators.setdefault(loss.name, loss)
    return ScoredRows(
        tuple(loss for loss in dimensions.values() if loss.lost > 0),
        tuple(loss for loss in indicators.values() if loss.lost > 0),
        tuple(indicators),
    )


def _rows(table: ScoreTable) -> Iterator[tuple[Loss, tuple[str, ...]]]:
    """Each row with a weight and a score, and the names of the levels above it."""
    ledger = table.ledger
    names = [
        column.index
        for column in ledger.columns
        if column.index < table.weight.index and _NAME.search(column.heading) and not _NO_NAME.search(column.heading)
    ]
    reasons = [
        column.index
        for column in ledger.columns
        if column.index > table.weight.index and _REASON.search(column.heading) and column not in ledger.numeric
    ]
    for item in range(ledger.count):
        line = table.line(item)
        if line is None or ledger.is_total(item) or ledger.is_subtotal(item):
            continue
        told = [ledger.text(item, column) for column in names if ledger.text(item, column)]
        name = told[-1] if told else ledger.labels[item]
        if len(name) < 2:
            continue
        reason = any(len(re.findall(r"[\u4e00-\u9fff]", ledger.text(item, column))) > 3 for column in reasons)
        dimension = next((found for text in (*told, name) if (found := dimension_named(text))), "")
        loss = Loss(name, *line, dimension, reason, ledger.place(item, table.score.index))
        yield loss, tuple(told[:-1])


class Explanations:
    """What the prose says about lost points.

    A stretch belongs to an indicator from its name to the next one, a section to the indicator in its heading; a
    deduction that stands in no such stretch may explain any row of its dimension that lost as much, once.
    """

    def __init__(self, subject: DocumentUnderReview, rows: ScoredRows, problems: tuple[Point, ...]) -> None:
        self._rows, self._problems = rows, problems
        self._said: dict[str, list[str]] = {}
        self._free: list[tuple[str, Decimal]] = []
        self._lost = {loss.name: loss.lost for loss in rows.losses}
        self._rates = tuple(_rates_below_whole(subject)) if rows.losses else ()
        patterns = {name: _spelled(name) for name in rows.names}
        for passage in subject.prose:
            self._read(passage, patterns)
        for section in subject.sections:
            title = section.title
            for name, pattern in patterns.items():
                if pattern.search(title):
                    parts = (section, *subject.below(section))
                    texts = (p.text for part in parts for p in part.paragraphs)
                    self._said.setdefault(name, []).append("\n".join(texts))

    def _read(self, passage: Passage, patterns: dict[str, re.Pattern[str]]) -> None:
        text = passage.text
        owned: set[int] = set()
        for name, start, end in _stretches(text, patterns):
            self._said.setdefault(name, []).append(text[start:end])
            if name in self._lost:
                owned |= _owned(list(_LOSS.finditer(text, start, end)), self._lost[name])
        above = passage.heading.text if passage.heading else ""
        self._free += [
            (_dimension_before(text[: match.start()]) or _dimension_before(above), Decimal(match["points"]))
            for match in _LOSS.finditer(text)
            if match.start() not in owned
        ]

    def unexplained(self) -> tuple[Loss, ...]:
        """The rows that nothing explains."""
        return tuple(loss for loss in self._rows.losses if not self._is_said(loss) and not self._is_free(loss))

    def partly(self) -> Iterator[tuple[Loss, Decimal]]:
        """Rows whose own deductions are less than the loss, in a document that gives the whole loss of most others."""
        whole, part = 0, list[tuple[Loss, Decimal]]()
        for loss in self._rows.losses:
            said = self._said.get(loss.name, ())
            sums = [[Decimal(match["points"]) for match in _LOSS.finditer(text)] for text in said]
            if any(loss.lost in off or sum(off) == loss.lost for off in sums):
                whole += 1
            elif any(sums) and not loss.reason and not any(_BY_FORMULA.search(text) for text in said):
                told = sum((points for off in sums for points in off), Decimal(0))
                if told < loss.lost and all(points != loss.lost - told for _, points in self._free):
                    part.append((loss, told))
        if whole > len(part):
            yield from part

    def speak_of(self, dimension: str) -> bool:
        """Whether a loss of a dimension is explained: one of its rows is, or a deduction stands beside its name."""
        own = [loss for loss in self._rows.losses if loss.dimension == dimension]
        unexplained = self.unexplained()
        return any(loss not in unexplained for loss in own) or any(dimension == named for named, _ in self._free)

    def _is_said(self, loss: Loss) -> bool:
        said = self._said.get(loss.name, ())
        if loss.reason or any(pattern.search(text) for text in said for pattern in (_SAYS_LOSS, _SAYS_SHORT, _LOSS)):
            return True
        own = telling_pairs(loss.name)
        sentences = (part for problem in self._problems for part in re.split(r"[。；]", problem.text))
        return self._is_in_proportion(loss) or any(
            len(own & telling_pairs(part)) >= max(2, _MOSTLY * len(own)) for part in sentences
        )

    def _is_in_proportion(self, loss: Loss) -> bool:
        """Whether the prose gives beside words of the name a rate at which the marks make up the score."""
        places = -int(loss.score.value.as_tuple().exponent)
        return any(
            round_half_up(loss.weight.value * rate / 100, places) == loss.score.value
            for rate, words in self._rates
            if alike(loss.name, words) >= _BESIDE
        )

    def _is_free(self, loss: Loss) -> bool:
        """Whether a deduction of as many points is left for the row, beside those for rows before it."""
        alike = [
            points
            for named, points in self._free
            if points == loss.lost and (not loss.dimension or not named or loss.dimension == named)
        ]
        earlier = self._rows.losses[: self._rows.losses.index(loss)]
        same = [other for other in earlier if other.lost == loss.lost and other.dimension == loss.dimension]
        return len(alike) > sum(not self._is_said(other) for other in same)


def _rates_below_whole(subject: DocumentUnderReview) -> Iterator[tuple[Decimal, frozenset[str]]]:
    """The rates below 100 % of the prose, score rates left out, each with the words of its sentence."""
    for sentence in subject.sentences:
        found = [
            match for match in _RATE.finditer(sentence.text) if not _OF_SCORE.search(sentence.text[: match.start()])
        ]
        if found:
            words = pairs_of(sentence.text)
            yield from ((Decimal(match["rate"]), words) for match in found)


def _dimension_before(text: str) -> str:
    """The dimension that a text names last."""
    named = [(match.start(), name) for name, pattern in _NAMED.items() for match in pattern.finditer(text)]
    return max(named)[1] if named else ""


def _stretches(text: str, patterns: dict[str, re.Pattern[str]]) -> Iterator[tuple[str, int, int]]:
    """Where a text speaks of each name: up to the next name or dimension; names of one list share what follows it."""
    found = sorted(
        (match.start(), match.end(), name)
        for name, pattern in patterns.items()
        if name[-2:] in text or name[:2] in text
        for match in pattern.finditer(text)
    )
    stops = [match.start() for match in _DIMENSION_BEGINS.finditer(text)]
    end = len(text)
    for number in range(len(found) - 1, -1, -1):
        start, close, name = found[number]
        follows = found[number + 1][0] if number + 1 < len(found) else len(text)
        if not _JOINED.fullmatch(text[close:follows]):
            end = min([follows, *(stop for stop in stops if stop > start)])
        yield name, start, end


def _owned(deductions: list[re.Match[str]], lost: Decimal) -> set[int]:
    """Where the deductions stand that make up the loss of a row: one, several, or the whole and its parts."""
    owned: set[int] = set()
    total = Decimal(0)
    part: list[int] = []
    for match in deductions:
        total += Decimal(match["points"])
        part.append(match.start())
        if total >= lost:
            owned.update(part if total == lost else part[:1])
            total, part = Decimal(0), []
    return owned


def partly_explained(subject: DocumentUnderReview, rows: ScoredRows) -> Iterator[tuple[str, Decimal, Decimal, Place]]:
    """Dimensions whose own chapter takes off fewer points than they lost: name, lost, told, place of the chapter."""
    lost = {dimension_of(loss.name): loss.lost for loss in rows.dimensions}
    for passage in subject.prose:
        for match in _DIMENSION_TOLD.finditer(passage.text):
            lost.setdefault(match["name"], Decimal(match["weight"]) - Decimal(match["score"]))
    for section in subject.sections:
        name = dimension_of(section.title.removesuffix("分析"))
        if section.heading is None or lost.get(name, Decimal(0)) <= 0:
            continue
        text = "\n".join(p.text for part in (section, *subject.below(section)) for p in part.paragraphs)
        off = [Decimal(match["points"]) for match in _LOSS.finditer(text)]
        told = sum(off, Decimal(0))
        if off and told < lost[name] and lost[name] not in off and not _BY_FORMULA.search(text):
            yield name, lost[name], told, section.heading.place


def _spelled(name: str) -> re.Pattern[str]:
    """A name of an indicator as prose writes it: 资金到位及时性, 资金到位不及时, “…”."""
    base = re.sub(f"^{_PREFIX.pattern}", "", name.removesuffix("性").removesuffix("情况"))
    if len(base) < 4:
        return re.compile(re.escape(name))
    if len(base) < 5:
        return re.compile(f"{_PREFIX.pattern}{re.escape(base)}")
    return re.compile(rf"{_PREFIX.pattern}{re.escape(base[:-2])}(?:不|不够|欠|未|较为?)?{re.escape(base[-2:])}")
