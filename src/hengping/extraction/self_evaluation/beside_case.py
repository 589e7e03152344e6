"""A filed form beside a case: blank fields are filled, new rows added, and what differs is shown, never replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hengping.cases.model import Case
from hengping.cases.model.goals import GoalRow
from hengping.errors import Fault
from hengping.extraction.filed_form.model import FiledForm, FiledRow
from hengping.extraction.self_evaluation.money import MoneyBeside
from hengping.forms.entry import Place
from hengping.forms.new_ids import new_id
from hengping.forms.returned.likeness import nearest, plain_text, same
from hengping.forms.returned.outcome import Change
from hengping.scoring.filed_targets import read_target

_SURELY = 88
_TEXTS = (
    *("definition", "target_note", "target_basis", "formula", "prior_value", "last_self_value", "reference_value"),
    *("source", "deduction_standard", "review_opinion", "responsible_party", "actual", "completion"),
    *("deviation_reason", "note"),
)
_NUMBERS = ("weight", "self_score")
_HEAD = {
    "project_name": "project_name",
    "year": "year",
    "goal": "annual_goal",
    "overall_goal": "overall_goal",
    "project_code": "project_code",
} | {
    "project_attribute": "project_attribute",
    "project_category": "project_category",
    "project_period": "project_period",
}
_ENTRIES = {"filed_by": "填报人", "phone": "联系电话", "head_of_unit": "单位负责人", "filed_on": "填报日期"} | {
    "achieved": "实际完成情况",
    "total": "总分",
    "grade": "等级",
}


@dataclass(frozen=True)
class Difference:
    """Something that the case has with another value; it stays as it is."""

    where: str
    row: str
    heading: str
    known: str
    filed: str


@dataclass
class FiledImport:
    """What a form adds to a case (`changes`), where the two differ, what is not sure, and why it may be another's."""

    title: str
    changes: list[Change] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)
    foreign: list[Fault] = field(default_factory=list)


def beside_case(form: FiledForm, case: Case) -> FiledImport:
    """Compare a form with a case; nothing is written."""
    found = FiledImport(form.title or form.label)
    found.remarks.extend(form.remarks)
    found.foreign.extend(_foreign(form, case))
    _Goals(form, case, found).compare()
    money = MoneyBeside(form, case)
    found.changes.extend(money.changes())
    found.differences.extend(Difference(*each) for each in money.differences())
    _head(form, case, found)
    return found


def _foreign(form: FiledForm, case: Case) -> Iterator[Fault]:
    identity = case.identity
    for name, known, title in (
        ("project_name", identity.project_name, "项目名称"),
        ("project_code", identity.project_code, "项目编码"),
        ("year", identity.year, "年度"),
    ):
        filed = _filed_head(form, name)
        if filed and _filled(known) and not same(filed, known):
            mend = f"案卷中是“{known}”；请核对是否拿错了表。"
            yield Fault(form.head.place(name), f"{title}是“{filed}”", f"“{known}”", mend)


def _filed_head(form: FiledForm, name: str) -> str:
    text = form.head.text(name).strip()
    return re.sub(r"\D", "", text) if name == "year" else text


def _filled(text: str) -> str:
    """A value of the case; a template's request to fill it in is none."""
    return "" if text.strip().startswith("（填写") else text.strip()


def _head(form: FiledForm, case: Case, found: FiledImport) -> None:
    for name, attribute in _HEAD.items():
        filed, known = _filed_head(form, name), _filled(str(getattr(case.identity, attribute)))
        title = str(type(case.identity).model_fields[attribute].title)
        _compare(found, Place("identity", "", attribute), form.head.place(name), "", title, known, filed)
    if not form.is_self_evaluation:
        return
    entries = {(entry.form, entry.item): entry.value for entry in case.form_entries}
    for name, item in _ENTRIES.items():
        seed = (("form", "F02"), ("item", item))
        place = Place("form_entries", f"F02:{item}", "value", seed)
        known = entries.get(("F02", item), "")
        _compare(found, place, form.head.place(name), "自评表", item, known, form.head.text(name).strip())


def _compare(
    found: FiledImport, place: Place, where: str, row: str, heading: str, known: str, filed: str, *, written: str = ""
) -> None:
    """A blank field takes what was filed; another value stays and is told."""
    if not filed or same(known, filed):
        return
    if known.strip():
        found.differences.append(Difference(where, row, heading, known, filed))
    else:
        found.changes.append(Change(where, row, heading, place, "", filed, written or filed))


