"""结余与收支不符: what is said to be left is not what was had less what was spent.

Meaning: a sum left (结余, 结转, 余额, 尚未支出) or a rest (尚有…未收回, 其余…) stands behind what came in and what went
out, brought forward included, and no figures near it give it.
Why: what is left decides about next year's money.
Basis: opening balance + received − spent = closing balance; the region's and the city's balances reproduce.
Exclusions:
1. Whatever figures of the paragraphs around give it: two, three, all that came in less all that went out, its parts.
2. 累计 and 滚存 without the sum brought forward; sums brought forward themselves; changes; shares of them.
3. An amount that stands in a table of the document as well, unless one sentence names all its parts.
4. Nothing that shows that no sum was brought forward (当年, 收支), one that was, since what was available may hold it,
   a budget for what came in, things counted from the beginning of a year to its end: a warning. So is a sum that is
   a slip of copying away from what came in less what went out elsewhere in the section, and one that counts money of
   the budget that never came in.
Fires: 到位500万元，支出430万元，结余80万元
Silent: 上年结转20万元，到位500万元，支出430万元，结余90万元
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, product

from hengping.lint.check import Check, Group
from hengping.lint.documents.changes.accounts import part
from hengping.lint.documents.figure_book import Entry
from hengping.lint.documents.place import at
from hengping.lint.documents.printed import NOTHING, Printed, Room, Verdict
from hengping.lint.documents.slips import slip, surprise
from hengping.lint.documents.stated import OTHER_BASE, PLANNED, end, is_aside, is_change, start
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_OVER_YEARS = re.compile(r"累计|滚存|历年")
_OF_THE_YEAR = re.compile(r"当年|本年|本期|当期|收支")
_REST = re.compile(r"(?:(?:尚有|仍有|还有|其余|剩余|余下|尚余|尚欠)(?:的)?|(?:尚|还)?未[^，。；\d]{1,6})$")
_DONE = re.compile(r"已|完成|实际|收回|追回|到位|拨付|支付|支出|使用|收缴|整改|办结|回收|落实|交付|验收|建成|发放|通过")
_HOLDS_ALL = re.compile(r"可支配|可用|合计|总计")
_TAKEN_OUT = re.compile(r"剔除|扣除|扣减|减去|去除")
_WHAT_REMAINS = re.compile(r"有效|其余|剩余|余下|实际|净|样本")
_OPENING = re.compile(r"20\d\d年(?:年?[末底])|年初|期初|上年末|上年底|上年年末|去年末|去年底")
_CLOSING = re.compile(r"年末|期末|年底|现有|实有")
_GAINED = re.compile(r"新增|增加|新建|新购|购置|购入|新纳入|转入|调入|新招|招收|入院|入住|新入|入库|净增|增")
_LOST = re.compile(
    r"减少|脱困|脱贫|脱低|退出|注销|报废|处置|死亡|转出|调出|离职|退休|离院|去世|出院|毕业|停保|关闭|撤销|清退|领用|出库|核减|减"
)
_BEFORE, _BEHIND, _PASSAGES = 14, 4, 3


@dataclass(frozen=True)
class _Reading:
    """What is left: terms with their signs; whether the sentence leaves no other reading."""

    terms: tuple[tuple[int, Entry], ...]
    sure: bool

    @property
    def room(self) -> Room:
        return sum((e.figure.room if sign > 0 else NOTHING - e.figure.room for sign, e in self.terms), NOTHING)

    @property
    def number(self) -> Decimal:
        return sum((sign * entry.figure.number for sign, entry in self.terms), Decimal(0))

    def __str__(self) -> str:
        shown = "".join(f" {'+' if sign > 0 else '−'} {entry.figure}" for sign, entry in self.terms)
        return shown.removeprefix(" + ")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    prose = [entry for entry in subject.figure_book if entry.sentence is not None and _is_amount(entry)]
    cells = [entry for entry in subject.figure_book if entry.cell is not None and _is_amount(entry)]
    for position, claim in enumerate(prose):
        rest = bool(_REST.search(claim.name))
        stock = bool(_CLOSING.search(claim.name) and not _OPENING.search(claim.name))
        remains = bool(_WHAT_REMAINS.search(claim.name))
        if not rest and not stock and not remains and (part(claim) != "left" or _BROUGHT_BEFORE.search(claim.name)):
            continue
        if _is_passed_over(claim):  # (2)
            continue
        near = [entry for entry in _around(prose, position) if entry.figure.alike(claim.figure)]
        remark = _remark(claim, near, [cell for cell in cells if cell.figure.alike(claim.figure)], rest)
        if remark is not None:
            yield remark


_BROUGHT_BEFORE = re.compile(r"(?:上年|上一年)[^，。；]{0,4}(?:结转|结余)")


def _is_amount(entry: Entry) -> bool:
    figure = entry.figure
    return not figure.unit.is_ratio and figure.unit.content == "number" and figure.value > 0


def _is_passed_over(claim: Entry) -> bool:
    assert claim.sentence is not None
    clause = claim.name + claim.tail[:2]
    if is_change(claim.sentence.passage, claim.figure) or PLANNED.search(clause) or OTHER_BASE.search(claim.name):
        return not _OVER_YEARS.search(claim.name) or bool(PLANNED.search(clause))
    return False


def _around(prose: list[Entry], position: int) -> list[Entry]:
    """The amounts of the paragraph and of the ones before it, near the claim."""
    claim = prose[position]
    assert claim.sentence is not None
    own = claim.sentence.passage
    found: list[Entry] = []
    passages = {id(own)}
    for entry in reversed(prose[max(0, position - 3 * _BEFORE) : position]):
        assert entry.sentence is not None
        passages.add(id(entry.sentence.passage))
        if len(passages) > _PASSAGES or len(found) == _BEFORE:
            break
        found.append(entry)
    behind = [e for e in prose[position + 1 : position + 1 + _BEHIND] if e.sentence and e.sentence.passage is own]
    return [*reversed(found), *behind]


def _remark(claim: Entry, near: list[Entry], cells: list[Entry], rest: bool) -> Remark | None:
    sentence = claim.sentence
    assert sentence is not None
    if rest:
        reading = _of_rest(claim, near)
    else:
        reading = _of_sentence(claim, near) or _of_stock(claim, near) or _of_taken_out(claim, near)
    if reading is None and not rest and part(claim) != "left":
        return None
    if reading is None and not rest:
        reading = _of_budget(claim, near, cells)
        if reading is not None:
            return _said(claim, reading, Severity.WARNING, "（预算中没有到位的资金不会结余）")
    if reading is not None:
        verdict = claim.figure.verdict(reading.room)
        other = _is_all_told(claim, near) if len(reading.terms) > 2 else _is_given(claim, near)
        if len(reading.terms) > 2 and part(reading.terms[0][1]) == "brought":  # what was available may hold it
            other = other or claim.figure.verdict(_Reading(reading.terms[1:], False).room) is Verdict.AGREES
        if verdict is Verdict.AGREES or other:  # (1)
            return None
        if not reading.sure and any(cell.figure.number == claim.figure.number for cell in cells):  # (3)
            return None
        return _said(claim, reading, None if reading.sure and verdict is Verdict.DISAGREES else Severity.WARNING)  # (4)
    if rest or _is_given(claim, near) or any(cell.figure.number == claim.figure.number for cell in cells):
        return None
    reading = next((r for r in _elsewhere(claim, near, cells) if _is_slip(claim.figure, r.number)), None)
    return _said(claim, reading, Severity.WARNING, "，疑为抄写错误。") if reading is not None else None  # (4)


def _said(claim: Entry, reading: _Reading, severity: Severity | None, more: str = "") -> Remark:
    expected = claim.figure.as_printed(reading.number)
    return Remark(
        at(claim.place),
        f"“{claim.name}{claim.figure.text}{claim.tail}”与收支不符：{reading} = {expected}{more or '。'}",
        expected=expected,
        found=str(claim.figure),
        severity=severity,
    )


def _before_in_sentence(claim: Entry, near: list[Entry]) -> list[Entry]:
    """What the sentence says before the claim: neither changes nor what stands in closed parentheses."""
    assert claim.sentence is not None
    passage = claim.sentence.passage
    return [
        entry
        for entry in near
        if entry.sentence is not None
        and entry.sentence.passage is passage
        and claim.sentence.start <= start(entry.figure)
        and end(entry.figure) <= start(claim.figure)
        and not is_change(passage, entry.figure)
        and not is_aside(passage, entry.figure, claim.figure)
    ]


def _of_sentence(claim: Entry, near: list[Entry]) -> _Reading | None:
    """The reading that one sentence leaves: one sum received, one spent, at most one brought forward."""
    if part(claim) != "left":
        return None
    found = _by_part(_before_in_sentence(claim, near))
    received, spent, brought = found["in"], found["out"], found["brought"]
    of_year = [entry for entry in found["left"] if _OF_THE_YEAR.search(entry.name)]
    if len(brought) == len(of_year) == 1 and re.search(r"累计|滚存|年末|期末", claim.name):
        return _Reading(((1, brought[0]), (1, of_year[0])), False)
    planned = not received and len(found["plan"]) == 1
    if planned:
        received = found["plan"]
    if len(received) == 2 and len([e for e in received if "其中" not in e.name]) == 1:
        received = [entry for entry in received if "其中" not in entry.name]
    if len(spent) == 2 and not received and re.search(r"拨付|划拨|发放", spent[0].name):
        received, spent = spent[:1], spent[1:]
    if len(received) != 1 or len(spent) != 1 or len(brought) > 1:
        return None
    if start(spent[0].figure) < start(received[0].figure) and not brought:
        return None
    terms = ((1, received[0]), (-1, spent[0]))
    if brought and not _OF_THE_YEAR.search(claim.name) and not _HOLDS_ALL.search(received[0].name):
        return _Reading(((1, brought[0]), *terms), False)
    if _OVER_YEARS.search(claim.name):  # (2)
        return None
    return _Reading(terms, not planned and bool(_OF_THE_YEAR.search(claim.name)))


def _by_part(entries: list[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {"in": [], "out": [], "brought": [], "plan": [], "left": [], "": []}
    for entry in entries:
        found[part(entry) or ""].append(entry)
    return found


def _of_rest(claim: Entry, near: list[Entry]) -> _Reading | None:
    """86.52万元，已追回61.30万元，尚有25.22万元未追回."""
    before = _before_in_sentence(claim, near)
    if len(before) == 1 and (whole := _whole_behind(claim, near)) is not None and _DONE.search(before[0].name):
        return _Reading(((1, whole), (-1, before[0])), False)
    verb = re.search(r"未([^，。；\d]{1,6})$", claim.name)
    told = len(before) == 2 and (_DONE.search(before[1].name) or (verb and verb[1] in before[1].name))
    if not told or before[1].figure.number >= before[0].figure.number:
        return None
    done = _DONE.search(before[1].name + before[1].tail)
    sure = bool(done and claim.tail.startswith(("未", "尚未", "没有")) and "已" in before[1].name)
    return _Reading(((1, before[0]), (-1, before[1])), sure)


def _whole_behind(claim: Entry, near: list[Entry]) -> Entry | None:
    """已拨付3260万元，尚未拨付409万元，总资金3680万元."""
    behind = [e for e in near if e.sentence is claim.sentence and start(e.figure) > end(claim.figure)]
    return behind[0] if len(behind) == 1 and re.search(r"总|共|合计|全部", behind[0].name) else None


def _of_taken_out(claim: Entry, near: list[Entry]) -> _Reading | None:
    """收到500份，剔除18份，有效问卷492份."""
    before = _before_in_sentence(claim, near)
    taken = [entry for entry in before[1:] if _TAKEN_OUT.search(entry.name + entry.lead[-8:])]
    if not taken or len(taken) + 1 != len(before) or not _WHAT_REMAINS.search(claim.name):
        return None
    return _Reading(((1, before[0]), *((-1, entry) for entry in taken)), False)


def _of_stock(claim: Entry, near: list[Entry]) -> _Reading | None:
    """年初15辆，报废5辆，新购2辆，年末12辆."""
    assert claim.sentence is not None
    passage = claim.sentence.passage
    before = [
        entry
        for entry in near
        if entry.sentence is claim.sentence
        and end(entry.figure) <= start(claim.figure)
        and not is_aside(passage, entry.figure, claim.figure)
    ]
    opening = [entry for entry in before if _OPENING.search(entry.name)]
    moved = [entry for entry in before if entry not in opening]
    signs = [(1 if _GAINED.search(e.name) else -1 if _LOST.search(e.name) else 0) for e in moved]
    if len(opening) != 1 or before[0] is not opening[0] or not moved or 0 in signs:
        return None
    if not _CLOSING.search(claim.name) or any(re.search(r"比|较", entry.name) for entry in moved):
        return None
    return _Reading(((1, opening[0]), *zip(signs, moved, strict=True)), False)


def _of_budget(claim: Entry, near: list[Entry], cells: list[Entry]) -> _Reading | None:
    """What came in less what was spent, where the claim is the budget less what was spent."""
    found = _by_part([*near, *_totals(claim, cells)])
    arrived = [entry for entry in found["in"] if "到位" in entry.name and "其中" not in entry.name]
    for plan, spent in product(found["plan"], found["out"]):
        planned = _Reading(((1, plan), (-1, spent)), False)
        less = [entry for entry in arrived if entry.figure.number < plan.figure.number]
        if claim.figure.verdict(planned.room) is not Verdict.AGREES or not less:
            continue
        readings = [_Reading(((1, entry), (-1, spent)), False) for entry in less]
        if len({entry.figure.number for entry in less}) == 1 and readings[0].number > 0:
            return readings[0]
    return None


def _totals(claim: Entry, cells: list[Entry]) -> list[Entry]:
    """The cells in rows of totals of the tables under the claim's heading."""
    return [
        cell for cell in cells if cell.cell and cell.heading is claim.heading and cell.cell[0].is_total(cell.cell[1])
    ]


