"""The text of a document line by line, the same from the document and from its Word file, and kept in that file."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengping.rendering.bookmarks import original_name
from hengping.rendering.document import Column as Col
from hengping.rendering.document import Document, FactFigure, Note, Reference, Table, cell, paragraph
from hengping.rendering.document import Row as R
from hengping.rendering.numbering import number
from hengping.rendering.publish import render
from hengping.rendering.word import custom_properties
from hengping.rendering.word.baseline import Baseline, IssuedPicture, properties, read_baseline, renewed
from hengping.rendering.word.edited import EditedFile, TextNode, put
from hengping.rendering.word.passages import Line, Piece, document_text, normal
from tests.libreoffice import to_docx, to_odt

WORD_READS = 255
"""Letters of a custom property."""


def said(file: EditedFile) -> list[tuple[str, ...]]:
    content = file.content
    return [tuple(map(normal, line.texts(content.texts))) for line in content.lines]


def test_a_document_reads_as_its_word_file_does(document: Document, files: Mapping[str, Path]) -> None:
    """Cover, headings, tables with spans, captions, notes below, annexes, landscape pages, footnotes."""
    of_document = [tuple(map(normal, line.texts)) for line in document_text(document, number(document)).lines]
    of_file = said(EditedFile(files["docx"]))
    assert len(of_document) > 100
    assert of_document == of_file


def test_figures_have_the_bookmarks_of_the_word_file(document: Document, files: Mapping[str, Path]) -> None:
    content = EditedFile(files["docx"]).content
    found = {place.bookmark: place.text(content.texts) for place in content.figures}
    lines = document_text(document, number(document)).lines
    assert {piece.bookmark: piece.text for line in lines for piece in line.pieces if piece.bookmark} == found


def test_the_word_file_carries_its_text_and_its_pictures(document: Document, files: Mapping[str, Path]) -> None:
    issued = read_baseline(EditedFile(files["docx"]).properties)
    assert issued is not None
    text = document_text(document, number(document))
    assert (issued.title, issued.lines) == (document.title.replace("\n", ""), text.lines)
    assert [picture.alt for picture in issued.pictures] == [figure.alt for figure, _ in text.pictures]


def test_no_property_is_longer_than_word_reads(files: Mapping[str, Path]) -> None:
    assert max(map(len, EditedFile(files["docx"]).properties.values())) <= WORD_READS


def _by_python_docx(path: Path, folder: Path) -> Path:
    docx.Document(str(path)).save(str(folder / "again.docx"))
    return folder / "again.docx"


def _by_libreoffice(path: Path, folder: Path) -> Path:
    return to_docx(path, folder)


def _by_way_of_odt(path: Path, folder: Path) -> Path:
    return to_docx(to_odt(path, folder), folder)


@pytest.mark.parametrize(
    "save",
    [
        _by_python_docx,
        pytest.param(_by_libreoffice, marks=pytest.mark.libreoffice),
        pytest.param(_by_way_of_odt, marks=pytest.mark.libreoffice),
    ],
)
def test_text_figures_and_baseline_survive_being_saved(save: object, files: Mapping[str, Path], tmp_path: Path) -> None:
    before, after = EditedFile(files["docx"]), EditedFile(save(files["docx"], tmp_path))  # type: ignore[operator]
    assert read_baseline(after.properties) == read_baseline(before.properties)
    assert said(after) == said(before)
    before_texts, after_texts = (
        {original_name(f.bookmark): f.text(each.content.texts) for f in each.content.figures}
        for each in (before, after)
    )
    assert list(before_texts) == list(after_texts)
    # LibreOffice may set a bookmark that ends at a footnote's sign short of its unit: the text stands beside it.
    shorter = {name: text for name, text in after_texts.items() if text != before_texts[name]}
    assert shorter == ({} if save is _by_python_docx else {"hp_领取待遇人数_18": "48,213"})


PIECES = st.one_of(
    st.builds(Piece, st.text(min_size=1, max_size=20)),
    st.builds(
        lambda text, fact, count, issued: Piece(text, f"hp_{fact}_{count}", fact, issued=issued),
        st.text(max_size=8),
        st.sampled_from(["支出", "缺口", "人数"]),
        st.integers(1, 999),
        st.none() | st.text(max_size=8),
    ),
    st.builds(lambda text, key: Piece(text, reference=key), st.text(max_size=5), st.sampled_from(["#", "goals"])),
)
LINES = st.builds(
    Line,
    st.sampled_from(["heading", "paragraph", "item", "caption", "row", "note"]),
    st.lists(st.lists(PIECES, max_size=4).map(tuple), min_size=1, max_size=3).map(tuple),
    st.integers(0, 30),
)
PICTURES = st.builds(IssuedPicture, st.text(max_size=32), st.text(max_size=32), st.text(max_size=9), st.none())


@given(st.builds(Baseline, st.text(), st.lists(LINES).map(tuple), st.lists(PICTURES).map(tuple)))
def test_any_baseline_is_read_as_it_was_written(issued: Baseline) -> None:
    written = properties(issued)
    assert read_baseline(custom_properties.read(custom_properties.written(written))) == issued
    for name in written:
        assert read_baseline({other: value for other, value in written.items() if other != name}) is None


def test_a_renewed_figure_remembers_what_was_issued() -> None:
    issued = Baseline("报告", (Line("paragraph", ((Piece("支出"), Piece("5万元", "hp_支出_1", "支出")),)),), ())
    once = renewed(issued, {"hp_支出_1": "6万元"}, {})
    twice = renewed(once, {"hp_支出_1": "7万元"}, {})
    assert [line.texts for line in twice.lines] == [("支出7万元",)]
    assert [line.issued_texts for line in twice.lines] == [("支出5万元",)]
    assert renewed(twice, {"hp_支出_1": "5万元"}, {}) == issued


def test_a_figure_in_a_footnote_and_one_behind_it_keep_their_names(tmp_path: Path) -> None:
    """The note stands last in the list of lines, but its figure comes first in the text."""
    note = Note((FactFigure("缺口", "1元"),))
    document = Document("标题", (paragraph("甲", note, "乙", FactFigure("缺口", "2元")),), contents=False)
    (tmp_path / "a.docx").write_bytes(render(document, ("docx",))["docx"])
    file = EditedFile(tmp_path / "a.docx")
    issued = read_baseline(file.properties)
    assert issued is not None
    names = {piece.text: piece.bookmark for line in issued.lines for piece in line.pieces if piece.bookmark}
    assert names == {"1元": "hp_缺口_1", "2元": "hp_缺口_2"}
    assert {f.text(file.content.texts): f.bookmark for f in file.content.figures} == names


def test_numbers_of_captions_and_references_are_no_words() -> None:
    table = Table((Col(),), (R((cell("数"),)),), caption=paragraph("表题").content, key="t")
    document = Document("标题", (paragraph("见", Reference("t")), table), contents=False)
    pieces = [piece for line in document_text(document, number(document)).lines for piece in line.pieces]
    assert [(piece.text, piece.reference) for piece in pieces if piece.reference] == [("表1", "t"), ("表1", "#")]


@given(st.lists(st.text(max_size=5), min_size=1, max_size=5), st.text(max_size=6), st.data())
def test_letters_are_put_in_place_over_any_cut(texts: list[str], new: str, data: st.DataObject) -> None:
    whole = "".join(texts)
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    nodes = [TextNode(None, text, index) for index, text in enumerate(texts)]
    done = list(texts)
    put(done, nodes, start, end, new)
    assert "".join(done) == whole[:start] + new + whole[end:]


def test_a_zip_that_swells_is_refused(tmp_path: Path) -> None:
    from hengping.errors import InputError

    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        for index in range(5):
            archive.writestr(f"word/{index}.xml", bytes(100 << 20))
    with pytest.raises(InputError, match="解压后有 500 MB"):
        EditedFile(tmp_path / "a.docx")
