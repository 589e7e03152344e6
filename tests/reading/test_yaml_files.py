from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.errors import InputError
from hengping.reading.yaml_files import parse_yaml, read_yaml


def faults(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        parse_yaml(text, label="case.yaml")
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("20.10", "20.10"),
        ("1:30", "1:30"),
        ("no", "no"),
        ("null", "null"),
        ("~", "~"),
        ("007", "007"),
        ("2020-07-01", "2020-07-01"),
        ("1e3", "1e3"),
        ("=支出_实际/支出_预算", "=支出_实际/支出_预算"),
        ("'100 %'", "100 %"),
        ("", ""),
    ],
)
def test_every_scalar_is_the_text_that_was_written(written: str, text: str) -> None:
    assert parse_yaml(f"value: {written}\n", label="").plain() == {"value": text}


def test_nested_lists_and_mappings_keep_their_order() -> None:
    text = "b:\n- x: 1\n  y: [2, 3]\n- z\na: {c: |\n  两行\n  文字\n}\n"
    document = parse_yaml("b:\n- x: 1\n  y: [2, 3]\n- z\na:\n  c: |\n    两行\n    文字\n", label="")
    assert document.plain() == {"b": [{"x": "1", "y": ["2", "3"]}, "z"], "a": {"c": "两行\n文字\n"}}
    assert list(document.plain()) == ["b", "a"]
    assert faults(text)  # a literal block inside braces is no YAML


def test_an_empty_file_is_an_empty_mapping() -> None:
    assert parse_yaml("# 只有注释\n", label="").plain() == {}


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (["indicators"], 1),
        (["indicators", 0], 2),
        (["indicators", 0, "name"], 3),
        (["indicators", 1, "criteria", 0, "text"], 6),
        (["indicators", 1, "criteria", 0, "max_score"], 6),  # absent: the criterion it is missing from
        (["unknown"], 1),
    ],
)
def test_a_path_leads_to_its_line(path: list[str | int], line: int) -> None:
    text = "indicators:\n- code: A\n  name: 决策\n- code: B\n  criteria:\n  - text: 要点\n"
    assert parse_yaml(text, label="").line(path) == line


def test_every_double_key_is_named_with_both_lines() -> None:
    assert faults("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\na: 4\n") == [
        "case.yaml 第 5 行：现为“c”，应为只写一次的键（第 3 行已有）。请删去其中一处，或合并两处的内容。",
        "case.yaml 第 6 行：现为“a”，应为只写一次的键（第 1 行已有）。请删去其中一处，或合并两处的内容。",
    ]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: &x 1\n", "第 1 行", "锚点"),
        ("a: 1\nb: *x\n", "第 2 行", "别名"),
        ("a: 1\nb: !!python/object:os.system x\n", "第 2 行", "标签"),
        ("a: 1\n---\nb: 1\n", "第 2 行", "一个文件一份内容"),
        ("a: 1\n? [x]\n: 2\n", "第 2 行", "文字作为键"),
        ("a: 1\nb: 'x\n", "第 3 行", "引号是否成对"),
        ("a:\n  b: 1\n\tc: 2\n", "第 3 行", "缩进"),
        ("a: b: c\n", "第 1 行第 5 列", "冒号"),
        ("a: @b\n", "第 1 行第 4 列", "加引号"),
        ("a: [1, 2\n", "第 2 行", "括号"),
        ('a: "C:\\资料"\n', "第 1 行", "反斜线"),
        ('a: 1\nb: "\\a"\n', "第 2 行", "U+0007"),
    ],
)
def test_what_is_not_accepted_is_told_with_its_place(text: str, place: str, words: str) -> None:
    (fault,) = faults(text)
    assert place in fault
    assert words in fault


@pytest.mark.parametrize("text", ["[" * 1_000_000, "{a: " * 1_000_000, "- " * 100_000, "? " * 100_000])
def test_bottomless_nesting_is_refused_at_once(text: str) -> None:
    assert "层" in faults(text)[-1]


def test_an_alias_bomb_is_refused_before_it_unfolds() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 60))
    assert any("别名" in fault for fault in faults(bomb))


def test_a_file_in_gb18030_is_read(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes("名称: 养老保险\n".encode("gb18030"))
    assert read_yaml(path, label="case.yaml").plain() == {"名称": "养老保险"}


@given(st.text(alphabet=st.sampled_from(list("ab:{}[]-?#&*!|>'\"%@` \n\t，数0.")), max_size=40))
def test_any_text_is_a_document_or_a_list_of_faults(text: str) -> None:
    with suppress(InputError):  # anything else fails the test
        parse_yaml(text, label="x").plain()