def _elsewhere(claim: Entry, near: list[Entry], cells: list[Entry]) -> Iterator[_Reading]:
    """Readings with figures of the paragraphs before and of one row of a table of the section."""
    rows: dict[tuple[int, int], list[Entry]] = {}
    for cell in cells:
        if cell.cell and cell.heading is claim.heading:
            rows.setdefault((id(cell.cell[0]), cell.cell[1]), []).append(cell)
    for row in (near, *rows.values()):
        found = _by_part(row)
        own = [entry for entry in found[""] if entry.sentence is claim.sentence]
        for received, spent in product((*found["in"], *own), found["out"]):
            for brought in (None, *found["brought"]):
                opening = ((1, brought),) if brought is not None else ()
                yield _Reading((*opening, (1, received), (-1, spent)), False)


def _is_slip(figure: Printed, number: Decimal) -> bool:
    meant = figure.rounded(number)
    return slip(figure.value, meant) is not None and surprise(figure.value, meant) >= 3


def _is_given(claim: Entry, near: list[Entry]) -> bool:
    """Whether figures near the claim give it."""
    rooms = [entry.figure.room for entry in near]
    plus = [entry.figure.room for entry in near if part(entry) not in ("out", "left")]
    minus = [entry.figure.room for entry in near if part(entry) not in ("in", "brought")]
    figure = claim.figure
    if any(figure.verdict(one - other) is Verdict.AGREES for one, other in product(rooms, rooms)):
        return True
    if any(figure.verdict(a + b - c) is Verdict.AGREES for (a, b), c in product(combinations(plus, 2), minus)):
        return True
    if any(figure.verdict(a - b - c) is Verdict.AGREES for a, (b, c) in product(plus, combinations(minus, 2))):
        return True
    if _is_all_told(claim, near):
        return True
    runs = (rooms[i:j] for i in range(len(rooms)) for j in range(i + 2, len(rooms) + 1))
    return any(figure.verdict(sum(run, NOTHING)) is Verdict.AGREES for run in runs)


def _is_all_told(claim: Entry, near: list[Entry]) -> bool:
    """Whether the claim is all that came in less all that went out."""
    found = _by_part(_before_in_sentence(claim, near)), _by_part(near)
    for parts in found:
        came = sum((e.figure.room for e in (*parts["in"], *parts["brought"])), NOTHING)
        went = sum((e.figure.room for e in parts["out"]), NOTHING)
        if claim.figure.verdict(came - went) is Verdict.AGREES:
            return True
    return False


CHECK = Check(code="HP731", title="结余与收支不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
