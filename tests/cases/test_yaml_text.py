from __future__ import annotations

from random import Random

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from hengping.cases.yaml_text import yaml_document
from hengping.cases.yaml_update import updated_yaml
from hengping.reading.yaml_files import Plain, parse_yaml

TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("ab:{}[]-?#&*!|>'\"%@`=, \n\t\r　，数0.\x85\u2028\ufeff\xa0😀")),
        st.characters(exclude_categories=["Cs", "Cc", "Cn"]),
    ),
    max_size=20,
)
KEYS = st.sampled_from(["code", "name", "子项", "a: b", "- x", "#"])
PLAIN = st.recursive(TEXT, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner), max_leaves=10)
DOCUMENTS = st.dictionaries(KEYS, PLAIN)


def read(text: str) -> Plain:
    return parse_yaml(text, label="").plain()


def update(text: str, new: dict[str, Plain], *, explicit_defaults: tuple[str, ...] = ()) -> str:
    document = parse_yaml(text, label="")
    old = document.plain()
    assert isinstance(old, dict)
    old = {key: value for key, value in old.items() if key not in explicit_defaults}
    return updated_yaml(text, document, old=old, new=new)


@given(DOCUMENTS)
@example({"code": ["0?"], "note": "为什么?"})
def test_any_data_comes_back_here_and_from_another_reader(data: dict[str, Plain]) -> None:
    text = yaml_document(data)
    assert read(text) == data
    assert yaml.load(text, Loader=yaml.BaseLoader) == (data or None)  # the pure Python one


def test_it_reads_like_something_a_person_wrote() -> None:
    data: dict[str, Plain] = {
        "title": "",
        "year": "2021",
        "weight": "20.10",
        "actual": "=支出_实际/支出_预算",
        "flag": "no",
        "evidence": ["E01", "E02"],
        "text": "　　第一段。\n\n- 第二段：“引号”\n",
        "note": "键: 值 # 不是注释",
        "children": [{"code": "A", "marks": [{"field_name": "weight"}], "places": ["北京, 朝阳"]}, {"code": "B"}],
        "parameters": {},
    }
    assert (
        yaml_document(data)
        == """\
title:
year: 2021
weight: 20.10
actual: =支出_实际/支出_预算
flag: no
evidence: [E01, E02]
text: |
  　　第一段。

  - 第二段：“引号”
note: '键: 值 # 不是注释'
children:
  - code: A
    marks:
      - field_name: weight
    places:
      - 北京, 朝阳
  - code: B
parameters: {}
"""
    )


BY_HAND = """\
# 文件头
---
title: '报告'   # 标题
empty:
# 指标
indicators:
# 第一项
-   code: A      # 决策
    name: "决策"
    of_which: 否   # 写明的默认值
    text: |  # 原文
      # 不是注释
      第二行

    # 尾注
-
  code: B
# 第三项
- {code: C, name: 产出}   # 行内
# 列表之后
last: [x,
  y]   # 末尾
# 文件尾
"""


def plain_by_hand() -> dict[str, Plain]:
    data = read(BY_HAND)
    assert isinstance(data, dict)
    return data


def test_unchanged_data_leaves_every_letter_in_its_place() -> None:
    assert update(BY_HAND, plain_by_hand()) == BY_HAND


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        ({"title": "新报告"}, "title: '报告'   # 标题", "title: 新报告   # 标题"),
        ({"last": ["x", "z"]}, "last: [x,\n  y]   # 末尾", "last: [x, z]"),
        ({"empty": "有了"}, "empty:", "empty: 有了"),
    ],
)
def test_a_changed_value_changes_its_own_line_only(change: dict[str, Plain], before: str, after: str) -> None:
    assert update(BY_HAND, plain_by_hand() | change) == BY_HAND.replace(before, after)


def test_items_are_known_by_their_code_and_take_their_comments_along() -> None:
    data = plain_by_hand()
    first, second, third = data["indicators"]  # type: ignore[misc]
    changed = {**first, "name": "新决策", "note": "添加"}
    new = data | {"indicators": [third, {"code": "D", "name": "新增"}, changed]}
    assert second == {"code": "B"}
    assert (
        update(BY_HAND, new)
        == """\
# 文件头
---
title: '报告'   # 标题
empty:
# 指标
indicators:

    # 尾注
# 第三项
- {code: C, name: 产出}   # 行内
- code: D
  name: 新增
# 第一项
-   code: A      # 决策
    name: 新决策
    of_which: 否   # 写明的默认值
    text: |  # 原文
      # 不是注释
      第二行
    note: 添加
# 列表之后
last: [x,
  y]   # 末尾
# 文件尾
"""
    )


def test_a_key_written_for_its_default_stays_until_the_value_differs() -> None:
    text = "a: 1\nb: 否   # 默认\nc: 3\n"
    assert update(text, {"a": "1", "c": "4"}, explicit_defaults=("b",)) == "a: 1\nb: 否   # 默认\nc: 4\n"
    assert update(text, {"a": "1", "b": "true", "c": "3"}, explicit_defaults=("b",)) == "a: 1\nb: true   # 默认\nc: 3\n"


def test_comments_outlive_what_they_stood_above() -> None:
    assert update("# 一\na: 1\n# 二\nb: 2\n# 三\n", {}) == "# 一\n# 二\n# 三\n"
    assert update("# 只有注释\n", {"a": "1"}) == "# 只有注释\na: 1\n"


def test_a_new_key_goes_where_the_new_order_has_it() -> None:
    assert update("b: 2\nd: 4\n", {"a": "1", "b": "2", "c": "3", "d": "4"}) == "a: 1\nb: 2\nc: 3\nd: 4\n"


@given(DOCUMENTS, DOCUMENTS, st.randoms(use_true_random=False))
def test_an_update_gives_the_new_data_whatever_the_old(
    old: dict[str, Plain], other: dict[str, Plain], random: Random
) -> None:
    new = mixed(old, list(other.values()), random)
    text = yaml_document(old)
    assert isinstance(new, dict)
    assert read(update(text, new)) == new
    assert update(text, old) == text


def mixed(data: Plain, strange: list[Plain], random: Random) -> Plain:
    """Data with a few things replaced, dropped or put in another order."""
    chance = random.random
    if strange and chance() < 0.1 and not isinstance(data, dict):
        return strange[int(chance() * len(strange))]
    if isinstance(data, dict):
        return {key: mixed(value, strange, random) for key, value in data.items() if chance() > 0.1}
    if isinstance(data, list):
        items = [mixed(item, strange, random) for item in data if chance() > 0.1]
        return items[::-1] if chance() < 0.3 else items
    return data
