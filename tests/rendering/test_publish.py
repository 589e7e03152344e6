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
from hengping.rendering.publish import FORMATS, render
from tests.rendering.specimen import specimen

SMALL = Document("标题", (paragraph("正文。"),))


def test_three_formats_are_made(files: Mapping[str, Path]) -> None:
    assert list(files) == ["html", "docx", "pdf"]
    assert all(path.stat().st_size > 50_000 for path in files.values())


def test_another_process_on_another_day_writes_the_same_bytes(files: Mapping[str, Path], tmp_path: Path) -> None:
    script = (
        "from pathlib import Path; from hengping.rendering.publish import render; "
        "from tests.rendering.specimen import specimen; "
        f"folder = Path({str(tmp_path)!r}); "
        "[(folder / f'report.{kind}').write_bytes(data) for kind, data in render(specimen()).items()]"
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


def test_a_reference_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(InputError, match="none"):
        render(Document("标题", (paragraph(Reference("none")),)))


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
