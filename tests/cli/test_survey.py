"""`hengping survey`: forms, samples, imports and results from the command line, and what is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hengping.cases.store import open_case
from tests.cli.conftest import contents, hengping

EXAMPLE = Path(__file__).parents[2] / "examples" / "xinjiang-2021"


@pytest.fixture
def region(tmp_path: Path) -> Path:
    """The region with its questionnaires."""
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "区 本级"))
    told = hengping("survey", "forms", folder)
    assert told.code == 0, told.err
    return folder


@pytest.fixture
def returns(region: Path, tmp_path: Path) -> Path:
    """Forty responses of pensioners."""
    path = tmp_path / "答卷.csv"
    told = hengping("survey", "sample", region, "--survey", "Q3", "--simulate", "40", "--seed", "7", "--out", path)
    assert told.code == 0, told.err
    assert "不得用于正式评价" in told.out
    return path


def test_forms_are_written_once_and_kept(region: Path) -> None:
    path = region / "fieldwork" / "questionnaires" / "Q3.xlsx"
    before = path.read_bytes()
    told = hengping("survey", "forms", region)
    assert path.read_bytes() == before
    assert (
        "Q3 领取养老保险企业职工：自治区本级企业职工基本养老保险基金支出——领取基本养老金人员满意度调查问卷\n"
        in told.out
    )
    assert "  17 题，计分 7 题，分组 2 题；版本 Q3-" in told.out
    assert told.out.count("pyxform 检查通过。") == 3


def test_a_form_that_cannot_be_read_is_told_and_nothing_is_printed(region: Path, tmp_path: Path) -> None:
    (region / "fieldwork" / "questionnaires" / "Q1.xlsx").write_text("不是工作簿", encoding="utf-8")
    told = hengping("survey", "forms", region, "--out", tmp_path / "纸")
    assert told.code == 2
    assert told.faults == [("Q1.xlsx", "不是工作簿的文件")]
    assert not (tmp_path / "纸").exists()


def test_paper_forms_and_key_in_workbooks(region: Path, tmp_path: Path) -> None:
    out = tmp_path / "纸"
    assert hengping("survey", "forms", region, "--out", out, "--web", "https://survey.example.org/{form}").code == 0
    assert sorted(path.name for path in out.iterdir()) == [
        f"{name}_{kind}"
        for name in ("Q1_各单位管理人员", "Q2_缴纳养老保险企业职工", "Q3_领取养老保险企业职工")
        for kind in ("录入表.xlsx", "问卷.docx", "问卷.pdf")
    ]


def test_sample_sizes_are_told_and_saved(region: Path) -> None:
    table = (region / "fieldwork" / "surveys.csv").read_text(encoding="utf-8-sig").splitlines()
    heads = [
        table[0] + ",population",
        *(f"{row},{size}" for row, size in zip(table[1:], ("", "10000", "1000"), strict=True)),
    ]
    (region / "fieldwork" / "surveys.csv").write_text("\n".join(heads) + "\n", encoding="utf-8")
    told = hengping("survey", "sample", region, "--response", "90", "--save")
    assert "Q1 各单位管理人员：总体人数未填，按很大的总体计算；n=384.15，需有效答卷 385 份，发放 428 份" in told.out
    assert "Q2 缴纳养老保险企业职工：总体 10000 人；n=369.97，需有效答卷 370 份，发放 412 份" in told.out
    assert "Q3 领取养老保险企业职工：总体 1000 人；n=277.73，需有效答卷 278 份，发放 309 份" in told.out
    assert [row.planned for row in open_case(region).surveys] == [428, 412, 309]
    assert [row.sent for row in open_case(region).surveys] == [None, None, None], "planned is not sent"


def test_simulated_responses_are_the_same_everywhere(region: Path, returns: Path, tmp_path: Path) -> None:
    again = tmp_path / "再来.csv"
    hengping("survey", "sample", region, "--survey", "Q3", "--simulate", "40", "--seed", "7", "--out", again)
    assert again.read_bytes() == returns.read_bytes()


def test_responses_are_filed_as_evidence_and_taken_once(region: Path, returns: Path) -> None:
    first = hengping("survey", "import", region, returns, "--survey", "Q3", "--sent", "50")
    assert first.code == 0, first.err
    assert "登记为证据 E16" in first.out
    assert "Q3 领取养老保险企业职工：新增 40 份；共 40 份" in first.out
    case = open_case(region)
    assert case.evidence[-1].title == "领取养老保险企业职工问卷答卷原始数据"
    assert case.surveys[2].sent == 50
    before = contents(region)
    again = hengping("survey", "import", region, returns)
    assert "早已登记为证据 E16" in again.out
    assert "新增 0 份，早已导入 40 份；共 40 份" in again.out
    assert contents(region) == before


def test_one_file_for_several_tiers(region: Path, tmp_path: Path) -> None:
    path = tmp_path / "混合.csv"
    rows = ["调查对象,s_overall,答卷编号", "各单位管理人员,比较满意,1", "领取养老保险企业职工,一般,2"]
    path.write_text("\n".join(rows) + "\n", encoding="gbk")
    told = hengping("survey", "import", region, path)
    assert told.code == 0, told.err
    assert "Q1 各单位管理人员：新增 1 份" in told.out
    assert "Q3 领取养老保险企业职工：新增 1 份" in told.out


def test_responses_without_a_tier_are_listed_and_none_is_taken(region: Path, tmp_path: Path) -> None:
    path = tmp_path / "混合.csv"
    rows = ["调查对象,s_overall", "各单位管理人员,比较满意", ",一般", "退休人员,一般"]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    before = contents(region)
    told = hengping("survey", "import", region, path)
    assert told.code == 2
    assert told.faults == [("混合.csv 第 3 行“调查对象”列", "空"), ("混合.csv 第 4 行“调查对象”列", "退休人员")]
    assert contents(region) == before


def test_a_file_that_could_be_any_questionnaire_must_be_named(region: Path, tmp_path: Path) -> None:
    path = tmp_path / "答卷.csv"
    path.write_text("s_overall\n比较满意\n", encoding="utf-8")
    told = hengping("survey", "import", region, path)
    assert told.code == 2
    assert "请用 --survey 写明是哪一份问卷：Q1、Q2、Q3。" in told.err
    assert hengping("survey", "import", region, path, "--survey", "Q9").code == 2


def test_unknown_answers_are_listed_one_by_one(region: Path, tmp_path: Path) -> None:
    path = tmp_path / "答卷.csv"
    rows = ["答卷编号,s_overall", *(f"{number},满意吧" for number in range(1, 9))]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8-sig")
    some = hengping("survey", "import", region, path, "--survey", "Q3").out
    assert "未知选项 8 处（请核查）" in some
    assert "答卷 5（E16 第 6 行） 题目 s_overall：满意吧" in some
    assert "……另有 3 处，加 --all 全部列出" in some
    everything = hengping("survey", "analyse", region, "--all").out
    assert "答卷 8（E16 第 9 行） 题目 s_overall：满意吧" in everything


def test_results_go_into_the_case_the_score_and_a_report(region: Path, returns: Path, tmp_path: Path) -> None:
    hengping("survey", "import", region, returns)
    told = hengping("survey", "analyse", region, "--save", "--score", "D311=Q3", "--out", tmp_path / "析")
    assert told.code == 0, told.err
    assert "D311 改按问卷 Q3 的满意度计分，原评判 J31 移除。" in told.out
    assert {path.name for path in (tmp_path / "析").iterdir()} == {
        f"问卷分析报告.{kind}" for kind in ("docx", "pdf", "html")
    }
    case = open_case(region)
    facts = {fact.id: fact for fact in case.facts}
    assert facts["问卷_Q3_满意率"].evidence == ("E16",)
    assert f"{facts['问卷_Q3_满意率'].value}%" in told.out
    score = hengping("score", region)
    assert "离退休人员满意度" in score.out


def test_analysing_without_saving_changes_nothing(region: Path, returns: Path) -> None:
    hengping("survey", "import", region, returns)
    before = contents(region)
    assert hengping("survey", "analyse", region).code == 0
    assert contents(region) == before


def test_before_any_responses_there_is_nothing_to_analyse(region: Path) -> None:
    assert hengping("survey", "analyse", region).out == "还没有答卷：请先运行 hengping survey import。\n"


@pytest.mark.parametrize("option", [("--margin", "0"), ("--confidence", "100"), ("--share", "很多")])
def test_impossible_terms_are_refused(region: Path, option: tuple[str, str]) -> None:
    assert hengping("survey", "sample", region, *option).code == 2


def test_questionnaires_are_needed_first() -> None:
    told = hengping("survey", "analyse", EXAMPLE)
    assert told.code == 2
    assert "请先运行 hengping survey forms" in told.err
