"""The review of the work for trying the forms: papers, consultation, reviews, experts, rectification. All fictitious."""

from __future__ import annotations

import datetime
from decimal import Decimal

from hengping.cases.model import Case
from hengping.cases.model.follow_up import ArchiveItem, RectificationNotice, RectificationRow
from hengping.cases.model.papers import FactConfirmation, PaperRow, ViewKind, ViewRow, WorkingPaperRow
from hengping.cases.model.process import PartyRole, PartyRow, ScoreRecord, ScoreStage
from hengping.cases.model.review import (
    Consultation,
    Expert,
    ExpertComment,
    ExpertReview,
    OpinionDecision,
    OpinionRow,
    ReviewRow,
)

_DAY = datetime.date(2022, 8, 5)


def with_process(case: Case, *, criterion: str) -> Case:
    """The case with what happens to its papers and report; `criterion` is the one whose score moves."""
    parties = (
        PartyRow(id="P1", name="甲市社会保险中心", role=PartyRole.IMPLEMENTING_UNIT, liaison="刘洋", phone="000-0001"),
        PartyRow(id="P2", name="甲市人力资源和社会保障局", role=PartyRole.SUPERVISING_DEPARTMENT),
        PartyRow(id="P3", name="甲市财政局", role=PartyRole.COMMISSIONING_PARTY),
        PartyRow(id="P4", name="丁会计师事务所", role=PartyRole.THIRD_PARTY_AGENCY),
    )
    return case.model_copy(
        update={
            "parties": parties,
            "scores": _scores(criterion),
            **_papers(criterion),
            **_consultation(criterion),
            "reviews": _reviews(),
            **_experts(criterion),
            **_rectification(),
            "archive_items": _archive(),
        }
    )


def _scores(criterion: str) -> tuple[ScoreRecord, ...]:
    return (
        ScoreRecord(id="S1", code=criterion, stage=ScoreStage.PRELIMINARY, score=Decimal("1.5"), by="评价组"),
        ScoreRecord(
            id="S2",
            code=criterion,
            stage=ScoreStage.REVIEWED,
            score=Decimal("1.8"),
            reason="补充了批复文件",
            by="评价组",
        ),
    )


def _papers(criterion: str) -> dict[str, object]:
    papers = (
        WorkingPaperRow(
            index="D01",
            title="征缴情况核查底稿",
            kind="抽查",
            indicators=(criterion,),
            prepared_by="陈立",
            prepared_on=_DAY,
            reviewed_by="周敏",
            reviewed_on=_DAY,
            pages="6",
        ),
        WorkingPaperRow(index="D02", title="满意度汇总底稿", kind="满意度", prepared_by="孙婷"),
    )
    rows = (
        PaperRow(id="DM01", paper="D01", unit="甲铁路局", criterion=criterion, year="2020", value="1"),
        PaperRow(
            id="DM02",
            paper="D01",
            unit="甲铁路局",
            criterion=criterion,
            year="2021",
            value="0",
            problem="台账不全",
            cause="未设专人",
        ),
        PaperRow(id="DM03", paper="D01", unit="乙油田公司", criterion=criterion, year="2021", value="1"),
        PaperRow(id="DM04", paper="D02", unit="缴费职工", value="82.35%", problem="政策宣传不够", cause="渠道单一"),
        PaperRow(id="DM05", paper="D02", unit="领取职工", value="93.75%"),
    )
    return {"working_papers": papers, "paper_rows": rows, **_views(criterion)}


def _views(criterion: str) -> dict[str, object]:
    views = (
        ViewRow(
            id="JY01",
            kind=ViewKind.PROBLEMS_AND_SUGGESTIONS,
            party="甲铁路局",
            practice="按月核对缴费人数",
            difficulty="跨地区转移手续多",
            suggestion="统一转移接续表单",
        ),
        ViewRow(id="JY02", kind=ViewKind.SURVEY_SUMMARY, party="乙油田公司", necessity="必要", effect="发放及时"),
    )
    statement = FactConfirmation(
        id="QZ01",
        matter="欠费台账登记不全",
        fact="抽查2021年欠费企业26户，其中6户未列明清欠措施和时限。",
        amount="38.20万元",
        evidence=("E01",),
        criteria=(criterion,),
        party="甲铁路局社会保险处",
        taken_by="陈立、何倩",
        taken_on=_DAY,
        party_opinion="情况属实，已着手整改。",
    )
    return {"views": views, "fact_confirmations": (statement,)}


def _consultation(criterion: str) -> dict[str, object]:
    letters = (
        Consultation(
            id="ZQ01",
            party="P1",
            number="甲财绩函〔2022〕15号",
            sent_on=_DAY,
            due=datetime.date(2022, 8, 15),
            contact="周敏 000-0003",
        ),
        Consultation(id="ZQ02", party="甲市人力资源和社会保障局", sent_on=_DAY, due=datetime.date(2022, 8, 15)),
    )
    opinions = (
        OpinionRow(
            id="Y01",
            party="P1",
            place="评分表第3行",
            criteria=(criterion,),
            original="台账不全",
            opinion="建议调整得分",
            reason="批复文件已补齐",
            proof="批复文件 第2页",
            verification="经核对，批复文件属实",
            decision=OpinionDecision.ADOPTED,
            score_before=Decimal("1.5"),
            score_after=Decimal("1.8"),
        ),
        OpinionRow(id="Y02", party="甲市人力资源和社会保障局", opinion="无意见", decision=OpinionDecision.NO_OPINION),
    )
    return {"consultations": letters, "opinions": opinions}


