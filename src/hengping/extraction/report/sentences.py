"""What the sentences of a report say: policies with their numbers, goals in a list, figures with their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hengping.cases.model.identity import Policy
from hengping.quantities import half_width
from hengping.quantities.mention import Mention
from hengping.quantities.mentions import find_mentions
from hengping.reading.documents import Place, SourceDocument
from hengping.scoring.filed_targets import read_target

_NUMBER = r"[^（()）《》，。]{2,20}?\s*[〔\[【（(]\s*\d{4}\s*[〕\]】）)]\s*\d+\s*号"
_POLICY = re.compile(rf"《((?:[^《》]|《[^《》]*》)+)》\s*[（(]\s*({_NUMBER})\s*[)）]")
_CLASS = re.compile(
    r"[（(]?\d{1,2}[)）.、]?\s*(数量|质量|时效|成本|经济效益|社会效益|生态效益|可持续影响|(?:服务对象)?满意度)(?:指标)?[:：]"
)
_LEVEL_1 = {"数量": "产出指标", "质量": "产出指标", "时效": "产出指标", "成本": "产出指标"}
_TARGET = re.compile(r"^(.*?[^\d≥≤=＝><.,])([≥≤=＝><]?\s*[\d,]+(?:\.\d+)?\s*[^\d，、。；]{0,6})$")
_NAME_END = re.compile(r"(?:分别)?(?:为|是|达到|达|共计|共|合计|约|计|至)$")
_CLAUSE = re.compile(r"[，。；：、（）()“”\s]")
_SHORTEST, _LONGEST = 3, 40
_RESPECTIVELY = re.compile(r"(?P<name>[\u4e00-\u9fff]{3,24}?)(?:分别)?(?:为)?$")


def policies(document: SourceDocument) -> tuple[Policy, ...]:
    """Every document cited by title and number, once, in the order of the text."""
    found: dict[str, Policy] = {}
    for text, _ in document.texts():
        for match in _POLICY.finditer(text):
            number = re.sub(r"\s", "", match[2]).translate(str.maketrans("[【]】（）()", "〔〔〕〕〔〕〔〕"))
            found.setdefault(number, Policy(document_number=number, title=match[1].strip()))
    for policy in _listed_policies(document):
        found.setdefault(policy.document_number, policy)
    return tuple(found.values())


def _listed_policies(document: SourceDocument) -> Iterator[Policy]:
    """Policies of a table with columns 文号 and 名称."""
    for table in document.tables:
        heads = [re.sub(r"\s", "", head) for head in table.rows[0]] if table.rows else []
        number = next((at for at, head in enumerate(heads) if "文号" in head), None)
        title = next((at for at, head in enumerate(heads) if re.search(r"名称|文件|政策", head) and at != number), None)
        if number is None or title is None:
            continue
        for row in table.rows[1:]:
            if re.search(r"\d+\s*号", row[number]):
                name = row[title].replace("\n", "").strip("《》 ")
                yield Policy(document_number=re.sub(r"\s", "", row[number]), title=name)


@dataclass(frozen=True)
class ListedGoal:
    """A goal written in a sentence: 质量：参保增长率≥3.38%，…"""

    level_1: str
    level_2: str
    name: str
    target: str
    where: str


def goal_paragraphs(document: SourceDocument) -> frozenset[str]:
    """Places of the paragraphs that list goals: their numbers are targets, not results."""
    return frozenset(block.place.text() for block in document.paragraphs if _CLASS.search(block.text))


def listed_goals(document: SourceDocument) -> tuple[ListedGoal, ...]:
    """Goals listed by class in paragraphs; a goal without a number keeps its sentence as its name."""
    found: list[ListedGoal] = []
    for block in document.paragraphs:
        pieces = _CLASS.split(block.text)
        for kind, items in zip(pieces[1::2], pieces[2::2], strict=True):
            for item in re.split(r"[，,；;。]", items):
                if text := re.sub(r"[（(]?\d{1,2}[)）]?$", "", item).strip():
                    found.append(_listed(kind, text, block.place.text()))
    return tuple(found)


def _listed(kind: str, text: str, where: str) -> ListedGoal:
    level_1 = _LEVEL_1.get(kind, "满意度指标" if "满意" in kind else "效益指标")
    match = _TARGET.match(half_width(text))
    if match and read_target(match[2]).value is not None:
        return ListedGoal(level_1, f"{kind}指标", match[1].strip(), re.sub(r"\s", "", match[2]), where)
    return ListedGoal(level_1, f"{kind}指标", text, "", where)


@dataclass(frozen=True)
class SaidFigure:
    """A figure of a sentence with the words before it as its name."""

    name: str
    value: Decimal
    unit: str
    period: str
    where: str
    quote: str


def said_figures(document: SourceDocument, year: str) -> Iterator[SaidFigure]:
    """Figures with a unit whose name the words before them tell; lists after 分别为 are told year by year."""
    targets = goal_paragraphs(document)
    for block in document.paragraphs:
        mentions = () if block.place.text() in targets else find_mentions(block.text)
        for at, mention in enumerate(mentions):
            if not _is_figure(mention) or mention.value is None or mention.unit is None:
                continue
            series = _series(block.text, mentions, at)
            if series is not None:
                yield from _each(series, mentions, at, block.place, block.text)
            elif not _in_series(block.text, mentions, at):
                name = _name(block.text[: mention.start])
                if len(name) >= _SHORTEST and name[0] not in "的和与及等或":
                    period, quote = _period(block.text[: mention.start], year), _quote(block.text, mention)
                    yield SaidFigure(name, mention.value, mention.unit.symbol, period, block.place.text(), quote)


def _is_figure(mention: Mention) -> bool:
    """Numbers of a kind that is measured; bounds are rules, and 四个阶段 or 三类人员 are words."""
    if mention.kind not in ("number", "share", "points") or mention.comparator not in ("", "≈"):
        return False
    return mention.text[:1].isdigit() or mention.text[:1] in "-负约近" or mention.kind != "number"


def _name(before: str) -> str:
    """The last words before a figure, without 为 or 达到 behind them and years before them."""
    clause = _CLAUSE.split(before)[-1]
    clause = re.sub(r"^.*(?:19|20)\d\d\s*年?(?:度)?", "", clause)
    clause = re.sub(r"^(?:而|其中|其|但|且|确定)", "", clause)
    clause = re.sub(r"为平均$", "平均", clause)
    while (shorter := _NAME_END.sub("", clause)) != clause:
        clause = shorter
    clause = re.sub(r"[≥≤=<>]+$|的$", "", clause)
    return clause if len(clause) <= _LONGEST and re.fullmatch(r"[\u4e00-\u9fffA-Za-z]+", clause) else ""


def _period(before: str, year: str) -> str:
    sentence = re.split(r"[。；]", before)[-1]
    years = re.findall(r"((?:19|20)\d\d)\s*(?:年|(?=[\u4e00-\u9fff]))", sentence)
    return years[-1] if years else year


def _series(text: str, mentions: tuple[Mention, ...], at: int) -> list[Mention] | None:
    """The list that begins here: figures of one unit apart by 、 only, at least two."""
    first = mentions[at]
    if at and _joined(text, mentions[at - 1], first):
        return None
    run = [first]
    for after in mentions[at + 1 :]:
        if not _joined(text, run[-1], after):
            break
        run.append(after)
    return run if len(run) > 1 else None


def _in_series(text: str, mentions: tuple[Mention, ...], at: int) -> bool:
    return at > 0 and _joined(text, mentions[at - 1], mentions[at])


def _joined(text: str, one: Mention, other: Mention) -> bool:
    between = text[one.end : other.start].strip()
    same = one.unit is not None and other.unit is not None and one.unit.symbol == other.unit.symbol
    return same and between in ("、", "和", "及")


def _each(
    series: list[Mention], mentions: tuple[Mention, ...], at: int, place: Place, text: str
) -> Iterator[SaidFigure]:
    before = text[: series[0].start]
    name = _name(before)
    match = _RESPECTIVELY.search(name)
    spans = [mention.date for mention in mentions[:at] if mention.date is not None and mention.date.last is not None]
    years: list[int] = []
    if spans and spans[-1].first.year and spans[-1].last and spans[-1].last.year:
        years = list(range(spans[-1].first.year, spans[-1].last.year + 1))
    if not match or len(years) != len(series):
        return
    for one, mention in zip(years, series, strict=True):
        if mention.value is not None and mention.unit is not None:
            quote = _quote(text, mention)
            yield SaidFigure(match["name"], mention.value, mention.unit.symbol, str(one), place.text(), quote)


def _quote(text: str, mention: Mention) -> str:
    return text[max(0, mention.start - 20) : mention.end + 6]
