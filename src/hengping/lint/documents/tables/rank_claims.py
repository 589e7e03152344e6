"""What sentences say about the order of things: which is first or last, at which place, in which order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from hengping.lint.documents.passages import Sentence

_MOST, _LEAST = "高多大快好长优强重", "低少小慢差短弱轻"
_SUPERLATIVE = re.compile(rf"最(?:为)?(?:(?P<most>[{_MOST}])|(?P<least>[{_LEAST}]))(?!的?(?:程度|限度|化|努力))")
_NUMBERS = {word: number for number, word in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}
_PLACE = re.compile(
    r"(?:居|列|排|名次为|排名|排位|排序|处于|位于)[^，。；：、\d第首末榜前倒最]{0,8}?"
    r"(?:(?P<last>倒数)?第(?P<number>[一二三四五六七八九十]|\d{1,2})(?!季|批|期|类|阶段|轮)|(?P<first>首位?|榜首)|(?P<end>末|最后))"
    r"(?:位|名)?|(?P<bottom>垫底)"
)
_RESPECTIVE = re.compile(
    r"分(?:别)?[位列居排][^，。；：、\d第]{0,6}第?(?P<places>[一二三四五六七八九]位?[、和及与]第?二[^，。；]{0,8})"
)
_FRONT = re.compile(
    r"(?:(?P<last>后|末|倒数)|(?P<front>前))(?P<number>[两二三四五]|\d)(?:[位名]|(?=的?(?:[^，。；\d]{0,4}(?:是|为|：)|依次|分别))|(?<=[居列名].{2})(?=[，。；]))"
)
_BOTH_BEFORE = re.compile(r"[和与及、][^，。；]{2,16}?(?P<number>[两二三四五])[个家类项县]")
_NEXT = re.compile(
    r"^(?P<name>[^，。；：、\d]{2,16}?)(?:则|紧随)?(?:次之|其次|其后)|^其次(?:是|为|：)(?P<behind>[^，。；：（\d]{2,20})"
)
_NEXT_TO = re.compile(r"仅次于(?P<name>[^，。；：、（\d]{2,16})")
_TWO = re.compile(r"^的(?P<number>[两二三四五])[个家类项位]")
_ORDER = re.compile(rf"[由从按](?P<from>[{_MOST}{_LEAST}])[到至](?P<to>[{_MOST}{_LEAST}])")
_NAMES_BEHIND = re.compile(
    r"^(?:的)?[^，。；：、（]{0,8}?(?:依次|分别)?(?:是|为|：|属|当属)(?P<names>(?:20\d\d年|[^，。；：（\d]{2})(?:20\d\d年|[^，。；：（\d]){0,38})"
)
_LIST_BEHIND = re.compile(
    r"^[^。；：]{0,8}?(?:依次|分别|顺序|次序)[^。；：，]{0,3}(?:是|为|：|，)(?P<names>[^。；：]{4,120})|^[^。；：，]{0,6}(?:是|为|：)(?P<list>[^。；：]{4,120})"
)
_PARENTHESES = re.compile(r"（[^（）]*）")
# Ranks in time, among others than the rows of a table, or that are no ranks.
NO_RANK = re.compile(
    r"之一|除|历年|以来|历史|历次|近[一二三四五两]?年|(?<![较比])(?:上年|去年)|同期|往年|目标|计划|要求|应当|应该|力争|最低生活|最多跑"
    r"|最低工资|最高人民|最大限度|最大程度|全国|全省|全区|省内|国内|同类|同行|如果|若"
)


@dataclass(frozen=True)
class RankClaim:
    """Things said to stand at places.

    Attributes:
        clause: where it is said.
        names: the text that names the things, in the order of their places.
        words: the text that says by what they are ranked, nearest words last.
        places: from the top: 1, 2; from the bottom: -1, -2; () for an order.
        kind: each thing at its place; several at the places down to the last, whichever is which; all in falling or
            rising order.
        from_before: what is ranked may be named before the clause.
        by_size: the words say what more and less is (最多), not only first and last.
        end: where the claim ends in the passage.
    """

    clause: Sentence
    names: str
    words: str
    places: tuple[int, ...]
    kind: Literal["each", "several", "falling", "rising"] = "each"
    from_before: bool = False
    by_size: bool = True
    end: int = 0


def rank_claims(sentence: Sentence) -> Iterator[RankClaim]:
    """The claims of one sentence in order; ranks in time and among others are left out."""
    last: RankClaim | None = None
    for clause in sentence.clauses:
        if NO_RANK.search(clause.text):
            continue
        told = _order(sentence, clause) or _next_to(sentence, clause)
        if told is not None:
            yield told
            continue
        second = _second(clause, last)
        if second is not None:
            yield second
            continue
        found = [*_superlatives(sentence, clause), *_placed(sentence, clause)]
        yield from found
        last = found[-1] if found else last


def _second(clause: Sentence, first: RankClaim | None) -> RankClaim | None:
    """支出最多的是甲县，乙县次之."""
    match = _NEXT.match(clause.text)
    if match is None or first is None or first.places not in ((1,), (-1,)):
        return None
    names = match["name"] or match["behind"]
    return RankClaim(clause, names, first.words, (2 * first.places[0],), end=clause.start + match.end())


def _next_to(sentence: Sentence, clause: Sentence) -> RankClaim | None:
    """乙县执行率仅次于甲县: 甲县, then 乙县."""
    match = _NEXT_TO.search(clause.text)
    if match is None:
        return None
    words = _before(sentence, clause, match.start())
    names = f"{match['name']}、{_subject(sentence, clause, match.start())}"
    return RankClaim(clause, names, words, (), "falling", by_size=False, end=clause.start + match.end())


def _before(sentence: Sentence, clause: Sentence, position: int) -> str:
    """What the sentence says before a position of the clause, without parentheses."""
    return _PARENTHESES.sub("", sentence.passage.text[sentence.start : clause.start + position])


def _subject(sentence: Sentence, clause: Sentence, position: int) -> str:
    """The clause before a position."""
    return _PARENTHESES.sub("", sentence.passage.text[clause.start : clause.start + position])


def _rest(sentence: Sentence, clause: Sentence, position: int) -> str:
    return sentence.passage.text[clause.start + position : sentence.end]


def _order(sentence: Sentence, clause: Sentence) -> RankClaim | None:
    match = _ORDER.search(clause.text)
    if match is None or (match["from"] in _MOST) == (match["to"] in _MOST):
        return None
    rest = _rest(sentence, clause, match.end())
    behind = _LIST_BEHIND.match(rest)
    if behind is None:
        return None
    kind: Literal["falling", "rising"] = "falling" if match["from"] in _MOST else "rising"
    words = _before(sentence, clause, match.start())
    names = _PARENTHESES.sub("", behind["names"] or behind["list"])
    return RankClaim(clause, names, words, (), kind, end=clause.start + match.end() + behind.end())


def _superlatives(sentence: Sentence, clause: Sentence) -> Iterator[RankClaim]:
    for match in _SUPERLATIVE.finditer(clause.text):
        sign = 1 if match["most"] else -1
        rest = _rest(sentence, clause, match.end())
        words = _before(sentence, clause, match.start())
        several = _TWO.match(rest)
        count = _NUMBERS[several["number"]] if several else 1
        places = tuple(sign * place for place in range(1, count + 1))
        stop = clause.start + match.end()
        behind = _NAMES_BEHIND.match(rest)
        if behind is not None:
            yield RankClaim(
                clause, behind["names"], words, places, "several" if several else "each", end=stop + behind.end()
            )
        elif rest.startswith("的"):
            yield RankClaim(clause, f"的{rest[1:16]}", words, (sign,), end=stop)
        else:
            names = _subject(sentence, clause, match.start())
            both = _BOTH_BEFORE.search(names)
            places = tuple(sign * place for place in range(1, _NUMBERS[both["number"]] + 1)) if both else (sign,)
            kind: Literal["each", "several"] = "several" if both else "each"
            yield RankClaim(clause, names, words, places, kind, from_before=not both, end=stop)


def _placed(sentence: Sentence, clause: Sentence) -> Iterator[RankClaim]:
    both = _RESPECTIVE.search(clause.text)
    front = _FRONT.search(clause.text)
    match = both or front or _PLACE.search(clause.text)
    if match is None:
        return
    words = _before(sentence, clause, match.start())
    rest = _rest(sentence, clause, match.end())
    behind = _NAMES_BEHIND.match(rest)
    names = behind["names"] if behind else _subject(sentence, clause, match.start())
    stop = clause.start + match.end() + (behind.end() if behind else 0)
    if both is not None:
        yield RankClaim(clause, names, words, _respective(both["places"]), by_size=False, end=stop)
    elif front is not None:
        sign = -1 if front["last"] else 1
        count = _NUMBERS.get(front["number"], 0) or int(front["number"])
        places = tuple(sign * place for place in range(1, count + 1))
        told = re.match(r"^[^，。；：]{0,8}(?:依次|分别)", rest)
        yield RankClaim(clause, names, words, places, "each" if told else "several", by_size=False, end=stop)
    else:
        yield RankClaim(clause, names, words, (_place(match),), from_before=not behind, by_size=False, end=stop)


def _respective(text: str) -> tuple[int, ...]:
    return tuple(_NUMBERS[word] for word in re.findall(r"[一二三四五六七八九]", text))


def _place(match: re.Match[str]) -> int:
    if match["first"]:
        return 1
    if match["end"] or match["bottom"]:
        return -1
    number = _NUMBERS.get(match["number"], 0) or int(match["number"])
    return -number if match["last"] else number