def _reviews() -> tuple[ReviewRow, ...]:
    return (
        ReviewRow(
            id="F01",
            deliverable="初稿",
            level="一级",
            reviewer="周敏",
            on=_DAY,
            point="数据有出处",
            remark="表3合计与正文不符",
            place="第12页",
            importance="重要",
            reply="已按决算更正",
            cleared=True,
            conclusion="通过",
        ),
        ReviewRow(
            id="F02", deliverable="初稿", level="二级", reviewer="吴刚", remark="建议过于笼统", conclusion="退回"
        ),
        ReviewRow(id="F03", deliverable="方案", level="一级", reviewer="周敏", conclusion="通过"),
    )


def _experts(criterion: str) -> dict[str, object]:
    experts = (
        Expert(
            id="X1",
            name="高原",
            organisation="某财经大学",
            title="教授",
            specialty="社会保障",
            recusal="无应回避情形",
            head=True,
        ),
        Expert(id="X2", name="林海", organisation="某审计学会", title="高级审计师"),
    )
    reviews = (
        _given("PS01", "X1", "指标体系和权重", 30, "26", "效益指标偏少"),
        _given("PS02", "X1", "评价方法和证据收集", 15, "13", ""),
        ExpertReview(
            id="PS03", deliverable="方案", expert="X1", opinion="总体可行，补充指标。", conclusion="修改后通过", on=_DAY
        ),
        _given("PS04", "X2", "指标体系和权重", 30, "27.5", "权重可再均衡。"),
    )
    comments = (
        ExpertComment(
            id="ZY01",
            deliverable="方案",
            expert="X1",
            comment="增加可持续影响指标",
            adopted="采纳",
            change="新增一项三级指标",
            page="18",
            on=_DAY,
        ),
        ExpertComment(
            id="ZY02",
            deliverable="终稿",
            expert="X2",
            comment="扣分依据应引用条款",
            criteria=(criterion,),
            adopted="部分采纳",
            why="部分条款没有文号",
            change="补注依据",
            page="31",
        ),
    )
    return {"experts": experts, "expert_reviews": reviews, "expert_comments": comments}


def _given(key: str, expert: str, point: str, full: int, score: str, opinion: str) -> ExpertReview:
    return ExpertReview(
        id=key,
        deliverable="方案",
        expert=expert,
        point=point,
        max_score=Decimal(full),
        score=Decimal(score),
        opinion=opinion,
    )


def _rectification() -> dict[str, object]:
    notice = RectificationNotice(
        number="甲财绩〔2022〕30号",
        title="企业职工基本养老保险基金绩效评价整改",
        kind="财政评价",
        stage="评价报告印发后",
        party="P1",
        line_division="社会保障科",
        content="一是补齐欠费台账；二是追回多发待遇。",
        issued_on=datetime.date(2022, 9, 1),
        due=datetime.date(2022, 10, 31),
        attachments="整改台账",
        reply="两项均已整改。",
        reply_number="甲社保〔2022〕8号",
        replied_on=datetime.date(2022, 10, 20),
        review_state="已审核",
        linked_amount="0",
    )
    return {"rectification_notices": (notice,), "rectification": _ledger(notice.number)}


def _ledger(notice: str) -> tuple[RectificationRow, ...]:
    return (
        RectificationRow(
            id="Z01",
            notice=notice,
            problem="W1",
            item="欠费台账登记不全",
            nature="管理不规范",
            source="B11",
            amount="38.20",
            recommendation="逐户列明清欠措施",
            measure="设专人登记，按月核对",
            owner="甲市社会保险中心",
            person="刘洋",
            due=datetime.date(2022, 10, 31),
            progress="已补登6户",
            completion="已完成",
            proof=("E01",),
            rules_made="修订欠费管理办法",
            rechecked_by="周敏",
            recheck="通过",
            closed_on=datetime.date(2022, 11, 5),
        ),
        RectificationRow(
            id="Z02",
            notice=notice,
            problem="W2",
            item="个别人员多发待遇",
            owner="甲市社会保险中心",
            completion="部分完成",
            recovered="1.20",
            unfinished_reason="1人去世，正与家属协商",
            repeat=True,
            earlier="2020年 W3",
        ),
    )


def _archive() -> tuple[ArchiveItem, ...]:
    return (
        ArchiveItem(
            id="1",
            document_number="甲财绩函〔2022〕3号",
            responsible="甲市财政局",
            title="委托函",
            on=_DAY,
            pages="1—2",
        ),
        ArchiveItem(id="2", responsible="丁会计师事务所", title="绩效评价工作方案", pages="3—40", retention="30年"),
    )
