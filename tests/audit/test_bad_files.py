"""Whatever lies in the folder, every other form is audited and the file is named with its reason."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from hengping.lint.audit.inventory import files_of
from hengping.lint.audit.one_file import AuditTask, audit_file, audit_into
from hengping.lint.audit.running import Audited, audit_files
from hengping.reference.profiles import packaged_profile
from hengping.reference.recheck import packaged_recheck_rules
from tests.audit.bureau import MISS, RIGHT, bad_files, form_rows, write_sheet, zipped

_AUDITS: dict[int, Any] = {2: audit_file, 3: audit_into}
"""By how many arguments they take beside the task."""


def audited(folder: Path, spool: Path, *, jobs: int = 0) -> Audited:
    spool.mkdir(exist_ok=True)
    rules = packaged_recheck_rules("general")
    return audit_files(files_of(folder), packaged_profile("self-evaluation"), rules, spool=spool, jobs=jobs)


def test_bad_files_are_named_and_do_not_stop_the_rest(tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    good = write_sheet(folder / "正常.xlsx", form_rows("培训", "P1", RIGHT))
    reasons = bad_files(folder, good)

    result = audited(folder, tmp_path / "spool")

    assert [record.label for record, _ in result.forms] == ["正常.xlsx"]
    told = {each.file: each.found for each in result.unread if each.refused}
    assert set(told) == set(reasons)
    assert {name: reason for name, reason in reasons.items() if reason not in told[name]} == {}


def test_macros_and_links_are_told_and_the_form_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    good = write_sheet(tmp_path / "正常.xlsx", form_rows("培训", "P1", RIGHT))
    import zipfile

    with zipfile.ZipFile(good) as old, zipfile.ZipFile(folder / "宏.xlsm", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/vbaProject.bin", b"macro")
        new.writestr("xl/externalLinks/externalLink1.xml", b"<externalLink/>")

    result = audited(folder, tmp_path / "spool")

    assert [record.project_name for record, _ in result.forms] == ["培训"]
    assert {each.found for each in result.unread} == {"含有宏的文件", "引用其他工作簿的公式"}
    assert not any(each.refused for each in result.unread)


def test_a_form_under_another_suffix_and_forms_in_a_zip_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    good = write_sheet(tmp_path / "a.xlsx", form_rows("培训", "P1", RIGHT)).read_bytes()
    (folder / "改名.docx").write_bytes(good)
    zipped(
        folder / "打包.zip",
        {"一处/甲.xlsx": good, "乙.xlsx": good, "坏.xlsx": good[:100], "内.zip": b"PK\x05\x06" + b"\0" * 18},
    )

    result = audited(folder, tmp_path / "spool")

    assert {record.label for record, _ in result.forms} == {"改名.docx", "打包.zip/一处/甲.xlsx", "打包.zip/乙.xlsx"}
    assert {each.where for each in result.unread if each.refused} == {"打包.zip/坏.xlsx", "打包.zip/内.zip"}


def test_a_file_that_ends_its_process_is_named_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody can stop a reader in native code from ending its process: here a limit of memory does."""
    folder = tmp_path / "forms"
    folder.mkdir()
    for number in range(3):
        write_sheet(folder / f"{number}.xlsx", form_rows(f"培训{number}", f"P{number}", MISS))
    for name in ("audit_file", "audit_into"):
        monkeypatch.setattr(f"hengping.lint.audit.running.{name}", _ending)

    from hengping.lint.audit import running

    rules = packaged_recheck_rules("general")
    (tmp_path / "spool").mkdir()
    pool = running._pool
    monkeypatch.setattr(running, "_pool", lambda jobs: _forked(jobs, pool))
    files = files_of(folder)
    result = audit_files(files, packaged_profile("self-evaluation"), rules, spool=tmp_path / "spool", jobs=2)

    assert [record.label for record, _ in result.forms] == ["0.xlsx", "2.xlsx"]
    assert [(each.file, each.found) for each in result.unread] == [("1.xlsx", "读取时程序异常中止")]


def _forked(jobs: int, _: object) -> object:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("fork"))


def _ending(task: AuditTask, *rest: Any) -> Any:
    if task.label == "1.xlsx":
        os._exit(9)
    return _AUDITS[len(rest)](task, *rest)


def test_parallel_and_single_process_find_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    for number in range(20):
        write_sheet(
            folder / f"{number:02d}.xlsx", form_rows(f"培训{number}", f"P{number}", MISS if number % 3 else RIGHT)
        )

    one, two = audited(folder, tmp_path / "a"), audited(folder, tmp_path / "b", jobs=2)

    assert [record for record, _ in one.forms] == [record for record, _ in two.forms]
    assert [one.details(*each) for each in one.forms] == [two.details(*each) for each in two.forms]
