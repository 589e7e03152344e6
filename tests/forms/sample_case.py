"""An evaluation with something on every customary form, on top of an example. All that is added is fictitious."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

from hengping.cases.integrity import check_integrity
from hengping.cases.model import Case, leaves
from hengping.cases.model.facts import Fact, FactStage
from hengping.cases.model.fields import Status
from hengping.cases.model.filings import FormEntry, MoneyRow
from hengping.cases.model.follow_up import MonitoringRow
from hengping.cases.model.goals import GoalPeriod, GoalRow
from hengping.cases.model.process import CommitmentRow, HandoverRow, RequestRow, ScoreRecord, ScoreStage
from hengping.cases.store import open_case
from tests.forms.sample_fieldwork import with_fieldwork
from tests.forms.sample_process import with_process

EXAMPLES = Path(__file__).parents[2] / "examples"
_DAY = datetime.date(2022, 7, 18)

# Level-3 goal of the region's sheet → self-evaluated value and score, rechecked value and score, note.
_RECHECKED = {
    "参保缴费人数": ("33.29", "10", "33.29", "10", ""),
    "保障退休待遇人数": ("22.00", "10", "21.00", "9", "口径条款第3条，少4.55%，扣1分，依据发放台账"),
    "养老保险待遇首次发放成功率": ("100", "10", "60", "4", "口径条款第1条，无佐证部分不计分"),
    "让离退休人员安享晚年": ("达成", "5", "部分达成", "3", "口径条款第8条，效果只有部分材料"),
}


def rich_case(example: str = "xinjiang-2021") -> Case:
    """The example with goals, money, monitoring, requests, basic data, fieldwork, reviews and rectification."""
    case = open_case(EXAMPLES / example)
    first = next(leaves(case.indicators.indicators)).code
    case = with_fieldwork(with_process(case, criterion=first))
    case = with_filings(case)
    check_integrity(case)
    return case


def with_filings(case: Case) -> Case:
    """What units file: goal sheet, self-evaluation and its recheck, money, monitoring, basic data, documents."""
    identity = case.identity.model_copy(
        update={
            "project_code": "65000021T000000000001",
            "project_attribute": "延续、经常性",
            "project_category": "特定目标",
            "project_period": "2021—2023年",
            "annual_goal": "按时足额发放养老金，收支预算执行率保持在控制区间。",
        }
    )
    money, money_facts = _money(case.identity.year)
    return case.model_copy(
        update={
            "identity": identity,
            "goals": (*(_rechecked(goal) for goal in case.goals), _mid_term_goal()),
            "facts": (*case.facts, *money_facts, *_basic_data(case.identity.level)),
            "money": money,
            "monitoring": _monitoring(),
            "requests": _requests(),
            "handovers": _handovers(),
            "commitments": _commitments(),
            "scores": (*case.scores, *_stages(next(leaves(case.indicators.indicators)).code)),
            "form_entries": (FormEntry(id="F02:填报人", form="F02", item="填报人", value="赵敏"),),
        }
    )


def _rechecked(goal: GoalRow) -> GoalRow:
    if goal.level_3 not in _RECHECKED:
        return goal
    actual, own, found, score, note = _RECHECKED[goal.level_3]
    return goal.model_copy(
        update={
            "weight": Decimal(own),
            "actual": actual,
            "self_score": Decimal(own),
            "recheck_actual": found,
            "recheck_score": Decimal(score),
            "recheck_note": note,
            "responsible_party": "人力资源社会保障部门",
            "definition": "按月平均",
            "prior_value": "21.50",
        }
    )


def _mid_term_goal() -> GoalRow:
    return GoalRow(
        id="中期01",
        period=GoalPeriod.MID_TERM,
        level_1="产出指标",
        level_2="数量指标",
        level_3="三年累计发放人次",
        comparator="≥",
        target="800",
        unit="万人次",
        target_text="≥800万人次",
    )


def _money(year: str) -> tuple[tuple[MoneyRow, ...], tuple[Fact, ...]]:
    """Money of the year from two sources, and of the first five months: 400 of 1000, 40 %."""
    amounts = {
        "资金_总额预算": ("年度资金总额全年预算数", year, "1000"),
        "资金_总额执行": ("年度资金总额全年执行数", year, "950"),
        "资金_拨款预算": ("当年财政拨款全年预算数", year, "1000"),
        "资金_五月执行": ("年度资金总额执行数", f"{year}-05", "400"),
        "资金_五月预计": ("年度资金总额全年预计执行数", f"{year}-05", "980"),
    }
    facts = tuple(
        _fact(fact_id, name=name, value=value, unit="万元", period=period)
        for fact_id, (name, period, value) in amounts.items()
    )
    rows = (
        MoneyRow(id="ZJ01", source="年度资金总额", budget="资金_总额预算", executed="资金_总额执行"),
        MoneyRow(id="ZJ02", source="其中：当年财政拨款", budget="资金_拨款预算", of_which=True),
        MoneyRow(
            id="ZJ03",
            source="年度资金总额",
            round=f"{year}-05",
            budget="资金_总额预算",
            executed="资金_五月执行",
            expected="资金_五月预计",
        ),
    )
    return rows, facts


def _basic_data(subject: str) -> tuple[Fact, ...]:
    """Two lines of the basic data tables: 12 more heads verified than reported; one month's payment reported."""
    heads = {"name": "缴费人数", "unit": "人", "period": "2021", "scope": "年平均数", "subject": subject}
    return (
        _fact("缴费人数_填报", **heads, value="322177", stage=FactStage.DECLARED),
        _fact(
            "缴费人数_核实",
            **heads,
            value="322189",
            stage=FactStage.VERIFIED,
            difference_reason="漏填一个单位",
            at="E01",
        ),
        _fact(
            "发放日期_七月",
            name="发放日期",
            value="2021-07-23",
            unit="日期",
            period="2021-07",
            scope="到账日",
            subject=subject,
            stage=FactStage.DECLARED,
        ),
    )


