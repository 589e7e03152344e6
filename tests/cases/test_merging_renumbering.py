"""Numbers for rows that two people added under the same one."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengping.cases.folder_store import read_folder
from hengping.cases.merging.renumbering import RENUMBERED, next_number, renumbered
from hengping.cases.model import PARTS, Case
from hengping.cases.model.facts import Evidence
from hengping.cases.model.follow_up import RectificationRow
from hengping.cases.parts_fields import Kind, fields_of
from tests.cases.case_files import case_folder


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return read_folder(case_folder(tmp_path))


@pytest.mark.parametrize(
    ("row_id", "taken", "following"),
    [
        ("E14", {"E01", "E14"}, "E15"),
        ("E14", {"E14", "E20", "F99"}, "E21"),
        ("E09", {"E09"}, "E10"),
        ("ZJ-009", {"ZJ-009"}, "ZJ-010"),
        ("附件", {"附件"}, "附件-2"),
        ("附件", {"附件", "附件-2"}, "附件-3"),
    ],
)
def test_next_number(row_id: str, taken: set[str], following: str) -> None:
    assert next_number(row_id, taken) == following


def with_evidence(case: Case, **cells: str) -> Case:
    added = Evidence(id="E02", **{"title": "纪要", **cells})
    row = RectificationRow(id="Z1", item="整改", proof=("E02", "E01"))
    return case.model_copy(update={"evidence": (*case.evidence, added), "rectification": (row,)})


def test_every_reference_follows(case: Case) -> None:
    mine, yours = with_evidence(case, title="照片"), with_evidence(case)
    changed, told = renumbered(case, mine, yours)
    assert told == {"证据清单": {"E02": "E03"}}
    assert [row.id for row in changed.evidence] == ["E01", "E03"]
    assert changed.rectification[0].proof == ("E03", "E01")
    assert changed.facts == yours.facts


@pytest.mark.parametrize(
    ("mine", "yours"),
    [
        ({}, {"note": "我方没有备注"}),
        ({"title": "甲", "sha256": "ab"}, {"title": "乙", "sha256": "ab"}),
    ],
    ids=["one knows more", "the same file"],
)
def test_the_same_thing_keeps_its_number(case: Case, mine: dict[str, str], yours: dict[str, str]) -> None:
    theirs = with_evidence(case, **yours)
    assert renumbered(case, with_evidence(case, **mine), theirs) == (theirs, {})


def test_every_list_of_evidence_ids_is_known() -> None:
    """A field of several ids that speaks of evidence by its heading is one that follows."""
    named = {
        name
        for spec in PARTS
        for name, part_field in fields_of(spec.model).items()
        if part_field.kind is Kind.IDENTIFIERS and part_field.title in ("证据编号", "佐证")
    }
    assert named == RENUMBERED["evidence"]
