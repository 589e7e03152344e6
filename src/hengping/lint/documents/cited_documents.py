"""Documents that a text cites: their titles and their numbers (文号)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hengping.lint.documents.passages import Passage, normal
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.reading.documents import Place

NUMBER = re.compile(r"(?P<word>[一-龥]{2,12}?)(?P<open>〔)(?P<year>\d{4})(?P<close>〕)(?P<serial>\d{1,4})号")
_TITLE = re.compile(r"《(?P<title>(?:[^《》]|《[^《》]*》){4,90})》")
_BEHIND = re.compile(r"^[，]?[（(]?(?P<number>[一-龥]{2,12}〔\d{4}〕\d{1,4}号)")
_LEADING = re.compile(r"^.*(?:根据|按照|依据|依照|以|及|和|与|的|见|为|由|了|照)")


@dataclass(frozen=True)
class CitedDocument:
    """One citation: title without its marks, number as printed in one spelling; either may be empty."""

    title: str
    number: str
    place: Place
    passage: Passage | None = None
    start: int = 0


def cited_in(passage: Passage) -> Iterator[CitedDocument]:
    """The titled documents of a passage with the number behind them, if one follows."""
    for match in _TITLE.finditer(passage.text):
        behind = _BEHIND.match(passage.text[match.end() :])
        number = behind["number"] if behind else ""
        yield CitedDocument(match["title"], number, passage.place, passage, match.start())


def cited_documents(subject: DocumentUnderReview) -> Iterator[CitedDocument]:
    """All titled documents, of the text and of tables that give number and title in one row."""
    for passage in subject.passages:
        yield from cited_in(passage)
    for ledger in subject.ledgers:
        numbers = next(
            (c.index for c in ledger.columns if c.heading in ("文号", "发文字号", "文件号", "文件编号")), None
        )
        titles = next((c.index for c in ledger.columns if re.search(r"文件名称|文件标题|名称|标题", c.heading)), None)
        if numbers is None or titles is None:
            continue
        for item in range(ledger.count):
            title = ledger.text(item, titles)
            if title and ledger.text(item, numbers):
                inner = _TITLE.search(title)
                yield CitedDocument(
                    inner["title"] if inner else title, ledger.text(item, numbers), ledger.place(item, titles)
                )


def all_text(subject: DocumentUnderReview) -> Iterator[tuple[str, Place]]:
    """Every text of the document in one spelling, cells included."""
    return ((normal(text), place) for text, place in subject.source.texts())


def kernel(title: str) -> str:
    """A title without issuing offices, marks and blanks: 财政部关于印发〈办法〉的通知 → 办法."""
    text = re.sub(r"[\s〈〉《》“”]", "", title)
    inner = re.search(r"印发(.+?)的通知$", text)
    text = inner[1] if inner else text
    return re.sub(r"^.*?(?=关于)", "", text) if "关于" in text else text
