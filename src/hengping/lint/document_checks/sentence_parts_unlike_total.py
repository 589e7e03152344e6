"""句中分项与总数不符: the parts that a sentence lists do not make up the total that it states.

Meaning: two or more amounts of one kind are listed as parts of another: behind 其中, 包括, 分别为, 由…组成, in the
parentheses behind it, before 五项合计, right behind it (42家，公办18家、民办24家), or behind 按来源分 with the total
in a sentence before. Together they are more than the total, or they should be all of it and are less.
Why: a part is missing, counted twice or misprinted.
Basis: arithmetic; the region's 94.51 points are 9.41, 23.80, 39.65 and 21.65.
Exclusions:
1. Not all parts need be listed: less than the total is an error only where the words promise all (分别为, 五项合计, a
   last part 其他), for scores where all first-level indicators are named, and a warning for pairs that leave nothing
   out (男、女) and where little is missing and a slip of the hand in one figure would explain it. 等 leaves all open.
2. What is compared rather than added: 上年, 最高, 平均, 人均, 比, changes; scores are not added to full marks. Plans
   make a warning at most, attributes that one person may have together (女性、党员) nothing.
3. Approximations, bounds, quotations.
4. What is opened or closed in parentheses behind the mark is no part; nor is what follows the last of the parts, once
   they make up the total or another amount before them. Where the total is itself one of a list
   (甲…；乙14万吨，其中丙11万吨；丁49万吨), its parts end with it.
5. A list behind an amount that no word ties to it, and a total in a sentence before: only slips, as warnings; where
   其中 begins the sentence, slips as elsewhere.
6. Parts of more than thrice the total: they are parts of something else.
Fires: 得分94.51分，其中决策9.41分、过程23.80分、产出39.56分、效益21.65分
Silent: 全年支出500万元，其中中央资金300万元
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.figure_book import Entry
from hengping.lint.documents.lists.listings import Listed, kind_of
from hengping.lint.documents.lists.part_claims import PartClaim, make_up, part_claims
from hengping.lint.documents.place import at
from hengping.lint.documents.printed import Printed
from hengping.lint.documents.slips import slip, surprise
from hengping.lint.documents.stated import start
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import plain

_OPEN_END = re.compile(r"等|主要|部分")
_REST = re.compile(r"^(?:其他|其它|其余|剩余|余下|另)")
_PLAN = re.compile(r"(?:预算|计划|目标|任务)(?:数|值|额|量|安排)?$|应[^，]{0,4}$|核定")
_CROSSING = ("女", "党员", "职称", "学历", "岁", "兼", "少数民族", "高级")
_SHARED = re.compile(r"同时|贫困|残疾|退役|脱贫|低保")
_PAIRS = (
    *(("男", "女"), ("公办", "民办"), ("行政", "事业"), ("基本支出", "项目支出"), ("城市", "农村"), ("城镇", "农村")),
    *(("合格", "不合格"), ("正常", "异常"), ("国有", "民营"), ("中央", "地方"), ("在职", "退休"), ("在职", "离退休")),
    *(("线上", "线下"), ("新建", "改造"), ("新建", "续建"), ("新建", "改扩建"), ("市级", "县级"), ("收入", "支出")),
    *(("上半年", "下半年"), ("有效", "无效"), ("机关", "基层"), ("已", "未"), ("城镇", "乡村")),
    *(("住院", "门诊"), ("定量", "定性"), ("货物", "服务"), ("财政", "自筹"), ("单位", "个人"), ("结转", "结余")),
)
_NEGATIONS = ("未", "不", "没有", "尚未", "非")
_OPPOSITES = (("有效", "无效"), ("已", "未"))
_FULL_MARKS = 100
_ROLE = re.compile(r"(?P<lost>扣|失)|(?P<score>得|评)")

_FAR = 3


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    heads = {table.ledger.count - len(table.ledger.totals) for table in subject.score_tables if table.ledger.totals}
    before, book = None, subject.figure_book

    def named(name: str, like: Printed) -> Printed | None:
        found = {entry.figure.number: entry.figure for entry in book if _is_called(entry, name, like)}
        return next(iter(found.values())) if len(found) == 1 else None

    for sentence in subject.sentences:
        told: set[tuple[int, int]] = set()
        for claim in part_claims(sentence, before, named):  # (3)
            remark = _remark(claim, heads)
            if remark is not None and (claim.first, claim.last) not in told:
                told.add((claim.first, claim.last))
                yield remark
        before = sentence


def _is_called(entry: Entry, name: str, like: Printed) -> bool:
    return entry.figure.alike(like) and entry.name.endswith(name) and kind_of(entry.figure) == kind_of(like)


def _remark(claim: PartClaim, heads: set[int]) -> Remark | None:
    wholes = [whole for whole in claim.wholes if _may_be_added(whole, claim.parts)]  # (2)
    if not wholes or _made_up(claim, wholes):
        return None
    near = next((whole for whole in wholes if _slipped(whole.figure, claim)), None)
    whole = near if near is not None and claim.bond in ("said", "far") else wholes[0]
    severity = _severity(claim, whole.figure, heads)
    a_slip = slip(whole.figure.number, claim.added) and surprise(whole.figure.number, claim.added) > 0
    far = claim.added > _FAR * whole.figure.number and not a_slip
    if severity is None or far:  # (6)
        return None
    total, parts = whole.figure, [part.figure for part in claim.parts]
    expected = total.as_printed(claim.added)
    working = " + ".join(plain(part.value) if part.unit == total.unit else str(part) for part in parts)
    listed = claim.printed if len(claim.printed) <= 160 else f"{claim.printed[:150]}……"
    return Remark(
        at(claim.chain.sentence.place),
        f"“{whole.label}{total.text}”与所列分项不符：“{listed}”，{working} = {expected}。",
        expected=expected,
        found=str(total),
        severity=severity,
    )


def _may_be_added(whole: Listed, parts: tuple[Listed, ...]) -> bool:
    """Points scored are no part of points to be had, and points lost of neither; full marks are the matter of HP719."""
    if whole.figure.unit.symbol != "分":
        return True
    if whole.figure.value == _FULL_MARKS and not _ROLE.search(whole.label):
        return False
    roles = {_role(part) for part in parts}
    return len(roles) == 1 and (roles == {""} or roles == {_role(whole)})


def _role(item: Listed) -> str:
    found = _ROLE.search(item.label)
    return (found.lastgroup or "") if found else ""


def _made_up(claim: PartClaim, wholes: list[Listed]) -> bool:
    """Whether the parts, or those nearest to one of the amounts, make it up."""  # (4)
    parts = claim.parts
    ends = [count for count in range(2, len(parts)) if parts[count].sign != "、"]
    ahead = [parts[:count] for count in (*ends, len(parts))]
    behind = [parts[first:] for first in range(len(parts) - 1)]
    return any(
        make_up(whole.figure, run)
        for whole in wholes
        for run in (behind if start(whole.figure) > start(parts[0].figure) else ahead)
    )


def _slipped(total: Printed, claim: PartClaim) -> bool:
    """Whether one figure written wrongly would explain the difference."""
    missing = total.number - claim.added
    if slip(total.number, claim.added):
        return claim.bond != "far" or surprise(total.number, claim.added) > 1
    if claim.bond == "said" and total is not claim.wholes[0].figure:
        return False
    return claim.bond != "far" and any(slip(p.figure.number, p.figure.number + missing) for p in claim.parts)


def _severity(claim: PartClaim, total: Printed, heads: set[int]) -> Severity | None:
    missing, labels = total.number - claim.added, [part.label for part in claim.parts]
    slipped = _slipped(total, claim)
    small = abs(missing) <= total.number / (8 if len(labels) > 2 else 20)
    doubtful = _are_doubtful(labels)  # (2)
    if claim.bond == "next" and not (slipped and small):
        return None
    if _overlap(labels):  # (2)
        return None
    if claim.bond == "faint":
        return Severity.WARNING if slipped and len(labels) == 2 and _denies(*labels) else None
    if claim.bond in ("loose", "said", "far"):  # (5)
        return Severity.WARNING if slipped and (small or _leaves_nothing_out(labels)) and not doubtful else None
    if missing < 0:
        doubtful = doubtful or labels[-1].endswith("的")
        if not doubtful and (slipped or claim.bond == "all"):
            return Severity.WARNING if claim.bond == "next" and len(claim.wholes) > 1 else Severity.ERROR
        alike = len({part.sign for part in claim.parts[1:]}) == 1
        near = alike and not doubtful and -missing < total.number / 4
        return Severity.WARNING if (small and slipped) or near else None
    if _open(claim):  # (1)
        return None
    first_level = total.unit.symbol == "分" and len(labels) in heads
    if not doubtful and (claim.bond == "all" or first_level or _REST.match(labels[-1])):
        return Severity.ERROR
    return Severity.WARNING if (small and slipped) or _leaves_nothing_out(labels) else None


def _are_doubtful(labels: list[str]) -> bool:
    """Whether the parts may be plans, or attributes that some of them share with others: 脱贫户、残疾人."""
    return any(_PLAN.search(label) or _SHARED.search(label) for label in labels)


def _overlap(labels: list[str]) -> bool:
    """Whether only some of the parts are named by an attribute that crosses the others: 女性110人、党员95人."""
    own = [label.replace("女", "") for label in labels] if any("男" in label for label in labels) else labels
    return any(0 < sum(word in label for label in own) < len(own) for word in _CROSSING)


def _open(claim: PartClaim) -> bool:
    passage = claim.chain.sentence.passage.text
    last = claim.parts[-1].figure
    behind = passage[last.mention.end : claim.chain.sentence.end] if last.mention else ""
    return bool(_OPEN_END.search(claim.printed) or re.match(r"[^，。；）]{0,6}等|[，；、]?(?:其余|其他|剩余)", behind))


def _leaves_nothing_out(labels: list[str]) -> bool:
    """Whether two parts by their names are all there can be: 男 and 女, 完成 and 未完成."""
    if len(labels) != 2:
        return bool(_REST.match(labels[-1]))
    one, other = (label.rpartition("其中")[2] for label in labels)
    return _denies(one, other) or any(
        (a in one and b in other and b not in one) or (b in one and a in other) for a, b in _PAIRS
    )


def _denies(one: str, other: str) -> bool:
    if any(one == other.replace(word, "", 1) or other == one.replace(word, "", 1) for word in _NEGATIONS):
        return True
    return one != other and any(one.replace(b, a) == other.replace(b, a) for a, b in _OPPOSITES)


CHECK = Check(code="HP717", title="句中分项与总数不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
