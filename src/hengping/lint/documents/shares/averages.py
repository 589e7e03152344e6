"""Amounts for each one of something: 人均3.07万元, 户均受益面积3.20亩, 平均每个平台193.52万元, 684.69元/平方米."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from hengping.lint.documents.figure_book import Entry
from hengping.lint.documents.nearby import Kind, is_amount, kind_of
from hengping.lint.documents.printed import Room, Verdict
from hengping.lint.documents.shares.rough_figures import leeway, rough_entries
from hengping.lint.documents.stated import OTHER_BASE, PLANNED, is_change

# 人均, 户均 … → the kinds in which their number is counted.
_COUNTED: dict[str, tuple[str, ...]] = {
    "人次": ("人次",),
    "人": ("人", "人次"),
    "生": ("人",),
    "师": ("人",),
    "户": ("户", "户次", "家"),
    "家": ("家", "户"),
    "亩": ("亩",),
    "次": ("次", "人次", "场", "场次"),
    "件": ("件",),
    "笔": ("笔",),
    "批": ("批", "批次"),
    "例": ("例", "人次", "人"),
    "篇": ("篇",),
    "床": ("张", "床"),
    "车": ("辆", "台"),
    "台": ("台",),
    "校": ("所", "家", "个"),
    "园": ("所", "家", "个"),
    "村": ("个", "村"),
    "县": ("个",),
    "乡": ("个",),
    "镇": ("个",),
    "点": ("个", "处"),
    "站": ("个", "座"),
    "班": ("个", "期"),
    "期": ("期",),
    "场": ("场", "次", "场次"),
    "项": ("项", "个"),
    "年": ("年",),
    "月": ("月",),
    "日": ("天",),
    "天": ("天",),
}
_CALLED = re.compile(
    rf"(?P<per>{'|'.join(sorted(_COUNTED, key=len, reverse=True))})(?:月|年|日)?均"
    r"(?![衡匀价等可不已有未由]|(?:为|达到?)(?!到?$))|亩产"
)
_EACH = re.compile(
    r"(?:平均|均|折合)?每(?:一|1)?(?P<unit>个|家|户|人次|人|名|位|所|亩|平方米|公里|件|份|次|项|台次|台|套|辆|场次|场|期|座|张|处|村|册|批次|批|岗|组|栋|幢|间|标段|平方公里|只|部|盏|株|头|篇|班|站|支|笔|亿元|万元|吨|例|床)"
    r"(?P<thing>[\u4e00-\u9fff]{0,8})"
)
# 单个网点平均服务, 单车日均载客; 课题平均经费 does not say in what the ones are counted.
_SINGLE = re.compile(
    r"单(?P<unit>个|项|家|户|人|次|栋|座|台|所|件|车|厂|店)(?P<thing>[\u4e00-\u9fff]{0,6}?)(?:月|年|日|平)?均"
)
# 平方公里投资, 单站年销量.
_PER_UNIT = re.compile(
    r"^(?P<unit>平方公里|平方米|公里|立方米)(?:平均)?(?:综合)?(?:投资|成本|造价|产值|补助|费用|投入)(?:为|是|达到?)?$"
)
# 平均每村: there are 318个村.
_WHOLE = {"村": ("个", "村"), "班": ("个", "班")}
_SINGLE_UNIT = {"车": "辆", "厂": "家", "店": "家", "站": "个"}
_PLAIN = re.compile(r"平均(?!值|水平|分|得分|每|办|用时|年龄|气温|单价|价)[\u4e00-\u9fff]{0,8}?(?:为|是|达到?|约)?$")
_OVER_TIME = re.compile(r"(?<!人)(?<!户)(?<!车)[年月日天]均")
_STANDARD = re.compile(
    r"标准|按照?每|补助每|不得|应|可领|(?<!平均)每天|(?<!平均)每日|每次补|每课|每学时|最低|最高|限额|定额|上限|奖励|扣|价格|单价|(?<!新)增产(?!值)"
)
# 加上个人账户养老金，月人均…: part of the total is not printed beside it.
_ADDED = re.compile(r"加上[^\d，。；]*，?$|连同[^\d，。；]*，?$")
_ONWARDS = re.compile(r"(?:提高|增加|上升|增长|提升|下降|减少|降低|降|升|增)(?:到|至|为)")


@dataclass(frozen=True)
class Average:
    """One stated amount for each.

    Attributes:
        entry: the amount.
        total_kind: in what its total is counted.
        kinds: in what the number of ones may be counted; () where any count may be meant.
        thing: what the ones are called, where 平均每 names it.
        is_rough: whether it is said to be about right: 人均约1.67万元.
    """

    entry: Entry
    total_kind: Kind
    kinds: tuple[Kind, ...]
    thing: str
    is_rough: bool = False

    @property
    def words(self) -> str:
        return f"{self.entry.name}{self.entry.figure.text}"

    def agrees(self, working: Room) -> bool:
        """Whether a working gives it, but for the last digit."""
        figure = self.entry.figure
        if self.is_rough:
            gap = max(working.low - figure.number, figure.number - working.high, Decimal(0))
            return gap <= leeway(figure)
        return figure.verdict(working) is not Verdict.DISAGREES


def averages(passage: list[Entry]) -> Iterator[Average]:
    """The averages of a paragraph in order, rough ones behind them; standards and targets are left out."""
    last: Average | None = None
    for entry in passage:
        if not is_amount(entry) or entry.sentence is None:
            continue
        found = _parsed(entry)
        if found is None and last is not None and _goes_on(last, entry):
            found = Average(entry, last.total_kind, last.kinds, last.thing)
        if found is not None:
            yield found
        last = found or (last if last is not None and last.entry.sentence is entry.sentence else None)
    for sentence in {id(e.sentence): e.sentence for e in passage if e.sentence is not None}.values():
        rough = (_parsed(entry) for entry in rough_entries(sentence) if is_amount(entry))
        yield from (replace(found, is_rough=True) for found in rough if found is not None)


def _goes_on(last: Average, entry: Entry) -> bool:
    """平均每家由2019年的427.34万元提高到2022年的647.85万元: the second is an average too."""
    return (
        last.entry.sentence is entry.sentence
        and bool(_ONWARDS.search(entry.name))
        and kind_of(entry.figure) == kind_of(last.entry.figure)
    )


def _parsed(entry: Entry) -> Average | None:
    assert entry.sentence is not None
    name, kind = entry.name, kind_of(entry.figure)
    if (
        _STANDARD.search(re.sub(r"平均每[^，]{1,4}每[天日]", "平均每", name))
        or PLANNED.search(name)
        or OTHER_BASE.search(re.sub(r"年平?均", "", name))
    ):
        return None
    grown = is_change(entry.sentence.passage, entry.figure) and not _CALLED.search(name)
    if _ADDED.search(entry.lead) or grown or "标准" in entry.tail[:4]:
        return None
    below = tuple((word, -power) for word, power in kind if power < 0)
    above = tuple((word, power) for word, power in kind if power > 0)
    if below:  # 684.69元/平方米
        return Average(entry, above, (below,), "") if len(below) == 1 and len(above) == 1 and above[0][1] == 1 else None
    if len(kind) != 1:
        return None
    if match := _PER_UNIT.search(name):
        return Average(entry, kind, _kinds((match["unit"],)), "")
    if match := _SINGLE.search(name):
        return Average(entry, kind, _kinds((_SINGLE_UNIT.get(match["unit"], match["unit"]),)), match["thing"])
    if match := _CALLED.search(name):
        return Average(entry, kind, _kinds(_COUNTED[match["per"] or "亩"]), "")
    if match := _EACH.search(name):
        return Average(entry, kind, _kinds(_WHOLE.get(match["unit"], (match["unit"],))), match["thing"])
    return Average(entry, kind, (), "") if _PLAIN.search(name) else None


def _kinds(words: tuple[str, ...]) -> tuple[Kind, ...]:
    plain = ("人" if word in ("名", "位") else word.removeprefix("万").removeprefix("亿") for word in words)
    return tuple(((word, 1),) for word in plain)


def is_average(entry: Entry) -> bool:
    """Whether a figure is for each one, so that it is neither total nor number; 日均载客8.4万人次 may be a total."""
    if _OVER_TIME.search(entry.name) and not _SINGLE.search(entry.name):
        return False
    return bool(_PLAIN.search(entry.name) or _SINGLE.search(entry.name)) or bool(
        _CALLED.search(entry.name) or _EACH.search(entry.name) or any(p < 0 for _, p in kind_of(entry.figure))
    )


def is_called_average(entry: Entry) -> bool:
    """Whether words say that a figure is an average: 人均, 平均."""
    return bool(_CALLED.search(entry.name) or re.search(r"平均|折合每", entry.name))
