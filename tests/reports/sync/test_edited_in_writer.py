"""The same promise for a report edited in LibreOffice Writer itself, by its own commands."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import docx
import pytest

from hengping.cases.model.case import Case
from hengping.rendering.readback import docx_figures, docx_text
from hengping.reports.sync.synchronise import synchronise
from tests.libreoffice import edit_in_writer
from tests.reports.sync.conftest import ADDED, CHANGES, NAMES, body_paragraphs

pytestmark = pytest.mark.libreoffice

# Finds text, writes behind it, deletes a sentence, carries a paragraph to the end of another, makes a table narrower.
EDIT = """
  wanted = doc.createSearchDescriptor()
  wanted.SearchString = "{behind}"
  found = doc.findFirst(wanted)
  found.Text.insertString(found.End, "{added}", False)
  wanted.SearchString = "{gone}"
  found = doc.findFirst(wanted)
  found.String = ""
  wanted.SearchString = "{moved}"
  found = doc.findFirst(wanted)
  cursor = found.Text.createTextCursorByRange(found)
  cursor.gotoStartOfParagraph(False)
  cursor.gotoEndOfParagraph(True)
  doc.CurrentController.select(cursor)
  carried = doc.CurrentController.getTransferable()
  cursor.String = ""
  wanted.SearchString = "{target}"
  place = doc.findFirst(wanted)
  doc.CurrentController.select(place.End)
  doc.CurrentController.insertTransferable(carried)
  table = doc.TextTables.getByIndex(3)
  table.HoriOrient = 2
  table.setPropertyValue("RelativeWidth", 70)
  table.BackColor = 15132390
"""


@pytest.mark.parametrize("name", NAMES)
def test_figures_follow_and_edits_stay(
    name: str, issued: Mapping[str, Path], changed: Mapping[str, Case], tmp_path: Path
) -> None:
    body = [paragraph.text for paragraph in body_paragraphs(docx.Document(str(issued[name])))]
    behind, gone, moved, target = body[0][-12:], _last_sentence(body[1]), body[4], body[-1]
    basic = EDIT.format(behind=behind, added=ADDED, gone=gone, moved=moved[:30], target=target[-15:])
    path = edit_in_writer(issued[name], tmp_path / "edited.docx", basic)

    done = synchronise(path, changed[name])
    (tmp_path / "out.docx").write_bytes(done.data)
    now = docx_figures(tmp_path / "out.docx")
    for fact_id, (old, new) in CHANGES[name].printed.items():
        assert (fact_id, new) in now
        assert (fact_id, old) not in now
    text = docx_text(tmp_path / "out.docx")
    assert ADDED in text
    assert gone not in text
    edits = {(each.kind, each.new or each.old) for each in done.findings.edits}
    assert {("added", ADDED), ("deleted", gone), ("moved", moved)} <= edits
    assert len(done.findings.edits) <= 4


def _last_sentence(text: str) -> str:
    return text[text.rstrip("。").rfind("。") + 1 :]
