"""数字疑似抄错一位: a long figure differs in one digit from one that the document prints elsewhere.

Meaning: a figure of at least six digits that mean something stands once in the document and is, but for one digit or
two neighbours exchanged, a figure that stands at least twice.
Why: long figures do not come so near each other by chance: one was copied wrongly.
Basis: of two random figures of seven digits, one in 160,000 pairs is so near.
Exclusions:
1. Figures with fewer than six digits before their closing noughts: 500000 and 600000.
2. Figures that stand more than once, or with another number of decimals.
3. Figures in one sentence or one table row: they are compared there. Numbers that count rows, telephones, codes.
Fires: 1448983.18万元 … 1448983.18万元 … 1448963.18万元
Silent: 1448983.18万元 … 1495378.00万元
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.reading.documents import Place

_FIGURE = re.compile(r"(?<![\d.A-Za-z〔\[-])\d{1,3}(?:,?\d{3})*(?:\.\d+)?(?![\d.A-Za-z号〕\]-])")
_FEWEST = 6


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    places: dict[str, list[tuple[Place, int]]] = {}
    for number, (text, place) in enumerate(_texts(subject)):
        for match in _FIGURE.finditer(text):
            digits = match.group().replace(",", "")
            if len(digits.replace(".", "").rstrip("0")) >= _FEWEST:  # (1)
                places.setdefault(digits, []).append((place, number))
    often = {digits: found for digits, found in places.items() if len(found) > 1}
    near = {variant: digits for digits in often for variant in _patterns(digits)}
    for digits, found in places.items():
        if len(found) > 1:  # (2)
            continue
        other = next((near[pattern] for pattern in _patterns(digits) if near.get(pattern, digits) != digits), None)
        if other is None or any(number == found[0][1] for _, number in often[other]):  # (3)
            continue
        yield Remark(
            at(found[0][0], often[other][0][0]),
            f"{digits} 只出现一次，与出现{len(often[other])}次的 {other} 只差一位，疑似抄写错误。",
            expected=other,
            found=digits,
        )


def _texts(subject: DocumentUnderReview) -> Iterator[tuple[str, Place]]:
    """The prose by sentences, the tables by rows."""
    for sentence in subject.sentences:
        yield sentence.text, sentence.place
    for ledger in subject.ledgers:
        for item in range(ledger.count):
            cells = [ledger.text(item, c.index) for c in ledger.columns if ledger.is_first(item, c.index)]
            yield " ".join(cells), ledger.place(item, 0)


def _patterns(digits: str) -> Iterator[str]:
    """The figure with each digit in turn left open, and with two neighbours set in order."""
    for position, character in enumerate(digits):
        if character == ".":
            continue
        yield f"{digits[:position]}_{digits[position + 1 :]}"
        pair = digits[position : position + 2]
        if len(pair) == 2 and "." not in pair:
            yield f"{digits[:position]}<{''.join(sorted(pair))}>{digits[position + 2 :]}"


CHECK = Check(code="HP725", title="数字疑似抄错一位", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
