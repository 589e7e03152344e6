"""What a report concludes: its problems and its advice, each with what is said about it, and the dimension it is of."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from hengping.lint.documents.passages import Passage
from hengping.lint.documents.subject import DocumentUnderReview, Section
from hengping.lint.word_lists import word_list
from hengping.reading.documents import Place
from hengping.reading.documents.headings import split_number

_PROBLEMS = re.compile(
    r"问题|不足(?!额)|短板|薄弱环节|存在的?困难|差距及|困难和|(?:存在|主要|出现)的?偏差|^偏差(?:情况)?(?:及|和|与)"
    r"|偏差(?:的|主要)*原因|(?:执行|运行)偏差|风险(?:点|隐患|和隐患|及隐患)"
)
_NO_PROBLEMS = re.compile(r"其他|需要?说明|解决|对应|上年|以前年度|问卷|大纲|清单|整改(?:情况|落实)|^(?:问题)?整改")
_ADVICE = re.compile(
    r"建议|改进|对策|纠偏|(?:整改|纠正|处理)要求|(?:整改|解决|应对|处理|完善|优化|提升|纠正)的?(?:措施|举措|办法|意见|方向|打算)|(?:下一?步|今后|后续|完善).{0,8}(?:措施|打算|安排|计划|考虑|思路)|努力方向|工作措施"
)
_NO_ADVICE = re.compile(r"结果应用|应用建议|采纳|反馈|对应|清单")
_SPOKEN = re.compile(r"^(?:第?[一二三四五六七八九十]+(?:是|、|，|方面)|首先|其次|再次|最后|[（(]\d{1,2}[）)]|[①-⑳])")
# Points told one behind the other in one paragraph.
_POINT = re.compile(
    r"(?:^|(?<=[。；：]))(?:第?[一二三四五六七八九十]+(?:是|方面)|第[一二三四五六七八九十]+[，、]|首先|其次|再次|最后|[（(]\d{1,2}[）)]|[①-⑳])"
)
_ANNEX = re.compile(r"^附(?:件|表)(?:\d|[一二三四五六七八九十]|：|$)")
_AREA = re.compile(r"^(?:项目)?.{2,8}(?:方面|层面)(?:的?问题)?$")
_EXPERIENCE = re.compile(r"经验|做法|成效|亮点")

# Words of a finding's first sentence that say which dimension it is about; practice of the general framework.
DIMENSIONS: dict[str, re.Pattern[str]] = {
    "决策": re.compile(
        r"决策|立项|绩效目标|目标(?:设定|申报|值|没有|不够|未|的)|指标设|绩效指标|预算编制|可行性|论证|资金分配|目标表|申报表|测算"
    ),
    "过程": re.compile(
        r"过程|资金(?:管理|使用|拨付|到位|支付)|制度|档案|执行率|预算执行|支出进度|内控|监督|监管|管理(?:不|有|薄|机制)|核算|审批|台账"
        r"|采购|合同|监控|组织实施|财务"
    ),
    "产出": re.compile(
        r"产出|数量|质量|时效|完成率|参保|覆盖|发放|征缴|进度|工期|验收|未完成|没有完成|延期|滞后|人数|缴费|完工|支出与"
    ),
    "效益": re.compile(r"效益|效果|满意|可持续|影响力|知晓|替代率|长效|后续|公众|受益|社会影响|群众"),
}
_DIMENSION = re.compile(r"^(?:[A-Z]\d*[.．、]?)?(?:项目)?(决策|过程|产出|效益)(?:类?指标|情况)?$")
# What the rows and chapters of each dimension are called.
KINDS = {
    "决策": ("决策", "项目决策", "投入"),
    "过程": ("过程", "项目过程", "管理"),
    "产出": ("产出", "项目产出", "成本"),
    "效益": ("效益", "项目效益", "效果", "满意度"),
}
_TITLE = 30
_POINTS_OFF = re.compile(r"[扣失]\d|扣分|失分")


@dataclass(frozen=True)
class Point:
    """One problem or one piece of advice: its first words and all that is said below them."""

    title: str
    text: str
    place: Place

    @property
    def dimensions(self) -> frozenset[str]:
        """The dimensions that the title is about, and those that its sentences about lost points name."""
        sentences = [self.title, *(part for part in re.split(r"[。；]", self.text) if _POINTS_OFF.search(part))]
        return frozenset(name for name, words in DIMENSIONS.items() if any(words.search(part) for part in sentences))


def dimension_of(label: str) -> str:
    """决策, 过程, 产出 or 效益 for a row of a score table; "" for another row."""
    match = _DIMENSION.match(label.strip("“”"))
    return match[1] if match else ""


def dimension_named(label: str) -> str:
    """The dimension that a name of the first level stands for, 效益 for 效果 and 满意度; "" if none."""
    return next((name for name, words in KINDS.items() if any(label.startswith(word) for word in words)), "")


def indicators_of(subject: DocumentUnderReview) -> Iterator[tuple[str, str]]:
    """The indicators that tables list under each dimension: (产出, 班次准点率)."""
    for ledger in subject.ledgers:
        level = next((c.index for c in ledger.columns if c.heading.endswith("一级指标")), None)
        names = [c.index for c in ledger.columns if re.search(r"[三四]级指标|指标名称", c.heading)]
        if level is None or not names:
            continue
        dimension = ""
        for item in range(ledger.count):
            label = ledger.text(item, level)
            dimension = next((name for name in KINDS if any(word in label for word in KINDS[name])), "") or (
                "" if label else dimension
            )
            for column in names:
                name = ledger.text(item, column)
                if dimension and len(name) >= 4:
                    yield dimension, name


def problems_of(subject: DocumentUnderReview) -> tuple[Point, ...]:
    """The problems that the document states."""
    return tuple(_points(subject, _PROBLEMS, _NO_PROBLEMS))


def advice_of(subject: DocumentUnderReview) -> tuple[Point, ...]:
    """The advice that the document gives, without advice on the use of the result."""
    return tuple(_points(subject, _ADVICE, _NO_ADVICE))


def _points(subject: DocumentUnderReview, wanted: re.Pattern[str], other: re.Pattern[str]) -> Iterator[Point]:
    for section in _chapters(subject, wanted, other):
        below = subject.below(section)
        if any(_ANNEX.match(passage.text) for passage in section.paragraphs):
            below = ()  # the list of annexes at the end, whose lines were read as headings
        children = [part for part in below if part.level == min(p.level for p in below)] if below else []
        if children:
            for child in children:
                own = _AREA.match(child.title) and not any(name in child.title for name in DIMENSIONS)
                told = tuple(_listed(child.paragraphs)) if own else ()
                yield from told if len(told) > 1 else (_headed(subject, child),)
            yield from _unrecognised(children)
        else:
            yield from _listed(_without_annexes(section.paragraphs))


def _chapters(subject: DocumentUnderReview, wanted: re.Pattern[str], other: re.Pattern[str]) -> Iterator[Section]:
    """The deepest sections whose title says what they hold: 存在问题 below 经验做法、存在问题."""
    taken: list[Section] = []
    for section in subject.sections:
        if not wanted.search(section.title) or other.search(section.title) or section in taken or section.level > 3:
            continue
        below = [part for part in subject.below(section) if _is_chapter(part, wanted, other, section)]
        both = _PROBLEMS.search(section.title) and _ADVICE.search(section.title)
        if below and (_EXPERIENCE.search(section.title) or both):
            continue
        taken.extend(subject.below(section))
        yield section


def _is_chapter(part: Section, wanted: re.Pattern[str], other: re.Pattern[str], parent: Section) -> bool:
    return bool(wanted.search(part.title)) and not other.search(part.title) and part.level == parent.level + 1


def _unrecognised(children: list[Section]) -> Iterator[Point]:
    """Points whose headings were read as paragraphs: they bear the number that comes after the heading above."""
    for child in children:
        style = split_number(child.heading.number) if child.heading else None
        for passage in child.paragraphs:
            own = split_number(passage.printed) if passage.list_item else None
            if style and own and own.style == style.style and own.value > style.value:
                yield Point(re.split(r"[。；]", own.text, maxsplit=1)[0][:_TITLE], own.text, passage.place)


def _headed(subject: DocumentUnderReview, section: Section) -> Point:
    parts = (section, *subject.below(section))
    texts = [part.title for part in parts[1:]]
    texts += [passage.text for part in parts for passage in _without_annexes(part.paragraphs)]
    assert section.heading is not None
    return Point(section.title, "。".join([section.title, *texts]), section.heading.place)


def _without_annexes(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Down to the list of annexes that closes a report."""
    end = next((i for i, passage in enumerate(passages) if _ANNEX.match(passage.text)), len(passages))
    return passages[:end]


