"""Field records for trying the forms: two visits, interviews, a meeting, call-backs, questionnaires. All fictitious."""

from __future__ import annotations

import datetime
from decimal import Decimal

from hengping.cases.model import Case
from hengping.cases.model.field_records import (
    Attendance,
    InterviewAnswer,
    InterviewRecord,
    Meeting,
    SurveyQuestion,
    VisitCheck,
    VisitRecord,
)
from hengping.cases.model.fieldwork import (
    Callback,
    FrameRow,
    InterviewOutline,
    Interviews,
    SamplingRule,
    SurveySummary,
    Visit,
)

_DAY = datetime.date(2022, 7, 18)


def with_fieldwork(case: Case) -> Case:
    """The case with a small fieldwork of its own: three units with 1000 of money, two visits, three questionnaires."""
    identity = case.identity.model_copy(
        update={
            "satisfaction_options": _options(100, 80, 60, 40, 20),
            "satisfaction_weights": {"缴费职工": Decimal(40), "领取职工": Decimal(60)},
        }
    )
    return case.model_copy(
        update={
            "identity": identity,
            **_visits(),
            **_visit_records(),
            **_interviews(),
            **_meeting(),
            **_surveys(),
            "callbacks": _callbacks(),
        }
    )


def _options(*values: int) -> dict[str, Decimal]:
    names = ("非常满意", "比较满意", "一般", "不太满意", "不满意")
    return {name: Decimal(value) for name, value in zip(names, values, strict=True)}


def _visits() -> dict[str, object]:
    frame = (
        FrameRow(
            id="U01",
            name="甲铁路局社会保险处",
            payer="甲铁路局",
            city="甲市",
            address="甲市建设路12号",
            money=Decimal("500.00"),
        ),
        FrameRow(
            id="U02",
            name="乙油田公司社会保险中心",
            payer="乙油田公司",
            city="乙市",
            address="乙市友谊路115号",
            money=Decimal("125.50"),
        ),
        FrameRow(id="U03", name="丙发电有限公司", payer="直管企业", city="乙市", address="乙市金西街8号"),
    )
    visits = (
        Visit(
            id="V01",
            unit="U01",
            planned_on=_DAY,
            reason="资金量最大",
            lead="周敏",
            members="陈立、何倩",
            mode="现场",
            team="一组",
            alternate="丙发电有限公司",
            money_covered=Decimal("480.00"),
        ),
        Visit(
            id="V02",
            unit="U02",
            planned_on=_DAY + datetime.timedelta(days=1),
            reason="随机抽取",
            lead="吴刚",
            members="孙婷",
            mode="现场",
            team="二组",
        ),
    )
    return {"frame": frame, "visits": visits, "sampling": SamplingRule(money_total="1000")}


def _visit_records() -> dict[str, object]:
    record = VisitRecord(
        id="TJ01",
        visit="V01",
        on=_DAY,
        time="9:30—11:30",
        people="周敏、陈立",
        companions="王强 副处长 0991-0000001",
        documents="2021年征缴台账、待遇发放明细、稽核档案",
        problem="欠费台账登记不全，有6户欠费企业未列明清欠措施。",
        photos="T-01至T-08（甲市，7月18日）",
        difference="参保人数比申报数少12人",
        sent=Decimal(60),
        returned=Decimal(58),
        unit_opinion="情况属实。",
    )
    checks = (
        VisitCheck(
            id="TH01",
            visit="V01",
            criterion="B11",
            point="征缴台账与系统数一致",
            expected="8120人",
            found="8108人",
            agrees="否",
            note="退休未及时转出",
        ),
        VisitCheck(
            id="TH02",
            visit="V01",
            criterion="C11",
            point="待遇按月足额发放",
            expected="每月15日前",
            found="每月10日前",
            agrees="是",
        ),
    )
    return {"visit_records": (record,), "visit_checks": checks}


