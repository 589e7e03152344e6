"""What must hold before a case can be worked with; everything else about a case is a finding of the checks.

Refused are only: a value that its unit cannot hold, a unit that cannot be read, an id that stands twice, a formula that
cannot be read or names an unknown fact, facts that need each other in a circle, a profile or outline that does not
exist, a tree of too many levels. Stores tell these together with what else they could not read, each at its line or
cell.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from hengping.cases.faults import field_at
from hengping.cases.model.case import Case
from hengping.cases.model.facts import Fact
from hengping.cases.model.identity import CaseIdentity
from hengping.cases.model.indicators import Criterion, Indicator, IndicatorSystem, Scorable
from hengping.cases.model.parts import PARTS
from hengping.cases.parts_fields import Kind, fields_of, key_of
from hengping.cases.parts_text import Place, Refusal, misread, nearest, value_to_plain
from hengping.errors import Fault, InputError, nearest_names
from hengping.formulas import Formula, evaluate_all, parse
from hengping.formulas.faults import FormulaCycleError
from hengping.quantities import NumberTextError, UnitError, read_number, read_unit
from hengping.reading.yaml_files import Plain
from hengping.reference.outlines import outline_names
from hengping.reference.profile import Profile
from hengping.reference.profiles import profile_names

_ONE_NAMESPACE: Mapping[type[BaseModel], type[BaseModel]] = {Criterion: Indicator}
"""Judgements name a criterion or a leaf that is its own criterion, so that the two must not be confused."""

MAX_LEVELS = 8
"""More than any indicator system has; a deeper tree is a mistake of indentation or in the column of parents."""


@dataclass(frozen=True)
class Pieces:
    """What could be read of a case so far.

    Attributes:
        facts: by position; rows that could not be read are left out.
        fact_ids: all ids that stand in the table, also of rows that could not be read; None where there is no telling.
    """

    facts: Mapping[int, Fact]
    fact_ids: Collection[str] | None
    identity: CaseIdentity | None
    indicators: IndicatorSystem | None
    profile: Profile | None


def check_integrity(case: Case) -> None:
    """Raise InputError with every fault that keeps a case from being worked with, whatever it was made from."""
    pieces = Pieces(
        dict(enumerate(case.facts)), {fact.id for fact in case.facts}, case.identity, case.indicators, case.profile
    )
    faults = []
    for spec in PARTS:
        plain = value_to_plain(getattr(case, spec.attribute))

        def words(place: Place, file: str = spec.file, model: type[BaseModel] = spec.model) -> str:
            return _words(place, file, model)

        refusals = [*repeated_ids(plain, spec.model, words=words), *refusals_in(spec.attribute, pieces)]
        faults += [Fault(words(item.place), item.found, item.expected, item.mend) for item in refusals]
    if faults:
        raise InputError(faults)


def _words(place: Place, file: str, model: type[BaseModel]) -> str:
    """The place of a value in a case that was read from nowhere: facts.csv 第 3 项“数值”."""
    position = next((f" 第 {step + 1} 项" for step in place if isinstance(step, int)), "")
    part_field = field_at(place, model)
    return f"{file}{position}{f'“{part_field.title}”' if part_field else ''}"


def repeated_ids(plain: Plain, model: type[BaseModel], *, words: Callable[[Place], str]) -> Iterator[Refusal]:
    """Ids that stand twice among records of one kind, anywhere in a part; `words` says where the first one stands."""
    seen: dict[tuple[type[BaseModel], str], Place] = {}
    for place, record_model, record in _records(plain, model, ()):
        key = key_of(record_model)
        text = record.get(key.name) if key and isinstance(record, dict) else None
        if key is None or not isinstance(text, str) or not text:
            continue
        # Formulas and defined names do not tell upper from lower case.
        folded = text.casefold() if record_model is Fact else text
        first = seen.setdefault((_ONE_NAMESPACE.get(record_model, record_model), folded), (*place, key.name))
        if first[:-1] != place:
            mend = "请改其中一个编号，并检查引用它的地方。"
            yield Refusal((*place, key.name), text, f"不重复的{key.title}（{words(first)}已有）", mend)


def _records(plain: Plain, model: type[BaseModel], place: Place) -> Iterator[tuple[Place, type[BaseModel], Plain]]:
    if isinstance(plain, list):
        for index, item in enumerate(plain):
            yield from _records(item, model, (*place, index))
        return
    yield place, model, plain
    if not isinstance(plain, dict):
        return
    for name, part_field in fields_of(model).items():
        if part_field.model is not None and name in plain:
            yield from _records(plain[name], part_field.model, (*place, name))


def refusals_in(attribute: str, pieces: Pieces) -> Iterator[Refusal]:
    """What keeps one part from being worked with, given all the others."""
    if attribute == "facts":
        yield from _facts(pieces)
    elif attribute == "indicators" and pieces.indicators is not None:
        yield from _too_deep(pieces.indicators.indicators, ("indicators",))
        for place, text in _tree_formulas(pieces.indicators):
            yield from _formula(place, text, pieces.fact_ids)[1]
    elif attribute == "identity" and pieces.identity is not None:
        if pieces.profile is None:
            yield from _unknown_choice(("profile",), pieces.identity.profile, profile_names())
        yield from _unknown_choice(("outline",), pieces.identity.outline, outline_names())
    elif attribute == "profile" and pieces.profile is not None:
        yield from _unknown_choice(("outline",), pieces.profile.outline, outline_names())


def _unknown_choice(place: Place, name: str, names: tuple[str, ...]) -> Iterator[Refusal]:
    if name and name not in names:
        near = nearest(name, names)
        yield Refusal(place, name, f"{'、'.join(names)} 之一", f"是否为 {near}？" if near else "请改为其中一个名称。")


def _facts(pieces: Pieces) -> Iterator[Refusal]:
    formulas: dict[str, tuple[int, Formula]] = {}
    for index, fact in pieces.facts.items():
        yield from _value(index, fact)
        if fact.formula:
            formula, refusals = _formula((index, "formula"), fact.formula, pieces.fact_ids)
            yield from refusals
            if formula is not None:
                formulas[fact.id] = index, formula
    yield from _circles(formulas)


def _value(index: int, fact: Fact) -> Iterator[Refusal]:
    try:
        content = read_unit(fact.unit).content
    except UnitError as error:
        yield Refusal((index, "unit"), fact.unit, "计量单位，如 万元、人次、%、元/人·月", f"{error}。")
        return
    place, text = (index, "value"), fact.value
    if not text or content == "text":
        return
    if text.lstrip().startswith("="):
        yield Refusal(place, text, "数值", "公式请移到“公式”（formula）一栏。")
    elif content in ("date", "truth"):
        wrong = misread(Kind.DATE if content == "date" else Kind.TRUTH, text)
        if wrong:
            yield Refusal(place, text, *wrong)
    else:
        try:
            read_number(text)
        except NumberTextError as error:
            mend = f"{error}。" if "请" in str(error) else f"{error}；只填一个数，不知道则留空。"
            yield Refusal(place, text, f"数字（{fact.unit}）" if fact.unit else "数字", mend)


def _formula(place: Place, text: str, fact_ids: Collection[str] | None) -> tuple[Formula | None, list[Refusal]]:
    """A formula as read, or None; and what is wrong with it."""
    if not text.lstrip().startswith("="):
        return None, [Refusal(place, text, "以 = 开头的公式", f"请改为 ={text.strip()}。")]
    try:
        formula = parse(text.strip())
    except InputError as error:
        return None, [
            Refusal(place, text, fault.expected, f"{fault.where}“{fault.found}”：{fault.mend}")
            for fault in error.faults
        ]
    unknown = [] if fact_ids is None else [name for name in formula.names if name not in fact_ids]
    return formula, [Refusal(place, name, "已登记的事实编号", _hint(name, fact_ids or ())) for name in unknown]


def _hint(name: str, fact_ids: Collection[str]) -> str:
    near = nearest_names(name, sorted(fact_ids))
    return f"是否为 {'、'.join(near)}？" if near else "请改正名称，或在事实表中登记它。"


def _circles(formulas: Mapping[str, tuple[int, Formula]]) -> Iterator[Refusal]:
    read = {fact_id: formula for fact_id, (_, formula) in formulas.items()}
    try:
        evaluate_all(read, {name: None for formula in read.values() for name in formula.names if name not in read})
    except FormulaCycleError as error:
        for cycle, fault in zip(error.cycles, error.faults, strict=True):
            yield Refusal((formulas[cycle[0]][0], "formula"), fault.found, fault.expected, fault.mend)


def _too_deep(indicators: tuple[Indicator, ...], place: Place, *, level: int = 1) -> Iterator[Refusal]:
    for index, indicator in enumerate(indicators):
        if level > MAX_LEVELS:
            yield Refusal((*place, index), indicator.code, f"不超过 {MAX_LEVELS} 级的指标体系", "请减少指标的级次。")
        else:
            yield from _too_deep(indicator.children, (*place, index, "children"), level=level + 1)


def _tree_formulas(system: IndicatorSystem) -> Iterator[tuple[Place, str]]:
    for place, scorable in _scorables(system.indicators, ("indicators",)):
        texts: dict[Place, str] = {("actual",): scorable.actual}
        texts |= {("actual_by_unit", unit): text for unit, text in scorable.actual_by_unit.items()}
        if scorable.target is not None:
            texts |= {("target", name): getattr(scorable.target, name) for name in ("value", "lower", "upper")}
        for path, text in texts.items():
            if text.lstrip().startswith("="):
                yield (*place, *path), text


def _scorables(indicators: tuple[Indicator, ...], place: Place) -> Iterator[tuple[Place, Scorable]]:
    for index, indicator in enumerate(indicators):
        own = (*place, index)
        yield own, indicator
        for number, criterion in enumerate(indicator.criteria):
            yield (*own, "criteria", number), criterion
        yield from _scorables(indicator.children, (*own, "children"))
