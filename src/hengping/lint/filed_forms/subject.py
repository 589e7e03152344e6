"""One filed form with everything the checks ask of it, worked out once."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from decimal import Decimal

from hengping.cases.model.goals import GoalRow
from hengping.extraction.filed_form.model import Cells, FiledForm, MoneyLine
from hengping.lint.filed_forms.case_of_form import (
    EXECUTION,
    TOTAL,
    FormRow,
    case_of_form,
    execution_rate,
    execution_rule_text,
    form_rows,
    without_own_rule,
)
from hengping.lint.finding import Place, heading
from hengping.lint.subject import CaseUnderReview
from hengping.quantities import round_half_up
from hengping.reference.profile import Profile, SelfEvaluationRules
from hengping.scoring.case_score import score_case
from hengping.scoring.result import CriterionScore


@dataclass(frozen=True)
class CellPlace(Place):
    """A cell of a form in words: 表“自评表”H12“参保人数”."""

    words: str = ""

    def __str__(self) -> str:
        return self.words


class FormUnderReview:
    """One form, recomputed under the self-evaluation rules of a profile."""

    def __init__(self, form: FiledForm, profile: Profile) -> None:
        self.form, self.profile = form, profile
        self.rows = form_rows(form)
        self.case = case_of_form(form, self.rows, profile)
        self.score = score_case(self.case)
        self._by_id = {row.id: row for row in self.rows}

    @property
    def rules(self) -> SelfEvaluationRules:
        """The bureau's rules."""
        return self.profile.self_evaluation

    @property
    def execution(self) -> MoneyLine | None:
        """The line of money that earns points, where it has a score."""
        line = self.form.execution
        return line if line is not None and line.number("score") is not None else None

    @functools.cached_property
    def review(self) -> CaseUnderReview:
        """The form as the checks of cases see it."""
        return CaseUnderReview(self.case, self.score)

    @functools.cached_property
    def results(self) -> dict[str, CriterionScore]:
        """Scores by the rules, by row id."""
        return {result.criterion.id: result for result in self.score.criteria()}

    def recomputed(self, code: str) -> Decimal | None:
        """The points that the rules give, rounded as the profile says; None where they cannot be given."""
        result = self.results.get(code)
        if result is None or result.points is None:
            return None
        return min(self.review.rounded(result.points), result.max_score)

    def claimed(self, code: str) -> Decimal | None:
        """The score as filed."""
        if code == EXECUTION:
            return self.execution.number("score") if self.execution else None
        return self._by_id[code].claimed if code in self._by_id else None

    def rule_text(self, code: str) -> str:
        """How the form itself says that a row earns its points; "" where it says nothing."""
        if code == EXECUTION:
            return execution_rule_text(self.form) if self.execution else ""
        return self._by_id[code].rule_text if code in self._by_id else ""

    def is_undetermined(self, code: str) -> bool:
        """Whether the figures of a row can be compared, and the form's own rule for it is not certain."""
        if code == EXECUTION:
            line = self.execution
            known = line is not None and execution_rate(line) is not None
            return known and bool(self.rule_text(code)) and self.recomputed(code) is None
        return code in self._by_id and self._by_id[code].is_undetermined

    @functools.cached_property
    def by_general_rules(self) -> dict[str, Decimal]:
        """Points that the bureau's rules would give to rows whose own rule is not certain, by row id."""
        rows = [without_own_rule(row) for row in self.rows if row.is_undetermined]
        if not rows:
            return {}
        score = score_case(case_of_form(replace(self.form, money=()), rows, self.profile))
        found = {result.criterion.id: result for result in score.criteria()}
        return {
            code: min(self.review.rounded(each.points), each.max_score)
            for code, each in found.items()
            if each.points is not None
        }

    def agree(self, claimed: Decimal, due: Decimal) -> bool:
        """Whether a score is the one due, at the decimals in which it is filed or within the profile's tolerance."""
        exponent = claimed.as_tuple().exponent
        places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        same = places > 0 and round_half_up(due, places) == claimed
        return same or abs(claimed - due) <= self.rules.tolerance

    def place(self, code: str, name: str = "") -> CellPlace:
        """The cell of a row by the field it holds."""
        cells, label = self._cells(code)
        field = {"score": "self_score"}.get(name, name)
        where = cells.place("score" if code == EXECUTION and field == "self_score" else field) if name else cells.where
        title = heading(GoalRow, field) if field in GoalRow.model_fields else ""
        return CellPlace("forms", (code,), label, title, f"{where}“{label}”" if label else where)

    def at(self, place: Place) -> CellPlace:
        """Where in the form a place of the small case stands."""
        if not place.rows:
            return self.head_place()
        code = place.rows[0].removeprefix("S_")
        if code == TOTAL:
            return self.head_place("total", "合计得分")
        field = next((name for name, info in GoalRow.model_fields.items() if info.title == place.field), "")
        if place.part == "scores" or (place.part == "indicators" and not field):
            field = "self_score"
        others = [self.place(other.removeprefix("S_"), field).words for other in place.rows[1:]]
        first = self.place(code, field)
        return CellPlace("forms", place.rows, first.name, first.field, "；".join([first.words, *others]))

    def head_place(self, name: str = "", label: str = "") -> CellPlace:
        """A cell above or below the indicators; the form as a whole without a name."""
        head = self.form.head
        where = head.place(name) if name else self.form.rows[0].where.rpartition("”")[0] + "”"
        return CellPlace(
            "forms", (TOTAL,) if name == "total" else (), label, "", f"{where}{f'“{label}”' if label else ''}"
        )

    def money_place(self, line: MoneyLine, name: str) -> CellPlace:
        """A cell of a line of money."""
        return CellPlace("forms", (EXECUTION,), line.source, "", f"{line.place(name)}“{line.source}”")

    def _cells(self, code: str) -> tuple[Cells, str]:
        if code in self._by_id:
            row = self._by_id[code]
            return row.filed, row.filed.level_3
        if self.execution is not None:
            return self.execution, "预算执行率"
        return self.form.head, ""

    def row(self, code: str) -> FormRow | None:
        """The row of that id; None for the execution of the budget."""
        return self._by_id.get(code)
