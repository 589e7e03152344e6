"""Reads the tables of rule cases (tests/cases/scoring/*.yaml) into what rules are given."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from hengping.cases.model.indicators import Judgement
from hengping.formulas import Value
from hengping.quantities import read_number, read_unit
from hengping.quantities.units import RATIO, Unit
from hengping.scoring.comparison import Comparator, TargetValue, read_comparator
from hengping.scoring.rule import RuleInput, RuleParameters, RuleResult, ScoringRule
from hengping.scoring.rules import rule

FOLDER = Path(__file__).resolve().parent.parent / "cases" / "scoring"
KEYS = {
    *("says", "source", "label", "actual", "target", "periods", "inputs", "judgements", "max_score", "parameters"),
    *("points", "met", "sentence", "undefined"),
}
_TRUTHS = {"是": True, "否": False}
_QUANTITY = re.compile(r"(-?[\d,.]+)(?: (\S+))?")
_TARGET = re.compile(r"([^\d\s-]*)\s*(-?[\d,.]+)(?:–(-?[\d,.]+))?(?: (\S+))?")


@dataclass(frozen=True)
class RuleCase:
    """One row: what the rule is given and what it must say."""

    rule: ScoringRule[Any]
    row: dict[str, Any]

    @property
    def given(self) -> RuleInput:
        actual, unit = _value(self.row.get("actual"))
        target = _target(self.row["target"]) if "target" in self.row else None
        return RuleInput(
            max_score=Decimal(self.row["max_score"]),
            label=self.row.get("label", "实际值"),
            actual=actual,
            actuals={period: _value(value)[0] for period, value in self.row.get("periods", {}).items()},
            target=target,
            unit=unit,
            judgements=_judgements(self.row.get("judgements", ())),
            inputs={key: _value(value)[0] for key, value in self.row.get("inputs", {}).items()},
        )

    @property
    def parameters(self) -> RuleParameters:
        read: RuleParameters = self.rule.parameters.model_validate(self.row.get("parameters", {}))
        return read

    def score(self) -> RuleResult:
        return self.rule.score(self.given, self.parameters)

    @property
    def points(self) -> Decimal | None:
        """The expected points; None where they cannot be given yet."""
        return None if self.row["points"] == "缺" else Decimal(self.row["points"])

    def __str__(self) -> str:
        return f"{self.rule.name}：{self.row['says']}"


def read_cases(name: str) -> list[RuleCase]:
    """The cases of one rule, every scalar as text."""
    table = yaml.load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    assert table["rule"] == name
    return [RuleCase(rule(name), row) for row in table["cases"]]


def table_names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def all_cases() -> list[RuleCase]:
    return [case for name in table_names() for case in read_cases(name)]


def _value(text: str | None) -> tuple[Value | None, Unit]:
    if text is None or text == "缺":
        return None, RATIO
    if text in _TRUTHS:
        return _TRUTHS[text], read_unit("是否")
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return datetime.date.fromisoformat(text), read_unit("日期")
    match = _QUANTITY.fullmatch(text)
    if match is None:
        return text, read_unit("文本")
    unit = read_unit(match[2] or "")
    return unit.to_number(read_number(match[1])), unit


def _target(text: str) -> TargetValue:
    """``≥ 3.38 %``, ``95–105 %``, or words."""
    match = _TARGET.fullmatch(text)
    comparator = read_comparator(match[1]) if match else None
    if match is None or comparator is None:
        return TargetValue(text=text)
    unit = read_unit(match[4] or "")
    first = unit.to_number(read_number(match[2]))
    if match[3]:
        return TargetValue(Comparator.INTERVAL, lower=first, upper=unit.to_number(read_number(match[3])), unit=unit)
    return TargetValue(comparator, value=first, unit=unit)


def _judgements(rows: Any) -> tuple[Judgement, ...]:
    return tuple(
        Judgement.model_validate({"id": f"J{number}", "criterion": "A1", **row})
        for number, row in enumerate(rows, start=1)
    )
