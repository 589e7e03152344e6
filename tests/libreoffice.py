"""LibreOffice as an independent oracle: recalculates workbooks and converts documents, in a profile of its own.

Tests that use it carry ``pytest.mark.libreoffice``, which skips them where it is not installed.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

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


def resolve_changes(docx: Path, out: Path, *, accept: bool) -> Path:
    """Accept or reject every tracked change of a Word file, as the menu does, and save it as ``out``."""
    command = ".uno:AcceptAllTrackedChanges" if accept else ".uno:RejectAllTrackedChanges"
    return edit_in_writer(
        docx, out, f'dispatcher.executeDispatch(doc.CurrentController.Frame, "{command}", "", 0, none())'
    )


def edit_in_writer(docx: Path, out: Path, basic: str) -> Path:
    """Open a Word file in Writer, run lines of Basic on it (``doc``, ``dispatcher``), and save it as ``out``."""
    profile = out.parent / "libreoffice-profile"
    soffice = ["soffice", f"-env:UserInstallation={profile.resolve().as_uri()}", "--headless", "--norestore"]
    # A profile is made at the first start, with a Standard library of its own that would win over ours.
    subprocess.run([*soffice, "--terminate_after_init"], capture_output=True, timeout=180, check=False)
    library = profile / "user" / "basic" / "Standard"
    library.mkdir(parents=True, exist_ok=True)
    module = _MODULE.format(source=docx, target=out, basic=escape(basic))
    for path, text in (
        (library / "Module1.xba", module),
        (library / "script.xlb", _LIBRARY),
        (library.parent / "script.xlc", _LIBRARIES),
    ):
        path.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [*soffice, "macro:///Standard.Module1.Main"], capture_output=True, text=True, timeout=90, check=False
    )
    shutil.rmtree(profile, ignore_errors=True)
    told = Path(f"{out}.error")
    if not out.exists():
        raise RuntimeError(f"LibreOffice wrote no {out.name}: {told.read_text() if told.exists() else done.stderr}")
    return out


_DTD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE {} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{}">'
)
_LIBRARIES = f"""{_DTD.format("library:libraries", "libraries.dtd")}
<library:libraries xmlns:library="http://openoffice.org/2000/library">
 <library:library library:name="Standard" library:link="false"/>
</library:libraries>
"""
_LIBRARY = f"""{_DTD.format("library:library", "library.dtd")}
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Module1"/>
</library:library>
"""
_MODULE = f"""{_DTD.format("script:module", "module.dtd")}
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Main
  ' An error would open a message that nobody can close.
  On Error Goto Broken
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  doc = StarDesktop.loadComponentFromURL(ConvertToURL("{{source}}"), "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  Dim none() As New com.sun.star.beans.PropertyValue
{{basic}}
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName"
  filter(0).Value = "MS Word 2007 XML"
  doc.storeToURL(ConvertToURL("{{target}}"), filter())
  doc.close(True)
  Exit Sub
Broken:
  Open "{{target}}.error" For Output As #1
  Print #1, Error()
  Close #1
  StarDesktop.terminate()
End Sub
</script:module>
"""


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
