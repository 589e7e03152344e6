"""Both example reports as issued, and the ways in which people edit them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document as Docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from hengping.cases.model.case import Case
from hengping.cases.store import open_case
from hengping.rendering.document import Document
from hengping.rendering.publish import render

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
NAMES = ("datong-2020", "xinjiang-2021")


@dataclass(frozen=True)
class Change:
    """A fact with another value, and what the report then prints in place of what: fact id → (issued, now)."""

    fact_id: str
    value: str
    printed: Mapping[str, tuple[str, str]]


# Worked out by hand: 31000÷32000 = 96.875 %; 1400000÷1495378 = 93.6218… %, 1495378−1400000 = 95378.
CHANGES = {
    "datong-2020": Change(
        "上解_市本级",
        "31000",
        {"上解_市本级": ("32000万元", "31000万元"), "预算执行率": ("100.00%", "96.88%")},
    ),
    "xinjiang-2021": Change(
        "支出_实际",
        "1400000.00",
        {
            "支出_实际": ("1448983.18万元", "1400000.00万元"),
            "支出执行率": ("96.90%", "93.62%"),
            "支出_未执行": ("46394.82万元", "95378.00万元"),
        },
    ),
}


@pytest.fixture(scope="session")
def cases() -> Mapping[str, Case]:
    return {name: open_case(EXAMPLES / name) for name in NAMES}


@pytest.fixture(scope="session")
def changed(cases: Mapping[str, Case]) -> Mapping[str, Case]:
    """The cases, each with its one changed fact."""
    return {name: with_fact(case, CHANGES[name].fact_id, CHANGES[name].value) for name, case in cases.items()}


@pytest.fixture(scope="session")
def issued(documents: Mapping[str, Document], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The Word reports as they were handed out."""
    folder = tmp_path_factory.mktemp("issued")
    paths = {name: folder / f"{name}.docx" for name in NAMES}
    for name, path in paths.items():
        path.write_bytes(render(documents[name], ("docx",))["docx"])
    return paths


def with_fact(case: Case, fact_id: str, value: str) -> Case:
    """A case in which one fact has another value."""
    kinds = {fact.id: type(fact.value) for fact in case.facts}
    facts = tuple(
        fact.model_copy(update={"value": kinds[fact_id](value)}) if fact.id == fact_id else fact for fact in case.facts
    )
    return case.model_copy(update={"facts": facts})


def edited(source: Path, target: Path, edit: Callable[[Docx], None]) -> Path:
    """A copy of a Word file after an edit with python-docx."""
    opened = docx.Document(str(source))
    edit(opened)
    opened.save(str(target))
    return target


def body_paragraphs(opened: Docx) -> list[Paragraph]:
    """Paragraphs of running text long enough to hold several sentences, outside tables and captions."""
    return [
        paragraph
        for paragraph in opened.paragraphs
        if paragraph.text.count("。") >= 2 and not paragraph.style.name.startswith(("heading", "toc", "表", "图"))
    ]


ADDED = "经与主管部门沟通，上述情况已经双方书面确认。"
ADDED_PARAGRAPH = "评价组另行走访了三个街道的经办窗口，未发现排队超时的情况。"


@dataclass
class Edits:
    """What was done to a report: the sentence and paragraph deleted, the paragraph moved, the table reformatted."""

    deleted: str = ""
    moved: str = ""
    added_behind: str = ""


def edit_like_an_evaluator(opened: Docx) -> Edits:
    """Add a sentence and a paragraph, delete a sentence, move a paragraph, reformat a table."""
    done = Edits()
    body = body_paragraphs(opened)
    done.added_behind = body[0].text
    body[0].add_run(ADDED)
    done.deleted = _delete_last_sentence(body[1])
    new = deepcopy(body[2]._p)
    for each in list(new):
        if each.tag != qn("w:pPr"):
            new.remove(each)
    body[2]._p.addnext(new)
    Paragraph(new, body[2]._parent).add_run(ADDED_PARAGRAPH)
    done.moved = body[4].text
    body[-1]._p.addnext(body[4]._p)
    _reformat(opened)
    return done


def _delete_last_sentence(paragraph: Paragraph) -> str:
    """Take the letters behind the last full stop but one away, run by run; bookmarks around them stay empty."""
    text = paragraph.text
    cut = text.rstrip("。").rfind("。") + 1
    at = 0
    for run in paragraph.runs:
        end = at + len(run.text)
        if end > cut:
            run.text = run.text[: max(0, cut - at)]
        at = end
    return text[cut:]


def _reformat(opened: Docx) -> None:
    table: Any = opened.tables[2]
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = True
    for row in table.rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                for run in paragraph.runs:
                    run.font.size = Pt(9)
                    run.font.color.rgb = RGBColor(0x33, 0x33, 0x99)
                    run.font.bold = True
