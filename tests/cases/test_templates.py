"""A case on its first day: it starts from a template, lacks nearly everything, and says so without complaining."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from hengping.cases.folder_store import write_folder
from hengping.cases.model import Case
from hengping.cases.model.case import leaves, walk
from hengping.cases.model.fields import Status
from hengping.cases.store import open_case
from hengping.cases.templates import start_case, template_names
from hengping.cases.workbook_store import read_workbook, write_workbook
from hengping.errors import InputError
from hengping.lint.finding import Severity
from hengping.lint.report import lint_case, render_text
from hengping.reference.indicator_library import indicator_library
from hengping.scoring.case_score import score_case

NAMES = ("fund", "gap-sharing", "project")


_REASONS = ("缺少", "要点尚未评判：", "尚未评判")


@pytest.fixture(params=NAMES)
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    start_case(tmp_path / "评价", template=request.param)
    return tmp_path / "评价"


@pytest.fixture
def case(folder: Path) -> Case:
    return open_case(folder)


def test_the_three_kinds_of_job_have_a_template() -> None:
    assert template_names() == NAMES


def test_a_template_is_copied_with_its_comments_and_nothing_else(folder: Path, request: pytest.FixtureRequest) -> None:
    packaged = resources.files("hengping.reference") / "templates" / request.node.callspec.params["folder"]
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        entry.name: entry.read_bytes() for entry in packaged.iterdir()
    }
    assert (folder / "case.yaml").read_text("utf-8").startswith("#")


def test_what_was_written_is_told(tmp_path: Path) -> None:
    written = start_case(tmp_path / "a" / "b", template="project")
    assert sorted((tmp_path / "a" / "b").rglob("*")) == list(written)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(InputError, match="换一个文件夹，以免覆盖已有内容"):
        start_case(tmp_path, template="project")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    assert start_case(tmp_path, template="project")


def test_a_name_misspelt_is_told_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="fund、gap-sharing、project 之一。是否为 gap-sharing？"):
        start_case(tmp_path / "x", template="gap_sharing")
    assert list(tmp_path.iterdir()) == []


def test_nobody_pretends_to_know_anything(case: Case) -> None:
    """No figure, judgement, score or date; whatever weight or target is offered is marked as assumed."""
    assert {fact.value + fact.formula for fact in case.facts} == {""}
    assert case.judgements == case.scores == case.evidence == ()
    assert not any((case.identity.year, case.identity.region, case.identity.level))
    for _, indicator in walk(case.indicators.indicators):
        marked = {mark.field_name for mark in indicator.marks if mark.status is Status.ASSUMED}
        assert "weight" in marked, indicator.code
        target = indicator.target
        if target is not None and (target.value or target.lower or target.upper):
            assert (target.status, bool(target.reason)) == (Status.ASSUMED, True), indicator.code


def test_the_framework_is_the_customary_one_and_adds_up(case: Case) -> None:
    top = case.indicators.indicators
    assert [indicator.name for indicator in top] == ["决策", "过程", "产出", "效益"]
    for _, indicator in walk(top):
        if indicator.children:
            assert sum(child.weight for child in indicator.children) == indicator.weight, indicator.code
    assert sum(indicator.weight for indicator in top) == case.indicators.full_marks


def test_every_leaf_says_how_it_is_scored_and_where_its_figures_come_from(case: Case) -> None:
    used = set()
    for leaf in leaves(case.indicators.indicators):
        assert leaf.rule or leaf.criteria, leaf.code
        used |= {name for name in (fact.id for fact in case.facts) if name in leaf.actual}
    assert used == {fact.id for fact in case.facts}


def test_library_codes_exist(case: Case) -> None:
    known = {entry.code for entry in indicator_library().entries}
    assert {leaf.library_code for leaf in leaves(case.indicators.indicators) if leaf.library_code} <= known


def test_it_has_no_total_and_says_for_every_leaf_what_is_missing(case: Case) -> None:
    score = score_case(case)
    assert (score.total, score.grade) == (None, None)
    for criterion in score.criteria():
        assert criterion.score is None
        assert criterion.sentence.endswith("暂不能计分"), criterion.criterion.id
        assert criterion.sentence.startswith(_REASONS), criterion.sentence


def test_the_checks_stay_readable(case: Case) -> None:
    report = lint_case(case)
    assert not report.has_errors
    assert {finding.code for finding in report.findings} == {"HP214"}  # not scored yet, and nothing else
    assert report.count(Severity.WARNING) == len(list(leaves(case.indicators.indicators)))
    assert len(render_text(report).splitlines()) <= 6


def test_it_goes_through_excel_and_back_without_changing_a_byte(folder: Path, case: Case, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    write_workbook(case, tmp_path / "a.xlsx")
    assert write_folder(read_workbook(tmp_path / "a.xlsx"), folder) == ()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
