"""Rules written beside the rows of a form: the points they give, each worked out by hand, and what is not certain."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from hengping.extraction.filed_form.reader import read_page
from hengping.extraction.filed_form.rule_clauses import read_clauses
from hengping.extraction.filed_form.rule_texts import is_rule_text
from hengping.forms.returned.pages import Grid, Page, Spot
from hengping.lint.filed_forms.subject import FormUnderReview
from hengping.reference.profiles import packaged_profile

PATH = Path(__file__).parent.parent / "cases" / "rule_texts.yaml"
CASES: list[dict[str, Any]] = yaml.load(PATH.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)["cases"]
HEADINGS = ("一级指标", "二级指标", "三级指标", "年度指标值", "计量单位", "实际完成值", "分值", "得分", "评分标准")


def reviewed(text: str, row: dict[str, str], actual: str, claimed: str) -> FormUnderReview:
    cells = (
        "产出指标",
        "数量指标",
        row["name"],
        row["target"],
        row.get("unit", ""),
        actual,
        row["points"],
        claimed,
        text,
    )
    lines = [
        tuple(Spot(str(cell), f"表“自评表”{chr(65 + column)}{at}") for column, cell in enumerate(line))
        for at, line in enumerate((HEADINGS, cells), start=1)
    ]
    form = read_page(Page("自评表", [Grid(tuple(lines))]))
    assert form is not None
    return FormUnderReview(form, packaged_profile("self-evaluation"))


@pytest.mark.parametrize(
    ("case", "actual", "points"),
    [
        pytest.param(case, str(actual), points, id=f"{case['text']} {case['row']['name']} {actual}")
        for case in CASES
        for actual, points in case["scores"].items()
    ],
)
def test_points_by_the_rule_of_the_row(case: dict[str, Any], actual: str, points: str) -> None:
    subject = reviewed(case["text"], case["row"], actual, case["row"]["points"])
    expected = None if points == "?" else Decimal(points)
    assert subject.recomputed("G01") == expected
    assert subject.rows[0].is_undetermined is (expected is None)


@pytest.mark.parametrize(("claimed", "due"), [("8.7", "8.7"), ("9", "9"), ("8", None), ("10", "9"), ("5", "8.7")])
def test_part_of_a_unit_is_read_as_the_filed_score_reads_it(claimed: str, due: str | None) -> None:
    """95 % wanted, 93.7 % reached, one point off each percentage point: 1.3, 1 or 2 points, and nobody says which.

    What is above all three readings, or below them, is held against the nearest.
    """
    row = {"name": "及时率", "target": "≥95%", "points": "10"}
    subject = reviewed("每降低1个百分点扣1分", row, "93.7%", claimed)
    assert subject.recomputed("G01") == (None if due is None else Decimal(due))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "，。",
        "得分",
        "优秀得满分",
        "达到目标得满分，其余由评审组评定",
        "5分",
        "每年扣1分",
        "完成",
        "≥95%",
        "95%以上得5分或3分",
    ],
)
def test_what_is_no_rule_is_not_read(text: str) -> None:
    assert read_clauses(text) is None


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("计划标准", False),
        ("充分发挥作用，大部分群众满意", False),
        ("作用得到充分发挥，评价结果分类应用", False),
        ("10 分", False),
        ("按比例配套资金", False),
        ("响应时间不超过10分钟", False),
        ("酌情扣分", True),
        ("每少一户扣0.5", True),
        ("按完成比例计算", True),
        ("未达到的不得分", True),
        ("由评审组打分", True),
    ],
)
def test_only_what_speaks_of_points_is_a_rule(text: str, speaks: bool) -> None:
    assert is_rule_text(text) is speaks
