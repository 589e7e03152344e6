"""A draft prints at any stage: whatever is taken out of a case, report and papers are built and nothing dangles."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from hengping.cases.model import PARTS, Case
from hengping.cases.store import open_case
from hengping.errors import InputError
from hengping.rendering.numbering import number
from hengping.rendering.workbook_file import workbook_bytes
from hengping.reports.evaluation_report import evaluation_report
from hengping.reports.material import gather
from hengping.reports.working_papers import working_papers
from hengping.scoring.case_score import score_case
from tests.cases.strategies import NASTY
from tests.reports.conftest import EXAMPLES, NAMES

OPTIONAL = tuple(spec.attribute for spec in PARTS if not spec.required and spec.attribute != "facts")
TEXTS: Mapping[str, tuple[str, ...]] = {
    "findings.problems": ("title", "text", "cause", "unscored_reason"),
    "findings.recommendations": ("title", "text", "to"),
    "goals": ("level_1", "level_3", "target_text"),
    "judgements": ("reason",),
    "evidence": ("title",),
    "frame": ("name", "address"),
}


@pytest.fixture(scope="module")
def examples() -> Mapping[str, Case]:
    return {name: open_case(EXAMPLES / name) for name in NAMES}


def without(case: Case, parts: set[str], facts: set[int], texts: set[str]) -> dict[str, Any]:
    """The case as data, with parts, chapter texts, and the values of some facts taken out."""
    data = case.model_dump()
    for part in parts:
        data.pop(part, None)
    rows = list(data["facts"])
    for index in facts:
        row = rows[index % len(rows)]
        row.update(value="", formula="")
    data["texts"] = {name: text for name, text in data["texts"].items() if name not in texts}
    return data


def with_nasty(data: dict[str, Any], draws: list[tuple[str, int, int, str]]) -> dict[str, Any]:
    """Some texts replaced by such as break tables, Markdown, templates and formulas."""
    places = sorted(TEXTS)
    for place, row, field, nasty in ((places[index % len(places)], *rest) for index, *rest in _numbered(draws)):
        rows: Any = data
        for step in place.split("."):
            rows = rows.get(step) if isinstance(rows, dict) else None
        if rows:
            rows[row % len(rows)][TEXTS[place][field % len(TEXTS[place])]] = nasty
    return data


def _numbered(draws: list[tuple[str, int, int, str]]) -> list[tuple[int, int, int, str]]:
    return [(len(place) * 7 + row, row, field, nasty) for place, row, field, nasty in draws]


@settings(max_examples=15)
@given(
    name=st.sampled_from(NAMES),
    parts=st.sets(st.sampled_from(OPTIONAL), max_size=8),
    facts=st.sets(st.integers(0, 200), max_size=12),
    texts=st.sets(st.sampled_from(["abstract", "background", "money", "conclusion", "analysis", "sampling", "limits"])),
    nasty=st.lists(
        st.tuples(st.text("ab", max_size=3), st.integers(0, 30), st.integers(0, 3), st.sampled_from(NASTY)), max_size=5
    ),
    watermark=st.sampled_from(["", "征求意见稿"]),
)
def test_whatever_a_case_lacks_its_documents_are_built(
    name: str,
    parts: set[str],
    facts: set[int],
    texts: set[str],
    nasty: list[tuple[str, int, int, str]],
    watermark: str,
    examples: Mapping[str, Case],
) -> None:
    data = with_nasty(without(examples[name], parts, facts, texts), nasty)
    data["identity"]["watermark"] = watermark
    try:
        case = Case.model_validate(data)
        score = score_case(case)
    except (InputError, ValueError):
        event("refused before anything is written")
        return
    material = gather(case, score)
    document = evaluation_report(material)
    number(document)
    assert document.watermark == ("草稿" if score.total is None else watermark or None)
    papers = working_papers(material)
    workbook_bytes(papers.book)
    assert {place.code for place in papers.points} >= {"TOTAL", *material.indicators}


def test_the_first_day_of_a_case_has_a_report(tmp_path: Path) -> None:
    from hengping.cases.templates import start_case

    start_case(tmp_path / "new", template="fund")
    case = open_case(tmp_path / "new")
    material = gather(case, score_case(case))
    document = evaluation_report(material)
    number(document)
    assert document.watermark == "草稿"
    assert any(text.startswith("指标“支出预算执行率”尚未计分：缺少实际值") for text in material.gaps.found)
