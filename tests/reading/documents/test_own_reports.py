"""Reports that this program prints, read back from Word, PDF and HTML: they must say what the document said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hengping.reading.documents import read_document
from tests.reading.documents.conftest import Published
from tests.reading.documents.said import Said, read_as_said, said_by

REPORTS = ("specimen", "datong-2020", "xinjiang-2021")
KINDS = ("docx", "pdf", "html")


@pytest.fixture(params=[(name, kind) for name in REPORTS for kind in KINDS], ids="-".join)
def both(request: pytest.FixtureRequest, published: Callable[[str], Published]) -> tuple[Said, Said, str]:
    name, kind = request.param
    report = published(name)
    return said_by(report.document, unlisted=kind != "pdf"), read_as_said(read_document(report.files[kind])), kind


def test_headings_have_their_numbers_and_levels(both: tuple[Said, Said, str]) -> None:
    said, read, _ = both
    assert read.headings == said.headings


def test_tables_have_captions_cells_and_notes(both: tuple[Said, Said, str]) -> None:
    said, read, kind = both
    tables = read.tables[-len(said.tables) :]  # the cover of a Word file is laid out in tables
    for expected, found in zip(said.tables, tables, strict=True):
        assert (found[0], found[2], found[3]) == (expected[0], expected[2], expected[3])
        if kind != "pdf" and expected[1]:  # a PDF does not say which rows are headings
            assert found[1] == expected[1]


def test_paragraphs_are_whole(both: tuple[Said, Said, str]) -> None:
    said, read, kind = both
    paragraphs = read.paragraphs[-len(said.paragraphs) :]
    if kind == "html":  # the style sheet prints （1） where the page says 1.
        marked = [(a, b) for a, b in zip(said.paragraphs, paragraphs, strict=True) if a != b]
        assert all(a.partition("）")[2] == b.partition(".")[2] for a, b in marked)
    else:
        assert paragraphs == said.paragraphs


def test_footnotes_are_found(both: tuple[Said, Said, str]) -> None:
    said, read, _ = both
    assert read.notes == said.notes
