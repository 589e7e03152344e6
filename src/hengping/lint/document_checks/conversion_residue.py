"""转换残留: something is left in the text that a program wrote there.

Meaning: broken references (错误!未找到引用源。), names of bookmarks and fields (_Toc123, MERGEFORMAT, PAGEREF),
signs of other formats (&nbsp;, <br>), formulas that failed (#REF!), pictures left out ([图片]), what a writing machine
says of itself, marks of notes without notes ([1]), unknown characters (�), and places to be filled in (XX, ××, 待补充,
{{…}}, 【填写】).
Why: it shows that nobody read the page; a broken reference also hides which table was meant.
Basis: practice of document review.
Exclusions:
1. What the reader takes out of a text exported from Word, bookmarks above all: one 提示 for all of it. But a broken
   reference in a list of contents or a running head is seen by everybody, and counts as in the text.
2. [1] where the document has a note of this number, or a list of references.
3. Names hidden on purpose: 张××, 某××, ×× behind a place or a surname; and × between figures.
4. Formulas and codes in tables.
Fires: 详见错误!未找到引用源。
Silent: 详见表1
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.reading.documents import Place, Residue

_RESIDUE: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "断开的引用",
        re.compile(
            r"错误[！!]\s*(?:未找到引用源|未定义书签|不能通过|文档中没有|未指定|书签)[^，。；]{0,12}|Error[!！]\s*\w*[^一-龥，。]{0,40}"
        ),
    ),
    (
        "书签或域代码",
        re.compile(
            r"_Toc\d+|_Ref\d+|_GoBack|\[bookmark:[^\]]*\]|\[footnoteRef:\d+\]|HYPERLINK|MERGEFORMAT"
            r"|PAGEREF|\bTOC \\|EMBED |SEQ [表图]"
        ),
    ),
    (
        "标记语言残留",
        re.compile(
            r"&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|emsp|ensp|mdash|middot|#\d+);|</?(?:br|p|div|span|td|tr|b|font)\s*/?>|\\(?:r\\n|n|t)(?![a-z])|\*\*[^*]+\*\*"
        ),
    ),
    ("出错的公式", re.compile(r"#(?:REF!|DIV/0!|VALUE!|NAME\?|N/A|NULL!|NUM!)|(?<![A-Za-z])NaN(?![A-Za-z])")),
    ("没有放进的图片", re.compile(r"\[(?:图片|图像|表格|image|Image|公式)[^\]]{0,8}\]|【(?:图片|插图|表格)】")),
    ("生成工具的话", re.compile(r"由(?:AI|人工智能|大模型)生成|作为一个?(?:AI|人工智能)|以下是(?:修改|润色|改写)后的")),
    ("不能识别的字符", re.compile("\ufffd+|\u25a1{2,}|锟斤拷|烫烫烫|[\ue000-\uf8ff]")),
    (
        "没有填写的占位",
        re.compile(
            r"\{\{[^}]*\}\}|\$\{[^}]*\}|【[^】]*(?:填写|插入|待)[^】]*】|[（(](?:此处|请)(?:填写|插入|补充)[^）)]*[）)]|待补充|待完善|待填|T(?:ODO|BD)|(?<![A-Za-z])[xX]{2,}(?![A-Za-z])(?:[年月日元万人个项%]+|单位|项目|市|县|局)"
        ),
    ),
    ("没有填写的占位", re.compile(r"[×＊*]{2,}(?:[年月日元万人个项%]|单位|项目)|_{3,}[年月日元万人个项]")),
)
_NOTE_MARK = re.compile(r"(?<=[一-龥”》。，])\[(\d{1,3})\]")
_NOTE_LINE = re.compile(r"\[(\d{1,3})\]\s*\S")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    noted = _noted(subject)
    has_references = any("参考文献" in section.title for section in subject.sections)
    for text, place in subject.source.texts():
        if len(text) < 3:
            continue
        for kind, pattern in _RESIDUE:  # (1, 3, 4)
            if match := pattern.search(text):
                yield _remark(kind, match.group(), place)
        for match in _NOTE_MARK.finditer(text):
            if not has_references and match[1] not in noted:  # (2)
                yield _remark("没有注文的注码", match.group(), place)
                break
    yield from _taken_out(subject.source.residues)


def _noted(subject: DocumentUnderReview) -> set[str]:
    """The numbers of notes: those that the format knows, and lines that begin with one."""
    lines = (_NOTE_LINE.match(paragraph.text) for paragraph in subject.source.paragraphs)
    return {note.number for note in subject.source.notes} | {line[1] for line in lines if line}


def _taken_out(residues: tuple[Residue, ...]) -> Iterator[Remark]:
    """What the reader took out of the text: broken references by kind, of the rest one word."""  # (1)
    broken: dict[str, list[Residue]] = {}
    rest = []
    for residue in residues:
        if _RESIDUE[0][1].match(residue.text):
            broken.setdefault(residue.text, []).append(residue)
        else:
            rest.append(residue)
    for written, places in broken.items():
        yield _remark("断开的引用", written, places[0].place)
    if rest:
        message = f"文中有{len(rest)}处书签、域代码或注码是转换留下的，如“{rest[0].text[:30]}”，读取时已略去。"
        yield Remark(at(rest[0].place), message, "定稿前删去", rest[0].text, severity=Severity.INFO)


def _remark(kind: str, written: str, place: Place) -> Remark:
    return Remark(at(place), f"文中留有{kind}“{written.strip()[:30]}”。", expected="删去或补全", found=written.strip())


CHECK = Check(code="HP524", title="转换残留", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
