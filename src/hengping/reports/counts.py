"""Counts of rows that texts may print: how many goals, visits, problems a case has."""

from __future__ import annotations

from hengping.reports.material import Material


def counts(material: Material) -> dict[str, int]:
    """Every count by its name in prose."""
    case = material.case
    visited = {visit.unit for visit in case.visits if visit.visited_on or visit.planned_on}
    units = [row for row in case.frame if row.id in visited]
    return {
        "goals": len(case.goals),
        "frame": len(case.frame),
        "visits": len(case.visits),
        "units_visited": len(units),
        "payers": len({row.payer for row in case.frame if row.payer}),
        "cities": len(case.sampling.places) or len({row.city for row in case.frame if row.city}),
        "cities_visited": len(case.sampling.places_visited) or len({row.city for row in units if row.city}),
        "policies": len(case.identity.policies),
        "phases": len(case.identity.phases),
        "methods": len(case.identity.methods),
        "indicators": len(material.leaves),
        "level_1": len(case.indicators.indicators),
        "level_2": sum(1 for node in material.score.walk() if node.level == 2),
        "level_3": sum(1 for node in material.score.walk() if node.level == 3),
        "level_4": sum(1 for node in material.score.walk() if node.level == 4),
        "criteria": len(material.criteria),
        "experience": len(case.findings.experience),
        "problems": len(case.findings.problems),
        "recommendations": len(case.findings.recommendations),
        "evidence": len(case.evidence),
        "facts": len(case.facts),
        "surveys": len(case.surveys),
        "callbacks": len(case.callbacks),
        "interviews": len(case.interviews.outlines),
        "questions": sum(len(outline.questions) for outline in case.interviews.outlines),
        "opinions": len(case.opinions),
        "team": len(case.identity.team),
        "grades": len(material.profile.grades),
    }
