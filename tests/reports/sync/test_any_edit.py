"""Whatever people do to a report: nothing they wrote is lost, and the marked file leads back to what was issued."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from docx.document import Document as Docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from hengping.cases.model.case import Case
from hengping.reports.sync.synchronise import synchronise
from tests.reports.sync.conftest import edited
from tests.reports.sync.test_marked_changes import lines, resolved

NAME = "datong-2020"
MOST_EDITS = 25


def _draw(opened: Docx, rng: random.Random) -> Paragraph:
    """A paragraph with text that ends no section."""
    return rng.choice(
        [p for p in opened.paragraphs if p.text.strip() and p._p.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None]
    )


def _row(opened: Docx, rng: random.Random) -> Any:
    return rng.choice(rng.choice([t for t in opened.tables[1:] if len(t._tbl.tr_lst) > 2])._tbl.tr_lst)


def _write(opened: Docx, rng: random.Random) -> None:
    _draw(opened, rng).add_run(f"另补{rng.randint(1, 99)}项。")


def _retype(opened: Docx, rng: random.Random) -> None:
    runs = [run for run in _draw(opened, rng).runs if run.text]
    if runs:
        rng.choice(runs).text = f"改为{rng.randint(1, 99)}"


def _delete(opened: Docx, rng: random.Random) -> None:
    paragraph = _draw(opened, rng)._p
    paragraph.getparent().remove(paragraph)


def _move(opened: Docx, rng: random.Random) -> None:
    one, other = _draw(opened, rng)._p, _draw(opened, rng)._p
    if one is not other:
        other.addnext(one)


def _copy(opened: Docx, rng: random.Random) -> None:
    paragraph = _draw(opened, rng)._p
    paragraph.addnext(deepcopy(paragraph))


def _track(opened: Docx, rng: random.Random) -> None:
    runs = [run for run in _draw(opened, rng).runs if run.text]
    if not runs:
        return
    kind, run = rng.choice(["w:ins", "w:del"]), rng.choice(runs)._r
    mark = run.makeelement(qn(kind), {qn("w:id"): str(rng.randint(90_000, 99_999)), qn("w:author"): "王某"})
    run.getparent().replace(run, mark)
    mark.append(run)
    for letters in run.iter(qn("w:t")) if kind == "w:del" else ():
        letters.tag = qn("w:delText")


def _drop_row(opened: Docx, rng: random.Random) -> None:
    row = _row(opened, rng)
    row.getparent().remove(row)


def _copy_row(opened: Docx, rng: random.Random) -> None:
    row = _row(opened, rng)
    row.addnext(deepcopy(row))


def _drop_cell(opened: Docx, rng: random.Random) -> None:
    row = _row(opened, rng)
    if len(row.tc_lst) > 1:
        row.remove(rng.choice(row.tc_lst))


def _drop_table(opened: Docx, rng: random.Random) -> None:
    table = rng.choice(opened.tables[1:])._tbl
    table.getparent().remove(table)


def _drop_bookmarks(opened: Docx, rng: random.Random) -> None:
    for mark in rng.sample(list(opened.element.body.iter(qn("w:bookmarkStart"))), 8):
        mark.getparent().remove(mark)


EDITS: tuple[Callable[[Docx, random.Random], None], ...] = (
    *(_write, _retype, _delete, _move, _copy, _track, _drop_row, _copy_row, _drop_cell, _drop_table, _drop_bookmarks),
)


@pytest.mark.parametrize("seed", range(5))
def test_any_edits(seed: int, issued: Mapping[str, Path], changed: Mapping[str, Case], tmp_path: Path) -> None:
    rng = random.Random(seed)

    def edit(opened: Docx) -> None:
        for _ in range(rng.randint(5, MOST_EDITS)):
            rng.choice(EDITS)(opened, rng)

    source = edited(issued[NAME], tmp_path / "edited.docx", edit)
    done = synchronise(source, changed[NAME], mark=True)
    assert done.marked is not None
    assert done.findings.edits
    (tmp_path / "renewed.docx").write_bytes(done.data)
    (tmp_path / "marked.docx").write_bytes(done.marked)

    before, now = lines(source), lines(tmp_path / "renewed.docx")
    told = [each.new for each in done.findings.figures]
    assert len(before) == len(now)
    assert sum(old != new for old, new in zip(before, now, strict=True)) <= len(told)
    assert lines(resolved(tmp_path / "marked.docx", tmp_path / "accepted.docx", accept=True)) == now
    assert lines(resolved(tmp_path / "marked.docx", tmp_path / "rejected.docx", accept=False)) == lines(issued[NAME])
    again = synchronise(tmp_path / "renewed.docx", changed[NAME])
    assert (again.data, again.findings.figures) == (done.data, ())
