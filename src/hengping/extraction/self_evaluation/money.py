"""Lines of money of a filed form beside the money of a case: each amount is a fact, known ones are never replaced."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hengping.cases.model import Case
from hengping.cases.model.facts import Fact, FactStage
from hengping.cases.model.filings import MoneyRow
from hengping.extraction.filed_form.model import FiledForm, MoneyLine
from hengping.forms.entry import Place
from hengping.forms.returned.likeness import same
from hengping.forms.returned.outcome import Change
from hengping.quantities import NumberTextError, UnitError, plain, read_number, read_unit

_AMOUNTS = {"initial": "年初预算数", "budget": "全年预算数", "executed": "全年执行数"}
_ANNUAL = "年度"


class MoneyBeside:
    """Every amount of a form with the fact of the case that says the same, if there is one."""

    def __init__(self, form: FiledForm, case: Case) -> None:
        self.form, self.case = form, case
        self.unit = form.currency or case.identity.currency_unit
        self._facts = {fact.id: fact for fact in case.facts}

    def changes(self) -> Iterator[Change]:
        """Amounts that the case does not have, as facts with their place in the table of money."""
        for index, line in enumerate(self.form.money):
            row = self._row(line)
            for name, title in _AMOUNTS.items():
                number = line.number(name)
                if number is None or self._known(line, row, name) is not None:
                    continue
                link = self._link(line, row, index, name)
                seed = self._seed(line, title)
                place = Place("facts", "", "value", tuple(seed.items()), link)
                yield Change(line.place(name), line.source, title, place, "", line.text(name), plain(number), True)

    def differences(self) -> Iterator[tuple[str, str, str, str, str]]:
        """Place, source, heading, amount of the case, amount as filed; where the two are not the same money."""
        for line in self.form.money:
            row = self._row(line)
            for name, title in _AMOUNTS.items():
                number = line.number(name)
                fact = self._known(line, row, name) if number is not None else None
                if fact is None or number is None or self._equal(fact, number):
                    continue
                known = f"{fact.value or fact.formula}{fact.unit}（{fact.id}）"
                yield line.place(name), line.source, title, known, f"{line.text(name)}{self.unit}"

    def _row(self, line: MoneyLine) -> MoneyRow | None:
        rows = (row for row in self.case.money if row.period == _ANNUAL and not row.round)
        return next((row for row in rows if same(_name(row.source), _name(line.source))), None)

    def _known(self, line: MoneyLine, row: MoneyRow | None, name: str) -> Fact | None:
        """The fact of an amount: named by the row, by the case for its whole budget, or by the same name and year."""
        identity = self.case.identity
        fact_id = getattr(row, name) if row is not None else ""
        if not fact_id and line.is_whole:
            fact_id = {"budget": identity.budget_fact, "executed": identity.executed_fact}.get(name, "")
        if fact_id in self._facts:
            return self._facts[fact_id]
        wanted = (f"{_name(line.source)}{_AMOUNTS[name]}", identity.year)
        return next((fact for fact in self.case.facts if (fact.name, fact.period) == wanted), None)

    def _equal(self, fact: Fact, number: Decimal) -> bool:
        try:
            own, filed = read_unit(fact.unit), read_unit(self.unit)
            return own.dimension == filed.dimension and read_number(fact.value) * own.factor == number * filed.factor
        except (NumberTextError, UnitError):
            return False

    def _seed(self, line: MoneyLine, title: str) -> dict[str, str]:
        seed = {"name": f"{_name(line.source)}{title}", "unit": self.unit, "period": self.case.identity.year}
        note = f"{self.form.label} {line.where}"
        return {**seed, "stage": FactStage.DECLARED.value, "status": "collected", "note": note}

    def _link(self, line: MoneyLine, row: MoneyRow | None, index: int, name: str) -> Place:
        if row is not None:
            return Place("money", row.id, name)
        taken = {each.id for each in self.case.money}
        number = next(n for n in range(index + 1, 10_000) if f"{_ANNUAL}-{n:02d}" not in taken)
        of_which = "否" if line.is_whole else "是"
        seed = (("source", line.source), ("period", _ANNUAL), ("of_which", of_which))
        return Place("money", f"{_ANNUAL}-{number:02d}", name, seed)


def _name(source: str) -> str:
    return source.strip("　 ").removeprefix("其中").lstrip("：:")
