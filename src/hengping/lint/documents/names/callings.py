"""What each figure of a document is called, so that two figures of one thing know each other in other words.

Words are compared by pairs of letters, and a pair counts the more the fewer figures of the document bear it: 尾款 tells
more than 支出. One counter stands for another (27项, 27个项目), for people too (名, 位, 人).
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from dataclasses import dataclass

from hengping.lint.documents.figure_book import Entry, name_pairs
from hengping.lint.documents.ledgers import Ledger
from hengping.lint.documents.names.respective_names import respective_names
from hengping.lint.documents.printed import Printed
from hengping.lint.documents.stated import end, figures, start

_PERSONS = frozenset("人名位")
_THINGS = frozenset("个项家所份处条座件只类种笔次辆台套栋间场枚张宗起")
_STOP = re.compile(r"[，；。：、！？\n]")
_SIGNS = re.compile(r"[（）“”《》]")
_LISTED = re.compile(r"^[、和与及至]?$|^分别[为占是]?$")
_CELL_OF_FIGURE = re.compile(r"[≥≤＞＜><]?[\d,.]+\S{0,5}")
_TOTAL = re.compile(r"合计|总计|共计|小计|全[市县省区]|总体")
# How a rate stands to another time or to a plan says nothing of what it is a rate of.
_RELATION = re.compile(
    r"[比较]?(?:落后|滞后|慢|快|领先|超前|高|低)?于?(?:时序|序时)进度(?:[慢快高低])?|同比|环比|[比较](?:上年|去年)(?:同期|末)?|增长|增加|下降|减少|提高|降低|上升|(?:完成|为|占)?(?:全年|年初|调整|批准)?预算数?的|的$"
)
_ON_TO = re.compile(
    r"(?:[，]|20\d\d年)*(?:提高|增加|增长|上升|提升|扩大|降低|下降|减少|压缩|缩短|压减)?(?:到|至|升至|增至|降至|减至)了?(?:20\d\d年的?)?"
)
_WORDS = re.compile(
    r"到[位账期岗场]|计[划算提量]|[统设会审]计|有效|在[职校编册建岗园院]|惠及|普及|等级|对[象口账]|比例|平均|均衡|参与|占地|目的|和解"
)
_KEPT = {ord(letter): chr(0xE000 + number) for number, letter in enumerate("到计有在及等对比均与占的和")}
_YEAR_ROW = re.compile(r"20\d\d年?度?")
_LONGEST_TAIL = 16
_FIRST_YEAR, _LAST_YEAR = 1990, 2099
# What makes a figure another one than that of the same name without it.
_TURNS = {
    "change": re.compile(
        r"(?:增加|减少|增长|下降|提高|降低|上升|回落)(?![到至])|节约|相差|差额|增减|增幅|降幅|涨幅|增速|[高低多少超](?:于|出|过|了)?$|较|净增"
    ),
    "lack": re.compile(r"未|不(?!含|动)|没有|尚|欠|逾期|缺|剩余|余下|其余|另外"),
    "past": re.compile(r"(?<![比较])(?:上年|去年|上期|上一年)|年初(?!预算)|期初|历年"),
    "each": re.compile(r"均|每|单价|单位(?:面积|成本)|次均|标准"),
    "plan": re.compile(
        r"目标|计划|应(?![用急])|预算(?!执行|支出|完成)|任务(?:[数量额]|$)|申报|送审|控制价|批复|编制\|"
    ),
    "part": re.compile(r"其中|(?<![其集初高])中[^|，]{0,6}\|"),
    "bound": re.compile(r"\|(?:[^，。]?(?:以上|以下|以内|左右)|多|余(?![额款]))"),
}
# So many figures of other documents are taken to stand beside, or words of a short text would say nothing.
_ELSEWHERE = 60
_MOST = 24.0
# 全市 takes in every 县: a figure of one is none of the other.
_SCOPE = re.compile(
    r"(?P<whole>全[国省市区县州疆])|[\u4e00-\u9fff](?<![全各市])[县区镇乡](?![级域直内本间别、（])|(?P<sample>抽[取查样选](?!率)|样本|走访)"
)
_TURNED = 4.0
_MILD = frozenset(("part", "plan"))


@dataclass(frozen=True)
class Calling:
    """One figure with its words.

    Attributes:
        kind: what it counts: 元, %, 人, 个 for anything counted, another unit; "" where no unit is known.
        head: pairs of letters of the words right before it; a cell: of its row and column.
        own: these, and those of the words behind it.
        lead: pairs of what the sentence, or the rest of the row and the caption, says before.
        labels: a cell: pairs of each name of its row.
        column: a cell: pairs of its heading.
        turns: which words make it another figure than that of the plain name: a change, a lack, of the year before …
        year: "" if none is named.
        scope: "whole" where 全市 and the like were named last, "place" where a part of it was, "sample" where what was
            drawn was; else "".
        listed: whether it stands in a list (分别为a、b、c) whose names stand elsewhere.
    """

    entry: Entry
    kind: str
    head: frozenset[str]
    own: frozenset[str]
    lead: frozenset[str]
    labels: tuple[frozenset[str], ...]
    column: frozenset[str]
    turns: frozenset[str]
    year: str
    scope: str = ""
    listed: bool = False
    is_total: bool = False
    of_year_row: bool = False

    @property
    def figure(self) -> Printed:
        return self.entry.figure

    @functools.cached_property
    def all_words(self) -> frozenset[str]:
        return self.own | self.lead


def calling(entry: Entry) -> Calling:
    """The words of one figure."""
    return _of_cell(entry) if entry.cell else _of_prose(entry)


def kind_of(figure: Printed) -> str:
    """What a figure counts; one word for all that is counted one by one."""
    if figure.unit.is_ratio:
        return "" if figure.unit.symbol == "比值" else figure.unit.symbol
    if len(figure.unit.dimension) > 1:
        return "".join(f"{name}{power}" for name, power in figure.unit.dimension)
    name = figure.unit.dimension[0][0]
    return "人" if name in _PERSONS else "个" if name in _THINGS else name


def comparable(first: Calling, second: Calling) -> bool:
    """Whether two figures may be of one kind; a bare number of a table may be of any kind that is no rate."""
    if first.kind == second.kind:
        return True
    bare, other = sorted((first.kind, second.kind), key=len)
    return not bare and other not in ("%", "‰", "倍", "百分点")


def _of_prose(entry: Entry) -> Calling:
    sentence, figure = entry.sentence, entry.figure
    assert sentence is not None
    text, row = sentence.passage.text, figures(sentence)
    begin = max((end(other) for other in row if end(other) <= start(figure)), default=sentence.start)
    limit = min((start(other) for other in row if start(other) >= end(figure)), default=sentence.end)
    pieces = _STOP.split(_SIGNS.sub("", text[begin : start(figure)]))
    tail = _STOP.split(_SIGNS.sub("", text[end(figure) : limit]))[0][:_LONGEST_TAIL]
    own = pieces[-1]
    listed = bool(_LISTED.match(text[begin : start(figure)])) and begin > sentence.start
    if (respective := respective_names(sentence).get(start(figure))) is not None:
        pieces, own, listed = ["".join(respective)], "".join(respective), False
    elif begin > sentence.start and _ON_TO.fullmatch(
        pieces[-1]
    ):  # 由2207元提高到2295元: the name stands before the first
        first = max(end(other) for other in row if end(other) <= start(figure))
        before = max((end(other) for other in row if end(other) < first), default=sentence.start)
        pieces[-1] = own = _STOP.split(_SIGNS.sub("", text[before:first]))[-1] + pieces[-1]
    behind = _of_thing(tail)
    while not (_of_thing(own) | behind) and len(pieces) > 1:  # 2021年营业收入增速最快，达到18.20%
        pieces.pop()
        own = pieces[-1] + own
    head = _of_thing(own)
    said = own[-14:] + "|" + tail.split("中")[0]
    turns = {name for name, pattern in _TURNS.items() if pattern.search(said)}
    scopes = list(_SCOPE.finditer(text, sentence.start, start(figure)))
    return Calling(
        entry,
        kind_of(figure),
        head,
        head | behind,
        lead=_pairs_of(entry.lead) - head - behind,
        labels=(),
        column=frozenset(),
        turns=frozenset(turns),
        year=entry.year,
        scope=(scopes[-1].lastgroup or "place") if scopes else "",
        listed=listed,
    )


def _of_thing(words: str) -> frozenset[str]:
    return _pairs_of(_RELATION.sub(" ", words))


def _of_cell(entry: Entry) -> Calling:
    assert entry.cell is not None
    ledger, item, index = entry.cell
    heading = ledger.columns[index].heading
    names = _names_of_row(ledger, item, index)
    label = names[0] if names else ledger.labels[item]
    said = f"{label}{heading}"
    own = _pairs_of(label) | _pairs_of(heading)
    years = [text for column in ledger.columns if _YEAR_ROW.fullmatch(text := ledger.text(item, column.index))]
    return Calling(
        entry,
        kind_of(entry.figure),
        own,
        own,
        lead=(_pairs_of(" ".join(names[1:])) | _pairs_of(ledger.table.caption)) - own,
        labels=tuple(pairs for name in names if (pairs := _pairs_of(name))),
        column=_pairs_of(heading),
        turns=frozenset(name for name, pattern in _TURNS.items() if pattern.search(said)),
        year=years[0][:4] if years else entry.year,
        is_total=ledger.is_total(item) or bool(_TOTAL.search(label)),
        of_year_row=bool(years),
    )


def _names_of_row(ledger: Ledger, item: int, index: int) -> list[str]:
    """The words of the row of a cell, the nearest to its left first."""
    words = [
        (column.index, text)
        for column in ledger.columns
        if column.index != index
        and len(text := ledger.text(item, column.index)) < 40
        and re.search(r"[\u4e00-\u9fff]{2}", text)
        and not _CELL_OF_FIGURE.fullmatch(text)
    ]
    words.sort(key=lambda entry: (entry[0] > index, abs(entry[0] - index)))
    return [text for _, text in words]


def _pairs_of(words: str) -> frozenset[str]:
    """Pairs of letters, those of words that only look like verbs among them: 到位, 计划, 有效."""
    return name_pairs(_WORDS.sub(lambda match: match.group().translate(_KEPT), words))


class Callings:
    """The figures of a document with their words, and how much the words of two of them say."""

    def __init__(self, book: tuple[Entry, ...]) -> None:
        self.all = tuple(calling(entry) for entry in book if not _is_year(entry.figure))

    @functools.cached_property
    def _kinds(self) -> Counter[str]:
        return Counter(one.kind for one in self.all)

    @functools.cached_property
    def _rarity(self) -> dict[str, float]:
        holders = Counter(pair for one in self.all for pair in one.all_words)
        return {pair: math.log2((len(self.all) + _ELSEWHERE) / count) for pair, count in holders.items()}

    def weight(self, pairs: frozenset[str]) -> float:
        """How much some pairs of letters tell."""
        return sum(self._rarity[pair] for pair in sorted(pairs))

    def _weight_of_kind(self, first: Calling, second: Calling) -> float:
        """Half of what a rare unit tells: there are many 万元 and few 工作日."""
        if first.kind != second.kind:
            return 0.0
        return math.log2((len(self.all) + _ELSEWHERE) / self._kinds[first.kind]) / 2

    def closeness(self, first: Calling, second: Calling) -> float:
        """How much speaks for one thing: what both are called, less what makes them different."""
        near = first.own & second.own
        far = (first.all_words & second.all_words) - near
        words = min(self.weight(near) + self.weight(far) / 2 + self._weight_of_kind(first, second), _MOST)
        turns = first.turns ^ second.turns
        scopes = {first.scope, second.scope}
        against = len(turns) + len(turns - _MILD)
        if first.scope != second.scope and ("sample" in scopes or "" not in scopes):
            against += 1 if "" in scopes else 2
        if first.year and second.year and first.year != second.year:
            against += 4
        return words - _TURNED * against


def _is_year(figure: Printed) -> bool:
    return kind_of(figure) == "" and figure.places == 0 and _FIRST_YEAR <= figure.value <= _LAST_YEAR
