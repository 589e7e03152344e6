"""Scans of signed forms are filed against their code; a form that has changed since is stale."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from hengping.cases.model import Case
from hengping.cases.store import open_case
from hengping.errors import InputError
from hengping.forms.fill import fill_form
from hengping.forms.scans import STALE, FiledScan, file_scan, is_stale
from hengping.reference.form_layouts import packaged_form

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def case() -> Case:
    return open_case(EXAMPLES / "xinjiang-2021")


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "扫描 001.JPG"
    path.write_bytes(b"\xff\xd8picture")
    return path


def code(case: Case) -> str:
    return fill_form(packaged_form("F02"), case)[0].short_code


def corrected(case: Case) -> Case:
    goals = (case.goals[0].model_copy(update={"actual": "33.35"}), *case.goals[1:])
    return case.model_copy(update={"goals": goals})


def filed(case: Case, scan: Path, text: str, folder: Path) -> FiledScan:
    day = datetime.date(2022, 8, 1)
    return file_scan(case, scan, text, folder, role="单位负责人", name="张三", on=day)


def test_a_scan_becomes_a_signature_with_its_file(case: Case, scan: Path, tmp_path: Path) -> None:
    found = filed(case, scan, code(case), tmp_path)
    row = found.sign_off
    assert (row.form, row.version, row.short_code, row.name, row.note) == ("F02", "1", code(case), "张三", "")
    assert found.path == tmp_path / "scans" / f"{code(case)}.jpg"
    assert not found.stale
    assert not is_stale(found.case, row)


def test_a_correction_after_signing_makes_it_stale(case: Case, scan: Path, tmp_path: Path) -> None:
    found = filed(case, scan, code(case), tmp_path)
    assert is_stale(corrected(found.case), found.sign_off)


def test_what_was_printed_before_a_correction_is_filed_and_marked(case: Case, scan: Path, tmp_path: Path) -> None:
    found = filed(corrected(case), scan, code(case), tmp_path)
    assert found.stale
    assert found.sign_off.note == STALE


def test_the_next_signed_content_is_the_second_version(case: Case, scan: Path, tmp_path: Path) -> None:
    first = filed(case, scan, code(case), tmp_path)
    after = corrected(first.case)
    form = fill_form(packaged_form("F02"), after)[0]
    assert form.version == 2
    scan.write_bytes(b"another picture")
    assert filed(after, scan, form.short_code, tmp_path).sign_off.version == "2"


def test_the_same_scan_is_not_filed_twice(case: Case, scan: Path, tmp_path: Path) -> None:
    found = filed(case, scan, code(case), tmp_path)
    with pytest.raises(InputError, match=r"它已是签署 Q01"):
        filed(found.case, scan, code(case), tmp_path)


@pytest.mark.parametrize("text", ["F02", "F02-AAAAA-AAAAAA", "", "表单"])
def test_a_code_that_is_none_is_refused(case: Case, scan: Path, tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match="请照纸上“表单编码”重新输入"):
        filed(case, scan, text, tmp_path)


def test_a_code_of_another_case_is_refused(case: Case, scan: Path, tmp_path: Path) -> None:
    other = open_case(EXAMPLES / "datong-2020")
    with pytest.raises(InputError, match="请核对是否放错了案卷"):
        filed(case, scan, code(other), tmp_path)
