"""`read_document`: one file, whatever it is, into the one model; what cannot be read is refused by name."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hengping.errors import Fault, InputError
from hengping.reading.documents.archive import read_archive
from hengping.reading.documents.model import SourceDocument
from hengping.reading.documents.office_conversion import converted
from hengping.reading.documents.packages import MAX_FILE_BYTES, Package, open_package, password
from hengping.reading.documents.sniffing import SUFFIXES, Format, sniff, sniff_package
from hengping.reading.file_access import refused

_FOR_LIBREOFFICE: dict[Format, tuple[str, str]] = {
    "word_97": (".doc", "旧版 Word 或 WPS 文字文件（.doc、.wps）"),
    "rtf": (".rtf", "RTF 文件"),
    "word_xml": (".xml", "Word XML 文件"),
    "opendocument_text": (".odt", "OpenDocument 文字文件（.odt）"),
    "opendocument_sheet": (".ods", "OpenDocument 表格文件（.ods）"),
    "xlsb": (".xlsb", "二进制工作簿（.xlsb）"),
}
_SHEETS = ("opendocument_sheet", "xlsb")
_REFUSED: dict[Format, tuple[str, str]] = {
    "ofd": ("OFD 版式文件", "请用 OFD 阅读器或 WPS 转换为 PDF 或 .docx 后再试。"),
    "slides": ("演示文稿", "请把其中的文字另存为 .docx，或导出为 PDF。"),
    "picture": ("图片，没有可读取的文字", "请用文字识别（OCR）软件转换为 .docx 或带文字的 PDF。"),
    "empty": ("空文件", "请检查是否选错了文件，或重新取得该文件。"),
    "unknown": ("无法识别的文件", "请检查是否选错了文件；可用 Word、WPS 或 Excel 打开后另存。"),
}
_ACCEPTED = "Word、PDF、Excel、网页、Markdown 或文本文件"


def read_document(path: Path, *, label: str | None = None) -> SourceDocument:
    """The document in a file: .docx, PDF with text, .xlsx, .xls, HTML, Markdown, plain text, or a zip folder of these.

    What a file is goes by its content. .doc, .wps, .odt, .rtf and their like are read where LibreOffice is installed.

    Args:
        label: names the file for people; its name if None.

    Raises:
        InputError: unreadable, encrypted, damaged, too large, a scan without text, or no document.
    """
    label = label or path.name
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            found, limit = f"{size // (1 << 20)} MB 的文件", MAX_FILE_BYTES // (1 << 20)
            raise InputError([Fault(label, found, f"不超过 {limit} MB 的文件", "请压缩或删去其中的图片后再试。")])
        data = path.read_bytes()
    except OSError as error:
        raise InputError([refused(error, label=label)]) from error
    return read_bytes(data, label=label, suffix=path.suffix.lower(), path=path)


def read_bytes(data: bytes, *, label: str, suffix: str, path: Path | None = None, depth: int = 0) -> SourceDocument:
    """As `read_document`, from bytes.

    Args:
        suffix: of the file's name, lower case with its dot.
        path: the file that holds the same bytes, if there is one.
        depth: how many zip folders it was in.
    """
    found = sniff(data, suffix)
    package = None
    if found == "zip":
        package = open_package(data, label=label)
        mimetype = package.read("mimetype")[:100] if "mimetype" in package.names else b""
        found = sniff_package(package.names, mimetype)
    if found == "encrypted":
        raise InputError([password(label)])
    if found in _REFUSED:
        what, mend = _REFUSED[found]
        raise InputError([Fault(label, what, _ACCEPTED, mend)])
    try:
        document = _read(found, data, label, path, package, depth)
    except InputError as error:
        raise InputError([_in_file(fault, label) for fault in error.faults]) from error
    return replace(document, problems=(*_renamed(found, label, suffix), *document.problems))


def _in_file(fault: Fault, label: str) -> Fault:
    """A fault that names a sheet only names its file as well: one of many may be refused."""
    return fault if fault.where.startswith(label) else replace(fault, where=f"{label} {fault.where}")


def _renamed(found: Format, label: str, suffix: str) -> tuple[Fault, ...]:
    proper = SUFFIXES.get(found)
    if proper is None or suffix in proper:
        return ()
    expected = "扩展名为 " + "、".join(sorted(proper))
    return (Fault(label, f"扩展名 {suffix or '（无）'} 与内容不符", expected, "已按内容读取；请改正扩展名。"),)


def _read(
    found: Format, data: bytes, label: str, path: Path | None, package: Package | None, depth: int
) -> SourceDocument:
    # Each reader is loaded when it is needed: a check of one text file does without the PDF library.
    if found in _FOR_LIBREOFFICE:
        return _through_libreoffice(found, data, label)
    if found == "zip" and package is not None:
        return read_archive(package, depth=depth)
    if found == "docx" and package is not None:
        from hengping.reading.documents.docx import read_docx

        return read_docx(package)
    if found in ("workbook", "xls"):
        return _workbook(data, label, path, package)
    if found == "pdf":
        from hengping.reading.documents.pdf import read_pdf

        return read_pdf(data, label=label)
    return _text(found, data, label)


def _text(found: Format, data: bytes, label: str) -> SourceDocument:
    if found == "html":
        from hengping.reading.documents.html_pages import read_html

        return read_html(data, label=label)
    if found == "markdown":
        from hengping.reading.documents.markdown import read_markdown

        return read_markdown(data, label=label)
    if found == "csv":
        from hengping.reading.documents.csv_text import read_csv

        return read_csv(data, label=label)
    from hengping.reading.documents.plain_text import read_plain_text

    return read_plain_text(data, label=label)


def _workbook(data: bytes, label: str, path: Path | None, package: Package | None) -> SourceDocument:
    from hengping.reading.documents.workbook import read_workbook

    if path is not None:
        return read_workbook(path, label=label, package=package)
    with tempfile.NamedTemporaryFile(prefix="hengping-", suffix=".xlsx" if package else ".xls") as held:
        held.write(data)
        held.flush()
        return read_workbook(Path(held.name), label=label, package=package)


def _through_libreoffice(found: Format, data: bytes, label: str) -> SourceDocument:
    suffix, name = _FOR_LIBREOFFICE[found]
    to = "xlsx" if found in _SHEETS else "docx"
    with converted(data, suffix=suffix, name=name, to="xlsx" if to == "xlsx" else "docx", label=label) as made:
        return read_bytes(made.read_bytes(), label=label, suffix=f".{to}", path=made)
