"""What changed, place by place, in the words of the forms."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings

from hengping.cases.deliverables import Deliverable, changes_between, content
from hengping.cases.model import Case
from hengping.cases.model.facts import Evidence
from hengping.cases.model.indicators import Indicator, Override, Target
from tests.cases.deliverables.small import DAY, DRAFT, small_case, with_criterion, with_identity, with_leaf
from tests.cases.strategies import cases


def told(before: Case, after: Case, deliverable: Deliverable = DRAFT) -> list[str]:
    return [str(change) for change in changes_between(content(before, deliverable), content(after, deliverable))]


def moved(case: Case) -> Case:
    """The leaf under another branch."""
    leaf = case.indicators.indicators[0].children[0]
    tops = (
        case.indicators.indicators[0].model_copy(update={"children": ()}),
        Indicator(code="B", name="产出", weight=Decimal("0"), children=(leaf,)),
    )
    return case.model_copy(update={"indicators": case.indicators.model_copy(update={"indicators": tops})})


CASE = small_case(evidence=(Evidence(id="E01", title="凭证"), Evidence(id="E02", title="报表")))
FACT = CASE.facts[0]
EDITED = [
    (
        CASE.model_copy(update={"facts": (FACT.model_copy(update={"value": "97.00"}),)}),
        ["事实 执行率“数值”：96.90 → 97.00"],
    ),
    (with_leaf(CASE, weight=Decimal("9.5")), ["指标体系 A1“权重”：10 → 9.5"]),
    (
        with_criterion(CASE, target=Target(comparator="≥", value="95", unit="%")),
        ["指标体系 A1-1“目标·目标值”：100 → 95"],
    ),
    (
        with_criterion(CASE, override=Override(score=Decimal("9"), reason="核减", by="张三", on=DAY)),
        [
            "指标体系 A1-1“手工改分·改定得分”：（空） → 9",
            "指标体系 A1-1“手工改分·理由”：（空） → 核减",
            "指标体系 A1-1“手工改分·改定人”：（空） → 张三",
            "指标体系 A1-1“手工改分·改定日期”：（空） → 2022-08-01",
        ],
    ),
    (
        with_criterion(CASE, parameters={"cap_percent": "120"}),
        ["指标体系 A1-1“规则参数·cap_percent”：（空） → 120"],
    ),
    (CASE.model_copy(update={"facts": ()}), ["事实 执行率：删除“预算执行率”"]),
    (
        CASE.model_copy(update={"evidence": (*CASE.evidence, Evidence(id="E03", title="补充凭证"))}),
        ["证据清单 E03：新增“补充凭证”"],
    ),
    (
        CASE.model_copy(update={"evidence": CASE.evidence[::-1]}),
        ["证据清单“行次序”：（空） → 行的先后次序有变动"],
    ),
    (moved(CASE), ["指标体系 B：新增“产出”", "指标体系 A1“上级指标”：A → B"]),
    (with_identity(CASE, region="大同市"), ["基本信息“地区”：（空） → 大同市"]),
    (with_identity(CASE, kind="self_evaluation"), ["基本信息“评价类型”：财政评价 → 单位自评"]),
    (
        CASE.model_copy(update={"texts": {"abstract": "第一段。\n第二段改了。\n", "limits": "新章"}}),
        ["正文 abstract.md“第2行”：第二段。 → 第二段改了。", "正文 limits.md“第1行”：（空） → 新章"],
    ),
]


@pytest.mark.parametrize(("after", "expected"), EDITED, ids=[each[1][0] for each in EDITED])
def test_each_edit_is_told_at_its_place(after: Case, expected: list[str]) -> None:
    assert told(CASE, after) == expected


def test_long_texts_are_told_by_where_they_differ() -> None:
    before = "，".join(f"第{number}句" for number in range(40))
    after = before.replace("第20句", "第二十句")
    (line,) = told(small_case(texts={"a": before}), small_case(texts={"a": after}))
    old, new = line.removeprefix("正文 a.md“第1行”：").split(" → ")
    assert old == "…18句，第19句，第20句，第21句，第22…"
    assert new == "…18句，第19句，第二十句，第21句，第22…"


@settings(max_examples=25, deadline=None)
@given(cases(), cases())
def test_changes_are_told_exactly_where_contents_differ(one: Case, other: Case) -> None:
    for deliverable in Deliverable:
        old, new = content(one, deliverable), content(other, deliverable)
        assert bool(changes_between(old, new)) is (old != new)
        assert changes_between(old, old) == []
