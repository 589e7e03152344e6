"""修订对照: accepting every change gives the present text, rejecting every change the issued one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document as Docx
from docx.oxml.ns import qn

from hengping.cases.model.case import Case
from hengping.rendering.word.edited import EditedFile
from hengping.rendering.word.passages import normal
from hengping.reports.sync.synchronise import synchronise
from tests.libreoffice import resolve_changes
from tests.reports.sync.conftest import ADDED, NAMES, body_paragraphs, edit_like_an_evaluator, edited


def lines(path: Path) -> list[str]:
    """What a Word file says, line by line."""
    content = EditedFile(path).content
    return ["｜".join(map(normal, line.texts(content.texts))) for line in content.lines]


def resolved(path: Path, out: Path, *, accept: bool) -> Path:
    """A file after Word's 接受所有修订 or 拒绝所有修订, done to the XML by the rules of the standard."""
    opened = docx.Document(str(path))
    root: Any = opened.element
    stays, goes = ("w:ins", "w:del") if accept else ("w:del", "w:ins")
    for row in list(root.iter(qn("w:tr"))):
        if row.find(f"{qn('w:trPr')}/{qn(goes)}") is not None:
            row.getparent().remove(row)
    emptied = [p for p in root.iter(qn("w:p")) if p.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn(goes)}") is not None]
    for mark in list(root.iter(qn(goes))):
        mark.getparent().remove(mark)
    for paragraph in emptied:
        assert not "".join(t.text or "" for t in paragraph.iter(qn("w:t"), qn("w:delText"))), "text outside its mark"
        paragraph.getparent().remove(paragraph)
    for table in list(root.iter(qn("w:tbl"))):
        if not table.findall(qn("w:tr")):
            table.getparent().remove(table)
    for mark in list(root.iter(qn(stays))):
        at = mark.getparent().index(mark)
        for offset, each in enumerate(list(mark)):
            mark.getparent().insert(at + offset, each)
        mark.getparent().remove(mark)
    for letters in root.iter(qn("w:delText")):
        letters.tag = qn("w:t")
    opened.save(str(out))
    return out


def check(source: Path, issued: Path, case: Case, folder: Path, *, against: Path | None = None) -> None:
    done = synchronise(source, case, mark=True, issued=against)
    assert done.marked is not None
    (folder / "renewed.docx").write_bytes(done.data)
    (folder / "marked.docx").write_bytes(done.marked)
    accepted = resolved(folder / "marked.docx", folder / "accepted.docx", accept=True)
    rejected = resolved(folder / "marked.docx", folder / "rejected.docx", accept=False)
    assert lines(accepted) == lines(folder / "renewed.docx")
    assert lines(rejected) == lines(issued)


