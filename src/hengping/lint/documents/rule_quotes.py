"""What a document says that a rule demands: its figure (3%, 60日, 9月30日前) and the words it is said with."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from hengping.lint.documents.passages import Sentence
from hengping.quantities.mention import Mention

_RULE = re.compile(r"规定|办法|要求|标准|时限|细则|制度|协议约定|约定|按照|应于|应在|应当|须|不得|预留|比例为")
_TELLS = re.compile(
    r"实际|未|仅|只|已|扣\d|得\d|得分|完成率|达到了?\d|为\d|占|其中|同比|比上年|超|逾期|延迟|平均|目标|指标值"
)
_DEMANDED = re.compile(r"(?:规定|要求|约定)的?$")
_CLAUSE = re.compile(r"[，；。：、（）！？\n“”]")
_NOT_WORDS = re.compile(
    r"第[一二三四五六七八九十百\d]+[条款项]|[一-龥]*《[^》]*》|[^一-龥]|按照?|规定的?|要求的?|标准|关于|应当?于?|须|的|在|每年|或|以内|以下|不得|为|是|不"
)
_FEWEST_PAIRS = 3
_ALIKE = 0.6
_SAYS_NOTHING = frozenset(
    ("均超", "超过", "过了", "时限", "日期", "期限", "限期", "的时", "的期", "已超", "未超", "以上", "以内")
)
_DAYS = ("天", "日", "工作日", "个工作日", "月", "个月", "年")


@dataclass(frozen=True)
class RuleQuote:
    """One demand: what is demanded, the words around it, and where; `is_demanded` if 规定的 stands right before it."""

    kind: str
    value: object
    printed: str
    pairs: frozenset[str]
    sentence: Sentence
    is_demanded: bool

    @property
    def is_bare(self) -> bool:
        """Whether it says no more than the document and the figure: 超过《管理办法》规定的15个工作日."""
        return self.is_demanded and not self.pairs - _SAYS_NOTHING

    def _names_one_document(self, other: RuleQuote) -> bool:
        """Whether both sentences name one document, in full or in short."""
        return any(mine.endswith(theirs) or theirs.endswith(mine) for mine in self.titles for theirs in other.titles)

    @functools.cached_property
    def titles(self) -> frozenset[str]:
        """The documents that the sentence names."""
        return frozenset(re.findall(r"《([^《》]{2,40})》", self.sentence.text))

    def is_of_one_rule(self, other: RuleQuote) -> bool:
        """Whether both are said with mostly the same words, or name one document and share a word."""
        shared = len(self.pairs & other.pairs)
        if self._names_one_document(other) and (shared or self.is_bare or other.is_bare):
            return True
        return shared >= _FEWEST_PAIRS and shared >= _ALIKE * min(len(self.pairs), len(other.pairs))


def rule_quotes(sentences: tuple[Sentence, ...]) -> Iterator[RuleQuote]:
    """The demands of the prose in order; a clause with two figures of a kind says none for certain."""
    for sentence in sentences:
        if not _RULE.search(sentence.text):
            continue
        for mention in sentence.mentions:
            begin, end = _clause(sentence, mention)
            around = sentence.passage.text[begin:end]
            inside = [
                m
                for m in sentence.mentions
                if begin <= m.start < end and (m.kind, m.unit) == (mention.kind, mention.unit)
            ]
            kind = _kind(
                mention, sentence.passage.text[begin : mention.start], sentence.passage.text[mention.end : end]
            )
            demanded = bool(_DEMANDED.search(sentence.passage.text[begin : mention.start]))
            if kind and len(inside) == 1 and (demanded or not _TELLS.search(around)):
                words = sentence.passage.text[begin : mention.start] + "，" + sentence.passage.text[mention.end : end]
                value = mention.date or mention.value
                yield RuleQuote(kind, value, mention.text, _pairs(words), sentence, demanded)


def _clause(sentence: Sentence, mention: Mention) -> tuple[int, int]:
    text = sentence.passage.text
    begins = [m.end() for m in _CLAUSE.finditer(text, sentence.start, mention.start)]
    end = _CLAUSE.search(text, mention.end, sentence.end)
    return (begins[-1] if begins else sentence.start), (end.start() if end else sentence.end)


def _kind(mention: Mention, before: str, behind: str) -> str:
    """Of which kind a demand is; "" for a figure that no rule sets."""
    if mention.date is not None:
        bounded = mention.date.last is None and mention.date.first.year is None
        return "date" if bounded and behind[:1] in ("前", "底") else ""
    if mention.kind == "share":
        return "share"
    if mention.kind == "number" and mention.unit is not None and mention.unit.symbol in _DAYS:
        return f"time {mention.unit.symbol}"
    if mention.kind == "number" and mention.unit is None and behind.startswith("日期限"):
        return "time 日"
    if mention.kind == "number" and mention.unit is None and behind.startswith("日前") and before.endswith("月"):
        return "day of the month"
    return ""


def _pairs(words: str) -> frozenset[str]:
    pieces = _NOT_WORDS.sub("，", words).split("，")
    return frozenset(piece[i : i + 2] for piece in pieces for i in range(len(piece) - 1))
