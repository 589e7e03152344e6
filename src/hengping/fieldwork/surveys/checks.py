"""Checks on responses. Some make a response invalid, others are told for a person to look at; none drops anything.

Numbered exclusions:
1. Straight lines alone do not make a response invalid: who is content with everything ticks 非常满意 throughout, and
   leaving such people out lowers satisfaction. They do where the caller says so.
2. A response without both times cannot be called too fast.
3. An answer that is no choice counts as no answer to that question; the rest of the response stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import Enum

from hengping.fieldwork.surveys.form import SAMPLE_CODE, SELECT_MULTIPLE, UNITS_LIST, Form
from hengping.fieldwork.surveys.responses import INVALID, VALID, Responses

SECONDS_PER_ANSWER = 2
"""Less than two seconds an item cannot have been read: Huang et al. 2012, J. Bus. Psychol. 27:99–114."""
_LEAST_SCORED = 4
"""Fewer equal answers are no line."""
_SENTENCE = 8
_HERE = timezone(timedelta(hours=8))
_REFUSED = ("rejected", "not approved", "validation_status_not_approved", "未通过", "不通过")


class Kind(Enum):
    """What a check finds: its name, and whether it makes the response invalid."""

    SAME_ID = "重复提交", True
    SAME_SAMPLE = "样本编号重复", True
    REFUSED = "平台审核未通过", True
    OUT_OF_FRAME = "抽样框外", True
    BLANK = "计分题全部未答", True
    IMPOSSIBLE_TIME = "时间不可能", True
    TOO_FAST = "用时过短", True
    BY_PERSON = "人工认定无效", True
    UNKNOWN_ANSWER = "未知选项", False
    SAME_ANSWERS = "答案完全相同", False
    STRAIGHT_LINE = "直线作答", False
    OUTSIDE_PERIOD = "不在调查期内", False
    UNREADABLE_TIME = "时间无法识别", False

    @property
    def label(self) -> str:
        return str(self.value[0])

    @property
    def invalidates(self) -> bool:
        return bool(self.value[1])


@dataclass(frozen=True)
class CheckFinding:
    """One finding: position of the response, what, at which question, and what stands there."""

    index: int
    kind: Kind
    question: str = ""
    found: str = ""


@dataclass(frozen=True)
class Checked:
    """All findings, and for each response whether it counts; `reasons` count invalid ones by their first reason."""

    findings: tuple[CheckFinding, ...]
    valid: list[bool]
    reasons: dict[str, int]


def check_responses(
    responses: Responses,
    form: Form,
    *,
    period: tuple[date | None, date | None] = (None, None),
    straight_lines_invalid: bool = False,
) -> Checked:
    """Run every check.

    Args:
        period: first and last day of the survey, where known.
        straight_lines_invalid: see exclusion 1.
    """
    findings = [
        *_duplicates(responses),
        *_refused(responses),
        *_unknown(responses, form),
        *_blank(responses, form),
        *_times(responses, form, period),
        *_straight_lines(responses, form),
        *_by_person(responses),
    ]
    findings.sort(key=lambda each: each.index)
    valid = [True] * len(responses)
    decided = responses.notes["decision"]
    reasons: Counter[str] = Counter()
    for each in findings:
        invalid = each.kind.invalidates or (straight_lines_invalid and each.kind is Kind.STRAIGHT_LINE)
        if invalid and valid[each.index] and decided[each.index] != VALID:
            valid[each.index] = False
            reasons[each.kind.label] += 1
    return Checked(tuple(findings), valid, dict(reasons))


def _duplicates(responses: Responses) -> Iterator[CheckFinding]:
    """The first of several counts, the later ones do not."""
    for index, name in enumerate(responses.notes["id"]):
        if "#" in name:
            yield CheckFinding(index, Kind.SAME_ID, found=name.rpartition("#")[0])
    codes = responses.answers.get(SAMPLE_CODE, [])
    seen: dict[str, int] = {}
    for index, code in enumerate(codes):
        if code and seen.setdefault(code, index) != index and "#" not in responses.notes["id"][index]:
            yield CheckFinding(index, Kind.SAME_SAMPLE, SAMPLE_CODE, code)
    yield from _same_answers(responses)


def _same_answers(responses: Responses) -> Iterator[CheckFinding]:
    """Equal in every answer, of which some is a sentence: nobody finds the same words by chance."""
    if not len(responses):
        return
    names = [name for name in responses.answers if name not in (SAMPLE_CODE, "start", "end", "today")]
    columns = [responses.answers[name] for name in names if any(responses.answers[name])]
    first: dict[tuple[str, ...], int] = {}
    for index, row in enumerate(zip(*columns, strict=True)):
        other = first.setdefault(row, index)
        if other != index and "#" not in responses.notes["id"][index] and any(map(_sentence, row)):
            yield CheckFinding(index, Kind.SAME_ANSWERS, found=responses.notes["id"][other])


def _sentence(text: str) -> bool:
    return len(text) >= _SENTENCE and not text.isascii()


def _refused(responses: Responses) -> Iterator[CheckFinding]:
    for index, text in enumerate(responses.notes["review"]):
        if text and text.strip().lower() in _REFUSED:
            yield CheckFinding(index, Kind.REFUSED, found=text)


def _unknown(responses: Responses, form: Form) -> Iterator[CheckFinding]:
    """Answers that are none of the choices; of the list of units they are people outside the frame."""
    for question in form.questions:
        if not question.selects:
            continue
        known = set(question.labels)
        kind = Kind.OUT_OF_FRAME if question.list_name == UNITS_LIST else Kind.UNKNOWN_ANSWER
        column = responses.answers[question.name]
        several = question.kind == SELECT_MULTIPLE
        strange = {text for text in set(column) if text and not _known(text, known, several=several)}
        if strange:
            for index, text in enumerate(column):
                if text in strange:
                    yield CheckFinding(index, kind, question.name, text)


def _known(text: str, known: set[str], *, several: bool) -> bool:
    return all(part in known for part in text.split(" ")) if several else text in known


def _blank(responses: Responses, form: Form) -> Iterator[CheckFinding]:
    """Nobody asked is blank: call-backs that were not answered have no scored answer and no valid one."""
    columns = [responses.answers[question.name] for question in form.scored]
    for index, row in enumerate(zip(*columns, strict=True)):
        if not any(row):
            yield CheckFinding(index, Kind.BLANK)


def _times(responses: Responses, form: Form, period: tuple[date | None, date | None]) -> Iterator[CheckFinding]:
    columns = [responses.notes[name] for name in ("started", "ended", "submitted")]
    written = set().union(*columns) - {""}
    moments: dict[str, datetime | None] = {text: _moment(text) for text in written} | {"": None}
    unreadable = {text for text in written if moments[text] is None}
    answered = _answered(responses, form)
    earliest = datetime.combine(period[0] or date.min, time.min)
    latest = datetime.combine(period[1] or date.max, time.max)
    read_in = [timedelta(seconds=SECONDS_PER_ANSWER * count) for count in range(len(form.questions) + 1)]
    for index, times in enumerate(zip(*columns, strict=True)):
        if unreadable:
            yield from (CheckFinding(index, Kind.UNREADABLE_TIME, found=text) for text in times if text in unreadable)
        begin, end, sent = moments[times[0]], moments[times[1]], moments[times[2]]
        if begin and end and end - begin < read_in[answered[index]] and not (_day_only(begin) and _day_only(end)):
            yield _duration(index, begin, end, answered[index])
        if begin and sent and sent < begin and not _day_only(sent):
            yield CheckFinding(index, Kind.IMPOSSIBLE_TIME, found=f"开始 {times[0]}，提交 {times[2]}")
        day = begin or end or sent
        if day and not earliest <= day <= latest:
            yield CheckFinding(index, Kind.OUTSIDE_PERIOD, found=f"{day:%Y-%m-%d}")


def _day_only(moment: datetime) -> bool:
    return moment.time() == time.min


def _duration(index: int, begin: datetime, end: datetime, answers: int) -> CheckFinding:
    """What is wrong with an end before or too soon after the beginning."""
    if end < begin:
        return CheckFinding(index, Kind.IMPOSSIBLE_TIME, found=f"开始 {begin}，结束 {end}")
    return CheckFinding(index, Kind.TOO_FAST, found=f"{(end - begin).total_seconds():.0f} 秒答 {answers} 题")  # (2)


def _answered(responses: Responses, form: Form) -> list[int]:
    columns = [responses.answers[question.name] for question in form.questions]
    return [len(row) - row.count("") for row in zip(*columns, strict=True)] if columns else [0] * len(responses)


def _straight_lines(responses: Responses, form: Form) -> Iterator[CheckFinding]:
    columns = [responses.answers[question.name] for question in form.scored]
    if len(columns) < _LEAST_SCORED:
        return
    labels = form.scored[0].labels
    width = len(columns)
    for index, row in enumerate(zip(*columns, strict=True)):
        if row.count(row[0]) == width and row[0]:
            yield CheckFinding(index, Kind.STRAIGHT_LINE, found=f"{width} 题都是“{labels.get(row[0], row[0])}”")


def _by_person(responses: Responses) -> Iterator[CheckFinding]:
    for index, text in enumerate(responses.notes["decision"]):
        if text == INVALID:
            yield CheckFinding(index, Kind.BY_PERSON, found=responses.notes["reason"][index])


def _moment(text: str) -> datetime | None:
    """A time as servers and offices write it, in China's time: servers write UTC, devices their zone, people none."""
    plain = text.strip()
    try:
        moment = datetime.fromisoformat(plain)
        return moment if moment.tzinfo is None else moment.astimezone(_HERE).replace(tzinfo=None)
    except ValueError:
        pass
    plain = plain.replace("年", "-").replace("月", "-").replace("日", " ").replace("/", "-").strip()
    for pattern in ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d"):
        try:
            return datetime.strptime(plain, pattern)  # noqa: DTZ007 - all times of a survey are local ones
        except ValueError:
            continue
    return None
