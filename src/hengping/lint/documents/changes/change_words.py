"""The words of change: 增长, 减少, 高于, 比上年, and the figure that they make a change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from hengping.lint.documents.printed import Printed
from hengping.lint.documents.stated import end

Way = Literal["rate", "points", "amount"]

UP = (
    "净增加|净增|增长|增加|增多|增大|增收|增支|增产|上升|上涨|上浮|上调|提高|提升|攀升|升高|扩大|延长|调增|核增|追加|增幅|涨幅"
    "|延后|推迟|超收|超支|多支|多收|多出|高出|超出|增|升|涨"
)
DOWN = (
    "净减少|净减|减少|减收|减支|减产|下降|下滑|下跌|下浮|下调|降低|回落|缩减|缩小|缩短|压减|压缩|压降|削减|收窄|调减|核减|审减"
    "|提前|节约|节省|节支|短收|降幅|跌幅|减幅|少支|少收|欠收|欠缴|欠拨|欠付|减|降"
)
_MORE, _LESS = "超额完成|多完成|超额|多|高|超过|超|高于|多于|大于|优于|快", "少完成|少|低|低于|少于|小于|差|短|欠|慢"
_EITHER = "增长率|增速|增减率|增减额|变动率|差额|相差|差距|差异|变动|之差|极差|缺口"
_BEHIND = r"(?:率|额|量|幅度?|速度?|数额|金额|比例)?(?:了|为|是|达到?|共|约|计|近|：|:)*$"
WORD = re.compile(
    rf"(?:(?P<either>{_EITHER})|(?P<up>(?<!新)(?:{UP}))|(?P<down>{DOWN})|(?P<more>{_MORE})|(?P<less>{_LESS})){_BEHIND}"
)
# 增加培训346人次: what grew stands behind the word.
_MONEY = frozenset(["资金", "经费", "成本", "支出", "费用", "开支", "投资", "金额"])
_WITH_OBJECT = re.compile(
    r"(?:(?P<up>(?<!新)增加|多支出|增收)|(?P<down>减少|节约|压减|核减|少支出))了?(?P<object>(?!到|至|为|的|额)[\u4e00-\u9fff]{2,6})$"
)
VERSUS = (
    r"(?:(?<![占同环对反成养负价配之])比(?![重例率由从为达是])|(?<!比)较(?![好大高低多少差快慢为])"
    r"|相较于?|相对于?|相比于?|对比)"
)
_AGAINST = re.compile(
    rf"(?:(?:{VERSUS}|与|和|同|跟)(?P<first>[^，。；：]{{1,30}}?)(?:相比较?|比较|相较|对比|比)，?|{VERSUS}(?P<second>[^，。；：]{{0,30}})$)"
)
_SAME_PERIOD = re.compile(r"(?P<word>同比|环比)(?:上年度?|去年)?(?:同期)?")
BASE_BEFORE = re.compile(rf"(?:{VERSUS})[^，。；：、]*$")
FILLER = re.compile(
    r"20\d\d年(?:度|底|末)?|\d{1,2}[月日]|也|(?<![人次户平年月亩])均|都|则|又|再|还|共|仅|只|已|略有|略|大幅度?|小幅|显著|明显|进一步|累计|合计|总体|总共|同比|环比|净"
    r"|分别|各|其中|约|了|每[人户亩件套项个所吨床间辆台]|[人户亩件]均|全年|当年|本年度?|年内|年末|[两三四五]年|期间|连续|主要|从而|因此|因而|即|且|并|而|但|有所|整体|实际"
    r"|总额|总数|绝对额|(?:支出|收入)?决算数?|相比较?|比较|对比|相较|上|下|比|较|的|达|提前|至今|相应|直接|同时|另外?|此外|逐步|稳步|持续|快速|年中|期末|截至|到|至"
    r"|后者|[此该](?:项)?(?:数字|数据|数|项|指标)|这一(?:数字|数据|指标|比例|比率|水平|金额)|[该此](?:比例|比率|金额)|其$|仍然?|却|反而|虽然?"
)
CLAUSE = re.compile(r"[，；。：（）！？\n]")
# Rates over several years, or at prices and scopes of their own: no two figures beside them give them.
_OF_ITS_OWN = re.compile(r"年均|年平均|平均增|复合增|实际增长|名义增长|可比|同口径|不变价|扣除|剔除")
_BEYOND = re.compile(
    r"(?:(?P<more>高于|高出|超过|超出|超|多于|优于|快于|大于)|(?P<less>低于|少于|小于|慢于|落后于?|短于))(?P<name>[^，。；：]{1,24})$"
)
_NO_UNIT = frozenset(["", *"，。；、：（）提增减下上升降和与到至比较的变调扩高低多少"])
YEAR = re.compile(r"(?:19|20)\d\d(?=年|[^\d%.元万])")


@dataclass(frozen=True)
class Change:
    """By how much something changed.

    Attributes:
        figure: as printed.
        rises: what its word says: more, less; None for 差额, 增速 and the like, which may go either way.
        words: its word and what stands before it, up to the figure before.
        subject: what changed, where the clause says so itself; "" where it speaks of the level before.
        against: what it is compared with, as 上年 or 2021年; "" where the clause does not say.
    """

    figure: Printed
    rises: bool | None
    words: str
    subject: str
    against: str

    @property
    def way(self) -> Way:
        kind = self.figure.mention.kind if self.figure.mention is not None else ""
        if kind == "points":
            return "points"
        return "rate" if kind == "share" or self.figure.unit.symbol == "倍" else "amount"


def change_of(context: str, figure: Printed) -> Change | None:
    """A figure as a change, by the words between the figure before and itself."""
    word = WORD.search(context) or _WITH_OBJECT.search(context)
    if word is None and (newly := re.search(r"(?:^|(?:比|较)(?P<against>[^，。；：]{1,12}))新增(?:加)?了?$", context)):
        return Change(figure, True, newly.group(), "", newly["against"] or "")  # behind its base
    if word is None:
        return _beyond(context, figure)
    if _OF_ITS_OWN.search(CLAUSE.split(context)[-1]):
        return None
    before = context[: word.start()]
    pieces = CLAUSE.split(before)
    if len(pieces) > 1 and re.search(r"(?:相比较?|比较|对比|相较)$", pieces[-2]):
        clause = "，".join(pieces[-2:])
    else:
        clause = pieces[-1]
    against, rest = _against(clause)
    compared = bool(against) or bool(BASE_BEFORE.search(clause)) or not clause or clause.startswith("相比")
    if (
        word.re is WORD
        and (word["more"] or word["less"])
        and not compared
        and not re.search(r"高于|低于|超过|完成|超额", word.group())
    ):
        return None
    parts = word.groupdict()
    rises = None if parts.get("either") else bool(parts["up"] or parts.get("more"))
    if (thing := parts.get("object") or "") not in _MONEY:
        rest += thing
    subject = rest.strip("，、") if re.sub(r"[，、\s]", "", FILLER.sub("", rest)) else ""
    return Change(figure, rises, context[max(0, word.start() - len(clause)) :], subject, against)


def is_beyond(change: Change) -> bool:
    """Whether the name of what it is compared with stands behind its word: 高于目标值, not 超支."""
    return bool(_BEYOND.fullmatch(change.words)) and not WORD.search(change.words)


def _beyond(context: str, figure: Printed) -> Change | None:
    """高于目标值2.94个百分点: the word before the name of what it is compared with."""
    found = _BEYOND.search(context)
    if found is None or figure.mention is None or figure.mention.kind == "share":
        return None
    before = CLAUSE.split(context[: found.start()])[-1]
    subject = before if FILLER.sub("", before) else ""
    return Change(figure, bool(found["more"]), found.group(), subject, found["name"])


def _against(clause: str) -> tuple[str, str]:
    """What a clause compares with, and the clause without it."""
    same = _SAME_PERIOD.search(clause)
    if same:
        return same["word"], clause[: same.start()] + clause[same.end() :]
    found = _AGAINST.search(clause)
    if found is None:
        return "", clause
    return found["first"] or found["second"] or "", clause[: found.start()] + clause[found.end() :]


def fits(change: Change, level: Printed, text: str) -> bool:
    """Whether a figure of a text may be the level or base of a change."""
    if change.way == "points":
        return level.unit.symbol == "%"
    if change.way == "rate":
        return level.unit.symbol not in ("%", "‰", "倍")
    return _kin(change.figure, level, text)


def _kin(change: Printed, level: Printed, text: str) -> bool:
    """Whether an amount may be a difference of levels like another: one unit, or 元 beside 元/平方米.

    Figures whose unit is no known one must stand before the same letter: 4762具, 238具.
    """
    if level.unit.symbol.startswith(f"{change.unit.symbol}/"):
        return True
    if change.unit.symbol or level.unit.symbol:
        return bool(change.unit.symbol and level.unit.symbol) and level.alike(change)
    units = {letter for figure in (change, level) if (letter := text[end(figure) : end(figure) + 1]) not in _NO_UNIT}
    return len(units) < 2


def later_year(change: Change) -> str:
    """The year that the words of a change name beside the one it is compared with."""
    years = YEAR.findall(change.words)
    against = YEAR.findall(change.against)
    return years[0] if len(years) > len(against) else ""
