"""Raw parts, from whatever store, into the case: everything that is wrong with all of them is told at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from pydantic import BaseModel, ValidationError

from hengping.cases.faults import unspoken
from hengping.cases.model import PARTS, Case, PartSpec
from hengping.cases.model.facts import Fact
from hengping.cases.parts_fields import fields_of, key_of
from hengping.cases.parts_text import Place, Preparation, Refusal
from hengping.errors import Fault, InputError
from hengping.reading.yaml_files import Plain


@dataclass(frozen=True, order=True)
class Spot:
    """Where a value stands: its order within the input, and words that lead a person there."""

    order: tuple[int, ...]
    words: str


class Locator(Protocol):
    """A store's knowledge of where the values of one part stand."""

    def spot(self, place: Place) -> Spot:
        """The spot of a value, or of the nearest thing above it that exists."""
        ...


@dataclass(frozen=True)
class RawPart:
    """One part as its store read it: a list of rows for a table, a mapping for a document."""

    spec: PartSpec
    plain: Plain
    locator: Locator


def case_from_parts(raws: Mapping[str, RawPart], texts: Mapping[str, str], faults: list[Fault]) -> Case:
    """The case of all parts; a part that is not among `raws` has its default.

    Args:
        raws: by attribute of the case.
        texts: Markdown by chapter.
        faults: what the store itself found wrong before; told together with the rest.

    Raises:
        InputError: any fault at all.
    """
    read: dict[str, Any] = {}
    found = list(faults)
    told = {fault.where for fault in faults}
    for spec in PARTS:
        if spec.attribute in raws:
            read[spec.attribute], part_faults = _read_part(raws[spec.attribute])
            found += [fault for fault in part_faults if fault.where not in told]
    if found:
        raise InputError(found)
    return Case(**read, texts=dict(texts))


def _read_part(raw: RawPart) -> tuple[Any, list[Fault]]:
    rows = raw.plain if raw.spec.kind == "table" and isinstance(raw.plain, list) else None
    places: list[tuple[Plain, Place]] = [(raw.plain, ())]
    if rows is not None:
        places = [(row, (index,)) for index, row in enumerate(rows)]
    pairs = [_validated(plain, raw.spec.model, place) for plain, place in places]
    value = pairs[0][0] if rows is None else tuple(record for record, _ in pairs)
    refusals = [refusal for _, record_refusals in pairs for refusal in record_refusals]
    refusals += _repeated_keys(raw)
    spots = [(raw.locator.spot(refusal.place), refusal) for refusal in refusals]
    spots.sort(key=lambda pair: pair[0].order)
    return value, [Fault(spot.words, item.found, item.expected, item.mend) for spot, item in spots]


def _validated(plain: Plain, model: type[BaseModel], place: Place) -> tuple[BaseModel | None, list[Refusal]]:
    preparation = Preparation()
    prepared = preparation.model(plain, model)
    refusals, record = preparation.refusals, None
    try:
        record = model.model_validate(prepared)
    except ValidationError as error:
        refusals = [*refusals, *unspoken(refusals, error.errors(include_url=False), model)]
    return record, [replace(refusal, place=(*place, *refusal.place)) for refusal in refusals]


def _repeated_keys(raw: RawPart) -> Iterator[Refusal]:
    """Ids that stand twice among records of one kind, anywhere in the part."""
    seen: dict[tuple[type[BaseModel], str], Place] = {}
    for place, model, plain in _records(raw.plain, raw.spec.model, ()):
        key = key_of(model)
        text = plain.get(key.name) if key and isinstance(plain, dict) else None
        if key is None or not isinstance(text, str) or not text:
            continue
        # Formulas and defined names do not tell upper from lower case.
        first = seen.setdefault((model, text.casefold() if model is Fact else text), place)
        if first != place:
            words = raw.locator.spot((*first, key.name)).words
            mend = "请改其中一个编号，并检查引用它的地方。"
            yield Refusal((*place, key.name), text, f"不重复的{key.title}（{words} 已有）", mend)


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
