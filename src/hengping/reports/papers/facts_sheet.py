"""Sheet 事实: every fact once, its value cell named after it; computed facts are live formulas over those names."""

from __future__ import annotations

from dataclasses import dataclass

from hengping.cases.model.facts import Fact
from hengping.formulas import Known, Missing, parse, to_excel
from hengping.reading.addresses import Area
from hengping.rendering.workbook import Cell, DefinedName, Sheet, absolute_reference
from hengping.reports.marks import SIGNS, legend
from hengping.reports.material import Material
from hengping.reports.papers.sheet import SheetWriter, Span, label, text, to_index
from hengping.reports.papers.styles import places_of, value_style

NAME = "事实"
_COLUMNS: tuple[tuple[str, float], ...] = (
    ("事实编号", 22),
    ("名称", 24),
    ("对象", 16),
    ("期间", 9),
    ("口径", 22),
    ("阶段", 7),
    ("数值", 17),
    ("计量单位", 10),
    ("取得方式", 10),
    ("证据", 9),
    ("位置", 15),
    ("算式", 30),
    ("所用底稿", 14),
    ("备注", 26),
)
_VALUE = 6
_NOTE = (
    "百分数按比率存放（96.90% 存为 0.9690）。数值单元格以事实编号命名，各底稿的公式引用这些名称，"
    "改动一处，各处随之重算。"
)


@dataclass(frozen=True)
class FactCells:
    """The sheet, and the name of each value cell."""

    sheet: Sheet
    names: tuple[DefinedName, ...]


def facts_sheet(material: Material) -> FactCells:
    """The register of facts as a sheet."""
    writer = SheetWriter(NAME, [width for _, width in _COLUMNS])
    writer.write(Span(Cell("事实表", "title"), len(_COLUMNS)))
    writer.write(Span(Cell(_NOTE, "note"), len(_COLUMNS) - 1), to_index())
    writer.write(*(label(heading) for heading, _ in _COLUMNS))
    names = []
    for fact in material.case.facts:
        row = writer.write(*_cells(material, fact))
        names.append(DefinedName(fact.id, absolute_reference(NAME, Area(row, _VALUE, row, _VALUE))))
    signs = "".join(SIGNS[fact.status] for fact in material.case.facts if fact.status.marked)
    if signs:
        writer.write(Span(Cell(f"注：{legend(signs)}。", "note"), len(_COLUMNS)))
    return FactCells(writer.finish(repeat_rows=3, freeze=(3, 2), tab_color="#1F4E79"), tuple(names))


def live_formula(material: Material, formula: str, *, latest: bool = False) -> str:
    """A filed formula over defined names; empty while a fact it needs is blank, instead of counting it as zero."""
    parsed = parse(formula)
    resolve = material.facts.latest if latest else str
    written = to_excel(parsed, resolve)
    missing = [resolve(name) for name in parsed.names if isinstance(material.facts.result(resolve(name)), Missing)]
    if not missing:
        return written
    blanks = ",".join(f'{name}=""' for name in dict.fromkeys(missing))
    return f'=IF(OR({blanks}),"",{written.removeprefix("=")})'


def value_cell(material: Material, fact: Fact) -> Cell:
    """The value of a fact: what was filed, or the live formula of a computed one with its present result."""
    result = material.facts.result(fact.id)
    unit = material.facts.unit(fact.id)
    style = value_style(unit, places_of(fact, material.facts.printed_number(fact.id)))
    value = result.value if isinstance(result, Known) else None
    if fact.formula:
        return Cell(value, style, formula=live_formula(material, fact.formula))
    return Cell(value, style)


def _cells(material: Material, fact: Fact) -> tuple[Cell, ...]:
    status = fact.status.label + SIGNS.get(fact.status, "")
    papers = "、".join(material.fact_papers.get(fact.id, ()))
    before = (fact.id, fact.name, fact.subject, fact.period, fact.scope, fact.stage.label)
    after = (fact.unit, status, "、".join(fact.evidence), fact.page, fact.formula, papers, fact.note)
    return (*(text(each) for each in before), value_cell(material, fact), *(text(each) for each in after))
