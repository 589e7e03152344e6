"""What a reader of values does not tell about an .xlsx file: its true size, far cells, formulas and error cells.

calamine lays a sheet out as one dense block, so that a single stray cell at XFD1048576 asks for half a terabyte and
ends the process; and it gives an error value as an empty cell. Both are found here, by one pass over the packed XML.
"""

from __future__ import annotations

import html
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from hengping.errors import Fault, InputError
from hengping.reading.addresses import address, column_index

MAX_UNPACKED_BYTES = 400 * 1024 * 1024
MAX_CELLS = 8_000_000
"""Cells of the block from A1 to the last filled cell."""

_CHUNK = 1 << 20
_LONGEST_TAG = 1 << 20
_FILLED_CELL = re.compile(
    rb"""<(?:\w+:)?c\s(?P<before>[^<>]*?)\br\s*=\s*["'](?P<letters>[A-Z]{1,3})(?P<row>\d{1,7})["'](?P<after>[^<>]*)(?<!/)>"""
    rb"""(?:\s*<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>(?P<formula>[^<]*)</))?"""
)
_STYLE = re.compile(rb"""\bs\s*=\s*["'](\d+)["']""")
_ERROR_CELL = re.compile(rb"""\bt\s*=\s*["']e["']""")
# NotImplementedError: an unknown way of packing; RuntimeError: a member with a password; KeyError: a member is missing;
# OSError, ValueError: an offset outside the file.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    ElementTree.ParseError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)
_QUOTED = re.compile(r'"[^"]*"|\\.')
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_OFFICE_RELATIONSHIPS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}",
)


@dataclass
class SheetScan:
    """Positions are 0-based (row, column); a formula is written without its leading `=`.

    `percents` are cells shown as percentages: 96.9 % on the screen is 0.969 in the file.
    """

    last_row: int = -1
    last_column: int = -1
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    errors: set[tuple[int, int]] = field(default_factory=set)
    percents: set[tuple[int, int]] = field(default_factory=set)


def scan_package(path: Path, *, label: str) -> dict[str, SheetScan]:
    """Formulas, error cells and extent of every worksheet, by sheet name.

    Raises:
        InputError: no zip, a zip without a workbook, too large when unpacked, damaged, or a cell far outside.
    """
    try:
        with zipfile.ZipFile(path) as package:
            _check_members(package, label)
            if package.testzip() is not None:  # also reads every member against its announced size
                raise InputError([_damaged(label)])
            percent_styles = _percent_styles(package)
            return {name: _scan(package, member, name, percent_styles) for name, member in _worksheets(package)}
    except _DAMAGE as error:
        raise InputError([_damaged(label)]) from error


def _damaged(label: str) -> Fault:
    return Fault(label, "损坏的文件", "完好的 .xlsx 工作簿", "请用 Excel 或 WPS 打开后另存为 .xlsx，或重新取得该文件。")


def _check_members(package: zipfile.ZipFile, label: str) -> None:
    names = set(package.namelist())
    if "xl/workbook.bin" in names:
        raise InputError([Fault(label, "二进制工作簿（.xlsb）", ".xlsx 工作簿", "请在 Excel 中另存为 .xlsx。")])
    if "content.xml" in names:
        raise InputError([Fault(label, "OpenDocument 文件（.ods 等）", ".xlsx 工作簿", "请另存为 .xlsx。")])
    if "xl/workbook.xml" not in names:
        found = "Word 文档" if "word/document.xml" in names else "不含工作簿的压缩包"
        raise InputError([Fault(label, found, ".xlsx 工作簿", "请选择由“导出工作簿”得到的 .xlsx 文件。")])
    unpacked = sum(member.file_size for member in package.infolist())
    if unpacked > MAX_UNPACKED_BYTES:
        limit, found = MAX_UNPACKED_BYTES // (1 << 20), f"解压后有 {unpacked // (1 << 20)} MB"
        raise InputError([Fault(label, found, f"解压后不超过 {limit} MB 的工作簿", "请删去与本表无关的工作表和图片。")])


def _worksheets(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Sheet names with the members that hold them."""
    relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets = {item.get("Id"): item.get("Target", "") for item in relations.iter(f"{_RELATIONSHIPS}Relationship")}
    members = set(package.namelist())
    for element in ElementTree.fromstring(package.read("xl/workbook.xml")).iter():
        if element.tag.rpartition("}")[2] != "sheet":
            continue
        identifiers = (element.get(f"{space}id") for space in _OFFICE_RELATIONSHIPS)
        target = next((targets[identifier] for identifier in identifiers if identifier in targets), "")
        member = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if member in members:
            yield element.get("name", ""), member


def _percent_styles(package: zipfile.ZipFile) -> frozenset[bytes]:
    """Numbers of the cell formats that show percentages."""
    if "xl/styles.xml" not in package.namelist():
        return frozenset()
    root = ElementTree.fromstring(package.read("xl/styles.xml"))
    formats = [element for element in root.iter() if element.tag.endswith("}numFmt")]
    percent = {item.get("numFmtId") for item in formats if "%" in _QUOTED.sub("", item.get("formatCode", ""))} | {
        "9",
        "10",
    }
    cell_formats = next((element for element in root if element.tag.endswith("}cellXfs")), ())
    return frozenset(b"%d" % index for index, item in enumerate(cell_formats) if item.get("numFmtId") in percent)


def _scan(package: zipfile.ZipFile, member: str, name: str, percent_styles: frozenset[bytes]) -> SheetScan:
    scan = SheetScan()
    with package.open(member) as stream:
        for block in _blocks(stream):
            for match in _FILLED_CELL.finditer(block):
                _take(scan, match, percent_styles)
    area = (scan.last_row + 1) * (scan.last_column + 1)
    if area > MAX_CELLS:
        found = f"内容延伸到 {address(scan.last_row, scan.last_column)}，共 {area:,} 个单元格"
        mend = "请按 Ctrl+End 找到远处的单元格，删去多余的行和列后保存。"
        raise InputError([Fault(f"表“{name}”", found, f"不超过 {MAX_CELLS:,} 个单元格的表", mend)])
    return scan


def _blocks(stream: IO[bytes]) -> Iterator[bytes]:
    """Pieces of the XML that never cut a cell's opening tag and formula in two."""
    rest = b""
    while chunk := stream.read(_CHUNK):
        block = rest + chunk
        cut = block.rfind(b"</c>")
        cut = cut + 4 if cut >= 0 else max(0, len(block) - _LONGEST_TAG)
        yield block[:cut]
        rest = block[cut:]
    yield rest


def _take(scan: SheetScan, match: re.Match[bytes], percent_styles: frozenset[bytes]) -> None:
    row, column = int(match["row"]) - 1, column_index(match["letters"].decode("ascii"))
    scan.last_row = max(scan.last_row, row)
    scan.last_column = max(scan.last_column, column)
    if match["formula"] is not None:
        scan.formulas[row, column] = html.unescape(match["formula"].decode("utf-8", "replace"))
    if _ERROR_CELL.search(match["before"]) or _ERROR_CELL.search(match["after"]):
        scan.errors.add((row, column))
    if percent_styles:
        style = _STYLE.search(match["before"]) or _STYLE.search(match["after"])
        if style and style[1] in percent_styles:
            scan.percents.add((row, column))
