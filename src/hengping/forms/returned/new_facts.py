"""Facts that a returned form brings: an id in the style of the case, and the field that will name them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hengping.cases.model import Case
from hengping.cases.model.facts import FactStage
from hengping.cases.model.fields import Status
from hengping.forms.returned.outcome import Change
from hengping.formulas.names import check_name

_NOT_IN_NAMES = re.compile(r"[^\w]+")


def new_facts(case: Case, changes: Sequence[Change]) -> list[Change]:
    """The changes, those of facts that are not there yet with their id, their name, and the link to them."""
    taken = {fact.id.casefold() for fact in case.facts}
    told: list[Change] = []
    brought: dict[tuple[str, ...], str] = {}
    for change in changes:
        place = change.place
        if place.part != "facts" or place.key:
            told.append(change)
            continue
        seed = dict(place.seed)
        identity = tuple(seed.get(name, "") for name in ("name", "subject", "period", "scope", "stage"))
        fact_id = brought.get(identity) or _free(_name(seed), taken)
        brought[identity] = fact_id
        taken.add(fact_id.casefold())
        seed.setdefault("status", Status.COLLECTED.value)
        told.append(replace(change, place=replace(place, key=fact_id, seed=tuple(seed.items()), link=None)))
        if place.link is not None:
            told.append(replace(change, place=place.link, written=fact_id))
    return told


def _name(seed: dict[str, str]) -> str:
    """缴费人数_2021_申报: the name, the period, and the stage unless it is the final account."""
    stage = seed.get("stage", FactStage.FINAL_ACCOUNT.value)
    label = (
        "" if stage == FactStage.FINAL_ACCOUNT.value else next(each.label for each in FactStage if each.value == stage)
    )
    parts = [seed.get("name", "数据"), seed.get("subject", ""), seed.get("period", ""), label]
    name = "_".join(_NOT_IN_NAMES.sub("", part) for part in parts if part)
    return name if not check_name(name) else f"数据_{name}"


def _free(name: str, taken: set[str]) -> str:
    if name.casefold() not in taken:
        return name
    return next(f"{name}_{n}" for n in range(2, 10_000) if f"{name}_{n}".casefold() not in taken)
