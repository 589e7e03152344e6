"""Every rule against its table of cases; registered ⇔ documented ⇔ tested; parameters that cannot be meant are refused."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from hengping.cases.model.indicators import Judgement
from hengping.quantities import round_half_up
from hengping.scoring import rules
from hengping.scoring.comparison import shown_score
from hengping.scoring.rules import rule, rule_names
from tests.scoring.rule_tables import FOLDER, KEYS, RuleCase, all_cases, read_cases, table_names

TRUTHS = {"是": True, "否": False}
HEADINGS = ("Meaning:", "Formula:", "Unit:", "Basis:", "Exclusions:")
LOOSE = re.compile(r"\d,\d{3}|[!-~] +[一-鿿]|[一-鿿）：] +[!-~]| [÷×−＝≥≤]|[÷×−＝≥≤] ")


@pytest.mark.parametrize("case", all_cases(), ids=str)
def test_points(case: RuleCase) -> None:
    result = case.score()
    if case.points is None:
        assert result.points is None
        assert result.undefined is ("undefined" in case.row)
        return
    assert result.points is not None
    places = -int(case.points.as_tuple().exponent)
    assert round_half_up(result.points, places) == case.points


@pytest.mark.parametrize("case", [case for case in all_cases() if "met" in case.row], ids=str)
def test_met(case: RuleCase) -> None:
    assert case.score().met is TRUTHS[case.row["met"]]


@pytest.mark.parametrize("case", [case for case in all_cases() if "sentence" in case.row], ids=str)
def test_sentence(case: RuleCase) -> None:
    assert case.row["sentence"] in case.score().sentence


@pytest.mark.parametrize("case", all_cases(), ids=str)
def test_sentence_ends_with_what_the_points_are(case: RuleCase) -> None:
    result = case.score()
    max_score = case.given.max_score
    if result.points is None:
        assert result.sentence.endswith("，暂不能计分")
    elif result.points == max_score:
        assert result.sentence.endswith(f"得满分{shown_score(max_score)}分")
    else:
        assert result.sentence.endswith(f"扣{shown_score(max_score - result.points)}分")


@pytest.mark.parametrize("case", all_cases(), ids=str)
def test_figures_print_in_official_style(case: RuleCase) -> None:
    """No thousands separators, and no blanks: between number and unit, beside Chinese words, around signs."""
    given = case.given
    texts = (case.score().sentence, case.rule.text(case.parameters, given.target, given.max_score))
    assert [text for text in texts if LOOSE.search(text)] == []


@pytest.mark.parametrize("case", all_cases(), ids=str)
def test_row_has_known_keys_only(case: RuleCase) -> None:
    assert set(case.row) <= KEYS


@pytest.mark.parametrize("case", all_cases(), ids=str)
def test_rule_text_is_a_sentence_with_the_parameters_in_it(case: RuleCase) -> None:
    given = case.given
    text = case.rule.text(case.parameters, given.target, given.max_score)
    assert text.endswith("。")
    for name in ("deduction", "floor_percent", "late_percent", "zero_at_percent", "by_role"):
        value = case.row.get("parameters", {}).get(name)
        # A deduction per point of satisfaction is only named where it applies.
        assert value is None or value in text


def test_every_registered_rule_has_a_table_and_every_table_a_rule() -> None:
    assert table_names() == list(rule_names())


@pytest.mark.parametrize("name", rule_names())
def test_definition_has_all_parts(name: str) -> None:
    definition = rule(name).definition
    first_line, _, rest = definition.partition("\n")
    assert first_line.startswith(f"{rule(name).title}: ")
    positions = [rest.find(f"\n{heading}") for heading in HEADINGS]
    assert -1 not in positions
    assert positions == sorted(positions)


@pytest.mark.parametrize("name", rule_names())
def test_exclusions_are_numbered_and_each_is_cited_in_the_code_or_tested(name: str) -> None:
    """An exclusion that neither the code nor the table names is not part of the rule."""
    source = (Path(rules.__file__).parent / f"{name}.py").read_text(encoding="utf-8")
    definition = rule(name).definition
    numbers = [int(number) for number in re.findall(r"(?m)^(\d+)\. ", definition.partition("Exclusions:")[2])]
    assert numbers == list(range(1, len(numbers) + 1)) != []
    in_code = {int(n) for cited in re.findall(r"# \(([\d, ]+)\)", source) for n in cited.split(",")}
    in_table = {int(n) for n in re.findall(r"例外 (\d+)", (FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))}
    assert in_code <= set(numbers)
    assert in_table <= set(numbers)
    assert set(numbers) - in_code - in_table == set()


@pytest.mark.parametrize("name", rule_names())
def test_every_parameter_has_a_chinese_title(name: str) -> None:
    fields = rule(name).parameters.model_fields
    assert [key for key, one in fields.items() if not one.title or one.title.isascii()] == []


@pytest.mark.parametrize("name", rule_names())
def test_every_rule_has_a_full_a_lost_and_a_missing_case(name: str) -> None:
    results = [(case.score().points, case.given.max_score) for case in read_cases(name)]
    assert any(points == full for points, full in results)
    assert any(points is not None and points < full for points, full in results)
    assert any(points is None for points, _ in results)


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("proportion", {"floor": "60"}, "extra_forbidden"),
    ("proportion", {"floor_percent": "-1"}, "不能为负数"),
    ("proportion", {"cap_percent": "0"}, "必须大于 0"),
    ("interval_deviation", {}, "missing"),
    ("interval_deviation", {"deduction": "1", "per": "0"}, "必须大于 0"),
    ("interval_deviation", {"deduction": "1", "whole_units": "也许"}, "bool"),
    ("steps", {"steps": []}, "至少要有一档"),
    (
        "steps",
        {"steps": [{"at_least": "70", "share_percent": "60"}, {"at_least": "75", "share_percent": "20"}]},
        "从高到低",
    ),
    (
        "steps",
        {"steps": [{"at_least": "75", "share_percent": "20"}, {"at_least": "70", "share_percent": "60"}]},
        "高于上一档",
    ),
    ("steps", {"steps": [{"at_least": "75", "share_percent": "120"}]}, "不能超过 100%"),
    ("steps", {"steps": [{"at_least": "75", "share_percent": "100"}], "unit": "5月"}, "不是单位"),
    ("per_unit_short", {"deduction": "零点五"}, "不是一个数"),
    ("per_fault", {"deduction": "0.5分"}, "数字后带了单位"),
    ("checklist", {"points": []}, "至少要有一个要点"),
    ("checklist", {"points": [{"id": "1", "text": "甲", "max_score": "1"}] * 2}, "项号重复"),
    ("qualitative_bands", {"bands": [{"name": "达成", "upper_percent": "80", "lower_percent": "100"}]}, "高于上限"),
    ("judged", {}, "missing"),
    ("judged", {"by_role": ""}, "string_too_short"),
    ("judged", {"by_role": "专家", "minimum": "4", "maximum": "3"}, "大于 maximum"),
    ("deadline", {"schedule": "weekly"}, "enum"),
    ("deadline", {"schedule": "monthly_day", "day": "32"}, "1 至 31"),
    ("deadline", {"schedule": "date", "day": "2020-02-30"}, "应为几号"),
    ("deadline", {"schedule": "working_day"}, "第几个工作日"),
    ("deadline", {"schedule": "monthly_day", "day": "5", "offset_months": "13"}, "less_than_equal"),
    ("smaller_is_better", {"zero_at_percent": "100"}, "必须大于 100"),
    ("satisfaction", {"below": "per_point"}, "必须填写 deduction"),
    ("satisfaction", {"below": "halves"}, "enum"),
    ("met_or_nothing", {"units": "median"}, "enum"),
]


@pytest.mark.parametrize(("name", "parameters", "reason"), REFUSED)
def test_parameters_that_cannot_be_meant_are_refused(name: str, parameters: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValidationError) as caught:
        rule(name).parameters.model_validate(parameters)
    errors = caught.value.errors()
    assert any(reason in error["type"] or reason in error["msg"] for error in errors), errors


def judgement(**fields: str) -> Judgement:
    return Judgement.model_validate({"id": "J1", "criterion": "A1", "by": "甲", "reason": "理由", **fields})


CHECKLIST = {"points": [{"id": "1", "text": "甲", "max_score": "2"}, {"id": "2", "text": "乙", "max_score": "3"}]}


@pytest.mark.parametrize(
    ("name", "parameters", "max_score", "judgements", "found"),
    [
        ("checklist", CHECKLIST, "6", (), "各要点分值合计 5"),
        ("checklist", CHECKLIST, "5", (judgement(kind="point", point="3", value="是"),), "3"),
        ("checklist", CHECKLIST, "5", (judgement(kind="point", point="1", value="部分"),), "部分"),
        ("qualitative_bands", {}, "5", (judgement(kind="band", value="基本达成", share="80"),), "基本达成"),
        ("qualitative_bands", {}, "5", (judgement(kind="band", value="部分达成", share="85"),), "得分比例 85"),
        ("judged", {"by_role": "专家"}, "5", (judgement(kind="score", value="四分"),), "四分"),
        ("judged", {"by_role": "专家"}, "5", (judgement(kind="deduction", value="-1"),), "-1"),
        ("per_fault", {"deduction": "1"}, "5", (judgement(kind="faults", value="若干"),), "若干"),
    ],
)
def test_contradictions_between_parameters_and_judgements_are_told(
    name: str, parameters: dict[str, Any], max_score: str, judgements: tuple[Judgement, ...], found: str
) -> None:
    read = rule(name).parameters.model_validate(parameters)
    complaints = rule(name).complaints(read, Decimal(max_score), judgements)
    assert [complaint.found for complaint in complaints] == [found]


def test_unknown_rules_are_told_with_the_nearest_name() -> None:
    with pytest.raises(KeyError):
        rule("proportional")
    assert rules.nearest_rule("proportional") == "proportion"
    assert rules.nearest_rule("满意度计分") == "satisfaction"
    assert rules.nearest_rule("zzz") is None
