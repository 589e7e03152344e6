"""文号格式不规范: a document number is not written as document numbers are.

Meaning: the year stands in [] （） 【】 instead of 〔〕 or without them, a bracket is missing, the year has two digits
or stands outside, the serial number has a leading nought or 第 before it, or the year lies after that of the document.
Why: a number in the wrong form is not found in any register; a wrong year points to another document.
Basis: GB/T 9704—2012 §7.2.5 (年份标全称，用六角括号“〔〕”括入；发文顺序号不加“第”字，不编虚位).
Exclusions:
1. Numbers of orders (令第712号), laws and contracts, which have no year in brackets.
2. Each number once.
3. The year: more than one year after the last year that the document names.
4. 第 before the number alone is an info: firms number their own reports so.
Fires: 财预[2020]10号
Silent: 财预〔2020〕10号
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.cited_documents import all_text
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity

_ANY = re.compile(
    r"(?P<word>[一-龥]{2,9})(?P<open>[〔\[［（【〈<{]?)(?P<year>(?:19|20)\d\d)(?P<close>[〕\]］）】〉>}]?)(?P<ordinal>第?)(?P<serial>\d{1,5})号(?!楼|线|院|仓|机|库|桥|店|馆|柜|公告)"
)
_OFFICE = re.compile(
    r"(?:发|函|办|字|预|社|政|综|规|财|企|教|农|建|税|电|绩|行|监|险|通|明|审|党|委|办发|办函|人社厅)$"
)
_LEAD = re.compile(r"^.*(?:根据|按照|依据|依照|的|和|及|以|见|照|由|执行)")
_ORDINAL = "序号前不加“第”字"
_YEAR = re.compile(r"(20\d\d)年")


_SHORT_YEAR = re.compile(r"(?P<word>[一-龥]{2,9})〔(?P<year>\d{2}|\d{3})〕(?P<serial>\d{1,4})号")
_YEAR_FIRST = re.compile(r"(?P<word>[一-龥]{2,9})(?P<year>20\d\d)〔(?P<serial>\d{1,4})〕号")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    latest = max((int(year) for p in subject.passages for year in _YEAR.findall(p.text)), default=0)
    told: set[str] = set()
    for text, place in all_text(subject):
        for pattern, reason in ((_SHORT_YEAR, "年份应当写全四位"), (_YEAR_FIRST, "六角括号内应当是年份")):
            for match in pattern.finditer(text):
                word = _LEAD.sub("", match["word"])
                year = match["year"] if len(match["year"]) == len("2020") else f"20{match['year'][-2:]}"
                written = word + match.group()[len(match["word"]) :]
                proper = f"{word}〔{year}〕{match['serial']}号"
                yield Remark(at(place), f"文号“{written}”不规范：{reason}。", expected=proper, found=written)
        for match in _ANY.finditer(text):
            reasons = list(_reasons(match, latest))
            word = _LEAD.sub("", match["word"])
            written = word + match.group()[len(match["word"]) :]
            if not reasons or written in told or not _is_number(match):  # (1)
                continue
            told.add(written)  # (2)
            proper = f"{word}〔{match['year']}〕{match['serial'].lstrip('0') or match['serial']}号"
            yield Remark(
                at(place),
                f"文号“{written}”不规范：{'；'.join(reasons)}。",
                expected=proper,
                found=written,
                severity=Severity.INFO if reasons == [_ORDINAL] else None,  # (4)
            )


def _is_number(match: re.Match[str]) -> bool:
    return bool(match["open"] or match["close"]) or bool(_OFFICE.search(match["word"]))


def _reasons(match: re.Match[str], latest: int) -> Iterator[str]:
    if (match["open"], match["close"]) != ("〔", "〕"):
        signs = f"{match['open']}{match['close']}"
        yield f"年份应当用六角括号〔〕，现为{signs or '没有括号'}"
    if match["ordinal"]:
        yield _ORDINAL
    if match["serial"].startswith("0"):
        yield "序号不编虚位"
    if latest and int(match["year"]) > latest + 1:  # (3)
        yield f"年份{match['year']}晚于文件所述的年份"


CHECK = Check(code="HP522", title="文号格式不规范", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
