"""成文自检: the written Word and PDF files read back and compared with the document they were made from.

What it looks for is what makes a report useless without anyone noticing: an empty section, a placeholder left standing,
a letter that the fonts lack, a figure that Word and PDF print differently, a figure that lost its fact.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from hengping.rendering.document import Document, Figure
from hengping.rendering.fonts import missing_glyphs
from hengping.rendering.readback import docx_dangling_references, docx_figures, docx_headings, docx_text, pdf_pages
from hengping.rendering.walk import blocks_of, figures_of

_LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}|〔引用有误〕|〔无此引用[^〕]*〕|Error! Reference")
_NUMBER = re.compile(r"\d+(?:\.\d+)?%?")
_SHOWN = 5


@dataclass(frozen=True)
class Check:
    """One thing that was checked; `findings` is empty where nothing was wrong."""

    name: str
    title: str
    findings: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


@dataclass(frozen=True)
class SelfCheck:
    """All checks of one report."""

    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """Whether no check found anything."""
        return all(check.passed for check in self.checks)

    def lines(self) -> tuple[str, ...]:
        """In words: one line for all, then a line for each check that found something."""
        if self.passed:
            return (f"成文自检：{len(self.checks)} 项全部通过。",)
        failed = [check for check in self.checks if not check.passed]
        told = (f"  · {check.title}：{'；'.join(check.findings[:_SHOWN])}{_more(check.findings)}" for check in failed)
        return (f"成文自检：{len(failed)} 项有问题。", *told)


def check_report(document: Document, docx: Path, pdf: Path) -> SelfCheck:
    """Read both files back and check them against the document."""
    word = docx_text(docx)
    pages = pdf_pages(pdf, within=document.style.page)
    printed = "\n".join(pages)
    return SelfCheck(
        (
            Check("empty_sections", "没有空的章节", _empty_sections(docx)),
            Check("left_over", "没有未代入的占位符和无效引用", _left_over(docx, word, printed)),
            Check("glyphs", "字体没有缺字", _missing(document, word)),
            Check("bookmarks", "数字都带有事实书签", _bookmarks(document, docx)),
            Check("same_numbers", "Word 与 PDF 的数字一致", _numbers(document, word, printed)),
        )
    )


def _empty_sections(docx: Path) -> tuple[str, ...]:
    return tuple(f"“{heading.text}”一节没有内容" for heading in docx_headings(docx) if not heading.filled)


def _left_over(docx: Path, word: str, printed: str) -> tuple[str, ...]:
    found = [f"Word 中有“{text}”" for text in dict.fromkeys(_LEFT_OVER.findall(word))]
    found += [f"PDF 中有“{text}”" for text in dict.fromkeys(_LEFT_OVER.findall(printed))]
    found += [f"Word 中的引用“{text}”没有去处" for text in docx_dangling_references(docx)]
    return tuple(found)


def _missing(document: Document, word: str) -> tuple[str, ...]:
    letters = missing_glyphs(word, document.style)
    return (f"缺少 {'、'.join(sorted(letters))}",) if letters else ()


def _bookmarks(document: Document, docx: Path) -> tuple[str, ...]:
    """Every figure of the document stands in the Word file under its fact, with the same text."""
    placed = Counter((figure.fact_id, figure.text) for figure in figures_of(document))
    found = Counter(docx_figures(docx))
    lost = [f"{fact} 的“{text}”没有书签" for fact, text in placed - found]
    return (*lost, *(f"书签 {fact} 的文字“{text}”不在报告中" for fact, text in found - placed))


def _numbers(document: Document, word: str, printed: str) -> tuple[str, ...]:
    """Figures as often in one file as in the other; the PDF's charts hold their labels as text, Word's are pictures."""
    in_word, in_pdf, in_charts = _bag(word), _bag(printed), _chart_labels(document)
    wanted = dict.fromkeys(number for figure in figures_of(document) for number in _NUMBER.findall(figure.text))
    charts = sum(1 for block in blocks_of(document.blocks) if isinstance(block, Figure))
    found = []
    for number in wanted:
        over = in_pdf[number] - in_word[number] - in_charts[number]
        # A scale of a chart may hold the same number once; page numbers and ordinals are whole and count for nothing.
        scale = 0 if number.endswith("%") else charts
        if over < -in_charts[number] or (over > scale and not number.isdigit()):
            found.append(f"“{number}”在 Word 中有 {in_word[number]} 处，在 PDF 中有 {in_pdf[number]} 处")
    return tuple(found)


def _chart_labels(document: Document) -> Counter[str]:
    """Numbers in the labels of charts, as often as the chart draws them (a label may have a pale copy behind it)."""
    found: Counter[str] = Counter()
    for figure in (block for block in blocks_of(document.blocks) if isinstance(block, Figure)):
        points = figure.chart.get("data", {}).get("values", ())
        drawn = sum(1 for layer in figure.chart.get("layer", ()) if layer.get("mark", {}).get("type") == "text")
        for number, count in _bag("\n".join(point.get("label", "") for point in points)).items():
            found[number] += count * max(1, drawn)
    return found


def _bag(text: str) -> Counter[str]:
    return Counter(_NUMBER.findall(text))


def _more(findings: tuple[str, ...]) -> str:
    return f"；另有 {len(findings) - _SHOWN} 处" if len(findings) > _SHOWN else ""
