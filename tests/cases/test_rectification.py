"""Rectification as a table of steps: what each leaves in the ledger, and what is refused."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from hengping.cases.model import Case
from hengping.cases.model.follow_up import RectificationNotice, RectificationRow
from hengping.cases.rectification import (
    ItemStage,
    close_item,
    ledger_state,
    mark_repeat,
    open_notice,
    recheck_item,
    stage_of,
    unanswered_problems,
    update_item,
)
from hengping.errors import InputError

DAY = datetime.date(2022, 9, 1)
DUE = datetime.date(2022, 12, 31)


@pytest.fixture
def case() -> Case:
    problems = [{"id": f"P{number}", "title": f"问题{number}"} for number in (1, 2, 3)]
    return Case.model_validate(
        {
            "identity": {"title": "评价", "project_name": "项目", "kind": "财政评价", "year": "2021"},
            "indicators": {},
            "findings": {"problems": problems},
            "evidence": [{"id": "E1", "title": "整改报告"}, {"id": "E2", "title": "到账凭证"}],
        }
    )


def notice(number: str = "财绩9号", **changes: Any) -> RectificationNotice:
    return RectificationNotice(number=number, issued_on=DAY, due=DUE, **changes)


def items(*problems: str) -> list[RectificationRow]:
    return [RectificationRow(id="新", item=f"整改{problem}", problem=problem) for problem in problems]


def stage(case: Case, row_id: str) -> ItemStage:
    return stage_of(next(row for row in case.rectification if row.id == row_id))


def faults(error: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [f"{fault.where}：{fault.found}" for fault in error.value.faults]


def test_problems_enter_the_ledger_once_each_with_the_next_number(case: Case) -> None:
    case = open_notice(case, notice(), items("P1", "P2"))
    assert unanswered_problems(case) == ("P3",)
    case = open_notice(case, notice("财绩10号"), items("P3"))
    assert [(row.id, row.notice, row.problem) for row in case.rectification] == [
        ("Z01", "财绩9号", "P1"),
        ("Z02", "财绩9号", "P2"),
        ("Z03", "财绩10号", "P3"),
    ]
    assert unanswered_problems(case) == ()


def test_everything_wrong_with_a_notice_is_told_at_once(case: Case) -> None:
    case = open_notice(case, notice(), items("P1"))
    late = notice().model_copy(update={"due": datetime.date(2022, 8, 31)})
    with pytest.raises(InputError) as error:
        open_notice(case, late, items("P1", "P7"))
    assert faults(error) == ["整改通知文号：财绩9号", "整改期限：2022-08-31", "问题编号：P1", "问题编号：P7"]
    with pytest.raises(InputError, match="至少一个问题"):
        open_notice(case, notice("财绩10号"), [])


def test_from_notice_to_closing(case: Case) -> None:
    case = open_notice(case, notice(), items("P1"))
    told = [stage(case, "Z01")]
    case = update_item(case, "Z01", progress="正在起草制度")
    told.append(stage(case, "Z01"))
    case = update_item(case, "Z01", completion="已完成", proof=("E1",))
    told.append(stage(case, "Z01"))
    case = recheck_item(case, "Z01", conclusion="未通过", by="王某", on=datetime.date(2022, 11, 1))
    told.append(stage(case, "Z01"))
    case = update_item(case, "Z01", completion="已完成", proof=("E2", "E1"))
    told.append(stage(case, "Z01"))
    case = recheck_item(case, "Z01", conclusion="通过", by="王某", on=datetime.date(2022, 12, 1))
    told.append(stage(case, "Z01"))
    case = close_item(case, "Z01", on=datetime.date(2022, 12, 2))
    told.append(stage(case, "Z01"))
    assert [each.label for each in told] == [
        "待整改",
        "整改中",
        "待复查",
        "复查未通过",
        "待复查",
        "待销号",
        "已销号",
    ]
    (row,) = case.rectification
    assert row.proof == ("E1", "E2")
    assert row.progress == "正在起草制度\n（2022-11-01 王某复查未通过）"


def test_closing_needs_a_passed_recheck_and_proof(case: Case) -> None:
    case = open_notice(case, notice(), items("P1"))
    with pytest.raises(InputError) as error:
        close_item(case, "Z01", on=DUE)
    assert faults(error) == ["Z01 复查结论：（空）", "Z01 佐证：（空）"]
    case = update_item(case, "Z01", completion="已完成", proof=("E1",))
    case = recheck_item(case, "Z01", conclusion="通过", by="王某", on=DUE)
    with pytest.raises(InputError, match="不早于复查日期"):
        close_item(case, "Z01", on=DAY)


def test_a_recheck_cannot_pass_what_is_not_done(case: Case) -> None:
    case = open_notice(case, notice(), items("P1"))
    with pytest.raises(InputError) as error:
        recheck_item(case, "Z01", conclusion="通过", by=" ", on=DUE)
    assert faults(error) == ["Z01 复查人：（空）", "Z01 完成情况：（空）"]
    with pytest.raises(InputError, match="通过 或 未通过"):
        recheck_item(case, "Z01", conclusion="合格", by="王某", on=DUE)


def test_what_is_written_into_the_ledger_is_checked(case: Case) -> None:
    case = open_notice(case, notice(), items("P1"))
    with pytest.raises(InputError) as error:
        update_item(case, "Z01", completion="完成了", proof=("E9",))
    assert faults(error) == ["Z01 完成情况：完成了", "Z01 佐证：E9"]
    with pytest.raises(InputError, match="Z01"):
        update_item(case, "Z1", progress="x")


def test_a_closed_item_is_not_touched_any_more(case: Case) -> None:
    case = open_notice(case, notice(), items("P1"))
    case = update_item(case, "Z01", completion="已完成", proof=("E1",))
    case = recheck_item(case, "Z01", conclusion="通过", by="王某", on=DUE)
    case = close_item(case, "Z01", on=DUE)
    for step in (
        lambda: update_item(case, "Z01", progress="再改"),
        lambda: recheck_item(case, "Z01", conclusion="未通过", by="王某", on=DUE),
        lambda: close_item(case, "Z01", on=DUE),
    ):
        with pytest.raises(InputError, match="已于 2022-12-31 销号"):
            step()


@pytest.mark.parametrize(
    ("as_of", "own_due", "closed", "days"),
    [
        ("2022-12-31", None, None, 0),
        ("2023-01-01", None, None, 1),
        ("2023-03-01", "2023-02-27", None, 2),
        ("2023-06-01", None, "2023-01-10", 10),
        ("2023-06-01", None, "2022-12-31", 0),
    ],
    ids=["on the day", "a day after the notice's", "its own date goes before", "closed late", "closed in time"],
)
def test_days_over(case: Case, as_of: str, own_due: str | None, closed: str | None, days: int) -> None:
    def date(text: str | None) -> datetime.date | None:
        return datetime.date.fromisoformat(text) if text else None

    case = open_notice(case, notice(), items("P1"))
    rows = tuple(row.model_copy(update={"due": date(own_due), "closed_on": date(closed)}) for row in case.rectification)
    (state,) = ledger_state(case.model_copy(update={"rectification": rows}), datetime.date.fromisoformat(as_of))
    assert state.days_over == days


def test_repeats_are_marked_with_their_source(case: Case) -> None:
    case = mark_repeat(open_notice(case, notice(), items("P1", "P2")), "P2", earlier="2020年度 P3")
    assert [(row.repeat, row.earlier) for row in case.rectification] == [(False, ""), (True, "2020年度 P3")]
