"""`paper_units`: a working paper as units × criteria × years; `paper_criteria`: how each of its criteria is scored.

A column with the key `results` is repeated for each criterion and year. Units, criteria and years are those of the
paper's rows; while it has none, the units of the frame (else the evaluated parties), the criteria of the indicators
that the paper is for, and the year of the evaluation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from itertools import count

from hengping.cases.model import criteria_of, leaves
from hengping.cases.model.indicators import Criterion
from hengping.cases.model.papers import PaperRow, WorkingPaperRow
from hengping.cases.model.process import PartyRole
from hengping.errors import InputError
from hengping.forms.entry import Entry, FormRow, Place
from hengping.forms.figures_in_text import with_figures
from hengping.forms.filling import Filling, entry_of
from hengping.forms.new_ids import prefix_of
from hengping.forms.sources.source import Options, RowSource
from hengping.quantities import NumberTextError, plain, read_number
from hengping.reference.form_layout import FormColumn

RESULTS = "results"
_COLUMNS = {
    "number": "序号",
    "unit": "考核对象",
    RESULTS: "各要点各年度的结果",
    "total": "合计",
    "problem": "存在问题",
    "cause": "原因分析",
}
_CRITERIA_COLUMNS = {
    "criterion": "要点编号",
    "text": "评分要点",
    "max_score": "分值",
    "rule": "评分规则",
    "working": "计算过程",
    "score": "得分",
    "deduction": "扣分",
    "evidence": "证据索引",
}
_EVALUATED = (
    PartyRole.IMPLEMENTING_UNIT,
    PartyRole.INSURANCE_AGENCY,
    PartyRole.COLLECTION_AGENCY,
    PartyRole.LOWER_LEVEL,
)


def _paper(filling: Filling) -> WorkingPaperRow | None:
    return next((row for row in filling.case.working_papers if row.index == filling.instance), None)


def paper_rows(filling: Filling) -> list[PaperRow]:
    """What the paper of this copy found; nothing for a blank copy, which is for no paper."""
    return [row for row in filling.case.paper_rows if filling.instance and row.paper == filling.instance]


def _units(filling: Filling) -> tuple[str, ...]:
    if not filling.instance:
        return ()
    found = [row.unit for row in paper_rows(filling)] or [row.name for row in filling.case.frame]
    return tuple(dict.fromkeys(found or [row.name for row in filling.case.parties if row.role in _EVALUATED]))


def _criteria(filling: Filling) -> Iterator[Criterion]:
    """Criteria of the paper, those of its rows and of its indicators."""
    paper = _paper(filling)
    named = {*(row.criterion for row in paper_rows(filling)), *(paper.indicators if paper else ())}
    for leaf in leaves(filling.case.indicators.indicators):
        for criterion in criteria_of(leaf):
            if {leaf.code, criterion.id} & named:
                yield criterion


def _points(filling: Filling) -> list[tuple[str, str]]:
    """Criterion and year of each column of results, year by year."""
    found = [(row.criterion, row.year) for row in paper_rows(filling)]
    if not found:
        found = [(criterion.id, filling.case.identity.year) for criterion in _criteria(filling)]
    order = list(dict.fromkeys(criterion for criterion, _ in found))
    return sorted(dict.fromkeys(found), key=lambda point: (point[1], order.index(point[0])))


def _columns(_: Options) -> Mapping[str, str]:
    return _COLUMNS


def _shown(filling: Filling, _: Options, columns: Sequence[FormColumn]) -> Sequence[FormColumn]:
    found: list[FormColumn] = []
    for column in columns:
        if column.key != RESULTS:
            found.append(column)
            continue
        for criterion, year in _points(filling):
            heading = criterion or column.heading
            shown = {"key": _key(criterion, year), "heading": heading, "group": f"{year}年" if year else column.heading}
            found.append(column.model_copy(update=shown))
    return found


def _key(criterion: str, year: str) -> str:
    return f"{RESULTS}.{criterion}.{year}"


def _rows(filling: Filling, _: Options) -> Sequence[FormRow]:
    return [_row(filling, number, unit) for number, unit in enumerate(_units(filling), start=1)]


def _row(filling: Filling, number: int, unit: str) -> FormRow:
    own = [row for row in paper_rows(filling) if row.unit == unit]
    free = count(1)
    cells = {"number": Entry(str(number)), "unit": Entry(unit)}
    first: Place | None = None
    for criterion, year in _points(filling):
        row = next((each for each in own if (each.criterion, each.year) == (criterion, year)), None)
        if row is not None:
            entry = entry_of("paper_rows", row, "value")
        else:
            key = f"{prefix_of('paper_rows')}-{filling.instance}-{number:02d}-{next(free):02d}"
            seed = (("paper", filling.instance), ("unit", unit), ("criterion", criterion), ("year", year))
            entry = Entry("", Place("paper_rows", key, "value", seed))
        cells[_key(criterion, year)] = entry
        first = first or entry.place
    cells["total"] = Entry(_total([row.value for row in own]))
    said = partial(_said, own, first)
    cells |= {"problem": said("problem"), "cause": said("cause")}
    return FormRow(unit, cells)


def _said(rows: Sequence[PaperRow], first: Place | None, name: str) -> Entry:
    """What the unit's rows say; it can be written where one of them says it, or, while none does, with the first."""
    saying = [row for row in rows if getattr(row, name)]
    if len(saying) == 1:
        return entry_of("paper_rows", saying[0], name)
    if saying:
        return Entry("；".join(dict.fromkeys(str(getattr(row, name)) for row in saying)))
    return Entry("", Place("paper_rows", first.key, name, first.seed) if first else None)


def _total(values: Sequence[str]) -> str:
    """The sum of a unit's results where all of them are plain numbers."""
    try:
        numbers = [read_number(value) for value in values if value]
    except NumberTextError:
        return ""
    return plain(sum(numbers, Decimal(0))) if numbers else ""


def _criteria_rows(filling: Filling, _: Options) -> Sequence[FormRow]:
    try:
        scored = {each.criterion.id: each for each in filling.score.criteria()}
    except InputError:
        scored = {}
    rows = []
    for criterion in _criteria(filling):
        texts = {
            "criterion": criterion.id,
            "text": with_figures(filling, criterion.text),
            "max_score": plain(criterion.max_score),
            "evidence": "、".join(criterion.evidence),
        }
        found = scored.get(criterion.id)
        if found is not None:
            texts |= {"max_score": plain(found.max_score), "rule": found.rule_text, "working": found.working}
            texts["score"] = "" if found.score is None else plain(found.score)
            texts["deduction"] = "" if found.deduction is None else plain(found.deduction)
        rows.append(FormRow(criterion.id, {key: Entry(text) for key, text in texts.items()}))
    return rows


PAPER_UNITS = RowSource("paper_units", _columns, _rows, lambda _: (("unit",),), shown=_shown)
PAPER_CRITERIA = RowSource(
    "paper_criteria", lambda _: _CRITERIA_COLUMNS, _criteria_rows, lambda _: (("criterion",), ("text",))
)
