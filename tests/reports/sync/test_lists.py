"""What is told besides figures: passages the case would write otherwise, charts, a file without its baseline."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping
from pathlib import Path

import docx
import pytest
from docx.document import Document as Docx
from lxml import etree

from hengping.cases.model.case import Case
from hengping.rendering.readback import docx_figures
from hengping.reports.sync.synchronise import synchronise
from tests.reports.sync.conftest import ADDED, CHANGES, NAMES, body_paragraphs, edited

NOT_MET = "未达到目标"


def pictures(path: Path) -> set[str]:
    with zipfile.ZipFile(path) as archive:
        return {hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist() if "/media/" in name}


def without_baseline(source: Path, target: Path, *, properties: bool) -> Path:
    """As an older version wrote it (no baseline among the properties), or as a program that drops them saves it."""
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as made:
        for name in archive.namelist():
            data = archive.read(name)
            if properties:
                data = data.replace(b"hengping_issued_", b"other_") if name == "docProps/custom.xml" else data
            elif name == "docProps/custom.xml":
                continue
            elif name in ("_rels/.rels", "[Content_Types].xml"):
                root = etree.fromstring(data)
                for each in list(root):
                    if "docProps/custom.xml" in (each.get("Target") or each.get("PartName") or ""):
                        root.remove(each)
                data = etree.tostring(root)
            made.writestr(name, data)
    return target


def test_a_sentence_of_the_engine_that_no_longer_holds_is_told(
    issued: Mapping[str, Path], changed: Mapping[str, Case]
) -> None:
    told = synchronise(issued["datong-2020"], changed["datong-2020"]).findings.wordings
    reworded = [each for each in told if each.kind == "reworded" and NOT_MET in each.new]
    assert any("达到目标≥100%，得满分" in each.old for each in reworded)
    assert any(each.kind == "added" and each.where.endswith("表12“预算执行率”行") for each in told)


def test_what_people_have_written_already_is_not_asked_of_them(
    issued: Mapping[str, Path], changed: Mapping[str, Case], tmp_path: Path
) -> None:
    told = synchronise(issued["datong-2020"], changed["datong-2020"]).findings.wordings
    cell = next(each for each in told if (each.old, each.new) == ("完成", "未完成"))

    def edit(opened: Docx) -> None:
        row = next(
            row for table in opened.tables for row in table.rows if "市本级社保基金预算足额上解" in row.cells[0].text
        )
        target = next(c for c in row.cells if c.text == "完成")
        target.paragraphs[0].runs[0].text = "未完成"

    again = synchronise(edited(issued["datong-2020"], tmp_path / "a.docx", edit), changed["datong-2020"]).findings
    assert cell not in again.wordings
    assert len(again.wordings) == len(told) - 1
    assert [(each.kind, each.old, each.new) for each in again.edits] == [("reworded", "完成", "未完成")]


def test_a_changed_chart_is_drawn_anew_where_it_stands(
    issued: Mapping[str, Path], changed: Mapping[str, Case], tmp_path: Path
) -> None:
    done = synchronise(issued["xinjiang-2021"], changed["xinjiang-2021"])
    (tmp_path / "out.docx").write_bytes(done.data)
    assert [each.caption.split("　")[0] for each in done.findings.charts] == ["图1", "图3", "图4", "图5"]
    assert all(each.replaced for each in done.findings.charts)
    assert len(pictures(tmp_path / "out.docx") & pictures(issued["xinjiang-2021"])) == 2
    alts = {shape._inline.docPr.get("descr") for shape in docx.Document(str(tmp_path / "out.docx")).inline_shapes}
    assert "预算数1495378.00万元，执行数1400000.00万元。" in alts


def test_a_picture_that_people_put_there_stays(
    issued: Mapping[str, Path], changed: Mapping[str, Case], tmp_path: Path
) -> None:
    def edit(opened: Docx) -> None:
        shape = opened.inline_shapes[0]
        part = opened.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed]
        part._blob = part.blob + b"redrawn"

    path = edited(issued["xinjiang-2021"], tmp_path / "edited.docx", edit)
    done = synchronise(path, changed["xinjiang-2021"])
    (tmp_path / "out.docx").write_bytes(done.data)
    assert [each.caption[:2] for each in done.findings.charts if not each.replaced] == ["图1"]
    assert len(pictures(tmp_path / "out.docx") & pictures(path)) == 3


@pytest.mark.parametrize("properties", [True, False])
@pytest.mark.parametrize("name", NAMES)
def test_without_its_baseline_a_report_is_compared_with_the_new_one_and_that_is_said(
    *, name: str, properties: bool, issued: Mapping[str, Path], changed: Mapping[str, Case], tmp_path: Path
) -> None:
    stripped = without_baseline(issued[name], tmp_path / "old.docx", properties=properties)
    source = edited(stripped, tmp_path / "edited.docx", lambda opened: body_paragraphs(opened)[0].add_run(ADDED))
    done = synchronise(source, changed[name])
    assert "没有出具时的原文" in done.findings.notes[0]
    (tmp_path / "out.docx").write_bytes(done.data)
    now = dict(docx_figures(tmp_path / "out.docx"))
    for fact_id, (_, new) in CHANGES[name].printed.items():
        assert now[fact_id] == new
    assert ("added", ADDED) in [(each.kind, each.new) for each in done.findings.edits]
    # From now on it has one.
    assert synchronise(tmp_path / "out.docx", changed[name]).findings.notes == ()
