"""What a signature covers: what the deliverable says, nothing beside it; the same in every store."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from hengping.cases.deliverables import Deliverable, content, content_hash, design_hash
from hengping.cases.deliverables.content import canonical
from hengping.cases.folder_store import read_folder, write_folder
from hengping.cases.model import Case
from hengping.cases.model.facts import Evidence
from hengping.cases.model.fields import Mark, Status
from hengping.cases.model.fieldwork import Visit
from hengping.cases.model.filings import FormEntry
from hengping.cases.model.follow_up import RectificationRow
from hengping.cases.model.indicators import Outcome, OutcomeKind, Override
from hengping.cases.model.papers import WorkingPaperRow
from hengping.cases.model.process import RequestRow, ScoreRecord, ScoreStage
from hengping.cases.model.review import Consultation, ExpertComment, OpinionRow, ReviewRow, SignOffRow
from hengping.cases.store import open_case
from hengping.cases.workbook_store import read_workbook, write_workbook
from tests.cases.deliverables.small import DAY, small_case, with_criterion, with_identity, with_leaf

EXAMPLES = Path(__file__).parents[3] / "examples"

Edit = Callable[[Case], Case]


def part(**rows: object) -> Edit:
    return lambda case: case.model_copy(update=rows)


def criterion(**update: object) -> Edit:
    return lambda case: with_criterion(case, **update)


def identity(**update: object) -> Edit:
    return lambda case: with_identity(case, **update)


# What changes → whose signature falls: p plan, d draft, f final.
EDITS: list[tuple[str, Edit, str]] = [
    ("weight", lambda case: with_leaf(case, weight=Decimal("9")), "pdf"),
    ("full marks of a criterion", criterion(max_score=Decimal("9")), "pdf"),
    ("scoring rule", criterion(rule="judged"), "pdf"),
    ("evidence that is required", criterion(evidence_required="凭证"), "pdf"),
    (
        "mark of the weight",
        lambda case: with_leaf(case, marks=(Mark(field_name="weight", status=Status.RECONSTRUCTED, reason="未公布"),)),
        "pdf",
    ),
    ("finding", criterion(finding="已核对"), "df"),
    ("reason of a deduction", criterion(deduction_reason="少支出"), "df"),
    ("score set by hand", criterion(override=Override(score=Decimal("9"))), "df"),
    ("outcome", criterion(outcome=Outcome(kind=OutcomeKind.NO_EVIDENCE, reason="无", by="张三")), "df"),
    ("formula of the actual", criterion(actual="=执行率*1"), "df"),
    (
        "mark of a result",
        lambda case: with_leaf(case, marks=(Mark(field_name="finding", status=Status.RECONSTRUCTED, reason="未公布"),)),
        "df",
    ),
    ("fact", lambda case: case.model_copy(update={"facts": ()}), "df"),
    ("text", part(texts={"abstract": "另一段"}), "df"),
    ("evidence", part(evidence=(Evidence(id="E01", title="凭证"),)), "df"),
    ("planned visit", part(visits=(Visit(id="V1", unit="U1", planned_on=DAY),)), "pdf"),
    ("visit added in the field", part(visits=(Visit(id="V1", unit="U1", visited_on=DAY),)), "df"),
    ("request", part(requests=(RequestRow(id="Q1", title="凭证"),)), "pdf"),
    ("paper", part(working_papers=(WorkingPaperRow(index="DG-A1", title="执行率"),)), "pdf"),
    ("team", identity(contract_number="第5号"), "pdf"),
    ("state of the text", identity(watermark="征求意见稿"), ""),
    ("date of issue", identity(issued_on=datetime.date(2022, 8, 20), issued_text="二〇二二年八月"), ""),
    ("review", part(reviews=(ReviewRow(id="R1", deliverable="初稿", level="一级"),)), ""),
    ("seal", part(sign_offs=(SignOffRow(id="K1", form="F16"),)), ""),
    ("rectification", part(rectification=(RectificationRow(id="Z1", item="整改"),)), ""),
    ("entry of a rectification form", part(form_entries=(FormEntry(id="F19:x", form="F19", item="x", value="y"),)), ""),
    ("entry of a self-evaluation", part(form_entries=(FormEntry(id="F02:x", form="F02", item="x", value="y"),)), "df"),
    ("letter", part(consultations=(Consultation(id="L1", party="甲单位"),)), "f"),
    ("opinion", part(opinions=(OpinionRow(id="O1", party="甲单位"),)), "f"),
    ("comment", part(expert_comments=(ExpertComment(id="C1"),)), "f"),
    (
        "score on record",
        part(scores=(ScoreRecord(id="S1", code="A1", stage=ScoreStage.SELF, score=Decimal("9")),)),
        "f",
    ),
]


@pytest.mark.parametrize(("edit", "falls"), [edit[1:] for edit in EDITS], ids=[edit[0] for edit in EDITS])
def test_a_deliverable_changes_with_what_it_says_and_with_nothing_else(edit: Edit, falls: str) -> None:
    before, after = small_case(), edit(small_case())
    assert before != after
    changed = "".join(each.value[0] for each in Deliverable if content_hash(before, each) != content_hash(after, each))
    assert changed == falls


def test_planned_visit_stays_planned_after_it_was_made() -> None:
    visit = Visit(id="V1", unit="U1", planned_on=DAY)
    made = visit.model_copy(update={"visited_on": DAY, "note": "已到", "name_as_filed": "甲社保局"})
    hashes = {content_hash(small_case(visits=(each,)), Deliverable.PLAN) for each in (visit, made)}
    assert len(hashes) == 1


@pytest.mark.parametrize(("finding", "falls"), [({}, ""), ({"evidence": ("E09",)}, "df")])
def test_proof_of_rectification_is_part_of_the_report_only_where_the_report_cites_it(
    finding: dict[str, object], falls: str
) -> None:
    before = with_criterion(small_case(), **finding)
    ledger = RectificationRow(id="Z1", item="建立制度", proof=("E09",))
    proof = Evidence(id="E09", title="整改凭证", received_on=datetime.date(2022, 10, 8))
    after = before.model_copy(update={"evidence": (proof,), "rectification": (ledger,)})
    changed = "".join(each.value[0] for each in Deliverable if content_hash(before, each) != content_hash(after, each))
    assert changed == falls


def test_hash_is_sha256_of_sorted_compact_json_with_numbers_as_written() -> None:
    case = with_leaf(small_case(), weight=Decimal("20.10"))
    plan = content(case, Deliverable.PLAN)
    text = json.dumps(plan, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert '"weight":"20.10"' in text
    assert canonical(plan) == text
    assert content_hash(case, Deliverable.PLAN) == hashlib.sha256(text.encode("utf-8")).hexdigest()


def test_locked_design_is_the_indicator_part_of_the_plan() -> None:
    case = small_case()
    indicators = {"indicators": content(case, Deliverable.PLAN)["indicators"]}
    assert design_hash(case) == hashlib.sha256(canonical(indicators).encode()).hexdigest()


@pytest.mark.parametrize("name", ["datong-2020", "xinjiang-2021"])
def test_folder_and_workbook_of_one_case_have_one_hash(name: str, tmp_path: Path) -> None:
    case = open_case(EXAMPLES / name)
    write_folder(case, tmp_path / "folder")
    write_workbook(case, tmp_path / "case.xlsx")
    for deliverable in Deliverable:
        hashes = {
            content_hash(each, deliverable)
            for each in (case, read_folder(tmp_path / "folder"), read_workbook(tmp_path / "case.xlsx"))
        }
        assert len(hashes) == 1
