"""Elicited weights as one JSON document (`hengping weights … --json`). Numbers are strings, shares of their node.

New keys may be added under the same version; nothing is renamed or removed without a new one.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

from pydantic import Field

from hengping.analysis.weights.ahp import AhpResult, Weighing
from hengping.analysis.weights.delphi import DelphiResult, Round
from hengping.analysis.weights.from_data import DataWeights
from hengping.analysis.weights.groups import Group, Shares
from hengping.analysis.weights.reweighing import Reweighed
from hengping.cases.model.case import Case
from hengping.quantities import amount, plain
from hengping.rendering.published import PublishedEntry

SCHEMA = "hengping/weights/1"


class MemberEntry(PublishedEntry):
    """One member of a node."""

    code: str = Field(title="指标代码")
    name: str = Field(title="指标名称")
    share: str = Field(title="占上级的比例（六位小数）")


class PairEntry(PublishedEntry):
    """The comparison that is farthest from what the others imply."""

    left: str = Field(title="左")
    right: str = Field(title="右")
    given: str = Field(title="判断的比值")
    implied: str = Field(title="其余判断隐含的比值")
    nearest: str = Field(title="最接近的标度")
    ratio_then: str = Field(title="改为该标度后的一致性比率")


class ConsistencyEntry(PublishedEntry):
    """One expert's matrix, or that of all together."""

    expert: str = Field(title="专家；空为合成")
    ratio: str = Field(title="一致性比率")
    consistent: bool = Field(title="是否低于 0.10")
    spoiling: PairEntry | None = Field(title="偏离最大的一对")


class RoundEntry(PublishedEntry):
    """One round of Delphi."""

    number: int = Field(title="轮次")
    experts: int = Field(title="专家人数")
    means: dict[str, str] = Field(title="均值（比例）")
    variations: dict[str, str | None] = Field(title="变异系数")
    kendall: str | None = Field(title="肯德尔协调系数 W")
    probability: str | None = Field(title="W 的显著性 p")


class NodeEntry(PublishedEntry):
    """One node that was weighed."""

    node: str = Field(title="上级指标代码；TOTAL 为总分")
    name: str = Field(title="上级指标名称")
    members: tuple[MemberEntry, ...] = Field(title="下级指标")
    consistency: tuple[ConsistencyEntry, ...] = Field(title="一致性（层次分析法）")
    rounds: tuple[RoundEntry, ...] = Field(title="各轮（德尔菲法）")
    together: bool | None = Field(title="是否一致或收敛；由数据定权为空")


class ChangeEntry(PublishedEntry):
    """A weight before and after."""

    code: str = Field(title="指标代码")
    name: str = Field(title="指标名称")
    before: str = Field(title="原权重")
    after: str = Field(title="新权重")


class WeightsDocument(PublishedEntry):
    """The whole answer."""

    schema_name: Literal["hengping/weights/1"] = Field(alias="schema", title="格式版本")
    method: Literal["ahp", "delphi", "entropy", "critic"] = Field(title="方法")
    title: str = Field(title="报告名称")
    nodes: tuple[NodeEntry, ...] = Field(title="各上级指标")
    weights: tuple[ChangeEntry, ...] = Field(title="指标体系的权重变动")
    to_check: tuple[str, ...] = Field(title="扣分标准须按新分值核对的指标或要点")


Result = AhpResult | DelphiResult | DataWeights


def weights_document(case: Case, method: str, result: Result, new: Reweighed) -> dict[str, Any]:
    """The answer as plain data; it fits `WeightsDocument`."""
    return {
        "schema": SCHEMA,
        "method": method,
        "title": case.identity.title,
        "nodes": [_node(each.group, result.shares, each) for each in result.nodes],
        "weights": [
            {"code": each.code, "name": each.name, "before": plain(each.before), "after": plain(each.after)}
            for each in new.changes
        ],
        "to_check": list(new.to_check),
    }


def _node(group: Group, shares: Shares, result: Any) -> dict[str, Any]:
    experts = [*getattr(result, "experts", ())]
    together = result.together if hasattr(result, "together") else None
    weighings = [*experts, together] if isinstance(together, Weighing) else []
    of_node: Mapping[str, Decimal] = shares[group.node]
    return {
        "node": group.node,
        "name": group.name,
        "members": [
            {"code": code, "name": group.names[code], "share": amount(share, 6)} for code, share in of_node.items()
        ],
        "consistency": [_consistency(each) for each in weighings],
        "rounds": [_round(each) for each in getattr(result, "rounds", ())],
        "together": all(each.consistent for each in weighings) if weighings else together,
    }


def _consistency(weighing: Weighing) -> dict[str, Any]:
    pair = weighing.spoiling
    return {
        "expert": weighing.expert,
        "ratio": amount(weighing.ratio, 4),
        "consistent": weighing.consistent,
        "spoiling": None
        if pair is None
        else {
            "left": pair.left,
            "right": pair.right,
            "given": amount(pair.given, 4),
            "implied": amount(pair.implied, 4),
            "nearest": str(pair.nearest),
            "ratio_then": amount(pair.ratio_then, 4),
        },
    }


def _round(of: Round) -> dict[str, Any]:
    judged = of.concordance
    return {
        "number": of.number,
        "experts": len(of.experts),
        "means": {each.code: amount(each.mean, 6) for each in of.spreads},
        "variations": {each.code: None if each.variation is None else amount(each.variation, 4) for each in of.spreads},
        "kendall": None
        if judged is None
        else amount(Decimal(judged.coefficient.numerator) / judged.coefficient.denominator, 4),
        "probability": None if judged is None else str(judged.probability),
    }
