"""What must hold before a case can be worked with; everything else about a case is a finding of the checks.

An input is refused (exit 2) only for: values that their unit cannot hold, units that cannot be read, ids that occur
twice, formulas that cannot be read or name an unknown fact, facts that need each other in a circle, and a profile
that does not exist. All of them are told at once.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from hengping.cases.model.case import Case, walk
from hengping.cases.model.indicators import Scorable, Target
from hengping.errors import Fault, InputError
from hengping.formulas import Formula, evaluate_all, parse
from hengping.formulas.graph import nearest_names
from hengping.quantities import NumberTextError, UnitError, read_number, read_unit
from hengping.reference.profiles import packaged_profile

_IDENTIFIED = (
    ("parties", "id"), ("goals", "id"), ("judgements", "id"), ("scores", "id"), ("evidence", "id"), ("requests", "id"),
    ("handovers", "id"), ("commitments", "id"), ("working_papers", "index"), ("opinions", "id"), ("reviews", "id"),
    ("expert_comments", "id"), ("sign_offs", "id"), ("monitoring", "id"), ("rectification", "id"), ("waivers", "id"),
    ("frame", "id"), ("visits", "id"), ("callbacks", "id"), ("surveys", "id"),
)  # fmt: skip


def check_integrity(case: Case) -> None:
    """Raise InputError with every fault that keeps the case from being worked with."""
    faults = list(_all_faults(case))
    if faults:
        raise InputError(faults)


def _all_faults(case: Case) -> Iterator[Fault]:
    yield from _repeated_ids(case)
    yield from _unreadable_values(case)
    formulas, faults = _parsed(case)
    yield from faults
    yield from _unknown_or_circular(case, formulas)
    if case.profile is None:
        try:
            packaged_profile(case.identity.profile)
        except InputError as error:
            yield from error.faults


def _repeated_ids(case: Case) -> Iterator[Fault]:
    yield from _repeated("facts.csv（事实）", (fact.id.casefold() for fact in case.facts))
    for attribute, key in _IDENTIFIED:
        rows = getattr(case, attribute)
        yield from _repeated(f"{attribute}.csv", (getattr(row, key) for row in rows))
    tree = case.indicators.indicators
    codes = [indicator.code for _, indicator in walk(tree)]
    criteria = [criterion.id for _, indicator in walk(tree) for criterion in indicator.criteria]
    yield from _repeated("indicators.yaml（指标代码与要点编号）", [*codes, *criteria])
    for name, items in (
        ("experience", case.findings.experience),
        ("problems", case.findings.problems),
        ("recommendations", case.findings.recommendations),
    ):
        yield from _repeated(f"findings.yaml 的 {name}", (item.id for item in items))


def _repeated(where: str, ids: Iterable[str]) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for position, identifier in enumerate(ids, start=1):
        if identifier in seen:
            first = seen[identifier]
            yield Fault(where, identifier, "不重复的编号", f"第 {first} 项与第 {position} 项编号相同，请改其中一个。")
        else:
            seen[identifier] = position


def _unreadable_values(case: Case) -> Iterator[Fault]:
    for fact in case.facts:
        where = f"facts.csv，事实“{fact.id}”"
        try:
            unit = read_unit(fact.unit)
        except UnitError as error:
            yield Fault(f"{where}，计量单位", fact.unit, "可识别的计量单位", f"{error}")
            continue
        yield from _unreadable(f"{where}，数值", fact.value, unit.content)


def _unreadable(where: str, text: str, content: str) -> Iterator[Fault]:
    if not text or content == "text":
        return
    if content == "date":
        try:
            datetime.date.fromisoformat(text)
        except ValueError:
            yield Fault(where, text, "日期，如 2020-07-15", "按“年-月-日”填写，月和日各两位。")
    elif content == "truth":
        if text not in ("是", "否"):
            yield Fault(where, text, "是 或 否", "只填“是”或“否”；未知则留空。")
    else:
        try:
            read_number(text)
        except NumberTextError as error:
            yield Fault(where, text, "数字", f"{error}")


def _parsed(case: Case) -> tuple[dict[str, tuple[str, Formula]], list[Fault]]:
    """Every formula of the case by its place: (fact id or "", formula); and the faults of those that do not parse."""
    formulas: dict[str, tuple[str, Formula]] = {}
    faults: list[Fault] = []
    for where, fact_id, text in _formula_texts(case):
        try:
            formulas[where] = (fact_id, parse(text))
        except InputError as error:
            faults.extend(
                Fault(f"{where}：{fault.where}", fault.found, fault.expected, fault.mend) for fault in error.faults
            )
    return formulas, faults


def _formula_texts(case: Case) -> Iterator[tuple[str, str, str]]:
    for fact in case.facts:
        if fact.formula:
            yield f"facts.csv，事实“{fact.id}”，公式", fact.id, fact.formula
    for _, indicator in walk(case.indicators.indicators):
        places: list[tuple[str, Scorable]] = [(f"indicators.yaml，指标 {indicator.code}", indicator)]
        places += [(f"indicators.yaml，要点 {criterion.id}", criterion) for criterion in indicator.criteria]
        for where, scorable in places:
            for title, text in _scorable_texts(scorable):
                if text.strip().startswith("="):
                    yield f"{where}，{title}", "", text.strip()


def _scorable_texts(scorable: Scorable) -> Iterator[tuple[str, str]]:
    yield "实际值", scorable.actual
    for unit, text in scorable.actual_by_unit.items():
        yield f"“{unit}”实际值", text
    if isinstance(scorable.target, Target):
        yield "目标值", scorable.target.value
        yield "目标下限", scorable.target.lower
        yield "目标上限", scorable.target.upper


def _unknown_or_circular(case: Case, formulas: dict[str, tuple[str, Formula]]) -> Iterator[Fault]:
    ids = {fact.id for fact in case.facts}
    of_facts = {fact_id: formula for fact_id, formula in formulas.values() if fact_id}
    try:
        evaluate_all(of_facts, {fact_id: None for fact_id in ids - set(of_facts)})
    except InputError as error:
        yield from error.faults
    for where, (fact_id, formula) in formulas.items():
        for name in formula.names:
            if not fact_id and name not in ids:
                near = nearest_names(name, ids)
                hint = f"是否为 {'、'.join(near)}？" if near else "请先在 facts.csv 中登记这个事实。"
                yield Fault(where, name, "facts.csv 中已有的事实编号", hint)