def _fact(
    fact_id: str,
    *,
    name: str,
    value: str,
    unit: str,
    period: str,
    scope: str = "",
    subject: str = "",
    stage: FactStage = FactStage.DECLARED,
    difference_reason: str = "",
    at: str = "",
) -> Fact:
    return Fact(
        id=fact_id,
        name=name,
        subject=subject,
        value=value,
        unit=unit,
        period=period,
        scope=scope,
        stage=stage,
        status=Status.COLLECTED,
        evidence=(at,) if at else (),
        difference_reason=difference_reason,
    )


def _monitoring() -> tuple[MonitoringRow, ...]:
    """Two rounds; the second has one row of a goal that the sheet does not have."""
    return (
        MonitoringRow(
            id="M01",
            round="2021-05",
            indicator="参保缴费人数",
            to_date="32.80",
            expected="33.00",
            personnel="√",
            cause="经办人员调整，扩面滞后",
            likelihood="有可能",
            measure="六月起逐户催缴",
        ),
        MonitoringRow(id="M02", round="2021-08", indicator="G01", to_date="33.05", likelihood="确定能"),
        MonitoringRow(id="M03", round="2021-08", indicator="新增跨省转移件数", to_date="120"),
    )


def _requests() -> tuple[RequestRow, ...]:
    return (
        RequestRow(
            id="R01",
            category="预算",
            title="2021年基金预算批复",
            period="2021",
            requirement="复印盖章",
            indicators=("A121",),
            party="甲市财政局",
            person="王强",
            due=_DAY,
            stage="预调研",
            state="已收",
        ),
        RequestRow(id="R02", category="制度", title="内部控制制度", mandatory=False, state="缺失", note="尚未修订"),
    )


def _handovers() -> tuple[HandoverRow, ...]:
    return (
        HandoverRow(
            id="H01",
            title="2021年基金预算批复",
            evidence=("E01",),
            copies="1份/6页",
            form="复印件",
            secrecy="内部",
            handed_by="王强",
            received_by="陈静",
            on=_DAY,
        ),
    )


def _commitments() -> tuple[CommitmentRow, ...]:
    return (
        CommitmentRow(id="C01", party="甲市社会保险中心", text="无", signed_by="刘洋", on=_DAY),
        CommitmentRow(id="C02", party="甲市财政局"),
    )


def _stages(code: str) -> tuple[ScoreRecord, ...]:
    return (
        ScoreRecord(id="SF1", code=code, stage=ScoreStage.SELF, score=Decimal("1.00")),
        ScoreRecord(id="SF2", code="TOTAL", stage=ScoreStage.SELF, score=Decimal("98.50"), reason="单位自评"),
    )
