"""LibreOffice as an independent oracle: recalculates workbooks and converts documents, in a profile of its own.

Tests that use it carry ``pytest.mark.libreoffice``, which skips them where it is not installed.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

# Without this LibreOffice trusts the values cached in an xlsx that it did not write itself (0: always recalculate).
_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
  <item oor:path="/org.openoffice.Office.Calc/Formula/Load">
    <prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
    <prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop>
  </item>
</oor:items>
"""


def recalculate(xlsx: Path, out_dir: Path) -> Path:
    """Open a workbook, recalculate every cell and save it as xlsx in ``out_dir``; returns the new file."""
    return _convert(xlsx, out_dir, "xlsx:Calc MS Excel 2007 XML", suffix=".xlsx")


def to_pdf(path: Path, out_dir: Path) -> Path:
    """Print a document or workbook to PDF in ``out_dir``; returns the new file."""
    return _convert(path, out_dir, "pdf", suffix=".pdf")


def to_docx(path: Path, out_dir: Path) -> Path:
    """Save a text document as docx in ``out_dir``, as a person does with 另存为; returns the new file."""
    return _convert(path, out_dir, "docx:MS Word 2007 XML", suffix=".docx")


def to_odt(path: Path, out_dir: Path) -> Path:
    """Save a text document as ODT in ``out_dir``; returns the new file."""
    return _convert(path, out_dir, "odt", suffix=".odt")


def _convert(path: Path, out_dir: Path, target: str, *, suffix: str) -> Path:
    converted = out_dir / path.with_suffix(suffix).name
    if converted.resolve() == path.resolve():
        raise ValueError(f"{path} would be overwritten; name another folder")
    profile = out_dir / "libreoffice-profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE, encoding="utf-8")
    command = ["soffice", f"-env:UserInstallation={profile.resolve().as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", target, "--outdir", str(out_dir), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    shutil.rmtree(profile, ignore_errors=True)
    if not converted.exists():
        raise RuntimeError(f"LibreOffice wrote no {suffix}: {done.stdout}{done.stderr}")
    return converted
