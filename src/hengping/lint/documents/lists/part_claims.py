"""Where a sentence says of what parts an amount is made up: 其中, （…）, 五项合计, 按来源分, or a list right behind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from hengping.lint.documents.lists.enumerations import chinese_number
from hengping.lint.documents.lists.listings import Chain, Listed, chains, kind_of
from hengping.lint.documents.passages import Passage, Sentence
from hengping.lint.documents.printed import NOTHING, Printed
from hengping.lint.documents.stated import figures, is_change

Bond = Literal["all", "some", "next", "loose", "faint", "said", "far"]

_MARK = re.compile(
    r"其中|包括|包含|涵盖|分别为|分别是|分别由|由(?=[^，。]{2,80}(?:组成|构成))|(?<![得总评满\d])分为|分成|划分为|具体为|具体是|即(?=[^，。]{2,40}、)"
)
_ALL = re.compile(r"分别[为是由]|由|分为|分成|划分为|包括|包含|涵盖|具体[为是]|即")
_CLASSES = re.compile(
    r"(?:^|[。；，：])(?:若|如果)?(?:[按依从分](?:照|据)?[^，。：；\d]{1,14}?(?:划分|分类|统计|来看|构成看|看|分|计)|分[^，。：；\d]{1,8})[，：]?[^，。：；\d]{0,14}$"
)
_CLOSING = re.compile(
    r"^(?:以上|上述|前述|这|该)?(?:(?P<number>\d{1,2}|[二两三四五六七八九十]{1,2})(?P<counter>[项类者笔块级种家档批]|部分|方面|个[^，、\d]{0,5}?)"
    r"[^，、\d]{0,6}?)?(?:合计|共计|总计|合共|之和|加总|相加|总共|共)(?:支出|投入|收入|安排|资金|到位|拨付|使用|完成|发放|金额|数量|面积)?(?:为|是|达|有|得)?$"
)
_SUMMED = re.compile(
    r"(?:合计|共计|总计|之和|相加|总共|(?<!公)共(?![同享建青])|累计|总和|总得分|总分|总收入|总支出|总投资|总额|总数|总量)[^，、\d]{0,6}$"
)
_SUM_OF = re.compile(
    r"^(?:以上|上述)?(?:合计|共计|总计|总共|共|累计|总得分|总分|总收入|总支出|总投资|总额|总数|总量)[^，、\d]{0,6}$"
)
_FORE_OR_REAR = re.compile(r"^(?P<which>前|后|末)(?P<number>[两二三四五六七八九]|\d)[项者类档个级批]")
_OPENED = re.compile(r"^□*[^，。；：、\d□]{0,10}□*[，：][^，。；：、]*$")
_WITHIN = re.compile(r"(?P<name>[^，；。：、（）□\d]{2,14}?)(?:之?中|里)(?=[，：“])[，：]?[^，；。：、\d]*$")
_BREAK = re.compile(r"另有|另外|此外|另(?!一)|加上|不含|不包括|还有|较|比(?!例|重)|同比|与|截至|而|但")
_PROJECT = re.compile(r"[^，]{4}(?:提升|改善|优化|改造|扩建|扩容|扩面)$")
_COUNTS = ("户", "个", "家", "人", "人次", "所", "处", "项", "座", "件", "份", "名", "台", "套")
_APART = re.compile(r"上年|去年|同期|人均|户均|平均|每|最高|最低|最多|最少|达到|超过|年末|年初|20\d\d年")


@dataclass(frozen=True)
class PartClaim:
    """Parts that may make up a whole.

    Attributes:
        wholes: the amounts that may be meant, the likeliest first.
        bond: whether the words promise all parts (all) or some (some; next: of the sentence before), put a list behind
            an amount (loose; faint: of which it may be the first one), or the amount stands in a sentence before, of
            which they are said to be classes (said) or not (far).
    """

    chain: Chain
    first: int
    last: int
    wholes: tuple[Listed, ...]
    bond: Bond

    @property
    def parts(self) -> tuple[Listed, ...]:
        return self.chain.items[self.first : self.last + 1]

    @property
    def printed(self) -> str:
        """The parts as printed."""
        return self.chain.text(self.first, self.last)

    @property
    def added(self) -> Decimal:
        return sum((part.figure.number for part in self.parts), Decimal(0))


Wholes = Callable[[str, Printed], Printed | None]
"""The one amount of the kind of a figure that the document gives under a name; None for none or several."""


def part_claims(sentence: Sentence, before: Sentence | None, named: Wholes) -> Iterator[PartClaim]:
    """The claims of a sentence; `before` is the one that an amount may be taken from."""
    for chain in chains(sentence):
        if kind_of(chain.items[0].figure) == ((), 0) or chain.items[0].figure.unit.is_ratio:
            continue
        yield from _marked(chain, before)
        yield from _closed(chain)
        if chain.governor is not None and len(chain.items) > 1 and not _MARK.search(chain.items[0].gap):
            yield from _listed(chain, 0, (chain.governor,), "some")
        yield from _bare(chain)
        yield from _within(chain, named)
        yield from _classified(chain, before)


def _marked(chain: Chain, before: Sentence | None) -> Iterator[PartClaim]:
    """Parts behind 其中 and its like; the last amount before it that is no change is the whole.

    Where 其中 begins the sentence, the whole stands in the sentence before.
    """
    for position, item in enumerate(chain.items):
        marks = list(_MARK.finditer(item.gap)) or list(_CLASSES.finditer(item.gap))
        if not marks or _BREAK.search(item.gap[marks[-1].end() :]):
            continue
        wholes = [*reversed(chain.items[:position])] or ([chain.governor] if chain.governor else [])
        if any(_MARK.search(whole.label) for whole in wholes[:1]):
            continue  # a part of a part
        if item.gap.endswith(("分别为", "分别是")):
            continue  # figures of the names before them
        wholes = [whole for whole in wholes if not _changes(chain, whole)]
        bond: Bond = "all" if _ALL.fullmatch(marks[-1].group()) else "some"
        if wholes:
            yield from _listed(chain, position, tuple(wholes), bond)
        elif position == 0 and chain.governor is None and chain.sentence.text.startswith("其中"):
            yield from _listed(chain, 0, tuple(_just_before(chain, before)), "next")


def _just_before(chain: Chain, before: Sentence | None) -> Iterator[Listed]:
    """The amounts of the kind in the sentence before, of the same paragraph, the last one first."""
    if before is not None and before.passage is chain.sentence.passage:
        alike = [c.items for c in chains(before) if kind_of(c.items[0].figure) == kind_of(chain.items[0].figure)]
        yield from (item for items in alike for item in reversed(items) if not is_change(before.passage, item.figure))


def _listed(chain: Chain, first: int, wholes: tuple[Listed, ...], bond: Bond) -> Iterator[PartClaim]:
    """The items from one on that are listed alike."""
    listed = first > 0 and any("；" in item.gap for item in chain.items[:first])
    last = first
    for position in range(first, len(chain.items)):
        item = chain.items[position]
        if position > first and (_ends(item) or _is_unnamed(item) or (listed and "；" in item.gap)):
            break
        if last > first and item.sign == "；" and all(part.sign != "；" for part in chain.items[first + 1 : position]):
            break
        if last > first and not item.is_tight and all(part.is_tight for part in chain.items[first + 1 : position]):
            break
        if _changes(chain, item) or _APART.search(item.label.rpartition("其中")[2]):
            break
        last = position
    if last > first and wholes:
        yield PartClaim(chain, first, last, wholes, bond)


def _ends(item: Listed) -> bool:
    """Whether a list that comes to an item does not go on with it: a total, another mark, parts of the one before."""
    within = re.match(r"之?(?:中|内|里)[，：]", item.gap) or _WITHIN.search(item.gap)
    return bool(within) or _is_apart(item)


def _is_apart(item: Listed) -> bool:
    return bool(_BREAK.search(item.gap) or _MARK.search(item.gap) or _SUMMED.search(_last_clause(item.gap)))


def _changes(chain: Chain, item: Listed) -> bool:
    """Whether it is a change; 提升 before a count ends the name of a project: 农村供水保障提升86户."""
    is_project = item.figure.unit.symbol in _COUNTS and _PROJECT.search(item.label)
    return not is_project and is_change(chain.sentence.passage, item.figure)


def _closed(chain: Chain) -> Iterator[PartClaim]:
    """Parts before 五项合计, 共计, 二者之和."""
    for position, item in enumerate(chain.items):
        words = _last_clause(item.gap)
        closing, some = _CLOSING.match(words), _FORE_OR_REAR.match(words)
        if position < 2 or not _SUMMED.search(words) or not (closing or some or _SUM_OF.match(words)):
            continue
        first = next((i for i in range(position - 1, 0, -1) if _ends(chain.items[i])), 0)
        if _is_unnamed(chain.items[position - 1]):  # 分别为5万元、3万元和2万元，共10万元
            first = max(i for i in range(position) if not _is_unnamed(chain.items[i]))
        named = some["number"] if some else closing["number"] if closing else None
        count = chinese_number(named) if named else None
        if some is not None:
            if count is not None and 1 < count < position - first:
                at = first if some["which"] == "前" else position - count
                yield PartClaim(chain, at, at + count - 1, (item,), "loose")
            continue
        if count is not None and 1 < count <= position - first:
            yield PartClaim(chain, position - count, position - 1, (item,), "all")
        elif count is None and position - first > 1:
            tight = all(part.sign == "、" for part in chain.items[first + 1 : position])
            yield PartClaim(chain, first, position - 1, (item,), "all" if tight and closing else "loose")


def _last_clause(gap: str) -> str:
    """What stands before a figure in its clause, figures of other kinds (五项合计) included."""
    return re.split(r"[，；：。、]", gap)[-1]


def _is_unnamed(item: Listed) -> bool:
    """Whether nothing but signs stands between it and the figure before."""
    return not re.sub(r"^[，、；]?(?:以及|和|及|与)?$", "", item.gap)


def _bare(chain: Chain) -> Iterator[PartClaim]:
    """Two parts or more right behind an amount: 机构42家，公办18家、民办24家; 25个单位中，优秀6个、良好19个."""
    items = chain.items
    for first in range(1, len(items) - 1):
        if not _OPENED.match(items[first].gap) or _is_apart(items[first]):
            continue
        sign, last = items[first + 1].sign, first
        while last + 1 < len(items) and items[last + 1].sign == sign and items[last + 1].is_tight:
            if _ends(items[last + 1]):
                break
            last += 1
        listed = items[first : last + 1]
        if last == first or any(_is_unnamed(item) for item in listed[1:]):
            continue
        if not any(_APART.search(item.label) or _changes(chain, item) for item in listed):
            # 甲18家，乙16家，丙14家: the first of a list is no whole of the others.
            bond: Bond = "faint" if first > 1 and sign == "，" else "loose"
            yield PartClaim(chain, first, last, (items[first - 1],), bond)


def _within(chain: Chain, named: Wholes) -> Iterator[PartClaim]:
    """已完工项目中，通过验收19个、未验收8个: the amount is the one that bears the name."""
    for position, item in enumerate(chain.items):
        match = _WITHIN.search(item.gap)
        if match is None or _MARK.search(item.gap):
            continue
        own = [
            i
            for i in chain.items[:position]
            if i.label.endswith(match["name"]) or match["name"].endswith(i.label or "□")
        ]
        found = named(match["name"], item.figure)
        wholes = own or ([Listed(found, "", match["name"])] if found is not None else [])
        if wholes:
            yield from _listed(chain, position, tuple(reversed(wholes)), "some")


def _classified(chain: Chain, before: Sentence | None) -> Iterator[PartClaim]:
    """按来源分，中央3万元、省级2万元: the whole stands in the sentence before, or earlier in the paragraph."""
    if not chain.items or any(_MARK.search(item.gap) for item in chain.items):
        return
    tight = 1
    while tight < len(chain.items) and chain.items[tight].is_tight and not _ends(chain.items[tight]):
        tight += 1
    first = chain.items[0]
    says_so = bool(_CLASSES.search(first.gap)) or "来自" in first.gap
    others = chain.items[1:tight]
    if tight < (2 if says_so else 3) or any(_APART.search(item.label) or _is_unnamed(item) for item in others):
        return
    earlier = _earlier(chain.sentence, before, first.figure)
    if earlier and tight == len(chain.items):
        yield PartClaim(chain, 0, tight - 1, tuple(earlier), "said" if says_so else "far")


def _earlier(sentence: Sentence, before: Sentence | None, figure: Printed) -> list[Listed]:
    """The amounts of the kind in the sentences before of the paragraph, nearest first; else in the paragraph before."""
    passage: Passage = sentence.passage
    own = [f for f in figures(passage) if f.mention and f.mention.end <= sentence.start]
    texts = own or (list(figures(before)) if before is not None else [])
    return [Listed(f, "", "") for f in reversed(texts) if f.alike(figure) and kind_of(f) == kind_of(figure)]


def make_up(whole: Printed, parts: tuple[Listed, ...]) -> bool:
    """Whether the parts may be the whole, as all of them were rounded."""
    gap = sum((part.figure.room for part in parts), NOTHING) - whole.room
    return gap.low <= 0 <= gap.high
