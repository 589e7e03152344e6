"""What editing does to a figure and its bookmark, one thing at a time, on one sentence of the region's report.

支出执行率 prints 96.90% in the first paragraph of the abstract; with the changed fact the case says 93.62%.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from hengping.cases.model.case import Case
from hengping.reports.sync.findings import Findings
from hengping.reports.sync.synchronise import synchronise
from tests.reports.sync.conftest import edited
from tests.reports.sync.test_marked_changes import lines

NAME = "xinjiang-2021"
BOOKMARK = "hp_支出执行率_1"
Sync = Callable[[Callable[[Docx], None]], tuple[str, Findings]]


@pytest.fixture
def sync(issued: Mapping[str, Path], changed: Mapping[str, Case], tmp_path: Path) -> Sync:
    """Edits the issued report, renews it, and gives the text around the figure and what was told."""

    def run(edit: Callable[[Docx], None]) -> tuple[str, Findings]:
        path = edited(issued[NAME], tmp_path / "edited.docx", edit)
        done = synchronise(path, changed[NAME])
        (tmp_path / "out.docx").write_bytes(done.data)
        return "\n".join(lines(tmp_path / "out.docx")), done.findings

    return run


def start(opened: Docx) -> Any:
    return next(mark for mark in opened.element.body.iter(qn("w:bookmarkStart")) if mark.get(qn("w:name")) == BOOKMARK)


def end(opened: Docx) -> Any:
    identity = start(opened).get(qn("w:id"))
    return next(mark for mark in opened.element.body.iter(qn("w:bookmarkEnd")) if mark.get(qn("w:id")) == identity)


def run_of(opened: Docx) -> Any:
    return start(opened).getnext()


def said(opened: Docx, text: str) -> None:
    run_of(opened).find(qn("w:t")).text = text


def by_hand(findings: Findings) -> list[tuple[str, str]]:
    return [(each.old, each.new) for each in findings.figures if each.by_hand]


def test_split_over_runs_of_different_looks(sync: Sync) -> None:
    def edit(opened: Docx) -> None:
        first = run_of(opened)
        second = deepcopy(first)
        first.addnext(second)
        first.find(qn("w:t")).text, second.find(qn("w:t")).text = "96", ".90%"

    text, findings = sync(edit)
    assert "支出预算执行率93.62%；" in text
    assert findings.edits == ()


def test_changed_by_hand_the_case_wins_and_the_old_text_is_told(sync: Sync) -> None:
    text, findings = sync(lambda opened: said(opened, "97.00%"))
    assert "支出预算执行率93.62%；" in text
    assert by_hand(findings) == [("97.00%", "93.62%")]
    assert findings.edits == ()


def test_a_bookmark_that_lost_the_unit(sync: Sync) -> None:
    """LibreOffice may set the end of a bookmark one run too early; the figure is whole nevertheless."""

    def edit(opened: Docx) -> None:
        run = run_of(opened)
        rest = deepcopy(run)
        run.find(qn("w:t")).text, rest.find(qn("w:t")).text = "96.90", "%"
        end(opened).addnext(rest)

    text, findings = sync(edit)
    assert "支出预算执行率93.62%；" in text
    assert by_hand(findings) == []


def test_words_written_into_the_bookmark_around_the_figure_stay(sync: Sync) -> None:
    text, findings = sync(lambda opened: said(opened, "约96.90%（决算口径）"))
    assert "支出预算执行率约93.62%（决算口径）；" in text
    assert by_hand(findings) == []
    assert [
        (each.kind, each.old.count("96.90%"), each.new.count("约96.90%（决算口径）")) for each in findings.edits
    ] == [("reworded", 1, 1)]


def test_words_around_another_figure_stay_too(sync: Sync) -> None:
    text, findings = sync(lambda opened: said(opened, "约97%"))
    assert "支出预算执行率约93.62%；" in text
    assert by_hand(findings) == [("97%", "93.62%")]


def test_a_sentence_written_into_the_bookmark_is_left_alone_and_told(sync: Sync) -> None:
    written = "96.9%，比上年提高1.2个百分点，比计划高1.9个百分点"
    text, findings = sync(lambda opened: said(opened, written))
    assert f"支出预算执行率{written}；" in text
    assert [(each.found, each.why) for each in findings.kept] == [(written, "书签内写进了别的文字")]


def test_a_lost_bookmark_leaves_the_number_and_tells_that_it_is_outdated(sync: Sync) -> None:
    def edit(opened: Docx) -> None:
        for mark in (end(opened), start(opened)):
            mark.getparent().remove(mark)

    text, findings = sync(edit)
    assert "支出预算执行率96.90%；" in text
    assert [(each.fact_id, each.found, each.expected) for each in findings.lost] == [("支出执行率", "96.90%", "93.62%")]
    assert findings.lost[0].where == "“摘要”第1段"


def test_a_lost_bookmark_of_a_figure_that_is_still_right_is_only_counted(sync: Sync) -> None:
    def edit(opened: Docx) -> None:
        for mark in list(opened.element.body.iter(qn("w:bookmarkStart"))):
            if mark.get(qn("w:name")) == "hp_缴费人数_1":
                mark.getparent().remove(mark)

    _, findings = sync(edit)
    assert (findings.lost, findings.lost_but_right) == ((), 1)


def test_retyped_over_the_bookmark_which_stays_behind_empty(sync: Sync) -> None:
    """LibreOffice leaves the bookmark, empty, beside what was typed."""

    def edit(opened: Docx) -> None:
        run = run_of(opened)
        end(opened).addnext(run)

    text, findings = sync(edit)
    assert "支出预算执行率96.90%；" in text
    assert [each.found for each in findings.lost] == ["96.90%"]


def test_a_sentence_that_was_cut_and_pasted_takes_its_figure_along(sync: Sync) -> None:
    def edit(opened: Docx) -> None:
        paragraph = start(opened).getparent()
        opened.paragraphs[-1].add_run("末段另引")
        target = opened.paragraphs[-1]._p
        moved = [start(opened), run_of(opened), end(opened)]
        assert moved[0].getparent() is paragraph
        for each in moved:
            target.append(each)

    text, findings = sync(edit)
    assert "末段另引93.62%\n" in text
    assert "支出预算执行率；" in text
    assert findings.lost == ()


def test_a_copied_sentence_is_renewed_in_both_places(sync: Sync) -> None:
    def edit(opened: Docx) -> None:
        opened.paragraphs[-1]._p.addnext(deepcopy(start(opened).getparent()))

    text, findings = sync(edit)
    assert text.count("支出预算执行率93.62%；") == 2
    assert [each.kind for each in findings.edits] == ["added"]


def test_a_copy_that_libreoffice_named_anew_is_renewed(sync: Sync) -> None:
    def edit(opened: Docx) -> None:
        copied = deepcopy(start(opened).getparent())
        for mark in copied.iter(qn("w:bookmarkStart")):
            mark.set(qn("w:name"), mark.get(qn("w:name")) + "_Copy_1")
        opened.paragraphs[-1]._p.addnext(copied)

    text, findings = sync(edit)
    assert text.count("支出预算执行率93.62%；") == 2
    assert findings.kept == ()


def test_inside_a_content_control_and_a_link(sync: Sync) -> None:
    def edit(opened: Docx) -> None:
        run = run_of(opened)
        control, content, link = OxmlElement("w:sdt"), OxmlElement("w:sdtContent"), OxmlElement("w:hyperlink")
        run.addprevious(control)
        control.append(content)
        content.append(link)
        link.append(run)

    text, findings = sync(edit)
    assert "支出预算执行率93.62%；" in text
    assert findings.edits == ()


def test_struck_out_and_written_anew_with_changes_tracked(sync: Sync) -> None:
    def edit(opened: Docx) -> None:
        run = run_of(opened)
        new = deepcopy(run)
        new.find(qn("w:t")).text = "97.5%"
        struck, added = OxmlElement("w:del"), OxmlElement("w:ins")
        for number, mark in enumerate((struck, added), start=90001):
            mark.set(qn("w:id"), str(number))
            mark.set(qn("w:author"), "王某")
        run.addprevious(struck)
        struck.append(run)
        struck.addnext(added)
        added.append(new)
        run.find(qn("w:t")).tag = qn("w:delText")

    text, findings = sync(edit)
    assert "支出预算执行率93.62%；" in text
    assert by_hand(findings) == [("97.5%", "93.62%")]


def test_a_paragraph_made_of_two_by_pressing_enter(sync: Sync) -> None:
    def edit(opened: Docx) -> None:
        paragraph = start(opened).getparent()
        second = deepcopy(paragraph)
        for each in list(second):
            if each.tag != qn("w:pPr"):
                second.remove(each)
        paragraph.addnext(second)
        for each in list(paragraph)[paragraph.index(start(opened)) :]:
            second.append(each)

    text, findings = sync(edit)
    assert "\n93.62%；平均缴费" in text
    assert findings.lost == ()


def test_a_marked_figure_in_a_sentence_of_the_engine_follows_its_own_fact(
    issued: Mapping[str, Path], changed: Mapping[str, Case], tmp_path: Path
) -> None:
    """32000÷32000 are two facts that printed the same; when one changes, only it does."""
    done = synchronise(issued["datong-2020"], changed["datong-2020"])
    (tmp_path / "out.docx").write_bytes(done.data)
    text = "\n".join(lines(tmp_path / "out.docx"))
    assert "31000÷32000＝96.88%" in text
    assert "31000÷31000" not in text
    assert "32000÷32000" not in text
