"""同一规定引述不一: one document, rule or standard is quoted in two ways.

Meaning: (a) one number stands with two titles, or one title with two numbers; (b) one bound is quoted with two values
(踏勘资金不低于60% and elsewhere 不低于50%); (c) two scales of grades with different bounds; (d) a share, a time or a
last day that a rule demands is told with the same words and another figure (按审定金额的3%预留 and 5%).
Why: one of the two is wrong, and a score may rest on it.
Basis: practice of document review.
Exclusions:
1. Titles of which one contains the other, or that differ in the offices before them: short forms.
2. Bounds of names that are not the same (but for words before a long one), of other comparators, and inside one
   sentence (from … to …).
3. Targets of different years where the sentence names the year.
4. Titles that are general (实施方案, 通知) or short.
5. Clauses with two figures of a kind, and what tells a result instead of a demand (实际, 未, 已, 占).
Fires: 《甲办法》（财预〔2020〕10号） and 《甲办法》（财预〔2019〕10号）
Silent: 《甲办法》（财预〔2020〕10号） twice
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from hengping.lint.check import Check, Group
from hengping.lint.documents.cited_documents import CitedDocument, cited_documents, kernel
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.rule_quotes import RuleQuote, rule_quotes
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities.mention import Mention

_NAME = re.compile(r"[一-龥]{4,16}$")
_LEAD = re.compile(
    r"^.*(?:按照|根据|要求|规定|标准|必须|应当?|其中|而|且|则|对于|以及|或|和|与|即|为|是|的|在|使|确保|达到|年度?|目标|原则)(?=[一-龥]{4})"
)
_LONG_NAME = 6
_MEASURED = re.compile(
    r"(?:率|度|比例?|比重|人数|数量|覆盖面?|资金量?|金额|面积|时间|期限|份数?|样本量?|地区|地点|单位)$"
)
_GENERAL = frozenset(("实施方案", "工作方案", "管理办法", "暂行办法", "通知", "实施办法"))


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    cited = [document for document in cited_documents(subject) if document.number]
    yield from _titles(cited)
    yield from _numbers(cited)
    yield from _bounds(subject)
    yield from _scales(subject)
    yield from _demands(subject)


def _titles(cited: list[CitedDocument]) -> Iterator[Remark]:
    """One number, two titles."""
    first: dict[str, CitedDocument] = {}
    for document in cited:
        other = first.setdefault(document.number, document)
        if not _alike(kernel(other.title), kernel(document.title)):
            first[document.number] = document
            yield Remark(
                at(other.place, document.place),
                f"文号{document.number}先后用于《{other.title}》和《{document.title}》。",
                expected="一个文号只对应一份文件",
                found=f"《{document.title}》",
            )


def _alike(one: str, other: str) -> bool:
    if one in other or other in one:  # (1)
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.6


def _numbers(cited: list[CitedDocument]) -> Iterator[Remark]:
    """One title, two numbers."""
    first: dict[str, CitedDocument] = {}
    for document in cited:
        name = kernel(document.title)
        if len(name) < 6 or name in _GENERAL:  # (4)
            continue
        other = first.setdefault(name, document)
        if other.number != document.number:
            first[name] = document
            yield Remark(
                at(other.place, document.place),
                f"《{document.title}》的文号先写{other.number}，后写{document.number}。",
                expected="同一文号",
                found=document.number,
            )


def _bounds(subject: DocumentUnderReview) -> Iterator[Remark]:
    told: list[tuple[str, Mention, Sentence]] = []
    for sentence in subject.sentences:
        for mention in sentence.mentions:
            name = _bound_name(sentence, mention)
            if not name or mention.comparator not in ("≥", "≤"):
                continue
            other = next((entry for entry in told if _differ(entry, name, mention, sentence)), None)
            told.append((name, mention, sentence))
            if other is not None:
                yield Remark(
                    at(other[2].place, sentence.place),
                    f"“{min(name, other[0], key=len)}”的要求先写{other[1].text}，后写{mention.text}。",
                    expected=other[1].text,
                    found=mention.text,
                )


def _differ(entry: tuple[str, Mention, Sentence], name: str, mention: Mention, sentence: Sentence) -> bool:
    """Whether an earlier bound is of the same name and kind and has another value."""
    known, before, place = entry
    if before.comparator != mention.comparator or before.unit != mention.unit or before.number == mention.number:
        return False
    same = known == name or (
        min(len(known), len(name)) >= _LONG_NAME and (known.endswith(name) or name.endswith(known))
    )
    return same and place.place != sentence.place and not _years_differ(place, sentence)  # (2)


def _bound_name(sentence: Sentence, mention: Mention) -> str:
    if mention.kind not in ("number", "share"):
        return ""
    match = _NAME.search(sentence.before(mention))
    if match is None:
        return ""
    name = _LEAD.sub("", re.sub(r"(?:应当?|须|必须|原则上|总体|一般|均|不|都|要)+$", "", match.group()))
    return name if len(name) >= 4 and _MEASURED.search(name) else ""


def _years_differ(one: Sentence, other: Sentence) -> bool:
    years = [set(re.findall(r"20\d\d", sentence.text)) for sentence in (one, other)]
    return bool(years[0] and years[1] and years[0] != years[1])  # (3)


def _demands(subject: DocumentUnderReview) -> Iterator[Remark]:
    told: list[RuleQuote] = []
    for quote in rule_quotes(subject.sentences):  # (5)
        same = [other for other in told if other.kind == quote.kind and quote.is_of_one_rule(other)]
        told.append(quote)
        differing = [other for other in same if other.value != quote.value and other.sentence != quote.sentence]
        if differing and len(differing) == len(same) and not _years_differ(differing[0].sentence, quote.sentence):
            yield Remark(
                at(differing[0].sentence.place, quote.sentence.place),
                f"同一要求先写{differing[0].printed}（“{_short(differing[0])}”），后写{quote.printed}（“{_short(quote)}”）。",
                expected=differing[0].printed,
                found=quote.printed,
            )


def _short(quote: RuleQuote) -> str:
    position = quote.sentence.text.index(quote.printed)
    return quote.sentence.text[max(position - 16, 0) : position + len(quote.printed) + 8].strip("，。；、")


def _scales(subject: DocumentUnderReview) -> Iterator[Remark]:
    scales = subject.scales
    for other in scales[1:]:
        if [(b.grade, b.low) for b in other.bands] != [(b.grade, b.low) for b in scales[0].bands]:
            yield Remark(
                at(scales[0].place, other.place),
                f"等级标准写了两种：先是{scales[0].in_words}，后是{other.in_words}。",
                expected=scales[0].in_words,
                found=other.in_words,
            )


CHECK = Check(code="HP527", title="同一规定引述不一", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
