"""Self value and score beside recheck value and score, with deviation and clause (绩效自评抽查复核表 F03).

The recheck proposes: what only a person on the spot can tell (related to the project? verifiable?) it leaves blank.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from hengping.lint.audit.records import FoundItem, RecheckRow
from hengping.lint.checks import check_by_code
from hengping.lint.filed_forms.case_of_form import EXECUTION, FormRow
from hengping.lint.filed_forms.subject import FormUnderReview
from hengping.lint.form_checks.score_unlike_rule import cited
from hengping.quantities import amount, plain
from hengping.reference.recheck import Judged, RecheckClause, RecheckRules

_ZERO, _HUNDRED = Decimal(0), Decimal(100)
_MUCH = Decimal("0.30")
_TESTS_OF_CHECKS = {
    "effect_repeats_output": "repeated",
    "money_moved_as_output": "misfiled",
    "execution_rate_as_output": "misfiled",
    "overfulfilment_unexplained": "overfulfilled",
    "soft_target": "overfulfilled",
}
_TESTS_OF_FORM_CODES = {"HP802": "no_value"}
_SURVEYS = ("问卷", "调查", "测评", "访谈", "回访")


class SideBySide:
    """The recheck of one form under one rule book."""

    def __init__(self, subject: FormUnderReview, items: Sequence[FoundItem], rules: RecheckRules) -> None:
        self.subject, self.rules = subject, rules
        self._tests: dict[str, list[str]] = {}
        known = check_by_code()
        for item in items:
            test = _TESTS_OF_FORM_CODES.get(item.code) or (
                _TESTS_OF_CHECKS.get(known[item.code].name) if item.code in known else None
            )
            if test and item.row:
                self._tests.setdefault(item.row, []).append(test)

    def rows(self) -> Iterator[RecheckRow]:
        """Every row of the form, the execution of the budget first."""
        if self.subject.execution is not None and EXECUTION in self.subject.results:
            yield self._execution()
        for row in self.subject.rows:
            yield self._row(row)

    def sizes(self, rows: Sequence[RecheckRow]) -> tuple[int, int, int]:
        """How many rows agree, deviate by up to 30 % of the filed score, and by more."""
        same = moderate = large = 0
        for row in rows:
            if not row.deviation:
                continue
            change, own = abs(Decimal(row.deviation)), Decimal(row.self_score)
            if not change:
                same += 1
            elif own and change / own <= _MUCH:
                moderate += 1
            else:
                large += 1
        return same, moderate, large

    def _row(self, row: FormRow) -> RecheckRow:
        due = self.subject.recomputed(row.id)
        clause, basis, score = self._judged(row, due)
        filed = row.filed
        return RecheckRow(
            filed.level_1,
            filed.level_2,
            filed.level_3,
            filed.text("comparator"),
            filed.text("target"),
            filed.text("unit"),
            "" if row.weight is None else plain(row.weight),
            filed.text("actual"),
            "" if row.claimed is None else plain(row.claimed),
            filed.text("actual") if due is not None else "",
            "" if score is None else plain(score),
            _difference(row.claimed, score),
            clause,
            basis,
            filed.place("self_score"),
        )

    def _judged(self, row: FormRow, due: Decimal | None) -> tuple[str, str, Decimal | None]:
        """Clause, its sentence and the score that it leaves."""
        tests = list(self._tests.get(row.id, ()))
        if self._without_survey(row):
            tests.append("no_survey")
        clauses = [clause for test in tests if (clause := self.rules.clause(test)) is not None]
        sure = [clause for clause in clauses if clause.judged is Judged.PROGRAM]
        taking = max(sure, key=lambda each: each.share, default=None)
        if taking is not None and taking.share and row.weight is not None:
            base = row.weight if due is None else due
            return _name(taking), taking.text, max(_ZERO, base - row.weight * taking.share / _HUNDRED)
        if due is not None and row.claimed is not None and abs(due - row.claimed) > self.subject.rules.tolerance:
            rule = self.rules.clause("rule")
            return _name(rule) if rule else "", self._sentence(row.id), due
        hint = next((clause for clause in clauses if clause.judged is Judged.HINT), None)
        if hint is not None:
            return f"{_name(hint)}（待判断）", hint.text, due
        if taking is not None:
            return _name(taking), taking.text, due
        note = self.rules.clause("qualitative_effect") if due is None and "效益" in row.filed.level_1 else None
        basis = "定性或文字，须人工复核" if due is None else ""
        if row.is_undetermined:
            basis = f"评分标准没有读准，须人工复核：{row.rule_text}"
        return "", f"{basis}（{_name(note)}）" if note else basis, due

    def _without_survey(self, row: FormRow) -> bool:
        """A satisfaction row whose column of proofs names no survey; without such a column nobody knows."""
        proof = row.filed.spots.get("evidence")
        about = "满意" in row.filed.level_3 or "满意" in row.filed.level_2
        return about and proof is not None and not any(word in proof.text for word in _SURVEYS)

    def _execution(self) -> RecheckRow:
        line, due = self.subject.execution, self.subject.recomputed(EXECUTION)
        assert line is not None
        claimed = line.number("score")
        differs = due is not None and claimed is not None and abs(due - claimed) > self.subject.rules.tolerance
        rule = self.rules.clause("rule") if differs else None
        result = self.subject.results[EXECUTION]
        return RecheckRow(
            "预算执行",
            "",
            "预算执行率",
            "",
            "100",
            "%",
            plain(result.max_score),
            line.text("rate"),
            "" if claimed is None else plain(claimed),
            result.actual_text,
            "" if due is None else plain(due),
            _difference(claimed, due),
            _name(rule) if rule else "",
            self._sentence(EXECUTION) if differs else "",
            line.place("score"),
        )

    def _sentence(self, code: str) -> str:
        return f"{cited(self.subject, code)}{self.subject.results[code].sentence}"


def _name(clause: RecheckClause) -> str:
    return f"{clause.number} {clause.title}"


def _difference(own: Decimal | None, found: Decimal | None) -> str:
    return "" if own is None or found is None else amount(found - own, 2)
