"""How a bureau rechecks self-evaluations (复核口径): clauses as data, every deduction names one of them."""

from __future__ import annotations

import functools
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from hengping.errors import Fault, InputError
from hengping.reading.text_files import read_text
from hengping.reading.yaml_files import parse_yaml
from hengping.reference.packaged import chosen

TESTS = {
    "no_value": "没有完成值",
    "unrelated": "与项目无关",
    "unverifiable": "无法核实",
    "no_survey": "满意度没有调查依据",
    "overfulfilled": "超额完成",
    "qualitative_quantity": "数量指标写成定性",
    "partly_late": "少数任务未按时",
    "qualitative_effect": "效益指标为定性",
    "repeated": "产出与效益重复",
    "misfiled": "三级与二级不符",
    "rule": "按计分规则复算",
}
"""What a clause may ask; what a form alone cannot answer is `judged: 人工`."""


class Judged(StrEnum):
    """Who applies a clause."""

    PROGRAM = "程序"
    HINT = "提示"
    PERSON = "人工"


_Truth = Annotated[bool, BeforeValidator(lambda value: {"是": True, "否": False}.get(value, value))]


class RecheckClause(BaseModel):
    """One clause: what it asks and which share of the row's points it takes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: str = Field(title="条款")
    title: str = Field(title="名称")
    test: str = Field(title="判断内容")
    percent: str = Field(title="扣分比例（%）", default="")
    judged: Judged = Field(title="判断方式", default=Judged.PERSON)
    text: str = Field(title="条文")

    @property
    def share(self) -> int:
        """Percent of the row's points that it takes; 0 where it leaves a choice."""
        return int(self.percent) if self.percent.isdigit() else 0


class RecheckRules(BaseModel):
    """The rule book of one bureau."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(title="名称")
    title: str = Field(title="标题")
    source: str = Field(title="来源", default="")
    verified: _Truth = Field(title="依据已核", default=False)
    clauses: tuple[RecheckClause, ...] = Field(title="条款", default=())

    def clause(self, test: str) -> RecheckClause | None:
        """The clause for a test that the program applies or hints at; None where the bureau has none."""
        return next((each for each in self.clauses if each.test == test and each.judged is not Judged.PERSON), None)


@functools.cache
def packaged_recheck_rules(name: str) -> RecheckRules:
    """The rule book of that name; an unknown name is a fault of the profile that asks for it."""
    mend = "改用随程序提供的名称，或用 --rules 指定自己的 .yaml 文件。"
    return chosen(RecheckRules, "recheck_rules", name, asked_in="复核口径", mend=mend)


def read_recheck_rules(path: Path) -> RecheckRules:
    """A bureau's own rule book.

    Raises:
        InputError: unreadable, or a key or test that there is not.
    """
    data = parse_yaml(read_text(path, label=path.name), label=path.name).plain()
    try:
        rules = RecheckRules.model_validate(data)
    except ValidationError as error:
        raise InputError([_fault(path, each["loc"], str(each["msg"])) for each in error.errors()]) from error
    unknown = [clause for clause in rules.clauses if clause.test not in TESTS]
    if unknown:
        expected, mend = "、".join(TESTS), "请改正 test。"
        raise InputError([Fault(f"{path.name} 条款{each.number}", each.test, expected, mend) for each in unknown])
    return rules


def _fault(path: Path, place: tuple[int | str, ...], message: str) -> Fault:
    where = ".".join(str(each) for each in place)
    mend = "请对照 recheck_rules/general.yaml 改正。"
    return Fault(f"{path.name} 的 {where}", message, "随程序提供的复核口径中的写法", mend)
