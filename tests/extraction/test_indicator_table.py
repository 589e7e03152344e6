"""An indicator table that somebody else made, read into the tree: our own printed table is the first witness."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengping.cases.model import Case, walk
from hengping.cases.store import open_case
from hengping.errors import InputError
from hengping.extraction.indicator_table.columns import MappedTable, map_columns
from hengping.extraction.indicator_table.pasted import grids_of, pasted_grid
from hengping.extraction.indicator_table.tree import ReadTree, read_tree
from hengping.forms.printing import print_form
from hengping.reference.form_layouts import packaged_form

EXAMPLES = Path(__file__).parents[2] / "examples"

OWN_TABLE = """
评价维度\t分值\t二级指标\t分值\t评价指标\t标准分\t考核要点\t评分细则\t目标值\t佐证材料
A.决策（20分）\t20\t项目立项\t6\t立项依据充分性\t3\t①政策依据充分（2分）；②职责相符（1分）\t缺一项扣相应分\t\t政策文件
\t\t\t\t立项程序规范性\t3\t程序完整\t不完整扣1分\t\t批复文件
\t\t资金投入\t14\t预算编制科学性\t14\t\t\t\t预算
B.产出\t80\t产出数量\t80\t参保缴费人数\t50\t\t按比例得分\t≥33.29万人\t参保台账
\t\t\t\t按期发放\t30\t\t\t每月15日前\t银行回单
合计\t100\t\t100\t\t100\t\t\t\t
"""


def read(text: str, known: dict[str, str] | None = None) -> tuple[MappedTable, ReadTree]:
    table = map_columns([pasted_grid(text.strip("\n"), "粘贴")], known or {}, label="粘贴")
    return table, read_tree(table)


def outline(case_or_tree: Case | ReadTree) -> list[tuple[int, str, str]]:
    system = case_or_tree.indicators if isinstance(case_or_tree, Case) else case_or_tree.system
    return [(level, node.name, str(node.weight.normalize())) for level, node in walk(system.indicators)]


@pytest.mark.parametrize("example", ["datong-2020", "xinjiang-2021"])
@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_the_printed_indicator_table_gives_the_tree_back(example: str, ending: str, tmp_path: Path) -> None:
    case = open_case(EXAMPLES / example)
    path = tmp_path / f"指标体系.{ending}"
    print_form(packaged_form("F05"), case, path)
    assert outline(read_tree(map_columns(grids_of(path), {}, label=path.name))) == outline(case)


def test_headings_of_its_own_are_understood() -> None:
    table, _ = read(OWN_TABLE)
    assert table.pairs() == {
        "评价维度": "level_1",
        "分值": "weight_2",  # the last of two columns of this name; both are told on screen
        "二级指标": "level_2",
        "评价指标": "level_3",
        "标准分": "weight_3",
        "考核要点": "explanation",
        "评分细则": "rule",
        "目标值": "target",
        "佐证材料": "data_source",
    }


def test_the_tree_has_names_weights_and_codes() -> None:
    _, found = read(OWN_TABLE)
    assert [(node.code, node.name, str(node.weight)) for _, node in walk(found.system.indicators)] == [
        ("A", "决策", "20"),
        ("A1", "项目立项", "6"),
        ("A11", "立项依据充分性", "3"),
        ("A12", "立项程序规范性", "3"),
        ("A2", "资金投入", "14"),
        ("A21", "预算编制科学性", "14"),
        ("B", "产出", "80"),
        ("B1", "产出数量", "80"),
        ("B11", "参保缴费人数", "50"),
        ("B12", "按期发放", "30"),
    ]
    assert found.remarks == ()


def test_points_written_behind_criteria_make_criteria_where_they_add_up() -> None:
    _, found = read(OWN_TABLE)
    leaf = found.system.indicators[0].children[0].children[0]
    assert [(each.id, each.text, str(each.max_score)) for each in leaf.criteria] == [
        ("A11-1", "政策依据充分", "2"),
        ("A11-2", "职责相符", "1"),
    ]


def test_targets_are_read_where_they_are_bounds_and_kept_as_words_elsewhere() -> None:
    _, found = read(OWN_TABLE)
    targets = [leaf.target for leaf in found.system.indicators[1].children[0].children]
    assert [(each.comparator, each.value, each.unit, each.text) for each in targets if each] == [
        ("≥", "33.29", "万人", "≥33.29万人"),
        ("定性", "", "", "每月15日前"),
    ]


def test_a_mapping_that_was_confirmed_prevails() -> None:
    table, found = read(OWN_TABLE, {"评分细则": "不读", "佐证材料": "acquisition"})
    assert "rule" not in table.columns.values()
    assert found.system.indicators[0].children[0].children[0].acquisition == "政策文件"


def test_a_weight_that_is_no_number_is_told_with_its_cell() -> None:
    _, found = read("一级指标\t三级指标\t分值\n决策\t立项依据\t三分\n\t程序\t2")
    assert [str(each) for each in found.remarks] == [
        "粘贴 第2行第3列：现为“三分”，应为数字。没有读入这个分值，请改正。",
        "粘贴 第2行第2列：现为““立项依据”没有分值”，应为分值。按 0 分读入，请补上。",
    ]


def test_a_table_of_something_else_is_refused() -> None:
    with pytest.raises(InputError, match="没有找到指标表"):
        read("姓名\t电话\n张三\t1")


def test_an_unknown_field_is_refused_with_the_nearest() -> None:
    with pytest.raises(InputError, match="是否为 weight"):
        read(OWN_TABLE, {"分值": "weigth"})
