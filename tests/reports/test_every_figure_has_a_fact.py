"""No number of a report lacks a fact: every run of digits lies in a figure, or is one of the allowances below.

Allowances:
1. Dates and years: 2020年, 2020年度, 2022年7月18日, 7月18日.
2. Document numbers: 〔2020〕10号.
3. Titles and quoted names in 《》 and “”.
4. Numbers of working papers (DG-A11) and codes of indicators, criteria and evidence (A11, A22-1, E01).
5. Cells of tables that stand as filed: the whole text of a cell is a value of the case, or holds one of its longer texts.
6. Row numbers: cells that hold only a whole number, under the heading 序号.
Prose (paragraphs, points, notes, captions) has only 1 to 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pytest

from hengping.formulas.values import Known
from hengping.quantities import read_number
from hengping.rendering.document import Document, FactFigure, Inline, Table, Text
from hengping.rendering.walk import block_inlines, blocks_of, figures_of, inlines_of
from hengping.reports.counts import counts
from hengping.reports.material import Material
from tests.reports.conftest import NAMES

DATES = r"\d{4}年(?:度|\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月(?:\d{1,2}日)?"
ALLOWED_IN_PROSE = re.compile(
    rf"{DATES}|〔\d{{4}}〕\d+号|《[^》]*》|“[^”]*”|DG-\w+|(?<![A-Za-z])[A-Z]\d{{1,3}}(?:-\d)?"
)
DIGITS = re.compile(r"\d+")
LONG = 5
POINTS = ("score", "weight", "deduction", "actual", "target", "rule", "working")


def filed_values(value: Any) -> Iterator[str]:
    """Every text of a case as stored, but the texts of chapters: their figures must be facts."""
    if isinstance(value, Mapping):
        for key, each in value.items():
            if key not in ("texts", "finding", "deduction_reason"):
                yield from filed_values(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from filed_values(each)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def unexplained_in_prose(document: Document) -> Iterator[str]:
    for block in blocks_of(document.blocks):
        runs: tuple[tuple[Inline, ...], ...] = tuple(block_inlines(block))
        if isinstance(block, Table):
            runs = (block.caption, *block.notes)
        for inline in (inline for run in runs for inline in inlines_of(run)):
            if isinstance(inline, Text) and DIGITS.search(ALLOWED_IN_PROSE.sub("", inline.text)):
                yield inline.text


def unexplained_in_cells(document: Document, filed: list[str]) -> Iterator[str]:
    whole = set(filed)
    longer = sorted({text for text in filed if len(text) >= LONG and DIGITS.search(text)}, key=len, reverse=True)
    for table in (block for block in blocks_of(document.blocks) if isinstance(block, Table)):
        headings = [cell.content for row in table.header for cell in row.cells]
        for row in table.body:
            for column, cell in enumerate(row.cells):
                for inline in (inline for inline in inlines_of(cell.content) if isinstance(inline, Text)):
                    if inline.text.isdigit() and column == 0 and headings[0] == (Text("序号"),):
                        continue
                    rest = "" if inline.text in whole else inline.text
                    for text in longer:
                        rest = rest.replace(text, "")
                    if DIGITS.search(ALLOWED_IN_PROSE.sub("", rest)):
                        yield inline.text


@pytest.mark.parametrize("name", NAMES)
def test_no_digit_of_the_prose_stands_outside_a_figure(name: str, documents: Mapping[str, Document]) -> None:
    assert list(unexplained_in_prose(documents[name])) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_digit_of_a_cell_stands_outside_a_figure_or_a_filed_value(
    name: str, documents: Mapping[str, Document], materials: Mapping[str, Material]
) -> None:
    filed = list(filed_values(materials[name].case.model_dump(mode="json")))
    assert list(unexplained_in_cells(documents[name], filed)) == []


def test_the_test_itself_finds_a_bare_number(documents: Mapping[str, Document]) -> None:
    document = documents["datong-2020"]
    first = next(block for block in document.blocks if tuple(block_inlines(block)))
    spoilt = Document("", (first, *_with_text(document, "比上年增加 5 个百分点")))
    assert "比上年增加 5 个百分点" in list(unexplained_in_prose(spoilt))
    assert "2020年同财社〔2020〕30号《办法2》" not in list(
        unexplained_in_prose(Document("", _with_text(document, "2020年同财社〔2020〕30号《办法2》")))
    )


def _with_text(document: Document, text: str) -> tuple[Any, ...]:
    from hengping.rendering.document import paragraph

    return (paragraph(text),)


def resolves(figure: FactFigure, material: Material) -> bool:
    """Whether the id of a figure leads to what it is made of, and to the same digits."""
    kind, _, name = figure.fact_id.partition(":")
    if not name:
        return figure.fact_id in material.fact_rows and says_the_fact(figure, material)
    match kind:
        case "count":
            known = counts(material)
            return name not in known or figure.text.startswith(str(known[name]))
        case "formula":
            return isinstance(material.facts.evaluate(name, latest=False).result, Known)
        case "rate":
            return name == "TOTAL" or name in material.indicators
        case "full_marks" | "lost" | "explained":
            return name == "TOTAL"
        case "score" if name == "TOTAL":
            return figure.text == str(material.score.total)
        case _ if kind in POINTS:
            return name in material.indicators or name in material.criteria
        case _:
            return kind in ("filed", "profile")


def says_the_fact(figure: FactFigure, material: Material) -> bool:
    """The printed number is the fact's own, rounded, or in a unit ten thousand or a hundred million times larger."""
    value = material.facts.number(figure.fact_id)
    digits = re.search(r"-?\d+(?:\.\d+)?", figure.text)
    if value is None or digits is None:
        return True
    printed = read_number(digits.group())
    written = material.facts.unit(figure.fact_id).to_written(value)
    half = Decimal("0.5").scaleb(-len(digits.group().partition(".")[2]))
    return any(abs(abs(written.scaleb(-power)) - abs(printed)) <= half for power in (0, 4, 8))


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_leads_to_its_fact_and_says_the_same(
    name: str, documents: Mapping[str, Document], materials: Mapping[str, Material]
) -> None:
    astray = {
        (figure.fact_id, figure.text) for figure in figures_of(documents[name]) if not resolves(figure, materials[name])
    }
    assert astray == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_fact_that_was_not_established_carries_its_sign_wherever_it_is_printed(
    name: str, documents: Mapping[str, Document], materials: Mapping[str, Material]
) -> None:
    material = materials[name]
    signs = {"reconstructed": "※", "assumed": "△"}
    marked = {fact.id: signs[fact.status] for fact in material.case.facts if fact.status.marked}
    placed = [figure for figure in figures_of(documents[name]) if figure.fact_id in marked]
    assert placed
    assert [figure for figure in placed if marked[figure.fact_id] not in figure.mark] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_target_and_score_that_was_reconstructed_carries_its_sign(
    name: str, documents: Mapping[str, Document], materials: Mapping[str, Material]
) -> None:
    marked = {
        f"{kind}:{criterion.criterion.id}"
        for criterion in materials[name].criteria.values()
        for mark in criterion.marks
        for kind in (("target",) if mark.field_name == "target" else ("score",))
    }
    figures = [figure for figure in figures_of(documents[name]) if figure.fact_id in marked]
    assert {figure.fact_id for figure in figures if figure.fact_id.startswith("target:")}
    assert [figure for figure in figures if figure.mark == "" and not figure.fact_id.startswith("score:")] == []
    leaves = {f"score:{leaf.indicator.code}" for leaf in materials[name].leaves if any(c.marks for c in leaf.criteria)}
    in_tables = [
        inline
        for block in blocks_of(documents[name].blocks)
        if isinstance(block, Table) and block.dense
        for run in block_inlines(block)
        for inline in inlines_of(run)
        if isinstance(inline, FactFigure) and inline.fact_id in leaves
    ]
    assert {figure.fact_id for figure in in_tables if "※" in figure.mark} == leaves
