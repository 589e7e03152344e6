from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from hengping.errors import InputError, OutputError
from hengping.rendering import pandoc
from hengping.rendering.document import Document, Reference, paragraph
from hengping.rendering.publish import FORMATS, Published, render, write_documents
from tests.rendering.specimen import specimen

SMALL = Document("标题", (paragraph("正文。"),))


def test_three_files_are_written_and_the_substitutions_told(published: Published) -> None:
    assert list(published.files) == ["html", "docx", "pdf"]
    assert all(path.stat().st_size > 50_000 for path in published.files.values())
    assert {each.face for each in published.substitutions} <= {
        "方正小标宋简体",
        "楷体_GB2312",
        "仿宋_GB2312",
        "Times New Roman",
    }


def test_another_process_on_another_day_writes_the_same_bytes(files: Mapping[str, Path], tmp_path: Path) -> None:
    script = (
        "from pathlib import Path; from hengping.rendering.publish import write_documents; "
        "from tests.rendering.specimen import specimen; "
        f"write_documents(specimen(), Path({str(tmp_path)!r}), 'report')"
    )
    root = Path(__file__).resolve().parents[2]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(root / "src"), str(root))),
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Shanghai",
        "SOURCE_DATE_EPOCH": "1700000000",
        "LANG": "zh_CN.UTF-8",
    }
    subprocess.run([sys.executable, "-c", script], env=environment, check=True)
    for kind in FORMATS:
        assert (tmp_path / f"report.{kind}").read_bytes() == files[kind].read_bytes()


@pytest.mark.parametrize("kind", FORMATS)
def test_a_format_wanted_alone_is_the_same_as_with_the_others(kind: str, files: Mapping[str, Path]) -> None:
    assert list(render(SMALL, (kind,))) == [kind]  # type: ignore[arg-type]
    assert render(specimen(), (kind,))[kind] == files[kind].read_bytes()  # type: ignore[arg-type,index]


def test_nothing_is_half_written_when_a_reference_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_text("earlier")
    with pytest.raises(InputError):
        write_documents(Document("标题", (paragraph(Reference("none")),)), tmp_path, "report")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["earlier"]


def test_a_directory_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="无法写入"):
        write_documents(SMALL, tmp_path / "file" / "below", "report", ("html",))


def test_a_file_stands_in_place_of_the_earlier_one_and_nothing_is_left_beside(tmp_path: Path) -> None:
    for _ in range(2):
        write_documents(SMALL, tmp_path, "report", ("html",))
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_what_pandoc_says_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pandoc, "_program", lambda: "/bin/sh")
    with (
        pandoc.converting("<p>文</p>", "typst", tmp_path) as conversion,
        pytest.raises(OutputError, match="pandoc 未能转换"),
    ):
        conversion.result()


def test_a_conversion_that_nobody_waits_for_is_ended(tmp_path: Path) -> None:
    with pandoc.converting("<p>文</p>" * 200_000, "typst", tmp_path) as conversion:
        process = conversion.process
        assert process.poll() is None
    assert process.returncode is not None
    assert process.returncode < 0
