"""What is done to a case in a folder, and what must be told: every fault at once, and nothing is touched."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.conftest import SMALL_CASE, Edit, contents, hengping, recoded, removed, replaced, written

FACTS, TREE, CASE, JUDGEMENTS = "facts.csv", "indicators.yaml", "case.yaml", "judgements.csv"
EXPENDITURE, BUDGET, RATE, PAID_ON = (f"facts.csv 第 {line} 行" for line in (2, 3, 4, 5))


class Bad(NamedTuple):
    """Edits of the small case, the faults told (place, finding), and what the mending of each must say."""

    name: str
    edits: tuple[Edit, ...]
    told: tuple[tuple[str, str], ...]
    mend: tuple[str, ...] = ()


TABLE = (
    # Keys and types.
    Bad(
        "unknown keys",
        (replaced(TREE, "weight: 60", "wieght: 60"), replaced(CASE, "year:", "yaer:")),
        (
            (f"{CASE} 第 6 行", "未知的键 yaer"),
            (f"{TREE} 第 17 行", "未知的键 wieght"),
        ),
        ("是否为“评价年度”（year）？", "是否为“权重”（weight）？"),
    ),
    Bad(
        "wrong types",
        (
            replaced(TREE, "name: 过程", "name: {a: b}"),
            replaced(TREE, "weight: 40", "weight: 四十"),
            replaced(TREE, "max_score: 30", "max_score: [30]"),
        ),
        (
            (f"{TREE} 第 5 行“指标名称”（name）", "一组“键: 值”"),
            (f"{TREE} 第 6 行“权重”（weight）", "四十"),
            (f"{TREE} 第 25 行“分值”（max_score）", "一个列表"),
        ),
        ("请改为阿拉伯数字",),
    ),
    Bad(
        "choices",
        (replaced(CASE, "finance_evaluation", "财政 评价"), replaced(FACTS, "published", "已公部")),
        ((f"{CASE} 第 5 行“评价类型”（kind）", "财政 评价"), (f"{EXPENDITURE}“status”列", "已公部")),
        ("是否为“财政评价”？", "是否为“已公布”？"),
    ),
    # Ids and references.
    Bad(
        "ids that stand twice",
        (
            replaced(FACTS, "支出_预算,", "支出_实际,"),
            replaced(FACTS, "=支出_实际/支出_预算", "=支出_实际"),
            replaced(TREE, "id: B1-2", "id: A1"),
            replaced(JUDGEMENTS, "J01,", "J01,B1-1,share,1,,李四,主评人,,\nJ01,"),
        ),
        (
            (f"{TREE} 第 29 行“要点编号”（id）", "A1"),
            (f"{BUDGET}“id”列", "支出_实际"),
            (f"{JUDGEMENTS} 第 3 行“id”列", "J01"),
        ),
        (f"{TREE} 第 8 行“指标代码”（code）已有", f"{EXPENDITURE}“id”列已有", f"{JUDGEMENTS} 第 2 行“id”列已有"),
    ),
    Bad(
        "fact names alike but for case",
        (replaced(FACTS, "发放日期,", "Abc,甲,,1,,人,,collected,,\nabc,"), replaced(TREE, "=发放日期", "=abc")),
        (("facts.csv 第 6 行“id”列", "abc"),),
    ),
    Bad(
        "fact names that no formula can hold",
        (replaced(FACTS, "发放日期,", "F2020,"), replaced(TREE, "=发放日期", "=支出_实际")),
        ((f"{PAID_ON}“id”列", "F2020"),),
        ("像单元格地址",),
    ),
    Bad(
        "formulas that name unknown facts, wherever they stand",
        (replaced(FACTS, "/支出_预算", "/支出_予算"), replaced(TREE, "=执行率", "=执行律")),
        ((f"{TREE} 第 13 行“实际值”（actual）", "执行律"), (f"{RATE}“formula”列", "支出_予算")),
        ("是否为 执行率？", "是否为 支出_预算、支出_实际？"),
    ),
    Bad(
        "facts that need each other",
        (replaced(FACTS, "测试市,1000,,", "测试市,,=执行率*2,"),),
        ((f"{BUDGET}“formula”列", "支出_预算 → 执行率 → 支出_预算"),),
    ),
    Bad(
        "a judgement of a criterion that does not exist",
        (replaced(JUDGEMENTS, "B1-2", "B1-9"),),
        (("judgements.csv，评判 J01，要点编号", "B1-9"),),
        ("是否为 B1-1？",),
    ),
    Bad(
        "a profile and an outline that do not exist",
        (replaced(CASE, "year: 2021", "year: 2021\nprofile: defualt\noutline: 五章"),),
        ((f"{CASE} 第 7 行“评价规程”（profile）", "defualt"), (f"{CASE} 第 8 行“报告提纲”（outline）", "五章")),
        ("是否为 default？",),
    ),
    # Numbers and dates.
    Bad(
        "full-width digits and percent signs",
        (
            replaced(FACTS, "969.00", "９６９．００"),
            replaced(FACTS, "测试市,1000,", "测试市,1000万元,"),
            replaced(FACTS, ",,=支出_实际/支出_预算,", ",１００％,,"),
        ),
        ((f"{EXPENDITURE}“value”列", "９６９．００"), (f"{BUDGET}“value”列", "1000万元"), (f"{RATE}“value”列", "１００％")),
        ("含全角字符，请改为半角", "单位写在单位栏", "数字后带了 % 或 ‰，请删去，符号写在单位栏"),
    ),
    Bad(
        "text in cells of numbers and dates",
        (
            replaced(FACTS, "969.00", "约九百"),
            replaced(FACTS, "2021-12-20", "2021年12月20日"),
            replaced(JUDGEMENTS, "2022-03-10", "2022.3.10"),
        ),
        (
            (f"{EXPENDITURE}“value”列", "约九百"),
            (f"{PAID_ON}“value”列", "2021年12月20日"),
            (f"{JUDGEMENTS} 第 2 行“on”列", "2022.3.10"),
        ),
        ("只填一个数，不知道则留空", "请改为 2021-12-20", "请改为 2022-03-10"),
    ),
    Bad(
        "units that are none",
        (replaced(FACTS, "万元,2021,published", "?,2021,published"),),
        ((f"{EXPENDITURE}“unit”列", "?"),),
        ("请写如 万元、人次、%、元/人·月 的单位",),
    ),
    # Formulas.
    Bad(
        "formulas that Excel would not take either",
        (replaced(FACTS, "=支出_实际/支出_预算", "=支出_实际/"), replaced(TREE, "=执行率", "=A1+B2")),
        ((f"{TREE} 第 13 行“实际值”（actual）", "=A1+B2"), (f"{RATE}“formula”列", "=支出_实际/")),
        ("像单元格地址", "公式第 8 个字符"),
    ),
    Bad(
        "a formula without its sign, and one among the values",
        (
            replaced(FACTS, ",,=支出_实际/支出_预算,", ",,支出_实际/支出_预算,"),
            replaced(FACTS, "969.00", "=支出_预算"),
        ),
        ((f"{EXPENDITURE}“value”列", "=支出_预算"), (f"{RATE}“formula”列", "支出_实际/支出_预算")),
        ("公式请移到“公式”（formula）一栏", "请改为 =支出_实际/支出_预算"),
    ),
    Bad(
        "a value beside a formula",
        (replaced(FACTS, "测试市,,=支出", "测试市,96.9,=支出"),),
        ((RATE, "执行率"),),
        ("只能填一项",),
    ),
    Bad(
        "what Excel leaves of a formula in a CSV file",
        (replaced(FACTS, "=支出_实际/支出_预算", "#NAME?"),),
        ((f"{RATE}“formula”列", "#NAME?"),),
        ("改用“导出工作簿”编辑",),
    ),
    Bad(
        "a formula nested ten thousand times",
        (replaced(FACTS, "=支出_实际/支出_预算", f"={'(' * 10_000}1{')' * 10_000}"),),
        ((f"{RATE}“formula”列", f"={'(' * 119}……（共 20002 字）"),),
        ("把公式拆成几个事实",),
    ),
    # Whole files.
    Bad(
        "nothing there",
        (removed(CASE), removed(TREE)),
        ((CASE, "找不到该文件"), (TREE, "找不到该文件")),
        ("hengping new",),
    ),
    Bad(
        "an empty case.yaml",
        (written(CASE, ""),),
        tuple(
            (f"{CASE} 第 1 行{field}", "没有填写")
            for field in ("“报告名称”（title）", "“项目名称”（project_name）", "“评价类型”（kind）", "“评价年度”（year）")
        ),
    ),
    Bad(
        "a misnamed file",
        (lambda folder: (folder / FACTS).rename(folder / "fact.csv") and None,),
        (("fact.csv", "未知的文件名"),),
        ("是否为 facts.csv？",),
    ),
    Bad(
        "columns that are unknown, missing or there twice",
        (replaced(FACTS, "id,name,subject,value", "id,nmae,subject,vaule"),),
        (("facts.csv 标题行第 2 列", "nmae"), ("facts.csv 标题行第 4 列", "vaule")),
        ("是否为“name”？", "是否为“value”？"),
    ),
    Bad("other separators", (recoded(FACTS, lambda text: text.replace(",", ";").encode()),), ((f"{FACTS} 第 1 行", "各列以分号分隔"),)),
    Bad("tabs", (recoded(FACTS, lambda text: text.replace(",", "\t").encode()),), ((f"{FACTS} 第 1 行", "各列以制表符分隔"),)),
    Bad("Chinese commas", (recoded(FACTS, lambda text: text.replace(",", "，").encode()),), ((f"{FACTS} 第 1 行", "各列以中文逗号分隔"),)),
    Bad("UTF-16", (recoded(FACTS, lambda text: text.encode("utf-16")),), ((FACTS, "UTF-16 编码"),)),
    Bad("bytes that are no text", (written(FACTS, b"id\xff\xfe\x00\x81"),), ((FACTS, "第 1 行有无法识别的字节 FF"),)),
    Bad(
        "invisible characters",
        (replaced(FACTS, "补贴支出", "补贴\0支出"), replaced(CASE, "参保补贴", "参保\0补贴")),
        ((f"{CASE} 第 3 行", "不可见的控制字符 U+0000"), (f"{FACTS} 第 2 行", "不可见的控制字符 U+0000")),
    ),
    Bad("a quotation mark that is not closed", (replaced(FACTS, "补贴支出", '"补贴支出'),), ((f"{FACTS} 第 2 行", "引号不成对，或引号后紧跟其他文字"),)),
    Bad("a tab in YAML", (replaced(CASE, "project_name", "\tproject_name"),), ((f"{CASE} 第 4 行第 1 列", "project_name: 参保补贴"),)),
    Bad("a key twice", (replaced(CASE, "year: 2021", "year: 2021\nyear: 2022"),), ((f"{CASE} 第 7 行", "year"),)),
    Bad(
        "aliases, of which a bomb is made",
        (written(CASE, "a: &a [x, x]\nb: &b [*a, *a]\n"),),
        ((f"{CASE} 第 1 行", "&a"), (f"{CASE} 第 2 行", "&b"), (f"{CASE} 第 2 行", "*a")),
    ),
    Bad(
        "a tag that would run a program elsewhere",
        (replaced(CASE, "year: 2021", "year: !!python/object/apply:os.system [ls]"),),
        ((f"{CASE} 第 6 行", "标签 tag:yaml.org,2002:python/object/apply:os.system"),),
    ),
    Bad("brackets without end", (written(CASE, "[" * 100_000),), ((f"{CASE} 第 1 行", "超过 64 层嵌套"),)),
    Bad("a folder in place of a file", (removed(FACTS), lambda folder: (folder / FACTS).mkdir()), ((FACTS, "文件夹"),)),
    Bad(
        "a link that leads to itself",
        (removed(FACTS), lambda folder: (folder / FACTS).symlink_to(FACTS)),
        ((FACTS, "无法读取的文件（符号链接循环）"),),
    ),
)  # fmt: skip


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """The outputs of an earlier run."""
    folder = tmp_path / "成果"
    folder.mkdir()
    for name in ("report.docx", "result.json"):
        (folder / name).write_text(f"earlier {name}")
    return folder


@pytest.mark.parametrize("bad", TABLE, ids=lambda bad: bad.name)
def test_every_fault_is_told_at_once_and_nothing_is_touched(bad: Bad, case: Path, earlier: Path) -> None:
    for edit in bad.edits:
        edit(case)
    before, outputs = contents(case), contents(earlier)

    answer = hengping("evaluate", case, "--out", earlier)

    assert answer.faults == list(bad.told)
    for mend in bad.mend:
        assert mend in answer.err
    assert (answer.code, answer.out) == (2, "")
    assert (contents(case), contents(earlier)) == (before, outputs)


@pytest.mark.parametrize("bad", TABLE[::7], ids=lambda bad: bad.name)
@pytest.mark.parametrize("command", [("score",), ("score", "--json"), ("lint",), ("export", "--workbook", "x.xlsx")])
def test_all_commands_tell_the_same(
    bad: Bad, command: tuple[str, ...], case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(case.parent)
    for edit in bad.edits:
        edit(case)
    answer = hengping(command[0], case, *command[1:])
    assert (answer.code, answer.out, answer.faults) == (2, "", list(bad.told))
    assert not Path("x.xlsx").exists()


def test_a_fault_says_what_is_there_what_should_be_and_how_to_mend_it(case: Path) -> None:
    replaced(FACTS, "2021-12-20", "2021/12/20")(case)
    assert hengping("score", case).err.splitlines() == [
        "输入有 1 处需要修改，未生成任何文件：",
        "1. facts.csv 第 5 行“value”列",
        "   现为：2021/12/20",
        "   应为：日期，如 2020-07-15",
        "   改法：请改为 2021-12-20。",
    ]


def test_nothing_told_is_english(case: Path) -> None:
    """Keys, names of files and commands are Latin words, but never a sentence of them."""
    for bad in TABLE:
        copy = Path(shutil.copytree(SMALL_CASE, case.parent / bad.name))
        for edit in bad.edits:
            edit(copy)
        told = re.sub("hengping new|CSV UTF-8", "", hengping("score", copy).err)
        assert re.findall("[A-Za-z]+ [A-Za-z]+", told) == [], bad.name


ACCEPTED = {
    "GB18030": recoded(FACTS, lambda text: text.encode("gb18030")),
    "a byte order mark": recoded(FACTS, lambda text: text.encode("utf-8-sig")),
    "none": recoded(FACTS, lambda text: text.encode()),
    "CRLF": recoded(FACTS, lambda text: text.replace("\n", "\r\n").encode()),
    "CR": recoded(FACTS, lambda text: text.replace("\n", "\r").encode()),
    "CRLF in YAML": recoded(TREE, lambda text: text.replace("\n", "\r\n").encode()),
    "CR in YAML": recoded(TREE, lambda text: text.replace("\n", "\r").encode()),
    "Chinese headings": replaced(
        FACTS,
        "id,name,subject,value,formula,unit,period,status,evidence,note",
        "事实编号,名称,对象,数值,公式,计量单位,期间,取得方式,证据编号,备注",
    ),
    "Chinese choices": replaced(FACTS, "published", "已公布"),
    "thousands separators": replaced(FACTS, "测试市,1000,", '测试市,"1,000.00",'),
    "blank lines": recoded(FACTS, lambda text: text.replace("\n", "\n\n").encode()),
    "files that are none of the case's": written("说明.txt", "随手记的"),
    "a lock file of LibreOffice": written(".~lock.facts.csv#", ",user,host,;"),
}


@pytest.mark.parametrize("edit", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_what_means_the_same_is_taken_without_complaint(edit: Edit, case: Path) -> None:
    edit(case)
    answer = hengping("score", case)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.endswith("\n总分：98.76/100.00，等级：优\n")


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        pytest.param(replaced(FACTS, "测试市,1000,", "测试市,0,"), "除数为零", id="division by zero"),
        pytest.param(replaced(FACTS, "=支出_实际/支出_预算", "=10^999999999"), "无法计算", id="a huge power"),
        pytest.param(replaced(FACTS, "969.00", ""), "缺少", id="a missing value"),
    ],
)
def test_what_can_be_a_model_is_scored_as_far_as_it_goes(edit: Edit, found: str, case: Path) -> None:
    edit(case)
    answer = hengping("score", case)
    assert (answer.code, answer.err) == (0, "")
    assert "总分：尚不能得出" in answer.out
    assert found in answer.out


def test_evidence_that_does_not_exist_is_a_finding(case: Path) -> None:
    replaced(FACTS, "published,E01", "published,E09")(case)
    answer = hengping("lint", case)
    assert answer.err == ""
    assert "E09" in answer.out
