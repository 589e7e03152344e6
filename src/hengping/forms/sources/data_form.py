"""`data_form`: the table that the copy is for: what the unit reported, what was verified, the difference.

Columns `period.…` are repeated for each period under its name. Where a table has many periods (months), its rows and
periods change places: a row for each month, the columns repeated for each line of the table, and the columns that
describe a line (unit, scope, source) go into its heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from hengping.cases.model.facts import Fact, FactStage
from hengping.cases.model.fields import Status
from hengping.cases.model.filings import DataForm, DataFormRow
from hengping.cases.parts_fields import fields_of
from hengping.forms.data_forms import data_forms_of
from hengping.forms.entry import Entry, FormRow, Place
from hengping.forms.filling import Filling
from hengping.forms.sources.source import Options, RowSource
from hengping.quantities.display import amount
from hengping.quantities.numbers import NumberTextError, read_number
from hengping.reference.form_layout import FormColumn

_PERIOD = "period."
_NAME = "name"
_MOST_SIDE_BY_SIDE = 4
_OF_CELL = {
    "declared": "填报数",
    "verified": "核实数",
    "difference": "差异",
    "reason": "差异原因",
    "known": "案卷已有数",
}
_STAGED = {"declared": FactStage.DECLARED, "verified": FactStage.VERIFIED}


@dataclass(frozen=True)
class _Figure:
    """One line of a table in one period."""

    filling: Filling
    form: DataForm
    row: DataFormRow
    period: str

    def entries(self) -> dict[str, Entry]:
        """What stands under each of the columns that are repeated."""
        declared, verified = (self.fact(stage) for stage in _STAGED.values())
        return {
            "declared": self.entry(FactStage.DECLARED, "value", declared),
            "verified": self.entry(FactStage.VERIFIED, "value", verified),
            "difference": Entry(_difference(declared, verified)),
            "reason": self.reason(verified, declared),
            "known": Entry(self.known()),
        }

    def reason(self, verified: Fact | None, declared: Fact | None) -> Entry:
        """Kept with the figure it explains; one that comes on the same form as its figure goes to that."""
        figures = [fact for fact in (verified, declared) if fact is not None]
        explained = next((fact for fact in figures if fact.difference_reason), next(iter(figures), None))
        return self.entry(FactStage.VERIFIED if explained is None else explained.stage, "difference_reason", explained)

    def fact(self, stage: FactStage) -> Fact | None:
        wanted = (self.row.name, self.form.subject, self.period, self.row.scope, stage)
        found = (f for f in self.filling.case.facts if (f.name, f.subject, f.period, f.scope, f.stage) == wanted)
        return next(found, None)

    def entry(self, stage: FactStage, name: str, fact: Fact | None) -> Entry:
        unit = self.row.unit if name == "value" else ""
        if fact is None:
            return Entry("", Place("facts", "", name, self.seed(stage)), unit)
        if name == "value" and fact.formula:
            return Entry(self.filling.facts.printed_number(fact.id), None, fact.unit)
        unit = fact.unit if name == "value" else ""
        return Entry(getattr(fact, name), Place("facts", fact.id, name), unit)

    def seed(self, stage: FactStage) -> tuple[tuple[str, str], ...]:
        """The other fields of a fact that is not there yet."""
        fields = {
            "name": self.row.name,
            "subject": self.form.subject,
            "unit": self.row.unit,
            "period": self.period,
            "scope": self.row.scope,
            "stage": stage.value,
            "status": Status.COLLECTED.value,
            "reported_by": self.form.party,
        }
        return tuple((name, text) for name, text in fields.items() if text)

    def known(self) -> str:
        """The figure as the case has it at another stage; in another scope only where there is no choice."""
        named = [fact for fact in self.filling.case.facts if (fact.name, fact.period) == (self.row.name, self.period)]
        other = [fact for fact in named if fact.stage not in _STAGED.values() and _same_body(fact.subject, self.form)]
        exact = [fact for fact in other if fact.scope == self.row.scope]
        found = exact or (other if len(other) == 1 else [])
        if not found:
            return ""
        text = self.filling.facts.printed if found[0].unit != self.row.unit else self.filling.facts.printed_number
        return text(found[0].id)


def _same_body(subject: str, form: DataForm) -> bool:
    """市本级 and 大同市本级 are one body where a case has no other."""
    return subject == form.subject or bool(subject and form.subject and subject.endswith(form.subject))


def _difference(declared: Fact | None, verified: Fact | None) -> str:
    if declared is None or verified is None or declared.unit != verified.unit:
        return ""
    try:
        return amount(read_number(verified.value) - read_number(declared.value))
    except NumberTextError:
        return "" if declared.value == verified.value else "不一致"


def _columns(_: Options) -> Mapping[str, str]:
    own = {name: each.title for name, each in fields_of(DataFormRow).items()}
    return own | {f"{_PERIOD}{key}": f"各期{title}" for key, title in _OF_CELL.items()}


def _rows(filling: Filling, _: Options) -> Sequence[FormRow]:
    form = _form(filling)
    if form is None:
        return ()
    if _turned(form):
        return [_turned_row(filling, form, period) for period in form.periods]
    return [_row(filling, form, row) for row in form.rows]


def _form(filling: Filling) -> DataForm | None:
    return next((form for form in data_forms_of(filling.case) if form.id == filling.instance), None)


def _turned(form: DataForm) -> bool:
    return len(form.periods) > max(_MOST_SIDE_BY_SIDE, len(form.rows))


def _row(filling: Filling, form: DataForm, row: DataFormRow) -> FormRow:
    cells = {name: Entry(getattr(row, name)) for name in fields_of(DataFormRow)}
    for period in form.periods:
        cells |= {f"{period}.{key}": each for key, each in _Figure(filling, form, row, period).entries().items()}
    return FormRow(f"{row.name}/{row.scope}", cells)


def _turned_row(filling: Filling, form: DataForm, period: str) -> FormRow:
    cells = {_NAME: Entry(_period_name(period))}
    for index, row in enumerate(form.rows):
        cells |= {f"{index}.{key}": each for key, each in _Figure(filling, form, row, period).entries().items()}
    return FormRow(period, cells)


def _shown(filling: Filling, _: Options, columns: Sequence[FormColumn]) -> Sequence[FormColumn]:
    form = _form(filling)
    if form is None:
        return [column for column in columns if not column.key.startswith(_PERIOD)]
    if _turned(form):
        groups = [(str(index), f"{row.name}（{row.unit}）") for index, row in enumerate(form.rows)]
        columns = [column for column in columns if column.key in ("", _NAME) or column.key.startswith(_PERIOD)]
        columns = [each.model_copy(update={"heading": "期间"}) if each.key == _NAME else each for each in columns]
    else:
        groups = [(period, _period_name(period)) for period in form.periods]
    empty = {f"{key}.known" for key, _ in groups} - set(_known(filling, form))
    return [column for column in _repeated(columns, groups) if column.key not in empty]


def _known(filling: Filling, form: DataForm) -> Iterator[str]:
    """The columns in which the case has figures of its own."""
    for index, row in enumerate(form.rows):
        for period in form.periods:
            if _Figure(filling, form, row, period).known():
                yield f"{index}.known" if _turned(form) else f"{period}.known"


def _repeated(columns: Sequence[FormColumn], groups: Sequence[tuple[str, str]]) -> list[FormColumn]:
    """Each run of repeated columns once for every group, under its name."""
    found: list[FormColumn] = []
    for repeated, run in groupby(columns, key=lambda column: column.key.startswith(_PERIOD)):
        members = list(run)
        if not repeated:
            found += members
            continue
        for key, name in groups:
            for column in members:
                own = f"{key}.{column.key.removeprefix(_PERIOD)}"
                found.append(column.model_copy(update={"key": own, "group": name}))
    return found


def _period_name(period: str) -> str:
    """2020 → 2020年; 2020-07 → 2020年7月; anything else as it stands."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{2}))?", period)
    if found is None:
        return period
    return f"{found[1]}年{int(found[2])}月" if found[2] else f"{found[1]}年"


DATA_FORM = RowSource("data_form", _columns, _rows, lambda _: (("name", "scope"), ("name",)), shown=_shown)
