"""`hengping sign` on a folder and on a workbook: the whole way of a draft, and what is refused on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Answer, contents, hengping, replaced, written


def sign(case: Path, level: int, by: str, *more: str, deliverable: str = "初稿") -> Answer:
    words = ["--deliverable", deliverable, "--level", str(level), "--by", by, "--on", "2022-08-01"]
    return hengping("sign", case, *words, *more)


def lines(answer: Answer) -> list[str]:
    return answer.out.splitlines()


def test_draft_is_returned_answered_changed_and_passed(case: Path) -> None:
    assert lines(sign(case, 1, "张三"))[1].startswith("初稿一级复核：通过（张三，2022-08-01），内容 ")
    remark = ("--return", "--remark", "公示材料没有页码", "--place", "B1-2", "--importance", "重要")
    assert lines(sign(case, 2, "李四", *remark))[2:] == [
        "  R03（重要）B1-2：公示材料没有页码",
        "下一步：答复 R03，由 李四 销号；内容有改动的，从一级复核重新签起。",
    ]
    replaced("judgements.csv", "公示材料齐全", "公示材料齐全，见第3页")(case)
    status = hengping("sign", case, "--status").out
    assert "失效：签后内容有改动" in status
    assert "    定性评判 J01“理由”：公示材料齐全 → 公示材料齐全，见第3页" in status.splitlines()
    assert hengping("sign", case, "--reply", "R03", "--text", "已补页码").code == 0
    assert hengping("sign", case, "--clear", "R03", "--by", "李四").out == "已销号 R03\n"
    answers = [sign(case, level, name) for level, name in ((1, "张三"), (2, "李四"), (3, "王五"))]
    assert [lines(answer)[-1] for answer in answers] == [
        "下一步：二级复核。",
        "下一步：三级复核。",
        "初稿已通过三级复核。",
    ]
    assert len(list((case / "signed").glob("draft-*.json"))) == 2


def test_errors_that_the_checks_find_are_told_before_a_report_is_signed(case: Path) -> None:
    written("scores.csv", "id,code,stage,score\nS1,TOTAL,final,50\n")(case)
    assert "提示：检查还有 1 个错误，hengping lint 列出全部。" in lines(sign(case, 1, "张三"))
    assert not any("检查还有" in line for line in lines(sign(case, 1, "张三", deliverable="方案")))


def test_text_that_could_not_be_read_back_is_refused(case: Path) -> None:
    before = contents(case)
    answer = sign(case, 1, "张三\x01")
    assert (answer.code, answer.faults) == (2, [("reviews.csv（三级复核）中的“张三”", "不可见的控制字符 U+0001")])
    assert contents(case) == before


def test_workbook_is_signed_where_it_lies(case: Path, tmp_path: Path) -> None:
    workbook = tmp_path / "另一处" / "评价.xlsx"
    workbook.parent.mkdir()
    hengping("export", case, "--workbook", workbook)
    assert sign(workbook, 1, "张三").code == 0
    assert [path.name[:6] for path in (workbook.parent / "signed").iterdir()] == ["draft-"]
    assert "一级  张三 2022-08-01  有效" in hengping("sign", workbook, "--status").out


def test_both_forms_of_a_case_sign_the_same_content(case: Path, tmp_path: Path) -> None:
    hengping("export", case, "--workbook", tmp_path / "评价.xlsx")
    signed = {lines(sign(path, 1, "张三"))[1] for path in (case, tmp_path / "评价.xlsx")}
    assert len(signed) == 1


@pytest.mark.parametrize(
    ("level", "by", "more", "found"),
    [
        (3, "王五", (), "二级复核尚未签署"),
        (2, "张三", (), "张三已作一级复核"),
        (2, "李四", ("--return",), "退回而没有意见"),
        (1, "张三", (), "张三已通过现在的内容"),
    ],
)
def test_what_is_out_of_order_is_refused_and_writes_nothing(
    case: Path, level: int, by: str, more: tuple[str, ...], found: str
) -> None:
    sign(case, 1, "张三")
    before = contents(case)
    answer = sign(case, level, by, *more)
    assert (answer.code, [fault for _, fault in answer.faults]) == (2, [found])
    assert contents(case) == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "请指明做一件事"),
        (("--status", "--clear", "R01"), "请指明做一件事"),
        (("--level", "1"), "--deliverable 和 --level"),
        (("--deliverable", "底稿", "--level", "1"), "应为 方案、初稿、终稿 之一"),
        (("--deliverable", "初稿", "--level", "4"), "应为 1、2、3 之一"),
        (("--deliverable", "初稿", "--level", "1", "--on", "昨天"), "应写成 年-月-日"),
        (("--deliverable", "初稿", "--level", "1", "--by", "张三", "--place", "A"), "多于 0 条 --remark"),
    ],
)
def test_unclear_commands_are_told(case: Path, words: tuple[str, ...], says: str) -> None:
    before = contents(case)
    answer = hengping("sign", case, *words)
    assert answer.code == 2
    assert says in answer.err
    assert contents(case) == before


def test_changes_after_a_signature_are_listed_without_the_snapshot_only_as_a_fact(case: Path) -> None:
    sign(case, 1, "张三")
    replaced("facts.csv", "969.00", "970.00")(case)
    for path in (case / "signed").iterdir():
        path.unlink()
    assert "没有找到当时的内容（signed 文件夹）" in hengping("sign", case, "--status").out
