"""The grade of a total, and the veto that prevails over it."""

from __future__ import annotations

from decimal import Decimal

from hengping.cases.model.identity import VetoFinding, VetoState
from hengping.errors import Fault
from hengping.reference.profile import GradeBand, Profile
from hengping.scoring.result import VetoResult


def grade_of(total: Decimal, full_marks: Decimal, bands: tuple[GradeBand, ...]) -> str | None:
    """The grade of the highest band whose minimum (included) the total reaches, both in percent of the full marks.

    None where the scale has no band for it, or there are no full marks.
    """
    if full_marks <= 0:
        return None
    share = total if full_marks == 100 else total * 100 / full_marks
    reached = [band for band in bands if share >= band.minimum]
    return max(reached, key=lambda band: band.minimum).grade if reached else None


def veto_of(profile: Profile, findings: tuple[VetoFinding, ...]) -> VetoResult | None:
    """The first veto condition of the profile that was found to be met."""
    met = {finding.condition: finding for finding in findings if finding.state is VetoState.MET}
    for condition in profile.vetoes:
        if condition.id in met:
            return VetoResult(condition.id, condition.text, condition.outcome, met[condition.id].reason)
    return None


def veto_faults(profile: Profile, findings: tuple[VetoFinding, ...]) -> list[Fault]:
    """Findings about conditions that the profile does not have."""
    known = [condition.id for condition in profile.vetoes]
    return [
        Fault(
            "case.yaml 的 vetoes",
            finding.condition,
            "、".join(known) or "评价规程中的否决条件（本规程没有）",
            "请改条件编号，或在评价规程中写明这个否决条件。",
        )
        for finding in findings
        if finding.condition not in known
    ]