@pytest.mark.parametrize("name", NAMES)
def test_renewed_figures_alone(
    name: str, issued: Mapping[str, Path], changed: Mapping[str, Case], tmp_path: Path
) -> None:
    check(issued[name], issued[name], changed[name], tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_figures_and_the_edits_of_people(
    name: str, issued: Mapping[str, Path], changed: Mapping[str, Case], tmp_path: Path
) -> None:
    source = edited(issued[name], tmp_path / "edited.docx", edit_like_an_evaluator)
    check(source, issued[name], changed[name], tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_tables_whose_rows_and_columns_were_changed(
    name: str, issued: Mapping[str, Path], changed: Mapping[str, Case], tmp_path: Path
) -> None:
    def edit(opened: Docx) -> None:
        gone, shorter, longer, narrower = (opened.tables[index] for index in (2, 3, 4, 5))
        gone._tbl.getparent().remove(gone._tbl)
        shorter._tbl.remove(shorter.rows[1]._tr)
        cells = longer.add_row().cells
        cells[0].text, cells[1].text = "另行核实", "三处"
        for row in narrower.rows:
            row._tr.remove(row._tr.tc_lst[-1])

    check(edited(issued[name], tmp_path / "edited.docx", edit), issued[name], changed[name], tmp_path)


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_accepts_and_rejects_to_the_same_texts(
    name: str, issued: Mapping[str, Path], changed: Mapping[str, Case], tmp_path: Path
) -> None:
    def edit(opened: Docx) -> None:
        edit_like_an_evaluator(opened)
        opened.tables[4]._tbl.getparent().remove(opened.tables[4]._tbl)
        opened.tables[5]._tbl.remove(opened.tables[5].rows[1]._tr)

    done = synchronise(edited(issued[name], tmp_path / "edited.docx", edit), changed[name], mark=True)
    assert done.marked is not None
    (tmp_path / "renewed.docx").write_bytes(done.data)
    (tmp_path / "marked.docx").write_bytes(done.marked)
    accepted = resolve_changes(tmp_path / "marked.docx", tmp_path / "accepted.docx", accept=True)
    rejected = resolve_changes(tmp_path / "marked.docx", tmp_path / "rejected.docx", accept=False)
    assert lines(accepted) == lines(tmp_path / "renewed.docx")
    assert lines(rejected) == lines(issued[name])


def test_changes_that_people_tracked_are_part_of_the_comparison(
    issued: Mapping[str, Path], changed: Mapping[str, Case], tmp_path: Path
) -> None:
    """Somebody added and struck out words with Word's own 修订 on; the comparison still begins with the issued text."""

    def edit(opened: Docx) -> None:
        first, second = body_paragraphs(opened)[:2]
        _track(first.add_run("（另见附件）。")._r, "w:ins")
        _track(second.runs[0]._r, "w:del")

    check(
        edited(issued["datong-2020"], tmp_path / "edited.docx", edit),
        issued["datong-2020"],
        changed["datong-2020"],
        tmp_path,
    )


def _track(run: Any, kind: str) -> None:
    from docx.oxml import OxmlElement

    mark = OxmlElement(kind)
    mark.set(qn("w:id"), "90001")
    mark.set(qn("w:author"), "王某")
    run.getparent().replace(run, mark)
    mark.append(run)
    if kind == "w:del":
        for letters in run.iter(qn("w:t")):
            letters.tag = qn("w:delText")


def test_against_another_issued_file(issued: Mapping[str, Path], changed: Mapping[str, Case], tmp_path: Path) -> None:
    """What went to the expert meeting had been edited by hand already: that is the text to compare with."""

    def first(opened: Docx) -> None:
        body_paragraphs(opened)[0].add_run(ADDED)

    def second(opened: Docx) -> None:
        body_paragraphs(opened)[3].add_run("专家意见已采纳。")

    sent = edited(issued["datong-2020"], tmp_path / "sent.docx", first)
    now = edited(sent, tmp_path / "now.docx", second)
    check(now, sent, changed["datong-2020"], tmp_path, against=sent)
    done = synchronise(now, changed["datong-2020"], issued=sent)
    assert [(each.kind, each.new) for each in done.findings.edits] == [("added", "专家意见已采纳。")]


def test_marks_carry_the_day_of_issue_and_our_name(
    issued: Mapping[str, Path], changed: Mapping[str, Case], tmp_path: Path
) -> None:
    import datetime

    case = changed["datong-2020"]
    identity = case.identity.model_copy(update={"issued_on": datetime.date(2021, 9, 30)})
    done = synchronise(issued["datong-2020"], case.model_copy(update={"identity": identity}), mark=True)
    assert done.marked is not None
    (tmp_path / "marked.docx").write_bytes(done.marked)
    root: Any = docx.Document(str(tmp_path / "marked.docx")).element
    marks = [*root.iter(qn("w:ins")), *root.iter(qn("w:del"))]
    assert {mark.get(qn("w:author")) for mark in marks} == {"衡评"}
    assert {mark.get(qn("w:date")) for mark in marks} == {"2021-09-30T00:00:00Z"}
    numbers = [mark.get(qn("w:id")) for mark in marks]
    assert len(numbers) == len(set(numbers)) > 50
