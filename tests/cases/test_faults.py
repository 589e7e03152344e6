"""No word of pydantic's reaches a user: whatever it can refuse is told in Chinese."""

from __future__ import annotations

import re
from typing import Any

import pytest
from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError
from pydantic_core import ValidationError as CoreError
from pydantic_core._pydantic_core import list_all_errors

from hengping.cases.faults import field_at, refusal, unspoken
from hengping.cases.model.facts import Fact
from hengping.cases.model.identity import CaseIdentity
from hengping.cases.model.indicators import IndicatorSystem
from hengping.cases.parts_fields import Kind
from hengping.cases.parts_text import Preparation

ENGLISH = re.compile(r"\b(?:input|should|valid|must|type|field|value is|required|permitted)\b", re.IGNORECASE)
CONTEXTS = {error["type"]: error.get("example_context") or {} for error in list_all_errors()}


@pytest.mark.parametrize("kind", sorted(CONTEXTS))
def test_every_error_that_pydantic_knows_is_told_in_chinese(kind: str) -> None:
    context = CONTEXTS[kind] | (
        {"error": ValueError("编号不能为空")} if kind in ("value_error", "assertion_error") else {}
    )
    details = InitErrorDetails(type=kind, loc=("indicators", 0, "weight"), input="x", ctx=context)  # type: ignore[typeddict-item]
    (error,) = CoreError.from_exception_data("case", [details]).errors(include_url=False)
    told = refusal(error, IndicatorSystem)
    words = " ".join((told.found, told.expected, told.mend))
    assert not ENGLISH.search(words), words
    assert re.search(r"[\u4e00-\u9fff]", told.expected)
    assert told.mend.endswith(("。", "？"))


def test_an_error_of_the_models_own_kind_is_told() -> None:
    error: Any = PydanticCustomError("own", "some english {x}", {"x": 1})
    details = InitErrorDetails(type=error, loc=("title",), input=[1])
    (found,) = CoreError.from_exception_data("case", [details]).errors(include_url=False)
    assert refusal(found, CaseIdentity).expected == "一段文字"


def refusals(plain: Any, model: Any) -> list[tuple[Any, ...]]:
    preparation = Preparation()
    with pytest.raises(ValidationError) as caught:
        model.model_validate(preparation.model(plain, model))
    found = [*preparation.refusals, *unspoken(preparation.refusals, caught.value.errors(), model)]
    return [(item.place, item.found) for item in found]


FACT = {"id": "支出", "name": "支出", "unit": "万元", "status": "published"}


@pytest.mark.parametrize(
    ("plain", "told"),
    [
        ({**FACT, "status": "公布"}, [(("status",), "公布")]),  # refused once, though pydantic then misses it
        ({**FACT, "unti": "万元"} | {"unit": ""}, [(("unti",), "未知的键 unti")]),
        ({key: value for key, value in FACT.items() if key != "unit"}, [(("unit",), "没有填写")]),
        ({key: value for key, value in FACT.items() if key != "unit"} | {"unti": "万元"}, [(("unti",), "未知的键 unti")]),
        ({**FACT, "value": "1", "formula": "=A_1"}, [((), "支出")]),
        ({**FACT, "decimals": "99"}, [(("decimals",), "99")]),
        ({**FACT, "id": ["x"]}, [(("id",), "一个列表")]),
        ([], [((), "一个列表")]),
    ],
)  # fmt: skip
def test_one_mistake_is_told_once(plain: Any, told: list[tuple[Any, ...]]) -> None:
    assert refusals(plain, Fact) == told


def test_a_place_leads_to_its_field() -> None:
    found = field_at(("indicators", 0, "children", 2, "criteria", 1, "target", "value"), IndicatorSystem)
    assert found is not None
    assert (found.title, found.kind) == ("目标值", Kind.TEXT)
