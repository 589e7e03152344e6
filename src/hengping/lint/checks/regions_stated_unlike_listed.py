"""地区数与列名不符: the stated number of regions is not the number of names, or the visited ones are not among them.

Meaning: the number stated of the frame differs from its names; a region called visited is not listed; or the regions
called visited are not those of the units visited.
Why: the share of places divides by this number: the region's report states 13 and names 12, so 4 of them are 30.77 %
or 33.33 %.
Basis: arithmetic; the region's report of 2022, section on the sample.
Exclusions:
1. No number stated, or no names listed; frames and visits without regions.
Fires: 涉及地区数 13, 涉及地区 with 12 names
Silent: 涉及地区数 12, 涉及地区 with 12 names
"""

from __future__ import annotations

from collections.abc import Iterator

from hengping.cases.model.fieldwork import SamplingRule
from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity, heading
from hengping.lint.subject import CaseUnderReview
from hengping.quantities import NumberTextError, half_width, read_number


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    rule = subject.case.sampling
    stated = _number(rule.places_stated)
    if stated is not None and rule.places and stated != len(rule.places):  # (1)
        yield Remark(
            _place("places_stated"),
            f"写明涉及{rule.places_stated}个地区，列名只有{len(rule.places)}个，地区占比的分母因此不确定。",
            expected=f"{len(rule.places)}个，或补齐列名",
            found=f"{rule.places_stated}个",
        )
    unlisted = [place for place in rule.places_visited if place not in rule.places]
    if rule.places and unlisted:
        yield Remark(
            _place("places_visited"), f"踏勘地区{'、'.join(unlisted)}不在涉及地区之中。", found="、".join(unlisted)
        )
    city = {row.id: row.city for row in subject.case.frame}
    visited = {city.get(visit.unit, "") for visit in subject.case.visits} - {""}
    if visited and rule.places_visited and visited != set(rule.places_visited):
        found = "、".join(sorted(visited))
        yield Remark(
            _place("places_visited"),
            f"踏勘地区写作{'、'.join(rule.places_visited)}，而踏勘单位所在地区为{found}。",
            expected="、".join(rule.places_visited),
            found=found,
        )


def _number(text: str) -> int | None:
    try:
        return int(read_number(half_width(text))) if text.strip() else None
    except NumberTextError:
        return None


def _place(attribute: str) -> Place:
    return Place("sampling", field=heading(SamplingRule, attribute))


CHECK = Check(code="HP606", title="地区数与列名不符", severity=Severity.ERROR, group=Group.PROCESS, run=_run)
