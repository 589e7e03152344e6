"""LibreOffice as an independent oracle: recalculates workbooks and converts documents, in a profile of its own."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

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
    return _convert(xlsx, out_dir, "xlsx:Calc MS Excel 2007 XML", suffix=".xlsx", package="libreoffice-calc-nogui")


def to_pdf(path: Path, out_dir: Path) -> Path:
    """Print a document or workbook to PDF in ``out_dir``; returns the new file."""
    return _convert(path, out_dir, "pdf", suffix=".pdf", package="libreoffice-writer-nogui")


def _convert(path: Path, out_dir: Path, target: str, *, suffix: str, package: str) -> Path:
    """Skips the test that asks for it where LibreOffice is not installed."""
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if soffice is None:
        pytest.skip(f"needs LibreOffice (Debian package {package})")
    profile = out_dir / "libreoffice-profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE, encoding="utf-8")
    command = [soffice, f"-env:UserInstallation={profile.resolve().as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", target, "--outdir", str(out_dir), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    shutil.rmtree(profile, ignore_errors=True)
    converted = out_dir / path.with_suffix(suffix).name
    if not converted.exists() or converted == path:
        raise RuntimeError(f"LibreOffice wrote no {suffix}: {done.stdout}{done.stderr}")
    return converted
