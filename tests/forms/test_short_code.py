"""Codes on paper: the same content has the same code, a mistyped one is refused, another content has another."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.cases.model import Case
from hengping.cases.store import open_case
from hengping.forms.fill import fill_form
from hengping.forms.short_code import ShortCode, case_mark, find_code, read_code
from hengping.reference.form_layout import TableBlock
from hengping.reference.form_layouts import packaged_form

EXAMPLES = Path(__file__).parents[2] / "examples"
MARKS = st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=10, max_size=10)


@pytest.fixture(scope="module")
def case() -> Case:
    return open_case(EXAMPLES / "xinjiang-2021")


def code(case: Case, name: str = "F02") -> str:
    return fill_form(packaged_form(name), case)[0].short_code


@given(MARKS)
def test_a_code_reads_back(marks: str) -> None:
    made = ShortCode("F15c", marks[:3], marks[3:5], marks[5:])
    assert read_code(made.text) == made
    assert read_code(made.text.lower()) == made
    assert find_code(f"表单编码 {made.text}　第1版") == made


@given(MARKS, st.integers(0, 9), st.sampled_from("123456789ABCDEFGHJKMNPQRSTVWXY"))
def test_one_wrong_letter_is_noticed(marks: str, place: int, letter: str) -> None:
    made = ShortCode("F10", marks[:3], marks[3:5], marks[5:])
    wrong = marks[:place] + letter + marks[place + 1 :]
    pair = {marks[place], letter}
    check = made.text[-1]
    text = f"F10-{wrong[:5]}-{wrong[5:]}{check}"
    if wrong != marks and pair != {"0", "Z"} and (int(letter, 36) - int(marks[place], 36)) % 31:
        assert read_code(text) is None


def test_letters_read_for_others_are_put_right() -> None:
    made = ShortCode("F10", "01A", "1B", "C0D1E").text
    assert read_code(made.replace("0", "O", 3).replace("FO", "F0").replace("F1O", "F10")) is not None


def test_the_same_content_has_the_same_code_and_another_another(case: Case) -> None:
    goals = (case.goals[0].model_copy(update={"actual": "33.35"}), *case.goals[1:])
    assert code(case) == code(case)
    assert code(case) != code(case.model_copy(update={"goals": goals}))


def test_another_layout_of_the_same_content_keeps_the_code(case: Case) -> None:
    layout = packaged_form("F02")
    blocks = tuple(
        block.model_copy(update={"columns": tuple(reversed(block.columns))}) if isinstance(block, TableBlock) else block
        for block in layout.blocks
    )
    other = layout.model_copy(update={"blocks": blocks, "notes": ()})
    assert fill_form(other, case)[0].short_code == code(case)


def test_the_mark_of_a_case_tells_years_apart(case: Case) -> None:
    later = case.model_copy(update={"identity": case.identity.model_copy(update={"year": "2022"})})
    assert case_mark(case) != case_mark(later)
    assert code(case)[4:7] == case_mark(case)
