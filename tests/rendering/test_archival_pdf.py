"""PDF/A: what the archive's pages say of themselves, read without the library that wrote them."""

from __future__ import annotations

import datetime
import re
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from hengping.rendering.document import Document, Heading, paragraph
from hengping.rendering.publish import render

DAY = datetime.date(2022, 8, 20)
DOCUMENT = Document(
    title="归档用文件", blocks=(Heading(1, "概况"), paragraph("总分 92.12，等级“优”。")), watermark="草稿"
)


@pytest.fixture(scope="module")
def archival() -> bytes:
    return render(DOCUMENT, ["pdf"], archived_on=DAY)["pdf"]


def test_the_metadata_name_part_2_level_b(archival: bytes) -> None:
    packet = archival[archival.index(b"<x:xmpmeta") : archival.index(b"</x:xmpmeta>")].decode()
    assert re.findall(r"<pdfaid:(part|conformance)>([^<]+)<", packet) == [("part", "2"), ("conformance", "B")]


def test_colours_have_an_output_intent(archival: bytes) -> None:
    assert re.search(rb"/OutputIntents?\b", archival)
    assert b"/GTS_PDFA1" in archival


def test_the_only_date_is_the_one_given(archival: bytes) -> None:
    packet = archival[archival.index(b"<x:xmpmeta") : archival.index(b"</x:xmpmeta>")].decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", packet)) == {"2022-08-20T00:00:00Z"}
    assert set(re.findall(rb"\(D:(\d{8})", archival)) == {b"20220820"}


def test_same_pages_as_the_ordinary_pdf(archival: bytes) -> None:
    ordinary = render(DOCUMENT, ["pdf"])["pdf"]
    assert b"pdfaid:part" not in ordinary

    def pages(data: bytes) -> list[str]:
        with pypdfium2.PdfDocument(data) as document:
            return [page.get_textpage().get_text_range() for page in document]

    assert pages(archival) == pages(ordinary) != []


def test_same_document_same_bytes(archival: bytes) -> None:
    assert render(DOCUMENT, ["pdf"], archived_on=DAY)["pdf"] == archival


@pytest.mark.poppler
def test_every_font_is_embedded(archival: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(archival)
    listed = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert listed
    assert {line.split()[-5] for line in listed} == {"yes"}