def _interviews() -> dict[str, object]:
    questions = ("项目怎样申报、实施和管理？", "有缺口时怎样弥补？", "有什么困难和建议？")
    outlines = (
        InterviewOutline(id="O1", tier="社保中心负责人", channel="访谈", questions=questions),
        InterviewOutline(id="O2", tier="缴费职工", channel="访谈", questions=questions[1:]),
    )
    records = (
        InterviewRecord(
            id="FT01",
            outline="O1",
            interviewee="刘洋",
            organisation="甲市社会保险中心",
            post="主任",
            tier="负责人",
            on=_DAY,
            time="14:00—15:10",
            place="社保中心二楼会议室",
            mode="面谈",
            interviewer="周敏",
            recorder="何倩",
            indicators=("B11", "C11"),
            consent="本人签字",
        ),
        InterviewRecord(id="FT02", outline="O2", interviewee="赵**", tier="缴费职工", mode="电话"),
    )
    answers = (
        InterviewAnswer(id="WD01", interview="FT01", question=questions[0], answer="按年度编制预算，按月发放。"),
        InterviewAnswer(
            id="WD02",
            interview="FT01",
            question=questions[1],
            answer="先由本级结余弥补，不足部分申请省级调剂。",
            follow_up="结余还能用几年？答：按现有规模约两年。",
        ),
    )
    return {"interviews": Interviews(outlines=outlines), "interview_records": records, "interview_answers": answers}


def _meeting() -> dict[str, object]:
    meeting = Meeting(
        id="ZT01",
        subject="基金收支和征缴情况座谈",
        on=_DAY,
        time="16:00—17:30",
        place="财政局三楼会议室",
        chair="周敏",
        recorder="何倩",
        minutes="社保中心介绍了收支情况，税务部门介绍了征缴和欠费清理情况。各方同意在7月底前核对欠费台账。",
    )
    people = (
        Attendance(id="QD01", meeting="ZT01", name="刘洋", organisation="社会保险中心", post="主任", phone="000-0001"),
        Attendance(
            id="QD02", meeting="ZT01", name="马丽", organisation="税务局社保费科", post="科长", phone="000-0002"
        ),
    )
    return {"meetings": (meeting,), "attendance": people}


def _callbacks() -> tuple[Callback, ...]:
    asked = "上月养老金是否按时足额到账？"
    return (
        Callback(
            id="T01",
            sample="A-007",
            name="张**",
            phone="139****0001",
            on=_DAY,
            time="10:05",
            attempts=Decimal(1),
            result="接通",
            question=asked,
            answer="每月10日前到账，数额没有变化",
            paid_on_time="是",
            by="孙婷",
            reviewed_by="吴刚",
        ),
        Callback(
            id="T02", sample="A-019", name="李**", phone="139****0002", on=_DAY, attempts=Decimal(3), result="空号"
        ),
    )


def _surveys() -> dict[str, object]:
    surveys = (
        _survey("Q1", "缴费职工", sent=200, returned=180, valid=171),
        _survey("Q2", "领取职工", sent=100, returned=96, valid=96),
    )
    questions = (
        _question("TM01", "Q1", "1", "对缴费手续是否满意", (90, 50, 20, 8, 2, 1)),
        _question("TM02", "Q1", "2", "对政策宣传是否满意", (60, 60, 30, 12, 8, 1)),
        _question("TM03", "Q2", "1", "对发放及时性是否满意", (70, 20, 4, 1, 1, 0)),
        SurveyQuestion(id="TM04", survey="Q2", number="2", text="您领取养老金几年了", scored=False),
    )
    return {"surveys": surveys, "survey_questions": questions}


def _survey(key: str, tier: str, *, sent: int, returned: int, valid: int) -> SurveySummary:
    return SurveySummary(
        id=key,
        tier=tier,
        channel="现场",
        sampling="简单随机抽样",
        planned=Decimal(sent),
        sent=Decimal(sent),
        returned=Decimal(returned),
        valid=Decimal(valid),
        invalid_reason="漏答过半" if valid < returned else "",
    )


def _question(key: str, survey: str, number: str, text: str, counts: tuple[int, ...]) -> SurveyQuestion:
    names = ("very_satisfied", "satisfied", "neutral", "dissatisfied", "very_dissatisfied", "unknown")
    answers = {name: Decimal(count) for name, count in zip(names, counts, strict=True)}
    return SurveyQuestion(id=key, survey=survey, number=number, text=text, **answers)
