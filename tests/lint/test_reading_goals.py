"""Targets and deadlines as forms write them; the word lists behind the checks."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hengping.cases.model.goals import GoalRow
from hengping.lint.goal_sheet import Goal
from hengping.lint.word_lists import vague_words
from hengping.scoring.filed_targets import read_target
from hengping.scoring.named_deadlines import names_deadline
from tests.lint.lint_tables import FOLDER, load

DATA = FOLDER.parents[2] / "src" / "hengping" / "lint" / "data"

TARGETS = """
≥95%          | ≥ | 95     | %
=33.29万人    | = | 33.29  | 万人
＝124,615 万元 | = | 124615 | 万元
≧100％        | ≥ | 100    | %
不低于85%     | ≥ | 85     | %
95%以上       | ≥ | 95     | %
20天以内      | ≤ | 20     | 天
-0.86%        |   | -0.86  | %
137609        |   | 137609 |
530元/人*月   |   | 530    | 元/人*月
95%～105%     | 区间 |     | %
每月 25 日前  |   |        |
充分发挥职能  |   |        |
2021年底      |   |        |
1,23          |   |        |
""".strip()


@pytest.mark.parametrize("line", TARGETS.splitlines(), ids=lambda line: line.split("|")[0].strip())
def test_target_cells(line: str) -> None:
    text, comparator, value, unit = (cell.strip() for cell in line.split("|"))

    reading = read_target(text)

    assert reading.comparator == comparator
    assert reading.value == (Decimal(value) if value else None)
    assert reading.unit == unit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每月 25 日前", True),
        ("每季末次月底前", True),
        ("每季度终了后15日内", True),
        ("2021年12月31日前", True),
        ("2021年12月完成", True),
        ("12月底前", True),
        ("年底前", True),
        ("20个工作日内", True),
        ("收到申请后５日内", True),
        ("次月10日前", True),
        ("十二月底前", True),
        ("按时", False),
        ("按照规定时限", False),
        ("及时", False),
        ("2021年", False),
        ("每月", False),
        ("", False),
    ],
)
def test_deadlines(text: str, expected: bool) -> None:
    assert names_deadline(text) is expected


def test_row_fields_go_before_the_cell_as_filed() -> None:
    row = GoalRow(id="G1", level_3="执行率 1（上限）", comparator="≤", target="105", target_text="≥95%")

    goal = Goal.of(row)

    assert (goal.comparator, goal.value, goal.unit_text, goal.stem) == ("≤", Decimal(105), "%", "执行率")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("持续有效推动", ("持续", "有效", "推动")),
        ("充分发挥社会保险的职能", ("充分", "发挥")),
        ("基本养老保险社会保障", ()),
        ("基本满意", ("基本",)),
    ],
)
def test_vague_words(text: str, expected: tuple[str, ...]) -> None:
    assert vague_words(text) == expected


def test_every_word_list_has_a_source_and_a_tag() -> None:
    for path in DATA.glob("*.yaml"):
        for key, entry in load(path).items():
            assert set(entry) == {"source", "tag", "words"}, key
            assert entry["tag"] in {"V", "L", "K", "U", "R"}, key
            assert entry["source"], key
            assert len(entry["words"]) == len(set(entry["words"])) > 0, key
