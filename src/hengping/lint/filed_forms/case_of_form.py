"""A filed self-evaluation form as a small case, so that rules, scores and checks are those of every other case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from hengping.cases.model.case import Case
from hengping.cases.model.facts import Fact
from hengping.cases.model.fields import Status
from hengping.cases.model.goals import GoalRow
from hengping.cases.model.identity import CaseIdentity, EvaluationKind
from hengping.cases.model.indicators import Indicator, IndicatorSystem, Target
from hengping.cases.model.process import ScoreRecord, ScoreStage
from hengping.extraction.filed_form.model import FiledForm, FiledRow, MoneyLine
from hengping.extraction.filed_form.rule_texts import OwnRule, RowFigures, is_rule_text, own_rule
from hengping.lint.filed_forms.figures import Comparable, compared
from hengping.quantities import plain
from hengping.reference.profile import Profile, SelfEvaluationRules
from hengping.scoring.comparison import Comparator

EXECUTION, TOTAL = "E", "TOTAL"
_ZERO, _HUNDRED = Decimal(0), Decimal(100)
_REASONS = ("deviation_reason", "note")


@dataclass(frozen=True)
class FormRow:
    """A row with its id in the small case, its points as filed and target and result as numbers."""

    id: str
    filed: FiledRow
    goal: GoalRow
    weight: Decimal | None
    claimed: Decimal | None
    values: Comparable
    own: OwnRule | None = None

    @property
    def rule_text(self) -> str:
        """How the form says that the row earns its points; "" where it says nothing."""
        text = self.filed.text("deduction_standard").strip()
        return text if is_rule_text(text) else ""

    @property
    def is_undetermined(self) -> bool:
        """Whether the form has a rule of its own for figures that can be compared, and it is not certain."""
        return self.values.is_complete and self.own is None and bool(self.rule_text)

    @property
    def reason(self) -> str:
        """What was written about a deviation."""
        return " ".join(text for name in _REASONS if (text := self.filed.text(name).strip()))


def form_rows(form: FiledForm) -> tuple[FormRow, ...]:
    """The indicators of a form; the execution of the budget among them is left to the lines of money where they are."""
    has_money = form.execution is not None and form.execution.number("score") is not None
    rows = [row for row in form.rows if not (has_money and row.is_execution)]
    return tuple(_row(f"G{number:02d}", row) for number, row in enumerate(rows, start=1))


def _row(identifier: str, row: FiledRow) -> FormRow:
    weight, claimed = row.number("weight"), row.number("self_score")
    goal = GoalRow(
        id=identifier,
        level_1=row.level_1,
        level_2=row.level_2,
        level_3=row.level_3,
        comparator=row.text("comparator").strip(),
        unit=row.text("unit").strip(),
        target_text=row.text("target").strip(),
        definition=row.text("definition").strip(),
        formula=row.text("formula").strip(),
        target_basis=row.text("target_basis").strip(),
        target_note=row.text("target_note").strip(),
        prior_value=row.text("prior_value").strip(),
        last_self_value=row.text("last_self_value").strip(),
        actual=row.text("actual").strip(),
        completion=row.text("completion").strip(),
        deviation_reason=row.text("deviation_reason").strip(),
        weight=weight,
        self_score=claimed,
        note=row.text("note").strip(),
    )
    found = FormRow(identifier, row, goal, weight, claimed, compared(goal))
    figures = _figures(found) if found.rule_text else None
    return found if figures is None else replace(found, own=own_rule(found.rule_text, figures))


def without_own_rule(row: FormRow) -> FormRow:
    """The row as if the form said nothing of how it earns its points."""
    spots = {name: spot for name, spot in row.filed.spots.items() if name != "deduction_standard"}
    return replace(row, filed=replace(row.filed, spots=spots), own=None)


def _figures(row: FormRow) -> RowFigures | None:
    values = row.values
    if not values.is_complete or row.weight is None:
        return None
    target = None if values.lower else Decimal(values.target)
    return RowFigures(
        row.filed.level_3, values.comparator, target, values.unit, Decimal(values.actual), row.weight, row.claimed
    )


def case_of_form(form: FiledForm, rows: Sequence[FormRow], profile: Profile) -> Case:
    """The form as a case of its own: one leaf a row, the result as a fact, the score as filed on record."""
    rules, execution = profile.self_evaluation, form.execution
    facts = [fact for row in rows for fact in _facts(row)]
    leaves = [_leaf(row, rules) for row in rows]
    records = [_record(row.id, row.claimed, row.reason) for row in rows if row.claimed is not None]
    if execution is not None and execution.number("score") is not None:
        amounts = _execution_facts(execution)
        facts += amounts
        leaves.insert(0, _execution_leaf(form, execution, known=bool(amounts), rules=rules))
        records.append(_record(EXECUTION, execution.number("score"), execution.text("note")))
    total = form.head.number("total")
    if total is not None:
        records.append(_record(TOTAL, total, ""))
    full = sum((leaf.weight for leaf in leaves), _ZERO)
    identity = CaseIdentity(
        title=form.title or "自评表",
        project_name=form.head.text("project_name") or form.label,
        kind=EvaluationKind.SELF_EVALUATION,
        year=form.head.text("year"),
    )
    system = IndicatorSystem(full_marks=full, indicators=tuple(leaves))
    goals = tuple(row.goal for row in rows)
    return Case(
        identity=identity, indicators=system, profile=profile, facts=tuple(facts), goals=goals, scores=tuple(records)
    )


def _facts(row: FormRow) -> Iterator[Fact]:
    values = row.values
    if not values.is_complete:
        return
    names = {"完成": values.actual} | ({"指标": values.target} if row.own is not None and row.own.of_target else {})
    for name, value in names.items():
        fact_id, title = f"{name}_{row.id}", row.filed.level_3
        yield Fact(id=fact_id, name=title, value=value, unit=values.unit, status=Status.COLLECTED)


def _leaf(row: FormRow, rules: SelfEvaluationRules) -> Indicator:
    values, weight = row.values, row.weight or _ZERO
    if not values.is_complete or row.is_undetermined:
        return Indicator(code=row.id, name=row.filed.level_3, weight=weight)
    reverse = values.comparator.smaller_is_better
    rule, parameters = (rules.reverse_rule, rules.reverse_parameters) if reverse else (rules.rule, rules.parameters)
    if values.lower:
        rule, parameters = "met_or_nothing", {}
    own = row.own or OwnRule(rule, parameters)
    target = Target(
        comparator=(own.comparator or values.comparator).value,
        value="" if values.lower else values.target if own.target is None else plain(own.target),
        lower=values.lower,
        upper=values.upper,
        unit="%" if own.of_target else values.unit,
    )
    return Indicator(
        code=row.id,
        name=f"{row.filed.level_3}完成率" if own.of_target else row.filed.level_3,
        weight=weight,
        rule=own.rule,
        parameters=dict(own.parameters),
        target=target,
        actual=f"=完成_{row.id}/指标_{row.id}" if own.of_target else f"=完成_{row.id}",
        deduction_reason=row.reason,
    )


def execution_rate(line: MoneyLine) -> Decimal | None:
    """Executed over budget in percent; None where either is missing or the budget is zero."""
    budget, executed = line.number("budget"), line.number("executed")
    budget = line.number("initial") if budget is None else budget
    return executed / budget * _HUNDRED if budget and executed is not None else None


def _execution_facts(line: MoneyLine) -> tuple[Fact, ...]:
    """Budget and execution; none where the rate cannot be given."""
    if execution_rate(line) is None:
        return ()
    budget = line.number("initial") if line.number("budget") is None else line.number("budget")
    amounts = (("全年预算数", budget), ("全年执行数", line.number("executed")))
    return tuple(
        Fact(id=name, name=name, value=plain(amount), unit="万元", status=Status.COLLECTED)
        for name, amount in amounts
        if amount is not None
    )


def execution_rule_text(form: FiledForm) -> str:
    """How the form says that the execution of the budget earns its points; "" where it says nothing."""
    texts = (row.text("deduction_standard").strip() for row in form.rows if row.is_execution)
    return next((text for text in texts if is_rule_text(text)), "")


def _execution_leaf(form: FiledForm, line: MoneyLine, *, known: bool, rules: SelfEvaluationRules) -> Indicator:
    points = line.number("points")
    weight = rules.execution_points if points is None else points
    own: OwnRule | None = OwnRule(rules.rule, rules.parameters)
    rate, text = execution_rate(line), execution_rule_text(form)
    if text and rate is not None:
        sign, claimed = Comparator.AT_LEAST, line.number("score")
        own = own_rule(text, RowFigures("预算执行率", sign, _HUNDRED, "%", rate, weight, claimed))
    if not known or own is None:
        return Indicator(code=EXECUTION, name="预算执行率", weight=weight)
    target = Target(
        comparator=(own.comparator or Comparator.NONE).value,
        value="100" if own.target is None else plain(own.target),
        unit="%",
    )
    return Indicator(
        code=EXECUTION,
        name="预算执行率",
        weight=weight,
        rule=own.rule,
        parameters=dict(own.parameters),
        target=target,
        actual="=全年执行数/全年预算数",
        deduction_reason=line.text("note"),
    )


def _record(code: str, score: Decimal | None, reason: str) -> ScoreRecord:
    return ScoreRecord(id=f"S_{code}", code=code, stage=ScoreStage.SELF, score=score or _ZERO, reason=reason)
