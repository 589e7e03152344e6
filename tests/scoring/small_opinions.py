"""A case of two leaves with opinions and comments about them."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from hengping.cases.model import Case
from hengping.cases.model.facts import Evidence, Fact
from hengping.cases.model.fields import Status
from hengping.cases.model.identity import CaseIdentity, EvaluationKind
from hengping.cases.model.indicators import Criterion, Indicator, IndicatorSystem, Target
from hengping.cases.model.review import ExpertComment, OpinionDecision, OpinionRow
from hengping.scoring.revision import Decision, NewScore

DAY = datetime.date(2022, 8, 5)


def case_with_opinions(**parts: Any) -> Case:
    """A1 10 points of one criterion of its own (9.69); A2 20 points of A2-1 (12 of 12) and A2-2 (8 of 8)."""
    target = Target(comparator="≥", value="100", unit="%")

    def criterion(name: str, full: str, fact: str) -> Criterion:
        rule = {"rule": "proportion", "target": target, "actual": f"={fact}"}
        return Criterion(id=name, text=name, max_score=Decimal(full), **rule)  # type: ignore[arg-type]

    own = Indicator(code="A1", name="执行率", weight=Decimal(10), rule="proportion", target=target, actual="=执行率")
    two = (criterion("A2-1", "12", "发放率"), criterion("A2-2", "8", "发放率"))
    top = Indicator(
        code="A",
        name="过程",
        weight=Decimal(30),
        children=(own, Indicator(code="A2", name="发放", weight=Decimal(20), criteria=two)),
    )
    facts = tuple(
        Fact(id=name, name=name, value=value, unit="%", status=Status.COLLECTED)
        for name, value in (("执行率", "96.90"), ("发放率", "100"))
    )
    given: dict[str, Any] = {
        "identity": CaseIdentity(
            title="报告", project_name="项目", kind=EvaluationKind.FINANCE_EVALUATION, year="2021"
        ),
        "indicators": IndicatorSystem(full_marks=Decimal(30), indicators=(top,)),
        "facts": facts,
        "evidence": (Evidence(id="E01", title="凭证"), Evidence(id="E02", title="台账")),
        "opinions": (
            OpinionRow(id="O1", party="人社局", criteria=("A2-1",), opinion="应扣分较少"),
            OpinionRow(id="O2", party="社保局", criteria=("A1", "A2"), opinion="应给满分"),
            OpinionRow(id="O3", party="社保局", opinion="文字"),
        ),
        "expert_comments": (ExpertComment(id="C1", expert="赵教授", criteria=("A2",), comment="扣分理由不足"),),
    }
    return Case(**{**given, **parts})


def decision(*scores: tuple[str, str], **changes: Any) -> Decision:
    """Adopted with reason and proof, unless changed; each pair is a criterion and its points."""
    new = tuple(NewScore(name, Decimal(points)) for name, points in scores)
    given_parts = {
        "decision": OpinionDecision.ADOPTED,
        "reason": "补交凭证属实",
        "by": "张三",
        "on": DAY,
        "proof": ("E01",),
    }
    return Decision(**{**given_parts, "scores": new, **changes})
