"""夹杂外文: a foreign word was left in a Chinese sentence.

Meaning: a word in Latin letters in small letters, or beginning with a capital, between Chinese words.
Why: it is left from a translation, a conversion or a program: 财政部门 and 预算部门 in the region's report of 2021.
Basis: 国家通用语言文字法 (official documents use Chinese); practice of document review.
Exclusions:
1. Abbreviations in capitals (PDF, GDP), codes with digits or signs, addresses of the web and of mail.
2. Units (km, kg), names of programs and formats (Word, Excel, app), and words explained in parentheses behind a Chinese
   term.
3. Text without Chinese: a foreign title or a list of references.
Fires: 财政部门 and 预算部门
Silent: 电子版（包括 word+PDF）
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.passages import Passage
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.lint.word_lists import word_list

_WORD = re.compile(r"(?<![A-Za-z0-9_./@\-=&{$\\])(?:[A-Z]?[a-z]{2,})(?:\s+[a-z]{2,})*(?![A-Za-z0-9_/@\-=}.]*[0-9_/@=])")
_CHINESE = re.compile(r"[一-龥]")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    known = word_list("document_words", "latin_known")
    for passage in subject.prose:
        if not _CHINESE.search(passage.text):  # (3)
            continue
        for match in _WORD.finditer(passage.text):
            words = [word for word in match.group().split() if word.lower() not in known]  # (1, 2)
            if words and not _is_explained(passage, match):
                shown = passage.text[max(match.start() - 6, 0) : match.end() + 6]
                yield Remark(
                    at(passage.place),
                    f"中文里夹有外文“{match.group()}”：“{shown}”。",
                    expected="改为中文",
                    found=match.group(),
                )


def _is_explained(passage: Passage, match: re.Match[str]) -> bool:
    before = passage.text[: match.start()].rfind("（")
    inside = before >= 0 and "）" not in passage.text[before : match.start()]
    return inside and not _CHINESE.search(passage.text[before + 1 : match.start()])


CHECK = Check(code="HP526", title="夹杂外文", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
