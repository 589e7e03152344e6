"""结构比与数字不符: parts printed as x:y:z are not those of the whole, or not those of the amounts beside them.

Meaning: a structure in percent (三次产业结构为20.4:35.4:44.2) does not add up to 100; or a structure or a proportion
(按5:3:2分担) is not that of as many amounts of one kind that stand before or behind it; or a change of the share of a
part is none of the differences between the two structures (由…调整为…).
Why: the structure is what readers keep of the figures.
Basis: arithmetic; seven published structures reproduce to one last digit.
Exclusions:
1. The last part is often set to make 100: twice the last digit is allowed, and one more in it beside amounts.
2. Any run of as many amounts in the paragraph, or of the amounts of 第一产业 to 第三产业, that fits; fewer amounts;
   what was paid of shares so far.
3. The first of two structures: it is another year's. Times of day, scales (1:500), scores, odds without 比, 结构, 分担.
4. Amounts beside a proportion that are apart from it: a warning. So is a change of a share.
Fires: 第一产业20亿元，第二产业30亿元，第三产业50亿元，三次产业结构为20:40:50
Silent: 第一产业20亿元，第二产业30亿元，第三产业50亿元，三次产业结构为20:30:50
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hengping.lint.check import Check, Group
from hengping.lint.documents.figure_book import Entry, affinity
from hengping.lint.documents.nearby import is_amount
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.stated import end, is_aside, is_change, is_points, start
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import plain, round_half_up

_RATIO = re.compile(r"(?<![\d.：∶:/])\d+(?:\.\d+)?(?:[：∶:]\d+(?:\.\d+)?){1,5}(?![\d：∶:/]|\.\d)")
_STRUCTURE = re.compile(r"结构|构成|比重|占比")
_SAID = re.compile(r"结构|构成|比重|占比|分担|分摊|配套|负担|承担|比例|之比|比为|配比")
_SHARED_BY_RULE = re.compile(r"分担|分摊|配套|负担|承担")
_OF_THESE = re.compile(r"[二两三四]者|构成")
_NEXT = re.compile(
    r"^[^，。；\d]{0,12}?，?(?:调整|优化|变|转变|改善|演变|提升|变化)[^，。；\d]{0,4}(?:20\d\d年)?[^，。；\d]{0,3}$"
)
_EARLIER = re.compile(r"(?:上年|去年|上一年|同期|年初|期初)[^，。；比较]{0,10}$")
_NOT = re.compile(r"比例尺|时间|时段|上午|下午|开标|会议|得分|比分|兑换|约为?$")
_INDUSTRIES = ("第一产业", "第二产业", "第三产业")
_NEAR_WHOLE, _LEAST = Decimal(15), Decimal(50)
_REACH = 8


@dataclass(frozen=True)
class _Structure:
    """x:y:z where it stands; `earlier` is the structure that it came from, `lead` the words before that."""

    sentence: Sentence
    start: int
    end: int
    text: str
    parts: tuple[Decimal, ...]
    earlier: tuple[Decimal, ...] = ()
    lead: str = ""

    @property
    def whole(self) -> Decimal:
        return sum(self.parts, Decimal(0))

    @property
    def step(self) -> Decimal:
        """One in its last decimal."""
        places = max(max(-int(part.as_tuple().exponent), 0) for part in self.parts)
        return Decimal(1).scaleb(-places)

    @property
    def is_structure(self) -> bool:
        """Whether it is in percent of a whole, by its words."""
        return bool(_STRUCTURE.search(self.before)) and len(self.parts) > 2 and self.whole > _LEAST

    @property
    def before(self) -> str:
        return self.lead + self.sentence.passage.text[max(self.sentence.start, self.start - 24) : self.start]

    @property
    def words(self) -> str:
        text = self.sentence.passage.text
        return self.before + text[self.end : min(self.sentence.end, self.end + 12)]


def _structures(sentence: Sentence) -> Iterator[_Structure]:
    text, last = sentence.passage.text, None
    for match in _RATIO.finditer(text, sentence.start, sentence.end):
        parts = tuple(Decimal(part) for part in re.split("[：∶:]", match.group()))
        follows = last is not None and len(last.parts) == len(parts) and _NEXT.search(text[last.end : match.start()])
        earlier, lead = (last.parts, last.before) if last is not None and follows else ((), "")
        found = _Structure(sentence, match.start(), match.end(), match.group(), parts, earlier, lead)
        is_scale = parts[0] == 1 and parts[1] >= 100
        if is_scale or _NOT.search(found.words) or not _SAID.search(found.words):  # (3)
            continue
        yield found
        last = found


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    rows = {id(row[0].sentence.passage): row for row in subject.nearby.passages() if row[0].sentence}
    for sentence in subject.sentences:
        found = list(_structures(sentence))
        for position, structure in enumerate(found):
            is_first = position + 1 < len(found) and found[position + 1].earlier == structure.parts
            row = rows.get(id(sentence.passage), [])
            remark = None if is_first or _EARLIER.search(structure.before) else _amounts(structure, row)  # (3)
            remarks = (remark or _whole(structure), _shift(structure, row))
            yield from (remark for remark in remarks if remark is not None)


def _whole(structure: _Structure) -> Remark | None:
    whole = structure.whole
    allowed = max(2 * structure.step, Decimal("0.1"))  # (1)
    if not structure.is_structure or abs(whole - 100) <= allowed:
        return None
    if abs(whole - 100) > _NEAR_WHOLE and structure.step == 1:
        return None
    return _remark(structure, f"各部分相加为{plain(whole)}，不是100。", "100")


def _amounts(structure: _Structure, row: list[Entry]) -> Remark | None:
    size = len(structure.parts)
    passage = structure.sentence.passage
    amounts = [e for e in row if is_amount(e) and not is_change(passage, e.figure) and e.figure.number > 0]
    runs = [*_industries(structure, amounts), *_runs(structure, amounts)]
    if not runs or any(_fits(structure, run) for run in runs):  # (2)
        return None
    run = runs[0]
    told = bool(structure.is_structure and "产业" in structure.before) or _is_beside(structure, run, amounts)
    if not told:
        return None
    sure = (
        structure.is_structure and all(start(entry.figure) < structure.start for entry in run) and "产业" in run[0].name
    )
    expected = "：".join(plain(number) for number in _expected(structure, run))
    shown = "、".join(str(entry.figure) for entry in run)
    return _remark(structure, f"{shown}之比为{expected}。", expected, None if sure and size == 3 else Severity.WARNING)


def _industries(structure: _Structure, amounts: list[Entry]) -> Iterator[list[Entry]]:
    """The last amounts named 第一产业 to 第三产业 before a structure of three."""
    if len(structure.parts) != len(_INDUSTRIES) or "产业" not in structure.before:
        return
    before = [entry for entry in amounts if start(entry.figure) < structure.start]
    found = [[e for e in before if name in e.name] for name in _INDUSTRIES]
    if all(found) and "民营" not in structure.before:
        yield [entries[-1] for entries in found]


def _runs(structure: _Structure, amounts: list[Entry]) -> Iterator[list[Entry]]:
    """Runs of as many amounts of one kind around a structure, near ones first."""
    size = len(structure.parts)
    shared = _SHARED_BY_RULE.search(structure.words)
    amounts = [e for e in amounts if not (shared and re.search("到位|拨付|支出|使用", e.name))]  # (2)
    levels = [e for e in amounts if not is_aside(structure.sentence.passage, e.figure, e.figure)]
    found = []
    for position in range(len(levels) - size + 1):
        run = levels[position : position + size]
        apart = start(run[0].figure) > structure.end or end(run[-1].figure) < structure.start
        if apart and all(entry.figure.alike(run[0].figure) for entry in run):
            gap = max(start(run[0].figure) - structure.end, structure.start - end(run[-1].figure), 0)
            found.append((gap, position, run))
    yield from (run for _, _, run in sorted(found, key=lambda entry: entry[:2])[:_REACH])


def _is_beside(structure: _Structure, run: list[Entry], amounts: list[Entry]) -> bool:
    """Whether the run is all that the sentence says of such amounts: behind the proportion, or right before it."""
    own = [e for e in amounts if e.sentence is structure.sentence and e.figure.alike(run[0].figure)]
    behind = [e for e in own if start(e.figure) > structure.start]
    if _SHARED_BY_RULE.search(structure.words) or _OF_THESE.search(structure.before):
        return run in (behind, own)
    return run == own and all(affinity(entry.name, structure.before) for entry in run)


def _fits(structure: _Structure, run: list[Entry]) -> bool:
    """Whether the amounts are in the proportion, or in it turned round (师生比1:16 behind 学生, 教师)."""
    total = sum((entry.figure.number for entry in run), Decimal(0))
    half = structure.step * Decimal("1.5") if structure.is_structure else structure.step / 2  # (1)
    room = Decimal(0) if _SHARED_BY_RULE.search(structure.words) else half
    whole = Decimal(100) if structure.is_structure and abs(structure.whole - 100) < 1 else structure.whole

    def is_near(part: Decimal, entry: Entry) -> bool:
        return abs(entry.figure.number / total * whole - part) <= room + entry.figure.step / total * whole

    orders = (structure.parts, structure.parts[::-1] if not structure.is_structure else structure.parts)
    return any(all(map(is_near, order, run)) for order in orders)


def _expected(structure: _Structure, run: list[Entry]) -> list[Decimal]:
    total = sum((entry.figure.number for entry in run), Decimal(0))
    places = max(-int(structure.step.as_tuple().exponent), 0)
    places += 0 if structure.is_structure else 1
    whole = Decimal(100) if structure.is_structure else structure.whole
    return [round_half_up(entry.figure.number / total * whole, places) for entry in run]


def _shift(structure: _Structure, row: list[Entry]) -> Remark | None:
    """A change in 百分点 behind two structures that no part made."""
    points = [e for e in row if e.sentence is structure.sentence and is_points(e.figure)]
    behind = [e for e in points if start(e.figure) > structure.end and re.search("比重|占比", e.name)]
    if not structure.earlier or len(behind) != 1:
        return None
    shifts = [abs(now - then) for now, then in zip(structure.parts, structure.earlier, strict=True)]
    figure = behind[0].figure
    if any(abs(shift - abs(figure.value)) <= structure.step for shift in shifts):
        return None
    shown = "、".join(plain(shift) for shift in shifts)
    return Remark(
        at(structure.sentence.place),
        f"“{behind[0].name}{figure.text}”与结构的变化不符：各部分变化{shown}个百分点。",
        expected=shown,
        found=str(figure),
        severity=Severity.WARNING,  # (4)
    )


def _remark(structure: _Structure, why: str, expected: str, severity: Severity | None = None) -> Remark:
    return Remark(
        at(structure.sentence.place),
        f"“{structure.text}”与数字不符：{why}",
        expected=expected,
        found=structure.text,
        severity=severity,  # (4)
    )


CHECK = Check(code="HP735", title="结构比与数字不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
