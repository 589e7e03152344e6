"""完成率与差额不符: a rate of completion and what is said of the difference beside it exclude each other.

Meaning: a sentence says what percentage of a budget or plan was completed, and beside it that the result is more, less
or as much as planned (决算数大于预算数, 超预算, 与预算持平), by an amount or without; both cannot be.
Why: this is how accounts of departments are explained, year after year with the figures of another year.
Basis: result ÷ plan above 100 % is more than planned, and the other way round; a published account completed 100 % with
55.93万元 more than planned of 1741.75万元, which is 103.32 %.
Exclusions:
1. 100 % with a difference that rounding hides; unless the amounts show it, a warning.
2. A difference from another plan (调整 beside 年初); one behind another rate, another item or 其中.
3. A reason (主要原因是…增加) that compares nothing with the plan.
Fires: 支出决算1741.75万元，完成年初预算的100%，决算数大于预算数55.93万元
Silent: 支出决算1741.75万元，完成年初预算的103.32%，决算数大于预算数55.93万元
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hengping.lint.check import Check, Group
from hengping.lint.documents.figure_book import Entry
from hengping.lint.documents.nearby import is_money
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.printed import Printed, Room, Verdict
from hengping.lint.documents.stated import end, is_aside, is_change, start
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_COMPLETED = re.compile(
    r"(?:完成|为|达到?|占|是|相当于)(?:了)?(?P<plan>[^，。；：（）\d]{0,10}(?:预算|计划|任务|指标|目标)(?:数|总额|安排)?)(?:的|数的)?$"
)
_RATE_OF = re.compile(
    r"(?P<plan>[^，。；：（）\d]{0,8}(?:预算|计划|任务))[^，。；：（）\d]{0,3}(?:完成率|执行率)(?:为|达到?|是)?$"
)
_PLAN = r"(?:年初|当年|本年|全年|调整后?(?:的)?|批复(?:的)?|核定(?:的)?)?(?:预算|计划|任务|目标)(?:数|安排|金额|额)?"
_MORE = re.compile(
    rf"(?:决算|支出|实际|执行|完成|收入)[^，。；\d比与]{{0,6}}(?:大于|多于|高于|超过|超出)(?:了)?{_PLAN}|(?:比|较){_PLAN}(?:增加|增长|增支|增收|超支|超收|超出|多)|超(?:出|过)?{_PLAN}(?=[^，。；]{{0,4}}\d)"
)
_LESS = re.compile(
    rf"(?:决算|支出|实际|执行|完成|收入)[^，。；\d比与]{{0,6}}(?:小于|少于|低于|不足){_PLAN}|(?:比|较){_PLAN}(?:减少|下降|降低|节约|节支|减支|短收|少)"
)
_EQUAL = re.compile(
    rf"(?:决算|支出|实际|执行|收入)[^，。；\d]{{0,6}}(?:与|和|同){_PLAN}(?:持平|一致|相同|相等|无差异)|与{_PLAN}持平"
)
_NEXT_ITEM = re.compile(
    r"(?:[。；]|^)(?:\d+[.、．]|（[一二三四五六七八九十\d]+）)|其中|；(?!决算|实际|支出|收入|主要|原因)"
)
_CLAUSE_BEFORE = re.compile(r"[^，。；]*，[^，。；\d]*$")
_FROM_BEGINNING = 12
_BARE_HALF = Decimal("0.005")


@dataclass(frozen=True)
class _Said:
    """What is said of the difference: 1 more, -1 less, 0 as much; the figure behind it, if any."""

    sign: int
    text: str
    figure: Printed | None


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for row in subject.nearby.passages():
        rates = [entry for entry in row if _is_rate(entry)]
        for position, rate in enumerate(rates):
            limit = start(rates[position + 1].figure) if position + 1 < len(rates) else None
            said = _said(rate, row, limit)
            if said is not None:
                remark = _remark(rate, said, row)
                if remark is not None:
                    yield remark


def _is_rate(entry: Entry) -> bool:
    mention = entry.figure.mention
    if mention is None or mention.kind != "share":
        return False
    return bool(_COMPLETED.search(entry.name) or _RATE_OF.search(entry.name))


def _said(rate: Entry, row: list[Entry], limit: int | None) -> _Said | None:
    """What the rest of the sentence, the beginning of the next one or the clause before says of plan and result."""
    assert rate.sentence is not None
    text = rate.sentence.passage.text
    stop = _stop(rate.sentence) if limit is None else min(limit, _stop(rate.sentence))
    item = _NEXT_ITEM.search(text, end(rate.figure), stop)
    behind = _difference(text, end(rate.figure), item.start() if item else stop)  # (2)
    if behind is not None and behind[0].start() > rate.sentence.end + _FROM_BEGINNING:
        return None
    clause = _CLAUSE_BEFORE.search(text, rate.sentence.start, start(rate.figure))
    found = behind or (_difference(text, clause.start(), start(rate.figure)) if clause else None)
    if found is None or not _is_same_plan(rate.name, found[0].group()):  # (2, 3)
        return None
    match, sign = found
    after = [e for e in row if start(e.figure) >= match.end() - 1 and is_money(e.figure)]
    near = after[0].figure if after and _is_right_behind(text[match.start() : start(after[0].figure)]) else None
    return _Said(sign, match.group(), near)


def _difference(text: str, begin: int, stop: int) -> tuple[re.Match[str], int] | None:
    """The first words of a stretch that compare result and plan, with their sign."""
    found = [
        (m, sign) for word, sign in ((_MORE, 1), (_LESS, -1), (_EQUAL, 0)) for m in word.finditer(text, begin, stop)
    ]
    return min(found, key=lambda entry: entry[0].start()) if found else None


def _stop(sentence: Sentence) -> int:
    later = [other for other in sentence.passage.sentences if other.start >= sentence.end]
    return later[0].end if later else sentence.end


def _is_right_behind(text: str) -> bool:
    return not re.search(r"[，。；：、]", text) and len(text) < 24


def _is_same_plan(name: str, said: str) -> bool:
    """年初预算 and 调整预算 are two plans."""
    first, adjusted = ("年初" in name, "调整" in name), ("年初" in said, "调整" in said)
    if not any(first) or not any(adjusted):
        return True
    return first == adjusted


def _remark(rate: Entry, said: _Said, row: list[Entry]) -> Remark | None:
    number, half = rate.figure.number, rate.figure.step / 2
    level = _level(rate, row)
    if said.figure is not None and said.sign and level is not None:
        room = _room(level, said)
        if room is not None and rate.figure.verdict(room) is Verdict.DISAGREES:
            shown = f"{level} ÷（{level} {'−' if said.sign > 0 else '+'} {said.figure}）"
            return _finding(
                rate,
                said,
                f"{shown} = {rate.figure.as_printed(room.middle)}",
                rate.figure.as_printed(room.middle),
                None,
            )
        return None
    if said.sign and (number - 1) * said.sign < -half:
        return _finding(rate, said, "完成率超过100%即多于预算，不到100%即少于预算", "", None)
    if said.sign == 0 and abs(number - 1) > max(half, _BARE_HALF):
        return _finding(rate, said, "持平即为100%", "100%", Severity.WARNING)
    if said.sign and number == 1 and said.figure is not None:
        return _finding(rate, said, "完成100%即与预算相等", "", Severity.WARNING)  # (1)
    return None


def _level(rate: Entry, row: list[Entry]) -> Printed | None:
    """The result: the last amount of money before the rate that is neither a change nor in parentheses nor a budget."""
    assert rate.sentence is not None
    passage = rate.sentence.passage
    before = [
        entry
        for entry in row
        if is_money(entry.figure)
        and entry.sentence is rate.sentence
        and end(entry.figure) <= start(rate.figure)
        and not is_change(passage, entry.figure)
        and not is_aside(passage, entry.figure, rate.figure)
    ]
    results = [entry for entry in before if not re.search(r"预算(?:数)?(?:为|是)?$|计划|年初|上年", entry.name)]
    return results[-1].figure if results else None


def _room(level: Printed, said: _Said) -> Room | None:
    assert said.figure is not None
    plan = level.room - said.figure.room if said.sign > 0 else level.room + said.figure.room
    return level.room.over(plan) if plan.low > 0 else None


def _finding(rate: Entry, said: _Said, why: str, expected: str, severity: Severity | None) -> Remark:
    amount = said.figure.text if said.figure is not None else ""
    return Remark(
        at(rate.place),
        f"“{rate.name}{rate.figure.text}”与“{said.text}{amount}”不符：{why}。",
        expected=expected,
        found=str(rate.figure),
        severity=severity,
    )


CHECK = Check(code="HP738", title="完成率与差额不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
