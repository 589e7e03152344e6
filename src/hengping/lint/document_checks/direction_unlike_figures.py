"""增减方向与数字不符: a sentence says up, down, above, below or the same, and its figures say otherwise.

Meaning: between two figures of one kind stand 由…增长到, 下降至, 高于, 低于, 未达到, 达到目标 or 持平, or behind them
比上年增长, and the figures stand in the other order; or a growth of a negative number is called 增长 twice over
(下降-3%).
Why: readers go by the word.
Basis: arithmetic; the city calls −0.86 % 负增长, which is right.
Exclusions:
1. Figures that rounding makes alike, bounds, approximations, quotations.
2. 增长率为-0.86%: a rate may be negative, a decline may not.
3. Words of wish and condition: 目标, 应, 力争, 不得, 如.
4. 持平 and 基本持平 where the figures are within 1 and 5 %.
5. Figures whose year the words do not tell apart.
6. Figures that say themselves by how much something changed (比上年减少2万元) or differs (高出3个百分点).
7. 完成8项，未完成4项: two parts of a whole.
8. 追加260万元、调减80万元: what is added and taken away together.
Fires: 参保人数由194814人增长到164187人
Silent: 参保人数由196498人下降到194814人，参保增长率为-0.86%
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from hengping.lint.check import Check, Group
from hengping.lint.document_checks.growth_unlike_figures import ADJUSTED_BUDGET
from hengping.lint.documents.changes.changes import movements
from hengping.lint.documents.changes.plain_changes import is_plain
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.printed import Printed
from hengping.lint.documents.stated import OTHER_BASE, end, is_change, is_points, plain_figures, start, words_before
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_UP = r"增长|增加|上升|提高|提升|上涨|扩大|延长|升高|增|升|攀升|上调"
_DOWN = r"下降|减少|降低|回落|下滑|缩小|缩短|降|减|下调|压减"
_FROM_TO = re.compile(
    rf"^[^，。；]{{0,4}}，?(?:20\d\d年)?[^，。；\d]{{0,6}}(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:到|至|为|成|到了)(?:20\d\d年)?[^，。；\d]{{0,8}}$"
)
_ABOVE = re.compile(r"^，?[^，。；\d]{0,6}(?:高于|超过|大于|多于|优于|超出|超额完成)[^，。；\d]{0,14}$")
_BELOW = re.compile(
    r"^，?(?!其中)[^，。；\d]{0,6}(?:低于|少于|小于|不足|未达到?|没有达到|未完成|不及)[^，。；\d]{0,14}$"
)
_REACHED = re.compile(
    r"^，?[^，。；\d未没不]{0,6}(?:达到|完成|实现)(?:了)?[^，。；\d]{0,6}(?:目标|指标)[^，。；\d]{0,8}$"
)
_SAME = re.compile(r"持平|一致|相同|相等")
_COMPARED = re.compile(
    rf"^[^。；]{{0,10}}(?:比|较)(?:上年|去年|同期|上一年)?[^。；，]{{0,8}}(?:(?P<up>{_UP})|(?P<down>{_DOWN}))"
)
_EARLIER = re.compile(r"上年|去年|上一年|同期的?(?:数|为)?$")
_WISH = re.compile(r"目标是|应当?[^用急]|力争|不得|如果|若|假设|计划(?:增长|下降|达到)|预期|确保|要求")
_BOUND = re.compile(r"(?P<above>高于|超过|大于|多于|突破)|低于|少于|小于|不足|不到|未达|没有达到")
_COMPARISON = re.compile(
    r"的?(?:年度|年初|预期|绩效|既定|计划|全[国省市县区]|省|市|县)*"
    r"(?:目标|任务|要求|标准|指标|平均|水平|计划|序时|规定|合格线|上年|同期|[，。；）]|$)"
)
_GOAL_BEHIND = re.compile(r"^的?[^，。；\d]{0,8}(?:目标|任务|要求|标准|指标|计划)")
_NOT_REACHED = re.compile(r"未达到?|没有达到|未完成")
_REACHED_SHORT = re.compile(r"^，?[^，。；\d未没不]{0,6}(?:达到|完成|实现)了?$")
_ADDED, _TAKEN = re.compile(r"追加|调增|核增"), re.compile(r"调减|核减")
_DOUBLE = re.compile(rf"(?:{_DOWN})(?:了|率为|幅度为|率)?$")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for sentence in subject.sentences:
        found = plain_figures(sentence)  # (1)
        told = list(_movements(sentence))
        told_of = {change.figure for movement in movements(sentence) for change in movement.changes}  # (6)
        told_of |= {m.base for m in movements(sentence) if m.base is not None and not m.from_to}
        yield from (remark for _, remark in told)
        for first, second in pairwise(found):
            remark = _pair(sentence, first, second) if not told_of & {first, second} else None
            if remark is not None and not any({first, second} == pair for pair, _ in told):
                yield remark
        yield from _bounds(sentence, found)
        yield from _doubled(sentence, found)


def _movements(sentence: Sentence) -> Iterator[tuple[set[Printed], Remark]]:
    """比上年的100万元增加10万元, with the level below its base."""
    for movement in movements(sentence):
        level, base, change = movement.level, movement.base, movement.changes[0]
        if level is None or base is None or not movement.named or not level.alike(base) or level.same_as(base):
            continue
        if _WISH.search(change.words) or OTHER_BASE.search(ADJUSTED_BUDGET.sub("", change.words)):  # (3)
            continue
        if _ADDED.search(sentence.text) and _TAKEN.search(sentence.text):  # (8)
            continue
        rises, falls = change.rises, level.number < base.number
        if rises is None and re.search(r"增长率|增速", change.words) and change.figure.value > 0:
            rises = True
        if rises is None or (rises != falls) == (change.figure.value >= 0):  # (2)
            continue
        pair = sorted((level, base, change.figure), key=start)
        why = f"{level}比{base}{'减少' if falls else '增加'}"
        soft = None if is_plain(movement, change) else Severity.WARNING
        yield {level, base}, _remark(sentence, pair[0], pair[-1], why, soft)


def _bounds(sentence: Sentence, found: tuple[Printed, ...]) -> Iterator[Remark]:
    """满意度93.20%，低于90%的目标: what is compared with stands behind its word, so that it reads as a bound."""
    text = sentence.passage.text
    for mention in sentence.mentions:
        word, bound = _BOUND.match(mention.text), Printed.of(mention)
        before = [figure for figure in found if end(figure) <= mention.start]
        if word is None or bound is None or not before or not before[-1].alike(bound):
            continue
        figure, between = before[-1], text[end(before[-1]) : mention.start]
        if not re.fullmatch(r"）?[，、]?(?:也|均|都|仍|还|已|且|略|远|明显|但|虽|虽然|只|仅)*", between):
            continue
        if is_points(figure) or not _COMPARISON.match(text[mention.end : sentence.end]):
            continue
        above = word["above"] is not None
        if figure.number != bound.number and above == (figure.number < bound.number):
            goal = _GOAL_BEHIND.search(text[mention.end : sentence.end])
            why = f"{figure}{'低于' if above else '高于'}{bound}"
            yield _remark(sentence, figure, bound, why, None if goal else Severity.WARNING)


def _pair(sentence: Sentence, first: Printed, second: Printed) -> Remark | None:
    if not first.alike(second) or first.unit.shift != second.unit.shift or first.same_as(second):  # (1)
        return None
    between = sentence.passage.text[end(first) : start(second)]
    from_to = _FROM_TO.search(between) and re.search(r"由|从", words_before(sentence.passage, first))
    if not from_to and any(is_points(figure) or is_change(sentence.passage, figure) for figure in (first, second)):
        return None  # (6)
    if _WISH.search(between) or _WISH.search(words_before(sentence.passage, first)):  # (3)
        return None
    rises = first.number < second.number
    step = _FROM_TO.search(between)
    if step and bool(step["up"]) != rises:
        return _remark(sentence, first, second, f"由{first}到{second}是{'上升' if rises else '下降'}")
    goal = bool(_GOAL_BEHIND.search(sentence.passage.text[end(second) : sentence.end]))
    reached = _REACHED.search(between) or (goal and _REACHED_SHORT.search(between))
    if rises and reached and not _is_less_better(sentence, first):
        return _remark(sentence, first, second, f"{first}没有达到{second}", Severity.WARNING)
    if rises and _ABOVE.search(between):
        return _remark(sentence, first, second, f"{first}低于{second}")
    told = goal or first.unit.is_ratio or re.search(r"目标|任务|计划", between)
    if not rises and _BELOW.search(between) and (told or not _NOT_REACHED.search(between)):  # (7)
        return _remark(sentence, first, second, f"{first}高于{second}")
    return _with_last_year(sentence, first, second)


def _with_last_year(sentence: Sentence, first: Printed, second: Printed) -> Remark | None:
    """This year's figure, last year's figure, and a word behind them."""
    behind = sentence.passage.text[end(second) : sentence.end]
    labels = [words_before(sentence.passage, figure) for figure in (first, second)]
    earlier = [bool(_EARLIER.search(label)) and not re.search(r"由|从", label) for label in labels]
    if not earlier[0] and re.search(r"^(?:比|较)", labels[1]):
        earlier[1] = True
    if earlier[0] == earlier[1]:  # (5)
        return None
    later_number, earlier_number = (first, second) if earlier[1] else (second, first)
    if _SAME.search(behind[:12]):
        return _same(sentence, later_number, earlier_number, behind)
    step = re.search(rf"^，?[^。；，\d]{{0,10}}?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?!率)", behind) or _COMPARED.search(
        behind
    )
    rises = later_number.number > earlier_number.number
    if step and bool(step["up"]) != rises and not re.search(r"率为|-\d", behind[: step.end() + 6]):  # (2)
        words = "增加" if rises else "减少"
        return _remark(sentence, first, second, f"{later_number}比{earlier_number}{words}")
    return None


def _same(sentence: Sentence, later: Printed, earlier: Printed, behind: str) -> Remark | None:
    if earlier.number == 0:
        return None
    room = Decimal("0.05") if re.search(r"基本|大致|大体", behind[:12]) else Decimal("0.01")
    if abs(later.number / earlier.number - 1) <= room:  # (4)
        return None
    return _remark(sentence, later, earlier, f"{later}与{earlier}不相等", Severity.WARNING)


def _is_less_better(sentence: Sentence, figure: Printed) -> bool:
    return bool(re.search(r"成本|投诉|差错|耗|降低|控制|时限|支出|费用|缺口", words_before(sentence.passage, figure)))


def _doubled(sentence: Sentence, found: tuple[Printed, ...]) -> Iterator[Remark]:
    for figure in found:
        words = words_before(sentence.passage, figure)
        if figure.value < 0 and _DOUBLE.search(words):
            expected = f"{words}{str(figure).lstrip('-')}"
            yield Remark(
                at(sentence.place),
                f"“{words}{figure.text}”：下降已经表示减少，又写负数。",
                expected=expected,
                found=f"{words}{figure.text}",
                severity=Severity.WARNING,
            )


def _remark(sentence: Sentence, first: Printed, second: Printed, why: str, severity: Severity | None = None) -> Remark:
    text = sentence.passage.text[start(first) : end(second)]
    return Remark(
        at(sentence.place),
        f"“{text if len(text) < 60 else text[:59] + '…'}”一句的方向与数字不符：{why}。",
        expected=why,
        found=text[:60],
        severity=severity,
    )


CHECK = Check(code="HP707", title="增减方向与数字不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