def _listed(passages: tuple[Passage, ...]) -> Iterator[Point]:
    """Numbered paragraphs or the points of one paragraph, each with what stands below it; none without numbers."""
    found: list[list[tuple[str, Passage]]] = []
    for passage in passages:
        pieces = _pieces(passage.text)
        # 1.… with points （1）… （2）… of its own stays one point
        counted = not passage.list_item or _POINT.match(passage.text)
        if len(pieces) > 1 and counted and not found:
            found.extend([(piece, passage)] for piece in pieces)
        elif passage.list_item or _SPOKEN.match(passage.text):
            found.append([(passage.text.removeprefix(passage.list_item), passage)])
        elif found:
            found[-1].append((passage.text, passage))
    for group in found:
        text = _SPOKEN.sub("", group[0][0]).lstrip("，、：")
        yield Point(
            re.split(r"[。；，：]", text, maxsplit=1)[0], "。".join(said for said, _ in group), group[0][1].place
        )


def _pieces(text: str) -> list[str]:
    """The points of a paragraph that counts them: 一是…；二是…. What stands before the first is left out."""
    marks = list(_POINT.finditer(text))
    if not marks:
        return []
    marks = [mark for mark in marks if _style(mark[0]) == _style(marks[0][0])]
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return [text[mark.end() : end].lstrip("，、：") for mark, end in zip(marks, ends, strict=True)]


def _style(mark: str) -> str:
    """The kind of a mark of counting, whatever its number: 一是 and 三是 are one."""
    return "order" if mark in ("首先", "其次", "再次", "最后") else re.sub(r"[一二三四五六七八九十\d①-⑳]+", "#", mark)


@functools.lru_cache(maxsize=512)
def telling_pairs(text: str) -> frozenset[str]:
    """The pairs of characters of a text that mean something, words of every report left out."""
    runs = re.findall(r"[一-鿿]{2,}", re.sub(r"[的了和与及在对为是等]", " ", text))
    return frozenset(run[i : i + 2] for run in runs for i in range(len(run) - 1)).difference(
        word_list("document_words", "common_pairs")
    )
