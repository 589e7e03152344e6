"""The promise: a fact changes, the report was edited meanwhile; figures follow, edits stay, both are told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import docx
import pytest

from hengping.cases.model.case import Case
from hengping.rendering.readback import docx_figures, docx_text
from hengping.reports.sync.synchronise import Synchronised, synchronise
from tests.libreoffice import to_docx, to_odt, to_pdf
from tests.reports.sync.conftest import (
    ADDED,
    ADDED_PARAGRAPH,
    CHANGES,
    NAMES,
    Edits,
    edit_like_an_evaluator,
    edited,
)


def by_python_docx(source: Path, folder: Path) -> tuple[Path, Edits]:
    done: list[Edits] = []
    path = edited(source, folder / "edited.docx", lambda opened: done.append(edit_like_an_evaluator(opened)))
    return path, done[0]


def by_libreoffice(source: Path, folder: Path) -> tuple[Path, Edits]:
    path, done = by_python_docx(source, folder)
    (folder / "lo").mkdir()
    return to_docx(path, folder / "lo"), done


def by_way_of_odt(source: Path, folder: Path) -> tuple[Path, Edits]:
    """Opened in LibreOffice, saved as ODT, and again as Word."""
    path, done = by_python_docx(source, folder)
    (folder / "odt").mkdir()
    return to_docx(to_odt(path, folder / "odt"), folder / "odt"), done


WAYS = [
    pytest.param(by_python_docx, id="python-docx"),
    pytest.param(by_libreoffice, id="LibreOffice", marks=pytest.mark.libreoffice),
    pytest.param(by_way_of_odt, id="ODT", marks=pytest.mark.libreoffice),
]


def check(name: str, done: Synchronised, edits: Edits, issued: Path, out: Path) -> None:
    out.write_bytes(done.data)
    change, findings = CHANGES[name], done.findings
    before, after = docx_figures(issued), dict(docx_figures(out))
    for fact_id, (old, new) in change.printed.items():
        assert (fact_id, old) in before
        assert after[fact_id] == new
        assert any((each.fact_id, each.old, each.new) == (fact_id, old, new) for each in findings.figures)
    changed = {(each.fact_id, each.old) for each in findings.figures}
    printed_now = docx_figures(out)
    for fact_id, (old, _) in change.printed.items():
        assert (fact_id, old) not in printed_now

    text = docx_text(out)
    assert ADDED in text
    assert ADDED_PARAGRAPH in text
    told = {(each.kind, each.new or each.old) for each in findings.edits}
    assert ("added", ADDED) in told
    assert ("added", ADDED_PARAGRAPH) in told
    deleted = [each.old for each in findings.edits if each.kind == "deleted"]
    assert deleted == [edits.deleted]
    moved = [each for each in findings.edits if each.kind == "moved"]
    assert [each.old for each in moved] == [edits.moved]
    assert len(findings.edits) == 4, findings.edits
    assert changed
    assert findings.kept == ()
    assert findings.lost == ()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", NAMES)
def test_figures_follow_the_case_and_edits_stay(
    way: object, name: str, issued: Mapping[str, Path], changed: Mapping[str, Case], tmp_path: Path
) -> None:
    path, edits = way(issued[name], tmp_path)  # type: ignore[operator]
    check(name, synchronise(path, changed[name]), edits, issued[name], tmp_path / "out.docx")


@pytest.mark.parametrize("name", NAMES)
def test_the_reformatted_table_keeps_its_new_look(
    name: str, issued: Mapping[str, Path], changed: Mapping[str, Case], tmp_path: Path
) -> None:
    path, _ = by_python_docx(issued[name], tmp_path)
    (tmp_path / "out.docx").write_bytes(synchronise(path, changed[name]).data)
    before, after = (docx.Document(str(each)).tables[2] for each in (path, tmp_path / "out.docx"))
    runs = [
        [run for row in table.rows for c in row.cells for p in c.paragraphs for run in p.runs]
        for table in (before, after)
    ]
    assert len(runs[0]) == len(runs[1]) > 4
    assert all(run.font.bold and str(run.font.color.rgb) == "333399" for run in runs[1])
    assert after.alignment == before.alignment


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", NAMES)
def test_the_renewed_file_opens(
    name: str, issued: Mapping[str, Path], changed: Mapping[str, Case], tmp_path: Path
) -> None:
    path, _ = by_python_docx(issued[name], tmp_path)
    done = synchronise(path, changed[name], mark=True)
    assert done.marked is not None
    for kind, data in (("renewed", done.data), ("marked", done.marked)):
        (tmp_path / f"{kind}.docx").write_bytes(data)
        assert to_pdf(tmp_path / f"{kind}.docx", tmp_path).stat().st_size > 100_000


@pytest.mark.parametrize("name", NAMES)
def test_an_unchanged_report_of_an_unchanged_case_has_nothing_to_tell(
    name: str, issued: Mapping[str, Path], cases: Mapping[str, Case]
) -> None:
    findings = synchronise(issued[name], cases[name]).findings
    lists = (findings.figures, findings.edits, findings.wordings, findings.lost, findings.kept, findings.charts)
    assert lists == ((),) * 6
    assert findings.notes == ()


@pytest.mark.parametrize("name", NAMES)
def test_same_input_same_bytes_and_a_second_run_changes_nothing(
    name: str, issued: Mapping[str, Path], changed: Mapping[str, Case], tmp_path: Path
) -> None:
    path, _ = by_python_docx(issued[name], tmp_path)
    first, again = (synchronise(path, changed[name], mark=True) for _ in range(2))
    assert first == again
    (tmp_path / "first.docx").write_bytes(first.data)
    second = synchronise(tmp_path / "first.docx", changed[name])
    assert second.data == first.data
    assert second.findings.figures == ()
    assert second.findings.edits == first.findings.edits
    assert second.findings.wordings == first.findings.wordings


@pytest.mark.parametrize("name", NAMES)
def test_going_back_to_the_old_value_gives_the_issued_text(
    name: str, issued: Mapping[str, Path], cases: Mapping[str, Case], changed: Mapping[str, Case], tmp_path: Path
) -> None:
    (tmp_path / "there.docx").write_bytes(synchronise(issued[name], changed[name]).data)
    (tmp_path / "back.docx").write_bytes(synchronise(tmp_path / "there.docx", cases[name]).data)
    assert docx_text(tmp_path / "back.docx") == docx_text(issued[name])
    assert docx_text(tmp_path / "there.docx") != docx_text(issued[name])
