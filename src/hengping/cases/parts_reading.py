"""Raw parts, from whatever store, into the case: everything that is wrong with all of them is told at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from pydantic import BaseModel, ValidationError

from hengping.cases.faults import unspoken
from hengping.cases.integrity import Pieces, refusals_in, repeated_ids
from hengping.cases.model import PARTS, Case, PartSpec
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


def case_from_parts(
    raws: Mapping[str, RawPart], texts: Mapping[str, str], faults: list[Fault], *, checked: bool
) -> Case:
    """The case of all parts; a part that is not among `raws` has its default.

    Args:
        raws: by attribute of the case.
        texts: Markdown by chapter.
        faults: what the store itself found wrong before; told together with the rest.
        checked: whether a case that cannot be worked with is refused, see `hengping.cases.integrity`.

    Raises:
        InputError: any fault at all.
    """
    parts = {spec.attribute: _read_part(raws[spec.attribute]) for spec in PARTS if spec.attribute in raws}
    pieces = _pieces(raws, parts, spoilt=bool(faults)) if checked else None
    told = {fault.where for fault in faults}
    found = list(faults)
    for attribute, part in parts.items():
        refusals = [*part.refusals, *(refusals_in(attribute, pieces) if pieces else ())]
        found += [fault for fault in _faults(raws[attribute], refusals) if fault.where not in told]
    if found:
        raise InputError(found)
    return Case(**{attribute: part.value for attribute, part in parts.items()}, texts=dict(texts))


@dataclass(frozen=True)
class _ReadPart:
    """`value` is the document or None, or a row or None for each row; `refusals` say why."""

    value: Any
    refusals: list[Refusal]


def _read_part(raw: RawPart) -> _ReadPart:
    rows = raw.plain if raw.spec.kind == "table" and isinstance(raw.plain, list) else None
    places: list[tuple[Plain, Place]] = [(raw.plain, ())]
    if rows is not None:
        places = [(row, (index,)) for index, row in enumerate(rows)]
    pairs = [_validated(plain, raw.spec.model, place) for plain, place in places]
    value = pairs[0][0] if rows is None else tuple(record for record, _ in pairs)
    refusals = [refusal for _, record_refusals in pairs for refusal in record_refusals]
    refusals += repeated_ids(raw.plain, raw.spec.model, words=lambda place: raw.locator.spot(place).words)
    return _ReadPart(value, refusals)


def _pieces(raws: Mapping[str, RawPart], parts: Mapping[str, _ReadPart], *, spoilt: bool) -> Pieces:
    """What of the case could be read; where the table of facts is `spoilt`, nobody knows which facts there are."""
    documents = {name: parts[name].value if name in parts else None for name in ("identity", "indicators", "profile")}
    facts = parts["facts"].value if "facts" in parts else ()
    plain = raws["facts"].plain if "facts" in raws else []
    ids = {str(row.get("id", "")) for row in plain if isinstance(row, dict)}
    return Pieces(
        facts={index: fact for index, fact in enumerate(facts) if fact is not None},
        fact_ids=None if spoilt and "facts" not in raws else ids,
        **documents,
    )


def _faults(raw: RawPart, refusals: list[Refusal]) -> list[Fault]:
    spots = [(raw.locator.spot(refusal.place), refusal) for refusal in refusals]
    spots.sort(key=lambda pair: pair[0].order)
    return [Fault(spot.words, item.found, item.expected, item.mend) for spot, item in spots]


def _validated(plain: Plain, model: type[BaseModel], place: Place) -> tuple[BaseModel | None, list[Refusal]]:
    preparation = Preparation()
    prepared = preparation.model(plain, model)
    refusals, record = preparation.refusals, None
    try:
        record = model.model_validate(prepared)
    except ValidationError as error:
        refusals = [*refusals, *unspoken(refusals, error.errors(include_url=False), model)]
    return record, [replace(refusal, place=(*place, *refusal.place)) for refusal in refusals]
