"""Folder, workbook and folder again give the same case, to the written digit, whatever the texts."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hengping.cases.folder_store import read_folder, write_folder
from hengping.cases.model import PARTS, Case
from hengping.cases.store import open_case
from hengping.cases.workbook_store import read_workbook, write_workbook
from tests.cases.strategies import cases

EXAMPLES = sorted(path for path in (Path(__file__).parents[2] / "examples").glob("*-20*") if path.is_dir())
SLOW_TO_DRAW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def assert_same(read: Case, written: Case) -> None:
    """Equal models, and equal texts of them: Decimal("20.1") == Decimal("20.10") would not do."""
    assert read == written
    assert read.model_dump(mode="json") == written.model_dump(mode="json")


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@settings(SLOW_TO_DRAW, max_examples=60)
@given(cases())
def test_a_folder_gives_back_the_case_and_the_same_bytes(case: Case) -> None:
    with tempfile.TemporaryDirectory() as name:
        first, second = Path(name, "first"), Path(name, "second")
        write_folder(case, first)
        write_folder(case, second)
        assert_same(read_folder(first), case)
        assert content(first) == content(second)
        write_folder(case, first)
        assert content(first) == content(second)


@settings(SLOW_TO_DRAW, max_examples=30)
@given(cases())
def test_folder_to_workbook_to_folder_loses_nothing(case: Case) -> None:
    with tempfile.TemporaryDirectory() as name:
        first, book, again, second = (Path(name, part) for part in ("first", "case.xlsx", "again.xlsx", "second"))
        write_folder(case, first)
        write_workbook(read_folder(first), book)
        from_book = read_workbook(book)
        assert_same(from_book, case)
        write_workbook(from_book, again)
        assert again.read_bytes() == book.read_bytes()
        write_folder(from_book, second)
        assert content(second) == content(first)


@settings(SLOW_TO_DRAW, max_examples=40)
@given(cases(), cases())
def test_writing_over_another_case_leaves_nothing_of_it(earlier: Case, case: Case) -> None:
    with tempfile.TemporaryDirectory() as name:
        write_folder(earlier, Path(name))
        write_folder(case, Path(name))
        assert_same(read_folder(Path(name)), case)


@settings(max_examples=5)
@given(st.data())
def test_the_strategy_reaches_every_part(data: st.DataObject) -> None:
    case = data.draw(cases(most_parts=len(PARTS)))
    assert {spec.attribute for spec in PARTS} <= set(Case.model_fields)
    assert case.identity


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_the_examples_survive_both_forms_and_a_write_back_changes_no_byte(example: Path, tmp_path: Path) -> None:
    case = open_case(example)
    write_workbook(case, tmp_path / "case.xlsx")
    assert_same(open_case(tmp_path / "case.xlsx"), case)
    for name, data in content(example).items():
        (tmp_path / "copy" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "copy" / name).write_bytes(data)
    write_folder(open_case(tmp_path / "case.xlsx"), tmp_path / "copy")
    assert content(tmp_path / "copy") == content(example)
