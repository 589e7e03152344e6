"""A scoring rule written in a cell (评分标准) as clauses: steps, points off a unit, proportion.

Only the wording is read here; what it means for a row of a form is for `rule_texts`. A text with one clause that is not
understood is not understood at all: half a rule gives wrong points.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from hengping.quantities import half_width


class Reach(Enum):
    """A condition without a number."""

    MET = "met"
    MISSED = "missed"


class Earned(Enum):
    """What a step earns, with its number: all, none, points, percent of the points, all but so many points."""

    FULL = "full"
    NONE = "none"
    POINTS = "points"
    PERCENT = "percent"
    LESS = "less"


@dataclass(frozen=True)
class Bound:
    """One end of a step. `included` is None where the text does not say; `of_target` where it is 目标值的…%."""

    number: Decimal
    unit: str
    included: bool | None
    of_target: bool = False


@dataclass(frozen=True)
class Step:
    """A condition and what it earns: `reach` or one or two ends. `subject` is what is measured, "" if not said."""

    earned: Earned
    amount: Decimal | None = None
    reach: Reach | None = None
    lower: Bound | None = None
    upper: Bound | None = None
    subject: str = ""


@dataclass(frozen=True)
class PerUnit:
    """每降低1个百分点扣0.5分; `upwards` for 每超过. `step` is what stands before it: 低于95%的，每…."""

    per: Decimal
    unit: str
    deduction: Decimal
    upwards: bool
    subject: str = ""
    step: Step | None = None


@dataclass(frozen=True)
class Proportion:
    """按完成比例得分; `step` is what stands before it: 完成率＜100%的，…; None for nothing, or for 未完成的."""

    step: Step | None = None


@dataclass(frozen=True)
class WholeUnits:
    """不足1个百分点的不扣分."""


Clause = Step | PerUnit | Proportion | WholeUnits

_CHINESE = str.maketrans("一二三四五", "12345")
_N = r"\d+(?:\.\d+)?"
_GOAL = (
    r"(?:年度|年初|预期|预定|设定的?|计划|绩效|既定|规定|全年|全部|该项|本项)*"
    r"(?:目标值|指标值|目标|指标|任务数|任务|计划数|计划值|计划)"
)
_MET = re.compile(
    rf"(?:实际)?(?:完成值|完成数|完成情况|实际值)?(?:已|全部|均)?(?:达到|完成|实现|达成|≥|不低于)(?:或(?:超过|超额完成|高于))?(?:{_GOAL})?"
    rf"(?:及以上|或以上|以上)?|达标|完成任务"
)
_MISSED = re.compile(
    rf"(?:实际)?(?:完成值|完成数|实际值)?(?:未|没有|未能|不)(?:全部)?(?:达到|完成|实现|达成|达标)(?:{_GOAL})?"
    rf"|(?:实际)?(?:完成值|完成数|实际值)?(?:低于|小于|不足|<)(?:{_GOAL})|否则|反之|其他|其它|其余|其他情况|其余情况|不足|不足部分|未完成部分"
)
_FULL = re.compile(
    rf"(?:可?得|计|记|给|为)?(?:该项|本项|此项|指标)?(?:满分|全分|全部分值)(?:[((]?({_N})分[))]?)?|不扣分"
)
_NONE = re.compile(
    r"(?:该项|本项|此项|该指标|本指标|指标|均)?(?:不得分|不计分|不给分|得零分|[得计记为]0分|(?<![\d.])0分)"
)
_POINTS = re.compile(rf"(?:得|计|记|给|赋)(?:该项|本项)?({_N})分")
_PERCENT = re.compile(
    rf"(?:得|按|计)(?:该项|本项)?(?:满分|分值|权重分?|标准分)的?({_N})%(?:计分|得分|计算)?|得({_N})%(?:的)?(?:分值|分数|分)"
)
_LESS = re.compile(rf"扣(?:除|减)?({_N})分")
_PROPORTION = re.compile(
    r"(?:按照?|依据?|根据)(?:实际|其)?(?:完成)?(?:值占目标值的|情况)?(?:比例|完成率|完成比例|完成程度)(?:计算|折算|相应|酌情)?"
    r"(?:得分|计分|给分|赋分|扣分|扣减)|按比例(?:计算)?(?:得分|计分|扣分|扣减)"
)
_FORMULA = re.compile(
    r"(?:得分=)?(?:(?:实际)?完成(?:值|数|量)|实际(?:值|数))[÷/](?:年度|计划|预期)*(?:目标|指标|计划)(?:值|数|量)?(?:[×*]100%)?[×*](?:该项|本项|指标)?(?:分值|满分|权重|标准分)"
    r"|得分=(?:实际|指标)?完成(?:率|比例)[×*](?:该项|本项|指标)?(?:分值|满分|权重|标准分)"
)
_DRAINED = re.compile(
    r"(?:直至|直到)?(?:该项|本项)?扣完(?:该项|本项|此项)?(?:分值|分|得分|满分)?为止|直至扣完|扣至0分(?:为止)?|最低(?:得|为)?0分"
    r"|(?:完成率)?(?:超过|高于|大于)100%的?(?:部分)?按100%(?:计算|计|计分)"
    r"|超(?:过|额|出)(?:完成)?(?:部分)?(?:的)?不(?:再)?加分|最高不超过(?:满分|分值)"
)
_DEFINITION = re.compile(
    r"(?:实际|指标|计划)*完成率=[((]?(?:实际)?完成[^/÷]{0,6}[/÷](?:年度|年初)?(?:计划|目标|指标)[^/÷×*]{0,8}[))]?[×*]100%"
)
_WHOLE = re.compile(r"不足(?:1个百分点|1%|1个单位|部分)(?:的)?(?:部分)?不(?:予)?扣分")
_PER = re.compile(
    rf"(?P<subject>[^\d每]*?)每(?P<verb>降低|低于|下降|减少|降|低|少|缺少|差|相差|少完成|未完成|超过|超出|高于|增加|上升|提高|超|多|高)?"
    rf"(?:{_GOAL})?(?P<per>{_N})?(?P<unit>个百分点|百分点|%|[^\d%扣，的]{{1,4}})的?(?:则)?扣(?:除|减)?(?P<points>{_N})分"
)
_UPWARDS = frozenset({"超过", "超出", "高于", "增加", "上升", "提高", "超", "多", "高"})
_UNIT = r"(?:%|‰|[一-龥]{0,3}?(?=$|[\d≥≤<>(\-—–~～至到且但并、不大小高低超达]|[及或]?以[上下内]|之间|区间))"
_INCLUSION = r"(?:\((?P<{0}>不?含)(?:[\d.%]*)\))?"
_NUMBER = rf"(?P<goal>(?:{_GOAL})的)?(?P<number>{_N})(?P<unit>{_UNIT})"
_BEGIN = re.compile(
    rf"(?P<sign>大于或等于|大于等于|不低于|不少于|达到|完成|≥|达|大于|高于|超过|>|小于或等于|小于等于|不高于|不超过|≤|小于|低于|不足|不到|未达到|未达|<)"
    rf"{_NUMBER}{_INCLUSION.format('first')}(?P<side>及以上|或以上|以上|及以下|以下|以内)?{_INCLUSION.format('second')}"
)
_SIDED = re.compile(
    rf"{_NUMBER}{_INCLUSION.format('first')}(?P<side>及以上|或以上|以上|及以下|以下|以内){_INCLUSION.format('second')}"
)
_BETWEEN = re.compile(
    rf"(?P<goal>(?:{_GOAL})的)?(?P<low>{_N})(?P<low_unit>{_UNIT}){_INCLUSION.format('first')}(?:以上)?(?:[-—–~～至到]+)"
    rf"(?P<high>{_N})(?P<high_unit>{_UNIT}){_INCLUSION.format('second')}(?:以下)?(?:之间|区间)?"
)
_CHAIN = re.compile(
    rf"(?P<low>{_N})(?P<low_unit>{_UNIT})(?P<first>[≤<])(?P<subject>[^\d≤<>≥]*)(?P<second>[≤<])(?P<high>{_N})(?P<high_unit>{_UNIT})"
)
_INTERVAL = re.compile(rf"([\[(])({_N}%?),({_N}%?)([\])])")
_AT_LEAST = frozenset({"大于或等于", "大于等于", "不低于", "不少于", "达到", "完成", "≥", "达"})
_ABOVE = frozenset({"大于", "高于", "超过", ">"})
_AT_MOST = frozenset({"小于或等于", "小于等于", "不高于", "不超过", "≤"})
_SUBJECT = re.compile(
    r"(?:实际|年度|指标值?|目标值?|计划|任务|项目)*(?P<name>[一-龥]{0,10}(?:率|度|比例|得分|数|数量|值|量|天数|次数))(?:在|为|是)?(?=[\d≥≤<>达大高超小低不未完])"
)
_NEGATIVE = re.compile(r"不|未|低|少|超|高")


@functools.lru_cache(maxsize=4096)
def read_clauses(text: str) -> tuple[Clause, ...] | None:
    """The clauses of a rule as written; None where one of them is not understood, or there is none."""
    found: list[Clause] = []
    held = ""
    for piece in _pieces(text):
        clause = _clause(held + piece)
        if clause is not None:
            found.append(clause)
            held = ""
        elif not held and (_DRAINED.fullmatch(piece) or _DEFINITION.fullmatch(piece)):
            continue
        else:
            held += piece  # a condition may go on after a comma
    return tuple(found) if found and not held else None


def _pieces(text: str) -> list[str]:
    written = re.sub(r"\s+", "", half_width(text)).replace("≧", "≥").replace("≦", "≤").replace("〉", ">")
    written = re.sub(r">=|=>", "≥", re.sub(r"<=|=<", "≤", written))
    written = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", written)
    written = _INTERVAL.sub(_as_chain, written)
    written = re.sub(r"(?<=每)([一二三四五])(?=个|次|人|天|项|件)", lambda each: each[0].translate(_CHINESE), written)
    written = re.sub(
        r"(每[降低于下减少差]{0,3})([一二三四五])(?=个)", lambda each: each[1] + each[2].translate(_CHINESE), written
    )
    written = re.sub(r"^(?:定量指标|评分标准|计分方法|评分规则|评分办法|计分标准)[:：]", "", written)
    written = re.sub(r"(满分|\d分)(?=每|未|低于|否则|扣完|不足)", r"\1,", written)
    pieces = (
        re.sub(r"^(?:[①-⑳]|\(?\d{1,2}[)、]|\d{1,2}\.(?!\d))", "", each)
        for each in re.split(r"[,，;；。、:：\n]", written)
    )
    return [each for each in pieces if each]


def _as_chain(match: re.Match[str]) -> str:
    first, last = "≤" if match[1] == "[" else "<", "≤" if match[4] == "]" else "<"
    return f"{match[2]}{first}{last}{match[3]}"


def _clause(text: str) -> Clause | None:
    if _WHOLE.fullmatch(text):
        return WholeUnits()
    if (per := _PER.search(text)) and per.end() == len(text):
        return _per_unit(text[: per.start()], per)
    for pattern, earned in (
        (_FORMULA, None),
        (_PROPORTION, None),
        (_NONE, Earned.NONE),
        (_FULL, Earned.FULL),
        (_PERCENT, Earned.PERCENT),
        (_POINTS, Earned.POINTS),
        (_LESS, Earned.LESS),
    ):
        for found in pattern.finditer(text):
            if found.end() == len(text):
                return _conditional(text[: found.start()], found, earned)
    return None


def _conditional(condition: str, found: re.Match[str], earned: Earned | None) -> Clause | None:
    step = _condition(condition)
    if earned is None:
        if not condition or (step is not None and step.reach is Reach.MISSED):
            return Proportion()
        return Proportion(step) if step is not None and step.reach is None else None
    if step is None:
        return None
    amount = next((Decimal(group) for group in found.groups() if group), None)
    if earned is Earned.FULL and amount is not None:
        earned = Earned.POINTS
    return Step(earned, amount, step.reach, step.lower, step.upper, step.subject)


def _per_unit(before: str, match: re.Match[str]) -> PerUnit | None:
    prefix = before + match["subject"]
    step, subject = None, ""
    if prefix:
        name = re.fullmatch(r"(?:实际|指标|目标|计划)?([一-龥]*(?:率|度|比例|数|量|值))", prefix)
        if name and not _NEGATIVE.search(prefix):
            subject = name[1]
        elif (step := _condition(prefix)) is None:
            return None
    unit = match["unit"].replace("个百分点", "百分点")
    unit = unit.removeprefix("个") or "个"
    per = Decimal(match["per"] or 1)
    deduction = Decimal(match["points"])
    if (not match["verb"] and step is None) or not per or not deduction or (unit == "%" and not match["per"]):
        return None
    return PerUnit(per, unit, deduction, match["verb"] in _UPWARDS, subject, step)


def _condition(text: str) -> Step | None:
    """The condition of a step, as a step that earns nothing yet."""
    written = re.sub(r"^(?:若|如果|如|当|凡)|(?<!否)则$", "", text)
    written = re.sub(r"[的时者]$", "", written)
    if not written:
        return None
    if _MISSED.fullmatch(written):
        return Step(Earned.NONE, reach=Reach.MISSED)
    if _MET.fullmatch(written):
        return Step(Earned.NONE, reach=Reach.MET)
    if chain := _CHAIN.fullmatch(written):
        subject = re.sub(r"^(?:实际|指标)|[xX]$", "", chain["subject"])
        lower = Bound(Decimal(chain["low"]), chain["low_unit"] or chain["high_unit"], chain["first"] == "≤")
        upper = Bound(Decimal(chain["high"]), chain["high_unit"] or chain["low_unit"], chain["second"] == "≤")
        return Step(Earned.NONE, lower=lower, upper=upper, subject=subject)
    subject = ""
    if (named := _SUBJECT.match(written)) and not _NEGATIVE.search(named[0]):
        subject, written = named["name"], written[named.end() :]
    ends = _ends(written.removeprefix("在"))
    return None if ends is None else Step(Earned.NONE, lower=ends[0], upper=ends[1], subject=subject)


def _ends(text: str) -> tuple[Bound | None, Bound | None] | None:
    if both := _BETWEEN.fullmatch(text):
        units = both["low_unit"] or both["high_unit"], both["high_unit"] or both["low_unit"]
        low = Bound(Decimal(both["low"]), units[0], _said(both["first"]), bool(both["goal"]))
        return low, Bound(Decimal(both["high"]), units[1], _said(both["second"]), bool(both["goal"]))
    lower = upper = None
    while text:
        match = _BEGIN.match(text) or _SIDED.match(text)
        if match is None:
            return _exactly(text) if lower is upper is None else None
        bound, is_lower = _bound(match)
        if (is_lower and lower) or (not is_lower and upper):
            return None
        lower, upper = (bound, upper) if is_lower else (lower, bound)
        text = re.sub(r"^(?:且|但|并|、|,)", "", text[match.end() :])
    return None if lower is upper is None else (lower, upper)


def _bound(match: re.Match[str]) -> tuple[Bound, bool]:
    """The end that is spoken of, and whether it is the lower one."""
    sign, side = match.groupdict().get("sign") or "", match["side"] or ""
    said = _said(match["first"] or match["second"])
    if sign:
        is_lower = sign in _AT_LEAST or sign in _ABOVE
        if sign not in _AT_LEAST and side:
            said = None
        else:
            said = said if said is not None else sign in _AT_LEAST or sign in _AT_MOST
    else:
        is_lower = side.endswith("以上")
        said = said if said is not None else (True if is_lower or side in ("以内", "及以下") else None)
    return Bound(Decimal(match["number"]), match["unit"], said, bool(match["goal"])), is_lower


def _exactly(text: str) -> tuple[Bound | None, Bound | None] | None:
    """A number alone: 100%得满分."""
    match = re.fullmatch(_NUMBER, text)
    if match is None:
        return None
    bound = Bound(Decimal(match["number"]), match["unit"], True, bool(match["goal"]))
    return bound, bound


def _said(word: str | None) -> bool | None:
    return None if not word else word == "含"
