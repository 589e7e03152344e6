"""Published self-evaluation forms, written out as offices file them: the audit finds what contradicts itself in them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hengping.lint.audit.one_file import AuditTask, audit_file
from hengping.lint.audit.records import FileOutcome
from hengping.lint.check import Group
from hengping.reference.profiles import packaged_profile
from hengping.reference.recheck import packaged_recheck_rules
from tests.audit.published_forms import load_form, write_form

REASONS = {"jishan-2020-medical-copay": {"全县参合人数": "建档立卡人员中有人去世"}}
CUT_OFF = {"suixi-2019-temporary-relief": "受助对象满意度"}
"""The excerpt of this form ends in the middle of its last row."""

CONTRADICTIONS = {
    # 各行相加 93，合计 94；两项达标而扣分，没有理由；执行率 99.10% 填 9 分；8676/8755 填 13 分，写了理由
    "jishan-2020-medical-copay": {
        "预算执行率": {("HP801", "warning")},
        "全县参合人数": {("HP801", "info")},
        "是否解决建档立卡人员看病难贵问题": {("HP202", "error")},
        "是否满意": {("HP202", "error")},
        "合计得分": {("HP209", "error")},
    },
    # 两项未达标而得满分，其中一项超过上限；都没有写偏差原因
    "suixi-2019-temporary-relief": {
        "特困人员救助供养人数(按月平均)": {("HP201", "error"), ("HP804", "warning")},
        "扶贫临时救助标准": {("HP201", "error"), ("HP804", "warning")},
    },
    # 描述为符合规定，却少 0.5 分
    "yixing-public-health": {"财务管理规范度": {("HP809", "error")}},
    # 达标却扣 3 分，没有理由；98% 填 9 分
    "yongde-2022-nutrition": {
        "资金到位及时率": {("HP202", "error")},
        "政策知晓率": {("HP801", "warning"), ("HP804", "warning")},
    },
}


def audited(name: str, folder: Path) -> FileOutcome:
    form = load_form(Path(os.environ["HENGPING_REAL_CASES"]) / f"{name}.yaml")
    form["indicators"] = [row for row in form["indicators"] if row["l3"] != CUT_OFF.get(name)]
    path = write_form(form, folder / f"{name}.xlsx", reasons=REASONS.get(name))
    return audit_file(
        AuditTask(path, path.name), packaged_profile("self-evaluation"), packaged_recheck_rules("general")
    )


@pytest.mark.real_cases
@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_audit_reports_the_recorded_contradictions_and_none_on_rows_that_are_right(name: str, tmp_path: Path) -> None:
    outcome = audited(name, tmp_path)

    assert outcome.unread == ()
    ((record, details),) = outcome.forms
    found: dict[str, set[tuple[str, str]]] = {}
    for each in details.findings:
        if each.group != Group.GOALS.value:
            label = each.where.split("“")[-1].rstrip("”")
            found.setdefault(label, set()).add((each.code, each.severity))
    assert found == CONTRADICTIONS[name]
    assert record.errors == sum(severity == "error" for codes in found.values() for _, severity in codes)


@pytest.mark.real_cases
@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_how_goals_were_set_is_never_an_error_of_the_form(name: str, tmp_path: Path) -> None:
    ((_, details),) = audited(name, tmp_path).forms
    assert {each.severity for each in details.findings if each.group == Group.GOALS.value} <= {"warning", "info"}


@pytest.mark.real_cases
@pytest.mark.parametrize(
    ("name", "filed", "recomputed"),
    # 99.77 = 9.91 + 14.86 + 15 + 10 + 10 + 30 + 10；99.80 = 100 - 0.20；88.84 = 90 - 0.16 - 1.00
    [
        ("jishan-2020-medical-copay", "94", "99.77"),
        ("yongde-2022-nutrition", "96", "99.80"),
        ("suixi-2019-temporary-relief", "", "88.84"),
    ],
)
def test_total_as_filed_stands_beside_the_recomputed_one(
    name: str, filed: str, recomputed: str, tmp_path: Path
) -> None:
    ((record, _),) = audited(name, tmp_path).forms
    assert (record.total, record.recomputed) == (filed, recomputed)


@pytest.mark.real_cases
def test_recheck_sheet_names_the_clause_of_every_change(tmp_path: Path) -> None:
    ((_, details),) = audited("suixi-2019-temporary-relief", tmp_path).forms
    changed = {
        row.level_3: (row.self_score, row.recheck_score, row.deviation)
        for row in details.rows
        if row.deviation != "0.00"
    }
    assert changed == {
        "特困人员救助供养人数(按月平均)": ("5", "4.84", "-0.16"),
        "扶贫临时救助标准": ("10", "9.00", "-1.00"),
    }
    assert all(row.clause for row in details.rows if row.level_3 in changed)
    over = next(row for row in details.rows if row.actual == "87人次")
    assert (over.clause, over.deviation) == ("⑤ 超额完成", "0.00")
