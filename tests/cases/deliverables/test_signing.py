"""Three levels in order, remarks closed one by one, signatures that fall with an edit."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.cases.deliverables import (
    Deliverable,
    Standing,
    answer_remark,
    clear_remark,
    current_deliverable,
    review_state,
    sign,
)
from hengping.cases.deliverables.deliverable import deliverable_named, level_named
from hengping.cases.deliverables.signing import ReviewRemark, review_notices, uncounted_rows
from hengping.cases.model import Case
from hengping.cases.model.review import Consultation, OpinionRow, ReviewRow
from hengping.errors import InputError
from tests.cases.deliverables.small import DAY, DRAFT, FINAL, PEOPLE, PLAN, passed, small_case, with_criterion

REMARK = ReviewRemark("扣分理由不足", place="A1-1", importance="重要")


def standings(case: Case, deliverable: Deliverable = DRAFT) -> list[str]:
    return [level.standing.label for level in review_state(case)[deliverable].levels]


def refused(act: Callable[[], Case]) -> str:
    with pytest.raises(InputError) as told:
        act()
    return "\n".join(fault.found for fault in told.value.faults)


def edited(case: Case) -> Case:
    return with_criterion(case, finding="已补充抽查结果")


def returned(case: Case) -> Case:
    """Level 1 passed, level 2 sent it back with one remark, R03."""
    return sign(passed(case, DRAFT, up_to=1), DRAFT, 2, by="李四", on=DAY, returned=True, remarks=[REMARK])


def closed(case: Case) -> Case:
    return clear_remark(answer_remark(case, "R03", text="已补充"), "R03", by="李四")


def test_three_levels_pass_one_after_the_other() -> None:
    case = small_case()
    seen = [standings(case)]
    for level in (1, 2, 3):
        case = sign(case, DRAFT, level, by=PEOPLE[level], on=DAY)
        seen.append(standings(case))
    assert seen == [
        ["未签", "未签", "未签"],
        ["有效", "未签", "未签"],
        ["有效", "有效", "未签"],
        ["有效", "有效", "有效"],
    ]
    assert [row.content_hash for row in case.reviews] == [review_state(case)[DRAFT].content_hash] * 3
    assert len(case.reviews[0].content_hash) == 64


@pytest.mark.parametrize(("level", "found"), [(2, "一级复核尚未签署"), (3, "二级复核尚未签署")])
@pytest.mark.parametrize("send_back", [False, True])
def test_no_level_decides_before_the_one_below(level: int, found: str, send_back: bool) -> None:
    remarks = [REMARK] if send_back else []
    case = small_case()
    assert refused(lambda: sign(case, DRAFT, level, by="王五", on=DAY, returned=send_back, remarks=remarks)) == found


def test_an_edit_voids_every_signature_and_they_are_given_again_from_the_first() -> None:
    case = edited(passed(small_case(), DRAFT))
    assert standings(case) == ["失效", "失效", "失效"]
    assert [level.level for level in review_state(case)[DRAFT].void] == [1, 2, 3]
    assert refused(lambda: sign(case, DRAFT, 3, by="王五", on=DAY)) == "二级复核的签署已失效（签后内容有改动）"
    assert standings(sign(case, DRAFT, 1, by="张三", on=DAY)) == ["有效", "失效", "失效"]
    assert standings(passed(case, DRAFT)) == ["有效", "有效", "有效"]


def test_undoing_the_edit_brings_the_signatures_back() -> None:
    case = passed(small_case(), DRAFT)
    assert standings(with_criterion(edited(case), finding="")) == ["有效", "有效", "有效"]


def test_returned_text_comes_back_over_all_levels_when_it_was_changed() -> None:
    case = returned(small_case())
    assert standings(case) == ["有效", "退回", "未签"]
    assert (
        refused(lambda: sign(case, DRAFT, 3, by="王五", on=DAY)) == "二级复核已退回，尚未重新通过\n1 条意见未答复：R03"
    )
    assert refused(lambda: sign(case, DRAFT, 2, by="李四", on=DAY)) == "1 条意见未销号：R03"
    changed = edited(case)
    assert refused(lambda: sign(changed, DRAFT, 1, by="张三", on=DAY)) == "1 条意见未答复：R03"
    again = passed(closed(changed), DRAFT)
    assert standings(again) == ["有效", "有效", "有效"]


def test_returned_text_that_stays_as_it_is_needs_only_the_level_that_returned_it() -> None:
    case = sign(closed(returned(small_case())), DRAFT, 2, by="李四", on=DAY)
    assert standings(case) == ["有效", "有效", "未签"]


def test_remarks_are_answered_before_they_are_closed_and_closed_by_who_made_them() -> None:
    case = returned(small_case())
    assert refused(lambda: clear_remark(case, "R03", by="李四")) == "没有答复"
    answered = answer_remark(case, "R03", text="已补充抽查")
    assert refused(lambda: clear_remark(answered, "R03", by="张三")) == "张三"
    cleared = clear_remark(answered, "R03", by="李 四")
    remark = next(row for row in cleared.reviews if row.id == "R03")
    assert (remark.reply, remark.cleared, remark.place, remark.importance) == ("已补充抽查", True, "A1-1", "重要")
    assert refused(lambda: clear_remark(cleared, "R03", by="李四")) == "已销号"
    assert refused(lambda: answer_remark(cleared, "R03", text="又改")) == "已销号"
    assert refused(lambda: answer_remark(case, "R03", text=" ")) == "答复是空的"
    assert refused(lambda: answer_remark(case, "R9", text="改")) == "R9"
    assert refused(lambda: answer_remark(case, "R01", text="改")) == "R01"  # a signature is no remark


def test_each_of_several_remarks_must_be_closed() -> None:
    remarks = [REMARK, ReviewRemark("文字", importance="一般")]
    case = sign(small_case(), DRAFT, 1, by="张三", on=DAY, returned=True, remarks=remarks)
    one = clear_remark(answer_remark(case, "R02", text="改"), "R02", by="张三")
    assert refused(lambda: sign(one, DRAFT, 1, by="张三", on=DAY)) == "1 条意见未销号：R03"
    two = clear_remark(answer_remark(one, "R03", text="改"), "R03", by="张三")
    assert standings(sign(two, DRAFT, 1, by="张三", on=DAY))[0] == "有效"


@pytest.mark.parametrize(
    ("act", "found"),
    [
        (lambda case: sign(case, DRAFT, 2, by="张三", on=DAY), "张三已作一级复核"),
        (lambda case: sign(case, DRAFT, 2, by="张　三", on=DAY), "张　三已作一级复核"),
        (lambda case: sign(case, DRAFT, 1, by="张三", on=DAY), "张三已通过现在的内容"),
        (lambda case: sign(case, DRAFT, 2, by=" ", on=DAY), "没有复核人"),
        (lambda case: sign(case, DRAFT, 2, by="李四", on=DAY, returned=True), "退回而没有意见"),
        (lambda case: sign(case, DRAFT, 2, by="李四", on=DAY, remarks=[REMARK]), "通过而附 1 条意见"),
        (
            lambda case: sign(case, DRAFT, 2, by="李四", on=DAY, returned=True, remarks=[ReviewRemark(" ", "", "急")]),
            "第 1 条复核意见是空的\n急",
        ),
        (lambda case: sign(case, DRAFT, 2, by="李四", on=datetime.date(2022, 7, 31)), "2022-07-31"),
        (lambda case: sign(case, FINAL, 1, by="张三", on=DAY), "初稿三级复核尚未签署"),
    ],
)
def test_what_is_refused_after_the_first_level(act: Callable[[Case], Case], found: str) -> None:
    case = passed(small_case(), DRAFT, up_to=1)
    assert refused(lambda: act(case)) == found


def test_lower_level_cannot_reopen_what_a_higher_one_passed() -> None:
    case = passed(small_case(), DRAFT)
    found = refused(lambda: sign(case, DRAFT, 1, by="张三", on=DAY, returned=True, remarks=[REMARK]))
    assert found == "二级复核已通过现在的内容"
    assert standings(sign(case, DRAFT, 3, by="王五", on=DAY, returned=True, remarks=[REMARK]))[2] == "退回"


def test_one_person_stands_for_one_level_over_all_versions() -> None:
    case = edited(passed(small_case(), DRAFT))
    assert refused(lambda: sign(case, DRAFT, 1, by="李四", on=DAY)) == "李四已作二级复核"
    assert standings(sign(case, DRAFT, 1, by="赵六", on=DAY))[0] == "有效"


def test_draft_waits_for_the_plan_only_where_the_plan_was_reviewed() -> None:
    case = small_case()
    assert standings(sign(case, DRAFT, 1, by="张三", on=DAY))[0] == "有效"
    assert review_notices(case, DRAFT) == ["方案没有复核记录；如方案确经复核，请补记。"]
    begun = passed(case, PLAN, up_to=2)
    assert refused(lambda: sign(begun, DRAFT, 1, by="张三", on=DAY)) == "方案三级复核尚未签署"
    assert standings(sign(passed(case, PLAN), DRAFT, 1, by="张三", on=DAY))[0] == "有效"
    changed = with_criterion(passed(case, PLAN), text="另一要点")
    assert "失效" in refused(lambda: sign(changed, DRAFT, 1, by="张三", on=DAY))


def test_a_draft_that_went_out_is_settled_and_later_edits_belong_to_the_final_text() -> None:
    case = passed(small_case(), DRAFT)
    assert "失效" in refused(lambda: sign(edited(case), FINAL, 1, by="张三", on=DAY))
    sent = case.model_copy(update={"consultations": (Consultation(id="L1", party="甲单位", sent_on=DAY),)})
    assert standings(edited(sent)) == ["定稿", "定稿", "定稿"]
    assert review_state(edited(sent))[DRAFT].void == ()
    final = passed(edited(sent), FINAL)
    assert standings(final, FINAL) == ["有效", "有效", "有效"]
    assert standings(with_criterion(final, finding="又改"), FINAL) == ["失效", "失效", "失效"]


def test_opinions_do_not_settle_what_was_never_passed() -> None:
    case = passed(small_case(), DRAFT, up_to=2)
    sent = edited(case).model_copy(update={"opinions": (OpinionRow(id="O1", party="甲单位"),)})
    assert standings(sent) == ["失效", "失效", "未签"]
    assert review_state(sent)[DRAFT].settled_hash == ""


def test_rows_of_a_returned_form_are_understood_as_people_write_them() -> None:
    case = small_case()
    full = review_state(case)[DRAFT].content_hash
    rows = (
        ReviewRow(
            id="1", deliverable="报告初稿", level="1", reviewer="张三", conclusion="通过", content_hash=full[:12]
        ),
        ReviewRow(id="2", deliverable="初稿", level="第二级", reviewer="李四", conclusion="通过", content_hash=full),
        ReviewRow(id="3", deliverable="初稿", level="三级", reviewer="王五", conclusion="通过"),
    )
    assert standings(case.model_copy(update={"reviews": rows})) == ["有效", "有效", "失效"]
    assert current_deliverable(case.model_copy(update={"reviews": rows})) is DRAFT
    odd = (ReviewRow(id="4", deliverable="底稿", level="一级"), ReviewRow(id="5", deliverable="初稿", level="四级"))
    odd = (*odd, ReviewRow(id="6", deliverable="初稿", level="一级", conclusion="同意"))
    assert uncounted_rows(case.model_copy(update={"reviews": (*rows, *odd)})) == [
        "复核记录 4 的成果“底稿”不是方案、初稿、终稿之一，没有计入。",
        "复核记录 5 的级次“四级”不是一级、二级、三级之一，没有计入。",
        "复核记录 6 的结论“同意”不是通过、退回之一，没有计入。",
    ]
    reasons = [level.reason for level in review_state(case.model_copy(update={"reviews": rows}))[DRAFT].levels]
    assert reasons == ["", "", "没有记录所签内容的哈希值"]


@pytest.mark.parametrize(
    ("text", "deliverable"),
    [("方案", PLAN), ("评价方案", PLAN), ("Draft", DRAFT), ("征求意见稿", DRAFT), ("正式稿", FINAL), ("底稿", None)],
)
def test_deliverables_by_their_usual_names(text: str, deliverable: Deliverable | None) -> None:
    assert deliverable_named(text) is deliverable


@pytest.mark.parametrize(("text", "level"), [("1", 1), ("一级", 1), ("第三级", 3), ("２", 2), ("二审", 2), ("4", None)])
def test_levels_by_their_usual_names(text: str, level: int | None) -> None:
    assert level_named(text) == level


ACTS = st.lists(
    st.tuples(st.sampled_from([1, 2, 3]), st.sampled_from(["pass", "return", "edit", "answer", "close"])), max_size=14
)


@given(ACTS)
def test_whatever_people_try_a_pass_stands_only_on_passes_below_of_the_same_content(
    acts: list[tuple[int, str]],
) -> None:
    case = small_case()
    for number, (level, act) in enumerate(acts):
        try:
            case = tried(case, level, act, number)
        except InputError:
            continue
        state = review_state(case)[DRAFT]
        valid = [each.standing is Standing.PASSED for each in state.levels]
        assert valid == sorted(valid, reverse=True)
        for each in state.levels:
            if each.standing is Standing.PASSED:
                assert each.uncleared == ()
                assert each.decision is not None
                assert each.decision.content_hash == state.content_hash
        assert len({row.reviewer for row in case.reviews if row.conclusion == "通过"}) <= 3


def tried(case: Case, level: int, act: str, number: int) -> Case:
    match act:
        case "pass":
            return sign(case, DRAFT, level, by=PEOPLE[level], on=DAY)
        case "return":
            return sign(case, DRAFT, level, by=PEOPLE[level], on=DAY, returned=True, remarks=[REMARK])
        case "edit":
            return with_criterion(case, max_score=Decimal(number))
    remark = next((row.id for row in case.reviews if row.remark and not row.cleared), "")
    return answer_remark(case, remark, text="改") if act == "answer" else clear_remark(case, remark, by=PEOPLE[level])
