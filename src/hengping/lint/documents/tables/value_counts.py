"""How often each word stands in a column of a table, and what sentences say of it: 完成8项，未完成4项; 优2个、良3个."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from hengping.lint.documents.ledgers import Ledger
from hengping.lint.documents.lists.enumerations import chinese_number
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.scores.grade_scale import GRADE

_SAME = {
    "完成": ("完成", "已完成", "是", "达标", "√", "达成", "实现"),
    "未完成": ("未完成", "否", "未达标", "×", "未达成", "未实现", "没有完成"),
    "达标": ("达标", "完成", "是", "√", "达到"),
    "未达标": ("未达标", "未完成", "否", "×", "未达到", "不达标"),
    "合格": ("合格", "通过", "是"),
    "不合格": ("不合格", "未通过", "否"),
}
_LIGHT = r"[红橙黄绿蓝]灯|[红橙黄蓝绿]色(?:预警)?"
_PAIR = re.compile(
    rf"(?P<word>(?:已|全部)?完成|(?:未|没有)(?:能)?完成|未达标|未达到目标|不达标|达标|达到目标|{GRADE}|{_LIGHT})[”\"]?(?:等次|等级|级|档|的|指标|项目|单位|目标值?)*(?:有|为|共)?"
    r"(?P<number>\d{1,3}|[一二三四五六七八九十两]{1,3})(?:项|个|家|所|名|条|户|处)"
)
_OTHERWISE = re.compile(
    r"(?P<number>\d{1,3}|[一二三四五六七八九十两]{1,3})(?:项|个|家|所|名|条|户|处)(?:指标|单位|项目|机构|县区?|乡镇)?(?:均|评|被评|获评|等级|得分)?(?:为|获|达到|达)?[“\"]?"
    rf"(?P<word>已?完成|未(?:能)?完成|未达标|不达标|达标|未达到目标|达到目标|(?<=[为获评到亮“])(?:{GRADE}|{_LIGHT}))(?![一-鿿])"
)
_FEWEST, _MOST_WORDS, _LONGEST = 4, 6, 6


@dataclass(frozen=True)
class ToldCount:
    """How often a word is said to stand in a table."""

    word: str
    number: int
    printed: str


def told_counts(sentence: Sentence) -> list[ToldCount]:
    """What a sentence says of how many are 完成, 优 …, each word once."""
    found: dict[str, ToldCount] = {}
    for pattern in (_PAIR, _OTHERWISE):
        for match in pattern.finditer(sentence.text):
            number = chinese_number(match["number"])
            word = _plain(match["word"])
            if (
                number is not None
                and word not in found
                and not sentence.passage.is_quoted(sentence.start + match.start("number"))
            ):
                found[word] = ToldCount(word, number, match.group())
        if len(found) > 1:
            break
        found = {}
    return list(found.values())


def _plain(word: str) -> str:
    word = re.sub(r"^(?:已|全部)(?=完成)|能|没有(?=完成)", lambda match: "未" if match.group() == "没有" else "", word)
    return {"未达到目标": "未达标", "不达标": "未达标", "达到目标": "达标"}.get(word, word)


def value_counts(ledger: Ledger) -> Iterator[Counter[str]]:
    """For each column of few short words how often each stands there, totals left out."""
    own = [item for item in range(ledger.count) if not ledger.is_total(item)]
    for column in ledger.columns:
        texts = [ledger.text(item, column.index).strip("“”") for item in own]
        counts = Counter(text for text in texts if text)
        if len(own) < _FEWEST or not 1 < len(counts) <= _MOST_WORDS or sum(counts.values()) < len(own):
            continue
        if all(len(text) <= _LONGEST and not re.search(r"\d", text) for text in counts):
            yield counts


def in_table(told: ToldCount, counts: Counter[str]) -> int | None:
    """How often a word, or one that says the same, stands in a column; None where none does."""
    words = [word for word in _SAME.get(told.word, (told.word,)) if word in counts]
    return sum(counts[word] for word in words) if words else None
