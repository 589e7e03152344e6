"""A small case in memory, and edits of it."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from hengping.cases.deliverables import Deliverable, sign
from hengping.cases.model import Case
from hengping.cases.model.facts import Fact
from hengping.cases.model.fields import Status
from hengping.cases.model.identity import CaseIdentity, EvaluationKind
from hengping.cases.model.indicators import Criterion, Indicator, IndicatorSystem, Target

PLAN, DRAFT, FINAL = Deliverable
DAY = datetime.date(2022, 8, 1)
PEOPLE = {1: "张三", 2: "李四", 3: "王五"}


def small_case(**parts: Any) -> Case:
    identity = CaseIdentity(
        title="测试报告", project_name="测试项目", kind=EvaluationKind.FINANCE_EVALUATION, year="2021"
    )
    criterion = Criterion(
        id="A1-1",
        text="预算执行",
        max_score=Decimal("10"),
        rule="proportion",
        target=Target(comparator="≥", value="100", unit="%"),
        actual="=执行率",
    )
    leaf = Indicator(code="A1", name="预算执行率", weight=Decimal("10"), criteria=(criterion,))
    top = Indicator(code="A", name="过程", weight=Decimal("10"), children=(leaf,))
    fact = Fact(id="执行率", name="预算执行率", value="96.90", unit="%", period="2021", status=Status.COLLECTED)
    given: dict[str, Any] = {
        "identity": identity,
        "indicators": IndicatorSystem(full_marks=Decimal("10"), indicators=(top,)),
        "facts": (fact,),
        "texts": {"abstract": "第一段。\n第二段。\n"},
    }
    return Case(**{**given, **parts})


def with_leaf(case: Case, **update: Any) -> Case:
    """The case with fields of its leaf changed."""
    top = case.indicators.indicators[0]
    leaf = top.children[0].model_copy(update=update)
    tops = (top.model_copy(update={"children": (leaf,)}),)
    return case.model_copy(update={"indicators": case.indicators.model_copy(update={"indicators": tops})})


def with_criterion(case: Case, **update: Any) -> Case:
    """The case with fields of its criterion changed."""
    criterion = case.indicators.indicators[0].children[0].criteria[0].model_copy(update=update)
    return with_leaf(case, criteria=(criterion,))


def with_identity(case: Case, **update: Any) -> Case:
    return case.model_copy(update={"identity": case.identity.model_copy(update=update)})


def passed(case: Case, deliverable: Deliverable, *, up_to: int = 3, on: datetime.date = DAY) -> Case:
    """The case with the passes of levels 1 to `up_to`."""
    for level in range(1, up_to + 1):
        case = sign(case, deliverable, level, by=PEOPLE[level], on=on)
    return case
