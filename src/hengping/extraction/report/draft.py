"""A report as a draft case: what could be read, each item with its place, and the list of what is not sure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from hengping.cases.model import Case
from hengping.cases.model.facts import Fact, FactStage
from hengping.cases.model.fields import Status
from hengping.cases.model.goals import GoalRow
from hengping.cases.model.identity import CaseIdentity
from hengping.cases.model.indicators import Indicator, IndicatorSystem
from hengping.cases.model.process import PartyRole, PartyRow, ScoreRecord, ScoreStage
from hengping.errors import Fault
from hengping.extraction.filed_form.model import FiledForm
from hengping.extraction.report.field import fieldwork
from hengping.extraction.report.findings import findings
from hengping.extraction.report.head import ReportHead, head_of
from hengping.extraction.report.phases import phases, work_year
from hengping.extraction.report.sentences import listed_goals, policies, said_figures
from hengping.extraction.report.tables import (
    AmountCell,
    ScoreLine,
    VisitLine,
    amount_cells,
    goal_form,
    score_lines,
    visit_lines,
)
from hengping.forms.returned.likeness import plain_text
from hengping.formulas.names import check_name
from hengping.quantities import UnitError, read_unit
from hengping.reading.documents import SourceDocument
from hengping.scoring.filed_targets import read_target

EVIDENCE = "E01"
_NOT_IN_NAMES = re.compile(r"[^\w]+")
_FUND, _OFTEN = "企业职工基本养老保险", 5
_TO_CHECK = "由报告读出，名称和口径待核对"


@dataclass(frozen=True)
class DraftCase:
    """The draft, and what a person should look at before relying on it."""

    case: Case
    remarks: tuple[Fault, ...]


@dataclass
class _Tables:
    """What the tables of the report are."""

    goals: list[FiledForm] = field(default_factory=list)
    scores: tuple[ScoreLine, ...] = ()
    amounts: list[AmountCell] = field(default_factory=list)
    visits: list[tuple[VisitLine, ...]] = field(default_factory=list)


def _tables(document: SourceDocument) -> _Tables:
    found = _Tables()
    for table in document.tables:
        if (form := goal_form(table)) is not None:
            found.goals.append(form)
        elif lines := score_lines(table):
            found.scores = found.scores or lines
        elif visits := visit_lines(table):
            found.visits.append(visits)
        else:
            found.amounts.extend(amount_cells(table))
    return found


def draft_case(document: SourceDocument, *, evidence: str = EVIDENCE) -> DraftCase:
    """Read a report into a draft case; every fact names `evidence` and its place in it."""
    head, tables = head_of(document), _tables(document)
    remarks: list[Fault] = []
    goals = tuple(_goals(document, tables.goals, remarks))
    indicators, records = _scores(tables.scores)
    if not tables.scores:
        mend = "请手工补上指标体系和得分。"
        remarks.append(Fault(document.label, "没有找到评分表", "一级指标的权重和得分", mend))
    year = work_year(document, fallback=head.year)
    field_work = fieldwork(document, tables.visits, year)
    remarks.extend(field_work.remarks)
    facts = _Facts(evidence, remarks)
    facts.add_amounts(tables.amounts, head.year)
    facts.add_sentences(document, head.year)
    remarks.extend(head.remarks)
    case = Case(
        identity=_identity(document, head, facts, year),
        indicators=indicators,
        parties=tuple(_parties(head.parties)),
        facts=tuple(facts.rows),
        goals=goals,
        scores=records,
        frame=field_work.frame,
        visits=field_work.visits,
        sampling=field_work.sampling,
        findings=findings(document),
    )
    return DraftCase(case, tuple(remarks))


def _identity(document: SourceDocument, head: ReportHead, facts: _Facts, year: int | None) -> CaseIdentity:
    budget, executed = facts.whole_amounts()
    return CaseIdentity(
        title=head.title or document.label,
        project_name=head.project_name or document.label,
        kind=head.kind,
        fund=_fund(document),
        year=head.year,
        issued_text=head.issued_text,
        project_start=head.project_start,
        project_end=head.project_end,
        project_attribute=head.project_attribute,
        currency_unit="万元",
        overall_goal=head.overall_goal,
        budget_fact=budget,
        executed_fact=executed,
        watermark="草稿",
        source_note=f"由“{document.label}”导入的草稿，未经核对",
        policies=policies(document),
        phases=phases(document, year),
    )


def _fund(document: SourceDocument) -> str:
    """The fund that the report is about, where one is named again and again."""
    named = sum(text.count(_FUND) for text, _ in document.texts())
    return _FUND if named >= _OFTEN else ""


def _goals(document: SourceDocument, forms: Sequence[FiledForm], remarks: list[Fault]) -> Iterator[GoalRow]:
    if forms:
        number, known = 0, set[str]()
        for form in forms:
            own = [row for row in form.rows if plain_text(row.level_3) not in known]  # other tables repeat the goals
            known |= {plain_text(row.level_3) for row in own}
            remarks.extend(fault for fault in form.remarks if any(row.where == fault.where for row in own))
            for row in own:
                number += 1
                yield _goal(number, row.level_1, row.level_2, row.level_3, row.text("target"), row.where, row.doubt)
        return
    for number, goal in enumerate(listed_goals(document), start=1):
        doubt = "" if goal.target else "正文列举的定性目标，没有单独的指标值"
        yield _goal(number, goal.level_1, goal.level_2, goal.name, goal.target, goal.where, doubt)
        if not goal.target:
            remarks.append(Fault(goal.where, goal.name, "指标名称和指标值", "没有数字，整句记为指标名称，请核对。"))


def _goal(number: int, level_1: str, level_2: str, name: str, target: str, where: str, doubt: str) -> GoalRow:
    text = re.sub(r"\s*\n\s*", "", target).strip()
    reading = read_target(text)
    return GoalRow(
        id=f"G{number:02d}",
        level_1=level_1,
        level_2=level_2,
        level_3=name,
        comparator=reading.comparator.value,
        target="" if reading.value is None else f"{reading.value:f}",
        unit=reading.unit,
        target_text=text,
        note=f"{where}{'；待核对：' + doubt if doubt else ''}",
    )


def _scores(lines: Sequence[ScoreLine]) -> tuple[IndicatorSystem, tuple[ScoreRecord, ...]]:
    """Level-1 indicators with their published scores; nothing below them is known."""
    rows = [line for line in lines if not line.is_total]
    total = next((line for line in lines if line.is_total), None)
    nodes, records = [], []
    for number, line in enumerate(rows):
        code = chr(ord("A") + number)
        nodes.append(Indicator(code=code, name=line.bare_name, weight=line.weight, explanation="报告只公布到一级指标"))
        records.append(_record(code, line))
    if total is not None:
        records.append(_record("TOTAL", total))
    full = total.weight if total is not None else sum((line.weight for line in rows), Decimal(0))
    return IndicatorSystem(full_marks=full or Decimal(100), indicators=tuple(nodes)), tuple(records)


def _record(code: str, line: ScoreLine) -> ScoreRecord:
    return ScoreRecord(
        id=f"S_{code}",
        code=code,
        stage=ScoreStage.FINAL,
        score=line.score,
        reason=f"报告公布，{line.where}",
        evidence=(),
    )


def _parties(names: Sequence[tuple[str, PartyRole]]) -> Iterator[PartyRow]:
    for number, (name, role) in enumerate(names, start=1):
        yield PartyRow(id=f"P{number:02d}", name=name, role=role)


class _Facts:
    """Facts as they are found; the second of two values for one figure keeps its place as its scope."""

    def __init__(self, evidence: str, remarks: list[Fault]) -> None:
        self.rows: list[Fact] = []
        self._evidence, self._remarks = evidence, remarks
        self._ids: set[str] = set()
        self._known: dict[tuple[str, str, str], Fact] = {}

    def add_amounts(self, cells: Sequence[AmountCell], year: str) -> None:
        """Numbers of tables: name by column, subject by row."""
        for cell in cells:
            self._add(cell.name, cell.subject, cell.value, cell.unit, year, cell.where, f"原文“{cell.text}”")

    def add_sentences(self, document: SourceDocument, year: str) -> None:
        """Figures of sentences; their names are the words before them."""
        for said in said_figures(document, year):
            note = f"{_TO_CHECK}：“…{said.quote}…”"
            self._add(said.name, "", said.value, said.unit, said.period, said.where, note)

    def whole_amounts(self) -> tuple[str, str]:
        """Ids of the facts that are likely the budget and its execution; "" where none is."""
        money = [fact for fact in self.rows if not fact.subject and fact.unit in ("万元", "元", "亿元")]
        budget = next((fact.id for fact in money if re.search(r"预算(?:数|金额|批复金额)?$", fact.name)), "")
        executed = next((fact.id for fact in money if re.search(r"^实际.*支出|支出$", fact.name)), "")
        return budget, executed

    def _add(self, name: str, subject: str, value: Decimal, unit: str, period: str, where: str, note: str) -> None:
        try:
            read_unit(unit)
        except UnitError:
            return
        key, scope = (name, subject, period), ""
        known = self._known.get(key)
        if known is not None:
            if known.value == f"{value:f}" and known.unit == unit:
                return
            mend = f"与“{known.value}{known.unit}”（{known.page}）同名，两者都已记下，请核对口径。"
            self._remarks.append(Fault(where, f"{name} {value:f}{unit}", f"{known.value}{known.unit}", mend))
            scope = f"见{where}"
        fact = Fact(
            id=self._id(name, subject, period),
            name=name,
            subject=subject,
            value=f"{value:f}",
            unit=unit,
            period=period,
            scope=scope,
            stage=FactStage.FINAL_ACCOUNT,
            status=Status.PUBLISHED,
            evidence=(self._evidence,),
            page=where,
            note=note,
        )
        self._known.setdefault(key, fact)
        self.rows.append(fact)

    def _id(self, name: str, subject: str, period: str) -> str:
        parts = [_NOT_IN_NAMES.sub("", part) for part in (name, subject, period)]
        wanted = "_".join(part for part in parts if part)
        wanted = wanted if not check_name(wanted) else f"数据_{wanted}"
        free = wanted
        number = 2
        while free.casefold() in self._ids:
            free, number = f"{wanted}_{number}", number + 1
        self._ids.add(free.casefold())
        return free
