"""The rule of names."""

from __future__ import annotations

import pytest

from hengping.formulas import FUNCTIONS, check_name, parse


@pytest.mark.parametrize(
    "name",
    [
        "支出_实际",
        "支出_2020",
        "GDP",
        "_暂估",
        "A股",
        "R1C1_支出",
        "ABCD1",
        "F2020年",
        "SUM额",
        "TRUE值",
        "㐂𠮷",
        "Ratio",
    ],
)
def test_good_names(name: str) -> None:
    assert check_name(name) is None
    assert parse(f"={name}*2").names == (name,)


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("", "为空"),
        ("2020年支出", "不能以数字开头"),
        ("A1", "像单元格地址"),
        ("F2020", "像单元格地址"),
        ("xfd1048576", "像单元格地址"),
        ("R1C1", "像单元格地址"),
        ("rc", "像单元格地址"),
        ("C", "像单元格地址"),
        ("R2020", "像单元格地址"),
        ("Q3", "像单元格地址"),
        ("sum", "是函数"),
        ("True", "TRUE/FALSE"),
        ("支出.实际", "不能有“.”"),
        ("支出 实际", "不能有“ ”"),
        ("支出-实际", "不能有“-”"),
        ("支出（实际）", "不能有“（”"),
        ("支出２０２０", "请改为半角：支出2020"),
        ("二〇二〇", "不能有“〇”"),
        ("执行率%", "不能有“%”"),
        ("_xlnm_甲", "由 Excel 保留"),
        ("长" * 256, "最多 255 个"),
    ],
)
def test_bad_names_have_a_reason(name: str, part: str) -> None:
    reason = check_name(name)

    assert reason is not None
    assert part in reason


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_no_function_is_a_name(function: str) -> None:
    assert check_name(function.lower()) is not None