class _Goals:
    """Rows of the form beside the goal rows of the case."""

    def __init__(self, form: FiledForm, case: Case, found: FiledImport) -> None:
        self.form, self.case, self.found = form, case, found
        self._left = list(case.goals)
        self._added = 0

    def compare(self) -> None:
        """Every row: matched by name, likely names told, the others added."""
        for row in self.form.rows:
            if row.is_execution:
                continue
            goal = self._match(row)
            if goal is None:
                self._add(row)
            else:
                self._row(row, goal)
        if self.form.is_self_evaluation or self._added:
            for goal in self._left:
                mend = "案卷中的这一行没有改动，请核对。"
                self.found.remarks.append(
                    Fault(self.form.label, f"没有“{goal.level_3}”（{goal.id}）", "同一张目标表", mend)
                )

    def _match(self, row: FiledRow) -> GoalRow | None:
        equal = [goal for goal in self._left if plain_text(goal.level_3) == plain_text(row.level_3)]
        if len(equal) > 1:
            equal = [goal for goal in equal if plain_text(goal.level_2) == plain_text(row.level_2)] or equal[:1]
        if not equal:
            name = nearest(row.level_3, [goal.level_3 for goal in self._left], least=_SURELY)
            equal = [goal for goal in self._left if goal.level_3 == name]
            if equal:
                mend = f"按案卷中的“{name}”比较；如不是同一指标，请改正名称后重新导入。"
                self.found.remarks.append(Fault(row.where, row.level_3, f"“{name}”", mend))
        if not equal:
            return None
        self._left.remove(equal[0])
        return equal[0]

    def _add(self, row: FiledRow) -> None:
        key = new_id("goals", [goal.id for goal in self.case.goals], self._added)
        self._added += 1
        seed = (("level_3", row.level_3), ("level_1", row.level_1), ("level_2", row.level_2))
        for name, text in (("level_1", row.level_1), ("level_2", row.level_2), ("level_3", row.level_3)):
            if text:
                self._change(row, key, name, text, text, seed)
        for name, text, written in self._cells(row):
            self._change(row, key, name, text, written, seed)

    def _change(
        self, row: FiledRow, key: str, name: str, text: str, written: str, seed: tuple[tuple[str, str], ...] = ()
    ) -> None:
        place, heading = Place("goals", key, name, seed), _heading(name)
        self.found.changes.append(Change(row.place(name), row.level_3, heading, place, "", text, written, bool(seed)))

    def _cells(self, row: FiledRow) -> Iterator[tuple[str, str, str]]:
        """Field, text as filed, value as the field takes it."""
        target = row.text("target").strip()
        reading = read_target(target)
        comparator = row.text("comparator").strip() or reading.comparator.value
        unit = row.text("unit").strip() or reading.unit
        digits = "" if reading.value is None else f"{reading.value:f}"
        for name, text in (("comparator", comparator), ("target", digits), ("unit", unit), ("target_text", target)):
            if text:
                yield name, text, text
        for name in _TEXTS:
            if text := row.text(name).strip():
                yield name, text, text
        for name in _NUMBERS:
            number = row.number(name)
            if number is not None:
                yield name, row.text(name), f"{number:f}"
            elif row.text(name).strip():
                fault = Fault(row.place(name), row.text(name), "数字", "没有读入，请核对。")
                self.found.remarks.append(fault)

    def _row(self, row: FiledRow, goal: GoalRow) -> None:
        known_target = read_target(goal.target or goal.target_text)
        for name, text, written in self._cells(row):
            value = getattr(goal, name)
            known = "" if value is None else f"{value:f}" if name in _NUMBERS else str(value)
            if name in _NUMBERS and known and value == row.number(name):
                continue
            if name in ("target", "target_text") and known and _same_target(row, goal):
                continue
            if (
                name in ("comparator", "unit")
                and not known
                and known_target.value is not None
                and _same_target(row, goal)
            ):
                continue
            place = Place("goals", goal.id, name)
            _compare(self.found, place, row.place(name), goal.level_3, _heading(name), known, text, written=written)


def _same_target(row: FiledRow, goal: GoalRow) -> bool:
    filed, known = read_target(row.text("target")), read_target(goal.target_text or goal.target)
    if filed.value is None:
        return same(row.text("target"), goal.target_text or goal.target)
    return filed.value == known.value


def _heading(name: str) -> str:
    return str(GoalRow.model_fields[name].title)


def most_like(forms: Sequence[FiledForm], case: Case) -> FiledForm:
    """Of several projects of one file the one of this case, by code or name; the only one of a file with one."""
    identity = case.identity
    for form in forms:
        code, name = form.head.text("project_code"), form.head.text("project_name")
        if (code and same(code, identity.project_code)) or (name and same(name, identity.project_name)):
            return form
    return forms[0]
