"""Numbers that a sentence states of a list beside it: A、B和C三种方法; 四个阶段：…; 包含A、B等13个地区."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hengping.lint.documents.passages import Passage
from hengping.quantities import NumberTextError, read_chinese_numeral

_COUNTER = (
    "个|项|类|种|家|条|处|份|名|位|所|大|方面|档|部分|款|点|道|人|座|部门|单位|街道|学区|县|镇|乡|村(?!级|民)|市(?!场|级|直|民)"
    "|区(?!域|划|间|县|级)|级(?!指标|财政|联动)|批(?!次)|轮|期(?!间|限|末|初)|阶段|环节|板块|领域|层面|专业|季度|方(?![面式案向法位])"
)
COUNT = re.compile(
    rf"(?<![\d.第百千万十一二三四五六七八九〇零年月近约逾超])(?P<number>\d{{1,3}}|[两二三四五六七八九十]{{1,3}})(?P<counter>{_COUNTER})(?<!\d人)(?!分点|人次|人数|月|工作日|季度|小时|自然日)"
)
# What may stand between the last item and the number.
_LINK = re.compile(r"(?P<open>等)?(?:这|共计|共|合计|以上|总共|一共)?$")
_LEAD = re.compile(
    r".*(?:包含|包括|涵盖|涉及(?:地区|单位)?|采用|采取|运用|主要有|分为|分成|选取|集中在|划分为|下设|设置|设有|组成|即|分别为|分别是|按照?|对|从|由|在|有|为|是|如|以|将|与|的|了|中)"
)
# 和 with one letter beside it belongs to a name: 安和县.
_SEPARATOR = re.compile(r"、|以及|(?<=[^、]{2})(?:和|及|与|或)(?=[^、]{2})")
_FIRM = re.compile(r"、")
_BEHIND = re.compile(
    r"(?P<noun>[^，。；：、（）“”\d]{0,14}?)"
    r"(?:：|[，。](?=(?:一|其一|第一)(?:是|为|，|、))|，?(?:分别|依次)(?:是|为)：?|，即：?|，?(?:主要)?包括：?|，?具体(?:是|为)：?|（(?=[^）]*、)|——)"
)
_ORDINAL_ITEMS = re.compile(
    r"(?:^|[，；：。、])(?:[一二三四五六七八九十]{1,2}(?:是|为)|[其第][一二三四五六七八九十](?:是|为|，))"
)
_QUOTED = re.compile(r"(?:“[^“”]{1,24}”){2,}$|(?:《[^《》]{1,40}》){2,}$")
_SLOGAN = re.compile(
    r"“(?P<number>[两三四五六七八九])[一-鿿]{1,3}”[^，。；：、“”]{0,6}(?:，?即|：|——|，?包括|（(?=[^）]*、))"
    r"|(?:有|为)(?P<bare>[二三四五六])[：，](?=一是|其一)"
)
# What a list is said to have or to have been found with is not what it counts: 申报、验收等环节存在四个问题.
# Where a later name begins with one, the list may begin there: 按…的原则、依据成因由省、市、县三级分担.
_LEAD_WITHIN = re.compile(
    r"(?:[^、]+?(?:由|对|向|从|按照?|在|以|将|把|包括|涉及|覆盖|选取|抽取)|按照?|由|对|从)(?=[^、])"
)
_VERB_AT_END = re.compile(
    r"(?:存在|发现|有|提出|形成|开展|完成|建成|新增|查出|涉及|检查|抽查|安排|设立|确定|了)$|等(?![级候待])."
)
_LONGEST_ITEM = 34
_AMOUNT = re.compile(r"约?-?\d[\d,]*(?:\.\d+)?(?![.．、）\d])")
_FEW = 3
_SHORT = 12
_AFTER_BARE = ("", "，", "。", "；", "、", "）")


@dataclass(frozen=True)
class Enumeration:
    """A stated number and the list that it counts.

    Attributes:
        passage: where it stands.
        stated: the number.
        phrase: the number as printed with its counter and noun, and the last name or the few words that lead to it.
        items: the names of the list, each separator counted.
        fewest: how many names there are if 和 and 及 belong to names.
        likely: how many there are if a last 和 joins the last two names.
        open: whether 等 leaves the list open.
    """

    passage: Passage
    stated: int
    phrase: str
    items: tuple[str, ...]
    fewest: int
    likely: int
    open: bool

    @property
    def fits(self) -> bool:
        """Whether some reading of the list has as many names as stated."""
        return self.fewest <= self.stated <= len(self.items)


def enumerations(passage: Passage) -> Iterator[Enumeration]:
    """The stated numbers of a passage whose list stands right before or behind them; quotations are left out."""
    for match in COUNT.finditer(passage.text):
        number = stated_number(match)
        if number is None or number < 2 or passage.is_quoted(match.start()):
            continue
        noun = re.match(r"[^，。；：、（）“”\d的是为和及与进在]{0,8}", passage.text[match.end() :])
        if (noun and noun.group() in ("后", "前", "以上", "以下")) or COUNT.match(passage.text, match.end()):
            continue
        phrase = match.group() + (noun.group() if noun else "")
        lead = re.split(r"[，；。：、（）\n]", passage.text[: match.start()])[-1]
        before = _before(passage, match, number, phrase)
        behind = _behind(passage, match, number, f"{lead if len(lead) <= _SHORT else ''}{phrase}")
        yield from (found for found in (before, behind) if found is not None and _may_count(found))
    yield from _slogans(passage)


def _slogans(passage: Passage) -> Iterator[Enumeration]:
    """Numbers without a counter: 做到“三进”，即进社区、进学校; 来源有三：一是…"""
    for match in _SLOGAN.finditer(passage.text):
        number = chinese_number(match["number"] or match["bare"])
        rest = passage.text[match.end() :]
        listed = rest[: len(re.split(r"[。；！？）\n]", _masked(rest))[0])]
        ordinals = _ordinals(rest)
        if number is not None and match["bare"] and len(ordinals) > 1:
            yield Enumeration(passage, number, match.group(), tuple(ordinals), len(ordinals), len(ordinals), False)
        elif number is not None and "、" in listed and "，" not in _masked(listed):
            yield _made(
                passage, number, match.group().strip("，：（"), listed, bool(re.search("等[^、]{0,6}$", listed))
            )


def _may_count(found: Enumeration) -> bool:
    """Whether the list may be what is counted: no kinds of place (县（市、区）), no figures, no copies (雷同12份)."""
    if all(item in "省市县区镇乡村" for item in found.items) or any(_AMOUNT.match(item) for item in found.items):
        return False
    return abs(found.stated - found.likely) <= _FEW or 2 * min(found.stated, found.likely) >= max(
        found.stated, found.likely
    )


def stated_number(match: re.Match[str]) -> int | None:
    """The number of a match of `COUNT`; None if it is no whole numeral."""
    return chinese_number(match["number"])


def chinese_number(text: str) -> int | None:
    """A whole number in digits or in Chinese, 两 included; None for anything else."""
    try:
        return int(text) if text.isdigit() else read_chinese_numeral(text.replace("两", "二"))
    except NumberTextError:
        return None


def _before(passage: Passage, match: re.Match[str], number: int, phrase: str) -> Enumeration | None:
    text = passage.text[: match.start()]
    link = _LINK.search(text)
    is_open = bool(link and link["open"])
    text = text[: link.start()] if link else text
    quoted = _QUOTED.search(text)
    if quoted is not None:
        return _made(passage, number, phrase, "、".join(re.findall("“[^”]*”|《[^》]*》", quoted.group())), is_open)
    inside = re.search(r"“(?P<listed>[^“”、]{1,12}(?:、[^“”、]{1,12})+)”$", text)
    if inside is not None:
        return _made(passage, number, phrase, inside["listed"], is_open)
    clause = re.split(r"[，；。：！？（\n]", _masked(text))[-1]
    clause = text[len(text) - len(clause) :]
    masked = _masked(clause)
    first = _FIRM.search(masked)
    if first is None:
        joint = re.search(r"和|及|与|以及", masked)
        if joint is None or is_open:
            return None
        # Two names joined by 和 prove little: only a plain pair right before the number is a list.
        first = joint
    lead = _LEAD.match(masked[: first.start()])
    begin = lead.end() if lead else 0
    items = _items(clause[begin:])
    if len(items) < 2 or any(not item or len(item) > _LONGEST_ITEM or COUNT.search(item) for item in items):
        return None
    if _VERB_AT_END.search(items[-1]):
        return None
    if items[-1].endswith("的"):
        return None  # 目标值、实际值可比的5项: the names say which ones are counted
    if phrase == match.group() and not (link and link.group()) and passage.text[match.end() :][:1] not in _AFTER_BARE:
        return None  # 三级指标21项下设…: the number is of the last name alone
    if not _FIRM.search(masked) and (number != 2 and lead is None):
        return None
    phrase = items[-1] + (link.group() if link else "") + phrase
    return _from_later_lead(_made(passage, number, phrase, clause[begin:], is_open), clause[begin:])


def _from_later_lead(found: Enumeration, listed: str) -> Enumeration:
    """The reading of the list that begins behind a later word that leads to one, where the number fits that."""
    masked = _masked(listed)
    for sign in () if found.fits else _FIRM.finditer(masked):
        lead = _LEAD_WITHIN.match(masked, sign.end())
        if lead is not None:
            later = _made(found.passage, found.stated, found.phrase, listed[lead.end() :], found.open)
            if later.fits:
                return later
    return found


def _behind(passage: Passage, match: re.Match[str], number: int, phrase: str) -> Enumeration | None:
    rest = passage.text[match.end() :]
    opened = _BEHIND.match(rest)
    if opened is None or COUNT.search(opened["noun"]):
        return None
    body = rest[opened.end() :]
    if opened.group().endswith("（"):
        listed, ended = body.split("）")[0], "）"
    else:
        stop = re.search(r"[。！？\n]", _masked(body))
        listed, ended = body[: stop.start()] if stop else body, "。"
    ordinals = _ordinals(body)
    if len(ordinals) > 1:
        return Enumeration(passage, number, phrase, tuple(ordinals), len(ordinals), len(ordinals), False)
    if "；" in _masked(listed):
        parts = [part for part in listed.split("；") if part.strip()]
        if len(parts) < 2:
            return None
        return Enumeration(passage, number, phrase, tuple(parts), len(parts), len(parts), "等" in listed)
    cut = re.search(r"，", _masked(listed))
    if cut is not None and ended == "。":
        listed = listed[: cut.start()]
        if len(_items(listed)) < number:
            return None  # what follows the comma may go on with the list
    is_open = bool(re.search(r"等[^、]{0,6}$", listed))
    if not _FIRM.search(_masked(listed)):
        return None
    if any(len(item) > _LONGEST_ITEM or COUNT.search(item) for item in _items(listed)):
        return None  # 32家，包括国有12家、民营20家: amounts, not names
    return _made(passage, number, phrase, listed, is_open)


def _ordinals(body: str) -> list[str]:
    """一是, 二是, 三是 behind a number, across sentences, until the count begins anew."""
    if not _ORDINAL_ITEMS.match(body):
        return []
    found: list[str] = []
    for match in _ORDINAL_ITEMS.finditer(body):
        if found and "一" in match.group():
            break
        found.append(match.group().strip("，；：。、"))
    return found


def _made(passage: Passage, number: int, phrase: str, listed: str, is_open: bool) -> Enumeration:
    items = _items(listed)
    masked = _masked(listed)
    fewest = likely = len(_FIRM.findall(masked)) + 1
    if re.search(r"(?<=[^、]{2})(?:和|以及)[^、]{2,}$", masked):
        likely += 1
    return Enumeration(passage, number, phrase, items, fewest, likely, is_open)


def _items(listed: str) -> tuple[str, ...]:
    masked = _masked(listed)
    found, begin = [], 0
    for match in _SEPARATOR.finditer(masked):
        if match.start() > begin:
            found.append(listed[begin : match.start()])
        begin = match.end()
    found.append(listed[begin:])
    return tuple(item.strip() for item in found)


_NAMES_WITH_AND = re.compile(
    "住房和城乡|人力资源和社会|发展和改革|工业和信息|文化和旅游|自然资源和规划|卫生和|林业和草原|保障和就业|教育和体育"
)
_PAIRS = re.compile(r"“[^”]*”|《[^》]*》|（[^（）]*）|〔[^〕]*〕")


def _masked(text: str) -> str:
    """The text with what stands in quotation marks and parentheses blotted out, character for character."""
    text = _NAMES_WITH_AND.sub(lambda match: match.group().replace("和", "□"), text)
    for _ in range(2):
        text = _PAIRS.sub(lambda match: "□" * len(match.group()), text)
    return text
