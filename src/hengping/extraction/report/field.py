"""Lists of visits into frame and visits: one list plans, the other says when; where they disagree both are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hengping.cases.model.fieldwork import FrameRow, SamplingRule, Visit
from hengping.errors import Fault
from hengping.extraction.report.phases import day_of
from hengping.extraction.report.tables import VisitLine
from hengping.forms.returned.likeness import likeness, same
from hengping.reading.documents import SourceDocument

_REGIONS = re.compile(
    r"[^，。]*(?:包含|包括|涉及)(?P<names>[\u4e00-\u9fff]+(?:、[\u4e00-\u9fff]+){2,}?)等?\s*(?P<count>\d+)\s*个(?:地区|市|州|县)"
)
_RULE = re.compile(
    r"(?:地点|地区)[^，。]{0,8}(?:不低于|不少于|≥)\s*(?P<places>[\d.]+)%.{0,12}资金[^，。]{0,8}(?:不低于|不少于|≥)\s*(?P<money>[\d.]+)%"
)
_ENDING = re.compile(r"[市州县]$|地区$")
_LIKE = 70


@dataclass(frozen=True)
class Fieldwork:
    """What a report says of its visits, and what a person should look at."""

    frame: tuple[FrameRow, ...]
    visits: tuple[Visit, ...]
    sampling: SamplingRule
    remarks: tuple[Fault, ...]


def fieldwork(document: SourceDocument, lists: Sequence[tuple[VisitLine, ...]], year: int | None) -> Fieldwork:
    """The list with days is the one that was carried out; the other one, if any, planned it."""
    sampling = _sampling(document)
    made = next((rows for rows in lists if any(row.day for row in rows)), lists[0] if lists else ())
    planned = next((rows for rows in lists if rows is not made), ())
    frame, visits, remarks = [], [], []
    for number, row in enumerate(made, start=1):
        unit = f"U{number:02d}"
        city = _city(row, sampling.places)
        if not city:
            remarks.append(Fault(row.where, row.address, "地址开头的地区", f"“{row.name}”的地区没有认出，请补上。"))
        other = _counterpart(row, number - 1, planned)
        name = other.name if other and not same(other.name, row.name) else ""
        address = other.address if other and not same(other.address, row.address) else ""
        if name or address:
            found = "；".join(each for each in (name, address) if each)
            remarks.append(
                Fault(row.where, found, "两张名单一致", f"两张踏勘名单中“{row.name}”写法不同，两者都已记下。")
            )
        frame.append(FrameRow(id=unit, name=row.name, city=city, address=row.address, note=row.where))
        visits.append(
            Visit(
                id=f"V{number:02d}",
                unit=unit,
                visited_on=day_of(row.day, year),
                name_as_filed=name,
                address_as_filed=address,
                note=row.where,
            )
        )
    return Fieldwork(tuple(frame), tuple(visits), sampling, tuple(remarks))


def _counterpart(row: VisitLine, position: int, planned: Sequence[VisitLine]) -> VisitLine | None:
    """The line of the other list about the same unit: at the same position if it is like enough, else the likest."""
    if position < len(planned) and likeness(planned[position].name, row.name) >= _LIKE:
        return planned[position]
    ranked = sorted(planned, key=lambda each: -likeness(each.name, row.name))
    return ranked[0] if ranked and likeness(ranked[0].name, row.name) >= _LIKE else None


def _city(row: VisitLine, places: Sequence[str]) -> str:
    return next((place for place in places if row.address.startswith(_ENDING.sub("", place))), "")


def _sampling(document: SourceDocument) -> SamplingRule:
    """Regions as listed and as counted, and the bounds of the sample; empty where the report does not say."""
    values: dict[str, object] = {}
    for text, _ in _texts(document):
        if (match := _REGIONS.search(text)) and "places" not in values:
            values |= {"places": tuple(match["names"].rstrip("等").split("、")), "places_stated": match["count"]}
        if (match := _RULE.search(text)) and "places_minimum" not in values:
            values |= {"places_minimum": match["places"], "money_minimum": match["money"]}
    return SamplingRule.model_validate(values)


def _texts(document: SourceDocument) -> Iterator[tuple[str, str]]:
    for block in document.paragraphs:
        yield block.text, block.place.text()
