"""Change one fact, and total, report, working papers and result say the new figure and no longer the old."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from hengping.cases.model import Case
from hengping.rendering.walk import figures_of
from hengping.reports.evaluation_report import evaluation_report
from hengping.reports.material import Material, gather
from hengping.reports.working_papers import working_papers
from hengping.scoring.case_score import score_case
from hengping.scoring.document import score_document


def with_value(case: Case, fact_id: str, value: str) -> Case:
    facts = tuple(fact.model_copy(update={"value": value}) if fact.id == fact_id else fact for fact in case.facts)
    return case.model_copy(update={"facts": facts})


@pytest.mark.parametrize(
    ("name", "fact_id", "value", "printed", "total"),
    [
        ("datong-2020", "参保平均人数_2020", "210000", "210000人", "95.12"),
        ("datong-2020", "上解_市本级", "30000", "30000万元", "91.12"),
        ("datong-2020", "存在档案管理制度", "是", "是", "93.12"),
        ("datong-2020", "满意度_2020", "84.12", "84.12%", "93.12"),
        ("xinjiang-2021", "缴费人数", "300000", "300000人", "94.18"),
        ("xinjiang-2021", "支出_实际", "1300000", "1300000万元", "89.89"),
    ],
)
def test_a_changed_fact_changes_every_document(
    name: str, fact_id: str, value: str, printed: str, total: str, materials: Mapping[str, Material]
) -> None:
    before = materials[name]
    case = with_value(before.case, fact_id, value)
    score = score_case(case)
    material = gather(case, score)
    assert str(score.total) == total != str(before.score.total)

    document = evaluation_report(material)
    placed = {(figure.fact_id, figure.text) for figure in figures_of(document)}
    assert (fact_id, printed) in placed
    assert {text for kind, text in placed if kind == "score:TOTAL"} == {total}
    old = before.facts.printed(fact_id)
    assert (fact_id, old) not in placed

    papers = {place.code: str(place.points) for place in working_papers(material).points}
    assert papers["TOTAL"] == total
    assert score_document(score, case)["total"] == total
