"""What is published, and that no telephone, number or name of a person is among it."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest

from hengping.cases.model import Case
from hengping.cases.model.identity import TeamMember
from hengping.cases.model.process import PartyRole, PartyRow
from hengping.cases.store import open_case
from hengping.rendering.workbook_file import save_workbook
from hengping.reports.disclosure import Masking, disclosure, disclosure_book
from hengping.reports.rectification_notice import notify

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
DAY = datetime.date(2021, 9, 1)


@pytest.fixture
def case() -> Case:
    """The city's case with people in it: a liaison, a team member, and both in the text of a problem."""
    case = open_case(EXAMPLES / "datong-2020")
    first, *rest = case.findings.problems
    text = "据联络员王晓明（电话13800138000，0352-1234567）和李芳介绍，经办人卡号6222021234567890123，制度没有建立。"
    findings = case.findings.model_copy(update={"problems": (first.model_copy(update={"text": text}), *rest)})
    party = PartyRow(id="U9", name="某经办", role=PartyRole.INSURANCE_AGENCY, liaison="王晓明", phone="13800138000")
    identity = case.identity.model_copy(update={"team": (TeamMember(name="李芳", role="组员"),)})
    return case.model_copy(update={"findings": findings, "parties": (*case.parties, party), "identity": identity})


def published(case: Case, tmp_path: Path) -> str:
    file = tmp_path / "公开.xlsx"
    save_workbook(disclosure_book(case, disclosure(case, DAY)), file)
    sheet = openpyxl.load_workbook(file)["公开内容"]
    return "\n".join(str(value) for row in sheet.iter_rows(values_only=True) for value in row if value is not None)


def test_score_grade_problems_and_rectification_are_published(case: Case, tmp_path: Path) -> None:
    case = notify(case, number="财绩9号", due=datetime.date(2021, 8, 1), issued_on=datetime.date(2021, 7, 1))
    text = published(case, tmp_path)
    for words in ("92.12（满分 100.00）", "优", "参保人数比上年减少", "建立档案管理制度", "待整改（逾期 31 天）"):
        assert words in text


def test_nothing_that_leads_to_a_person_is_published(case: Case, tmp_path: Path) -> None:
    text = published(case, tmp_path)
    for secret in ("王晓明", "李芳", "13800138000", "1234567", "6222021234567890123"):
        assert secret not in text
    assert "据联络员王**（电话138********，035*********）和李*介绍，经办人卡号622" in text


def test_the_count_of_what_was_masked_is_told(case: Case) -> None:
    found = disclosure(case, DAY)
    assert dict(found.masked) == {"身份证号": 0, "银行账号": 1, "手机号": 1, "固定电话": 1, "人名": 2}
    assert found.withheld[0][0] == "证据及其文件"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("身份证14020219800101123X。", "身份证140***************。"),
        ("电话：13912345678", "电话：139********"),
        ("支出1448983.18万元、人数222189人", "支出1448983.18万元、人数222189人"),
        ("财预〔2020〕10号，2020-07-15", "财预〔2020〕10号，2020-07-15"),
        ("张三丰与张三", "张**与张*"),
    ],
)
def test_masking(text: str, expected: str) -> None:
    assert Masking(("张三丰", "张三")).masked(text) == expected


def test_names_of_bodies_stay() -> None:
    text = [row for row in disclosure(open_case(EXAMPLES / "datong-2020"), DAY).pairs if row[0] == "项目单位"]
    assert text == [("项目单位", "大同市社会保险中心")]
