"""名称前后不一: one indicator, place or body is called by two names that differ in a word or a letter.

Meaning: (a) the text tells a value under a name that no table or list of indicators has, while they have nearly the
same name (养老金社会发放率 beside 养老金发放率); (b) an abbreviation is set up (以下简称) and another one is set up for
the same name.
Why: the reader cannot know whether one thing or two are meant, nor whether the value answers the target.
Basis: practice of document review; the city's report of 2020 sets 养老金发放率 and reports 养老金社会发放率.
Exclusions:
1. Names that differ in a word which makes another figure: 收入/支出, 计划/实际, 参保/缴费, a year, a level, a place.
2. Names that stand in a table or a list themselves.
3. Names inside quotation marks.
4. A name that only adds an owner in front (本市参保增长率).
5. A short form that leaves words out: 征缴率 for 养老保险基金征缴率.
6. Bodies that differ by a number or direction (一中, 二中), offices that are two (财政局, 民政局), and names of which
   both stand in one sentence.
Fires: 目标 养老金发放率 | 100%, and the text: 养老金社会发放率100%
Silent: 目标 养老金发放率 | 100%, and the text: 养老金发放率100%
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.advice.shortfalls import stem_of
from hengping.lint.documents.names.body_names import near_names
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.reading.documents import Place

_TERM = re.compile(r"[一-龥]{2,14}(?:率|满意度|人数|知晓度|覆盖面|替代率)(?=[\d为是达≥≤约未仍有])")
_LISTED = re.compile(r"(?:^|[：，。；、）])(?P<name>[一-龥]{2,16}(?:率|度|人数))(?=[≥≤＝=\d])")
_OTHER_FIGURE = re.compile(
    r"(?:收入|支出|计划|实际|参保|缴费|征缴|预算|执行|到位|首次|转移|退休|离休|领取|发放|新增|累计|平均|年|月|季|本级|全市|全省|县|区|市|省|男|女|上年"
    r"|企业|机关|职工|居民|城乡|农村|完成|增长|下降|总|人均|资金|待遇|服务|单位|离退休人员|[一二三四五六七八九十])+"
)
_OWNERS = re.compile(
    r"^(?:本|该|其|全|各|和|及|与|的|是|在|使|但|而|由|对|从|将|且|另|质量|产出|效益|数量|方面|项目|其中)+"
)
_SHORT = re.compile(r"(?P<full>[一-龥]{6,40})（以下(?:统一)?简称：?[“]?(?P<short>[一-龥]{2,12})[”]?）")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    known = _known(subject)
    told: set[str] = set()
    for passage in subject.prose:
        for match in _TERM.finditer(passage.text):
            term = _OWNERS.sub("", match.group())
            if term in told or passage.is_quoted(match.start()) or _is_known(term, known):  # (2, 3)
                continue
            near = [(name, own) for name in known if _nearly(own := term[max(term.find(name[:2]), 0) :], name)]
            if near and near[0][1] not in told:
                name, own = near[0]
                told.update((term, own))
                yield Remark(
                    at(passage.place, known[name]),
                    f"“{own}”与“{name}”名称不一，不能断定是否同一指标。",
                    expected=f"统一为“{name}”，或说明两者的区别",
                    found=own,
                )
    yield from _abbreviations(subject)
    for body in near_names(subject):  # (6)
        yield Remark(
            at(body.passage.place),
            f"“{body.written}”只出现一次，与多处所写的“{body.known}”只差一字，疑为同一名称。",
            expected=body.known,
            found=body.written,
        )


def _known(subject: DocumentUnderReview) -> dict[str, Place]:
    found = {stem_of(line.name): line.place for table in subject.goal_tables for line in table.lines}
    for passage in subject.prose:
        for match in _LISTED.finditer(passage.text):
            if passage.text[match.end()] in "≥≤＝=" or passage.list_item:
                found.setdefault(match["name"], passage.place)
    return {name: place for name, place in found.items() if 4 <= len(name) <= 16}


def _is_known(term: str, known: dict[str, Place]) -> bool:
    return any(term.endswith(name) or name.endswith(term) for name in known)  # (4, 5)


def _nearly(term: str, name: str) -> bool:
    """Whether two names begin and end alike and differ by one word in between."""
    if term[-2:] != name[-2:] or term[:2] != name[:2]:
        return False
    head = next((i for i, (a, b) in enumerate(zip(term, name, strict=False)) if a != b), min(len(term), len(name)))
    tail = 0
    while tail < min(len(term), len(name)) - head and term[-1 - tail] == name[-1 - tail]:
        tail += 1
    ours, theirs = term[head : len(term) - tail], name[head : len(name) - tail]
    if max(len(ours), len(theirs)) > 3 or not (ours or theirs):
        return False
    return not _OTHER_FIGURE.fullmatch(ours) and not _OTHER_FIGURE.fullmatch(theirs)  # (1)


def _abbreviations(subject: DocumentUnderReview) -> Iterator[Remark]:
    short_of: dict[str, tuple[str, Place]] = {}
    for passage in subject.prose:
        for match in _SHORT.finditer(passage.text):
            full = match["full"][-8:]
            before = short_of.setdefault(full, (match["short"], passage.place))
            if before[0] != match["short"]:
                yield Remark(
                    at(before[1], passage.place),
                    f"“{match['full']}”先简称“{before[0]}”，后简称“{match['short']}”。",
                    expected="全文用一个简称",
                    found=match["short"],
                )


CHECK = Check(code="HP521", title="名称前后不一", severity=Severity.INFO, group=Group.DOCUMENT, run=_run)
