"""Names of what is measured, and where a text tells their values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hengping.lint.documents.ledgers import Ledger
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.quantities.mention import Mention

_CUT = re.compile(r"[，。；：！？\n]")
_TAIL = 12
_SHORT_LEAD = 5
_GOES_ON = re.compile(r"[比较高低仅只约为达占少多已]|其中")
_IN_WORDS = re.compile(r"[一二两三四五六七八九十近]成|[\u4e00-\u9fff]倍|过半|一半|分之")
# Columns that hold no result: targets, weights, points, numbers of rows.
_NO_RESULT = re.compile(r"目标|指标值|计划|预期|分值|权重|得分|满分|扣分|序号|编号|标准")
_PLANNED = re.compile(
    r"目标值?(?:为|是|：)?$|指标值(?:为|是)?$|不低于|不少于|计划(?:达到)?(?:为|是)?$|要求(?:为|是|达到)?$|力争"
)
_STEM = re.compile(r"(?:[（(][^）)]*[）)]|[\s\d]+|指标)+$")


def stem_of(name: str) -> str:
    """The name without a number or parenthesis at its end: 收入预算执行率 1 → 收入预算执行率."""
    return _STEM.sub("", name.strip()) or name.strip()


def is_value(mention: Mention) -> bool:
    """Whether a mention can be what was reached: a number, no date, no bound, no score."""
    if mention.kind not in ("number", "share", "points") or mention.comparator not in ("", "=", "≈"):
        return False
    return mention.unit is None or mention.unit.symbol != "分"


@dataclass(frozen=True)
class ToldValues:
    """What the figures of a document are called that can be results: pairs of characters around each of them."""

    names: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, subject: DocumentUnderReview, *, but: Ledger | None = None) -> ToldValues:
        """All of a document, one table left out."""
        told = dict.fromkeys((*_of_prose(subject), *_of_tables(subject, but)))
        return cls(tuple(told))

    def tell(self, name: str) -> bool:
        """Whether a figure is called so, in most of the pairs of the name, or counts it (参训430人 for 参训人数)."""
        kernel = pairs_of(_COUNTED.sub("", name)[-_KERNEL:]) if _COUNTED.search(name) else frozenset[str]()
        return any(alike(name, words) >= ALIKE or (kernel and kernel <= words) for words in self.names)


ALIKE = 0.6
# Ends of names that a count tells without them; the last characters before them name the thing.
_COUNTED = re.compile(r"(?:人数|户数|次数|件数|家数|场次|人次|数量|金额|额度|总量|规模|面积)$")
_KERNEL = 4


def alike(name: str, words: frozenset[str]) -> float:
    """How much of a name stands in words, from 0 to 1."""
    own = pairs_of(stem_of(name))
    return len(own & words) / len(own) if own else 0.0


def pairs_of(text: str) -> frozenset[str]:
    """The pairs of Chinese characters of a text; what is between them (figures, signs) is skipped."""
    letters = re.sub(r"[^\u4e00-\u9fff]", "", text)
    return frozenset(letters[i : i + 2] for i in range(len(letters) - 1))


def _of_prose(subject: DocumentUnderReview) -> Iterator[frozenset[str]]:
    for sentence in subject.sentences:
        text, begin = sentence.passage.text, sentence.start
        for clause in sentence.clauses:
            values = [m for m in clause.mentions if is_value(m) and not _PLANNED.search(text[clause.start : m.start])]
            in_words = _IN_WORDS.search(clause.text)
            if values or in_words:
                # a clause that begins with its figure or a word or two goes on about the subject before it
                lead = values[0].start - clause.start if values else in_words.start() if in_words else 0
                goes_on = lead < _SHORT_LEAD or _GOES_ON.match(clause.text)
                end = min(values[-1].end + _TAIL, sentence.end) if values else clause.end
                behind = _CUT.split(text[clause.start : end])[0]
                yield pairs_of(f"{text[begin : clause.start] if goes_on else ''}|{behind}")
            if clause.text[-1] in "；：":
                begin = clause.end


def _of_tables(subject: DocumentUnderReview, but: Ledger | None) -> Iterator[frozenset[str]]:
    for ledger in subject.ledgers:
        if ledger is but:
            continue
        results = [column for column in ledger.columns if not _NO_RESULT.search(column.heading)]
        for item in range(ledger.count):
            row = "|".join(ledger.text(item, column.index) for column in ledger.columns[:6])
            for column in results:
                if re.search(r"\d", ledger.text(item, column.index)):
                    yield pairs_of(row) | pairs_of(column.heading)


def values_told(subject: DocumentUnderReview, name: str) -> Iterator[tuple[Sentence, Mention]]:
    """Where the prose tells a value behind a name, within the clause or the next."""
    for sentence in subject.sentences:
        position = sentence.text.find(name)
        while position >= 0:
            end = sentence.start + position + len(name)
            near = [m for m in sentence.mentions if 0 <= m.start - end <= 24 and is_value(m)]
            if near:
                yield sentence, near[0]
                break
            position = sentence.text.find(name, position + 1)


def told_in_tables(subject: DocumentUnderReview, name: str) -> bool:
    """Whether a row of a table about this name holds a value beside a target: an actual, not a score."""
    for ledger in subject.ledgers:
        columns = [
            c.index
            for c in ledger.columns
            if re.search(r"实际|完成(?:值|情况|数)|执行数|完成率|现值|数值|结果", c.heading)
        ]
        for item in range(ledger.count):
            if any(stem_of(ledger.text(item, c.index)) == name for c in ledger.columns[:6]) and any(
                re.search(r"\d|[是否]|完成|达", ledger.text(item, c)) for c in columns
            ):
                return True
    return False
