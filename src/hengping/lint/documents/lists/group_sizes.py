"""How many things a clause speaks of: 三个县, 2019—2021年, 甲、乙、丙三家, 第一至第四季度, 公办18家、民办24家."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hengping.lint.documents.lists.enumerations import chinese_number

_NUMERAL = r"\d{1,3}|[两二三四五六七八九十]{1,3}"
_COUNTED = re.compile(
    rf"(?<![\d.第月年—\-至到约近超逾百千万零个前后])(?P<number>{_NUMERAL})(?P<unit>个(?!月|百分点|工作日|小时)|项|家|类|种|名|位|所|市|县|区|镇|乡|村|级|批|季度|部门"
    r"|单位|方面|者|档|期|轮|座|条|处|笔|次(?!均)|块|大|门|科|院|校|站|户|套|台|辆|组|段|省|州|学区|年(?!级|初|末|底|中|终|度|内|来|\d|前|后))"
)
_PICKED = re.compile(r"(?P<which>前|后|末|这|上述)(?P<number>[两二三四五六七八九]|\d)(?=[个项家类种名者年批档])")
_LATELY = re.compile(r"(?:近|过去|此前)(?P<number>[两二三四五]|[2-5])(?:个)?年(?!来)")
_SPAN = re.compile(r"(20\d\d)年?(?:-|—|–|~|～|至|到){1,2}(20\d\d)年")
_YEARS = re.compile(r"(?:20\d\d年?(?:度)?(?:、|和|及|与|以及)){1,6}20\d\d年")
_QUARTERS = re.compile(r"第?([一二三四五六七八九])(?:至|到|—|-)第?([二三四五六七八九十])(?=[季期批标阶次])")
_JOINED = re.compile(r"、|以及|和|及|与")
_LEAD = re.compile(
    r".*(?:其中|其它|对|由|在(?!职|编|校|建|册|训|保)|的(?=[^、]*、)|将|按照?|选取|抽取|抽查|包括|涉及|从|向|是|为|了|到|看|有)"
)
_LONGEST = 24


@dataclass(frozen=True)
class GroupSize:
    """A group that a clause names.

    Attributes:
        fewest, most: how many members it has; both differ where 和 may belong to a name.
        words: as printed.
        firm: whether it can be wrong: two names joined by 和 alone only explain a number, they contradict none.
    """

    fewest: int
    most: int
    words: str
    firm: bool = True

    def allows(self, count: int) -> bool:
        """Whether so many figures, or so many for each member, go with the group."""
        return any(count % size == 0 for size in range(max(self.fewest, 2), self.most + 1)) or self.most == 1


def group_sizes(clause: str) -> list[GroupSize]:
    """The groups of a clause, in no order."""
    found = [*_years(clause), *_stated(clause)]
    names = _names(clause)
    return [*found, names] if names else found


def allowed(groups: list[GroupSize], count: int) -> bool:
    """Whether one group, or two of them crossed (two years of three projects), explain a number of figures."""
    if any(group.allows(count) for group in groups):
        return True
    sizes = [size for group in groups for size in {group.fewest, group.most}]
    return any(one * other == count for one in sizes for other in sizes)


def _years(clause: str) -> list[GroupSize]:
    found = [GroupSize(n, n, m.group()) for m in _SPAN.finditer(clause) if (n := int(m[2]) - int(m[1]) + 1) > 1]
    for match in _YEARS.finditer(clause):
        count = len(re.findall(r"20\d\d", match.group()))
        found.append(GroupSize(count, count, match.group()))
    for match in _QUARTERS.finditer(clause):
        first, last = chinese_number(match[1]) or 0, chinese_number(match[2]) or 0
        if last > first:
            found.append(GroupSize(last - first + 1, last - first + 1, match.group()))
    return found


def _stated(clause: str) -> list[GroupSize]:
    found = []
    for match in (*_COUNTED.finditer(clause), *_PICKED.finditer(clause), *_LATELY.finditer(clause)):
        number = chinese_number(match["number"])
        if number is not None and number > 1:
            behind = re.match(r"[^，。；：、（）“”\d和及与的]{0,6}", clause[match.end() :])
            found.append(GroupSize(number, number, match.group() + (behind.group() if behind else "")))
    return found


def _names(clause: str) -> GroupSize | None:
    masked = re.sub(r"“[^”]*”|《[^》]*》|（[^（）]*）", lambda match: "□" * len(match.group()), clause)
    if "、" not in masked:
        joint = _JOINED.search(masked)
        return GroupSize(1, 2, clause, firm=False) if joint else None
    first = masked.index("、")
    lead = _LEAD.match(masked[:first])
    listed = masked[lead.end() if lead else 0 :]
    names = _JOINED.split(listed)
    counted = _COUNTED.search(names[-1])
    if counted is not None:
        names[-1] = names[-1][: counted.start()] or "□"
    if any(not name or re.search(r"\d", name) for name in names):
        return None
    firm = all(len(name) <= _LONGEST for name in names)
    return GroupSize(listed.count("、") + 1, len(names), clause[len(clause) - len(listed) :], firm=firm)
