"""Which problems were there before: pairs of real wordings, judged as a person would."""

from __future__ import annotations

import pytest

from hengping.analysis.repeat_findings import Repeat, repeat_findings
from hengping.cases.model import Case


def case_with(year: str, *problems: tuple[str, str, str], indicator: str = "管理制度健全性") -> Case:
    """A case whose problems are (title, text, code of indicator)."""
    leaves = [{"code": "B21", "name": indicator, "weight": "5"}, {"code": "C21", "name": "参保增长率", "weight": "5"}]
    return Case.model_validate(
        {
            "identity": {"title": f"{year}评价", "project_name": "项目", "kind": "财政评价", "year": year},
            "indicators": {"indicators": leaves},
            "findings": {
                "problems": [
                    {"id": f"P{number}", "title": title, "text": text, "criteria": [code] if code else []}
                    for number, (title, text, code) in enumerate(problems, start=1)
                ]
            },
        }
    )


def only(found: tuple[Repeat, ...]) -> Repeat:
    (match,) = found
    return match


@pytest.mark.parametrize(
    ("now", "then", "same_indicator", "expected"),
    [
        ("档案管理制度没有建立", "档案管理制度没有建立", False, "sure"),
        ("档案管理制度没有建立", "档案管理制度尚未建立", True, "sure"),
        ("档案管理制度没有建立", "档案管理制度尚未建立", False, "unsure"),
        ("参保人数比上年减少", "参保平均人数较上年下降", True, "unsure"),
        ("2020年有3个单位未全员参保", "2019年有12个单位未全员参保", False, "sure"),
        ("档案管理制度没有建立", "参保人数比上年减少", True, "none"),
        ("质量和效益目标没有细化为可衡量的指标", "参保人数比上年减少", False, "none"),
    ],
)
def test_pairs_of_titles(now: str, then: str, same_indicator: bool, expected: str) -> None:
    later = case_with("2020", (now, "", "B21"))
    earlier = case_with("2019", (then, "", "B21" if same_indicator else "C21"))
    found = repeat_findings(later, [earlier])
    assert {(): "none", (True,): "sure", (False,): "unsure"}[tuple(match.sure for match in found)] == expected


def test_figures_that_change_every_year_do_not_count() -> None:
    later = case_with("2020", ("参保人数减少", "由 {{ 人数_2019 | plain }} 人减为 12,345 人。", "C21"))
    earlier = case_with("2019", ("参保人数减少", "由 {{ 人数_2018 }} 人减为 9 人。", "C21"))
    assert only(repeat_findings(later, [earlier])).text_likeness == 100


def test_the_evidence_names_year_problem_and_indicator() -> None:
    later = case_with("2021", ("档案管理制度没有建立", "没有制度。", "B21"))
    earlier = case_with("2019", ("无关", "", ""), ("档案管理制度没有建立", "没有制度。", "B21"))
    match = only(repeat_findings(later, [earlier]))
    assert match.reference == "2019年度 P2“档案管理制度没有建立”"
    assert match.reasons == "标题相似度 100，正文相似度 100，同为指标“管理制度健全性”失分"


def test_of_several_earlier_cases_the_most_like_and_latest_counts() -> None:
    later = case_with("2021", ("档案管理制度没有建立", "", "B21"))
    cases = [
        case_with("2018", ("档案管理制度没有建立", "", "B21")),
        case_with("2020", ("档案管理制度没有建立", "", "B21")),
    ]
    assert only(repeat_findings(later, cases)).year == "2020"
    assert repeat_findings(later, []) == ()
