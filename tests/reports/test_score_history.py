"""Before/after columns and the tables of opinions: printed where there is a history, absent where there is none."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal

import pytest

from hengping.cases.model import Case
from hengping.cases.model.facts import Evidence
from hengping.cases.model.process import ScoreStage
from hengping.cases.model.review import Consultation, ExpertComment, OpinionDecision, OpinionRow
from hengping.rendering.document import Annex, Document
from hengping.rendering.walk import figures_of
from hengping.reports.annexes.adoption import comments_annex, opinions_annex
from hengping.reports.annexes.score_history import score_history_annex
from hengping.reports.blocks.opinions import opinions
from hengping.reports.evaluation_report import evaluation_report, start_writing
from hengping.reports.material import Material, gather
from hengping.scoring.case_score import score_case
from hengping.scoring.revision import Decision, NewScore, decide_comment, decide_opinion
from hengping.scoring.score_history import record_scores
from tests.reports.conftest import NAMES
from tests.reports.document_text import text_of
from tests.reports.test_every_figure_has_a_fact import (
    filed_values,
    resolves,
    unexplained_in_cells,
    unexplained_in_prose,
)

DAY = datetime.date(2021, 7, 8)


def decision(scores: tuple[NewScore, ...], *, reason: str, kind: OpinionDecision = OpinionDecision.ADOPTED) -> Decision:
    return Decision(decision=kind, reason=reason, by="张三", on=DAY, scores=scores, proof=("E01",) if scores else ())


@pytest.fixture(scope="module")
def moved(materials: Mapping[str, Material]) -> Material:
    """The city's case after opinions and an expert's comment: 92.12 → 92.62 → 92.22."""
    case = materials["datong-2020"].case
    parts = {
        "scores": (),
        "evidence": (*case.evidence, Evidence(id="E88", title="补交的制度")),
        "consultations": (
            Consultation(id="L1", party="甲局"),
            Consultation(id="L2", party="乙局", result="无意见"),
        ),
        "opinions": (
            OpinionRow(id="O1", party="甲局", criteria=("B21",), opinion="制度已补齐", verification="查阅制度汇编"),
            OpinionRow(id="O2", party="甲局", criteria=("C21",), opinion="不应扣分"),
        ),
        "expert_comments": (
            ExpertComment(id="C1", deliverable="终稿", expert="赵教授", comment="证据不足", criteria=("B22",)),
            ExpertComment(id="C2", deliverable="方案", expert="钱教授", comment="指标偏多"),
        ),
    }
    case = stage(case.model_copy(update=parts), ScoreStage.PRELIMINARY)
    case = decide_opinion(case, "O1", decision((NewScore("B21", Decimal("3.5")),), reason="一项属实"))
    case = decide_opinion(case, "O2", decision((), reason="目标未调整", kind=OpinionDecision.NOT_ADOPTED))
    case = stage(case, ScoreStage.OPINION)
    case = decide_comment(case, "C1", decision((NewScore("B22", Decimal("3.6")),), reason="一份凭证缺签字"))
    case = stage(case, ScoreStage.FINAL)
    return gather(case, score_case(case))


def stage(case: Case, at: ScoreStage) -> Case:
    return record_scores(case, at, by="评价组", on=DAY).case


def lines(annex: Annex | None) -> list[str]:
    assert annex is not None
    return text_of((annex,)).splitlines()


def test_scores_of_each_stage_stand_side_by_side_with_what_moved_them(moved: Material) -> None:
    told = lines(score_history_annex(start_writing(moved)))
    assert told[1] == "编号 | 指标（评分要点） | 分值 | 初评 | 意见后 | 专家后 | 变动理由"
    assert "B21 | 管理制度健全性 | [4.00^※] | [3.00] | [3.50] | [3.50] | 意见后：采纳甲局意见（O1）：一项属实" in told
    assert (
        "B22 | 制度执行有效性 | [4.00^※] | [4.00] | [4.00] | [3.60] | 专家后：采纳专家赵教授意见（C1）：一份凭证缺签字"
        in told
    )
    assert "合计 | [100.00] | [92.12] | [92.62] | [92.22] | 意见后：B 得分变动；专家后：B 得分变动" in told
    assert "A11 | 立项依据充分性 | [3.00^※] | [3.00] | [3.00] | [3.00] | " in told
    assert not any(line.startswith("A22-1") for line in told)  # criteria stand only where theirs moved


def test_opinions_print_as_the_adoption_table(moved: Material) -> None:
    assert lines(opinions_annex(start_writing(moved))) == [
        "表 征求意见采纳情况表",
        "序号 | 单位 | 意见 | 评价组核实情况 | 采纳情况 | 理由 | 原得分 | 调整后得分 | 报告修改处 | 经办人 | 日期",
        "1 | 甲局 | 制度已补齐 | 查阅制度汇编 | 采纳 | 一项属实 | [3.00] | [3.50] | 评分表 B21 | 张三 | 2021年7月8日",
        "2 | 甲局 | 不应扣分 |  | 不采纳 | 目标未调整 | — | — |  | 张三 | 2021年7月8日",
    ]


def test_experts_comments_on_the_report_print_as_the_list_of_changes(moved: Material) -> None:
    assert lines(comments_annex(start_writing(moved))) == [
        "表 专家意见修改说明表",
        "序号 | 专家 | 专家意见 | 采纳情况 | 理由 | 修改内容 | 原得分 | 调整后得分 | 页码",
        "1 | 赵教授 | 证据不足 | 采纳 | 一份凭证缺签字 | B22 得分改为 3.6 分 | [4.00] | [3.60] | ",
    ]


def test_letters_and_decisions_are_counted(moved: Material) -> None:
    text = text_of(opinions(start_writing(moved), 3)).splitlines()[0]
    assert text == (
        "评价组就报告征求意见稿书面征求了[2家单位]的意见，[1家单位]无意见；[1家单位]提出意见共[2条]，处理情况如下。"
        "其中采纳[1条]、不采纳[1条]。"
    )


def test_letters_without_an_opinion_are_told_too(moved: Material) -> None:
    silent = moved.case.model_copy(update={"opinions": (), "consultations": moved.case.consultations[1:]})
    text = text_of(opinions(start_writing(gather(silent, moved.score)), 3))
    assert text == "评价组就报告征求意见稿书面征求了[1家单位]的意见，[1家单位]无意见，没有单位提出意见。"


def test_every_number_of_these_tables_has_its_source(moved: Material) -> None:
    document = evaluation_report(moved)
    titles = [block.title for block in document.blocks if isinstance(block, Annex)]
    assert titles[1:4] == ["得分变动情况表", "征求意见采纳情况表", "专家意见修改说明表"]
    assert list(unexplained_in_prose(document)) == []
    assert list(unexplained_in_cells(document, list(filed_values(moved.case.model_dump(mode="json"))))) == []
    assert {figure.fact_id for figure in figures_of(document) if not resolves(figure, moved)} == set()


@pytest.mark.parametrize("name", NAMES)
def test_reports_of_one_stage_without_opinions_stay_as_they_are(name: str, documents: Mapping[str, Document]) -> None:
    titles = {block.title for block in documents[name].blocks if isinstance(block, Annex)}
    assert titles.isdisjoint({"得分变动情况表", "征求意见采纳情况表", "专家意见修改说明表"})
