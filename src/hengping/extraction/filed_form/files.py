"""The pages of whatever file a form came in: by its content, not its name; members of a zip folder one by one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from hengping.errors import Fault, InputError
from hengping.forms.returned.pages import Page, Spot, sheet_page, table_grid
from hengping.reading.documents import HeadingBlock, ParagraphBlock, SourceDocument, TableBlock, read_document
from hengping.reading.documents.archive import document_names
from hengping.reading.documents.packages import Package, open_package
from hengping.reading.documents.sniffing import Format, sniff, sniff_package
from hengping.reading.file_access import refused
from hengping.reading.tables import MAX_FILE_BYTES, read_tables

MAX_CELLS = 8_000_000


class FormFile:
    """A file with its format and, of a zip, its members checked for size."""

    def __init__(self, path: Path, label: str = "") -> None:
        """Raises InputError where the file cannot be opened, is too large, or is no whole zip."""
        self.path, self.label = path, label or path.name
        try:
            size = path.stat().st_size
            if size > MAX_FILE_BYTES:
                found = f"{size // (1 << 20)} MB 的文件"
                limit = f"不超过 {MAX_FILE_BYTES // (1 << 20)} MB 的表"
                raise InputError([Fault(self.label, found, limit, "请删去与本表无关的内容后再试。")])
            data = path.read_bytes()
        except OSError as error:
            raise InputError([refused(error, label=self.label)]) from error
        self.format: Format = sniff(data, path.suffix.lower())
        self.package: Package | None = None
        if self.format == "zip":
            self.package = open_package(data, label=self.label)
            self.format = sniff_package(self.package.names, b"")

    @property
    def is_folder(self) -> bool:
        """Whether it is a zip folder of files."""
        return self.format == "zip"

    def notices(self) -> Iterator[Fault]:
        """What a person should know though the file can be read."""
        names = self.package.names if self.package else frozenset()
        if any(name.endswith("vbaProject.bin") for name in names):
            yield Fault(self.label, "含有宏的文件", "不含宏的文件", "宏没有运行，只读取了内容；请核实来源。")
        if any("externalLinks/" in name for name in names):
            yield Fault(self.label, "引用其他工作簿的公式", "自成一体的工作簿", "按文件中保存的数值读取，请核实。")

    def pages(self) -> list[Page]:
        """Sheets of a workbook, or the one page of a document.

        Raises:
            InputError: the file cannot be read; says why.
        """
        if self.format in ("workbook", "xls"):
            tables = read_tables(self.path, label=self.label)
            pages = [sheet_page(sheet) for sheet in tables.sheets if sheet.visible]
            return [page for page in pages if page.grids]
        return [document_page(read_document(self.path, label=self.label))]


def document_page(document: SourceDocument) -> Page:
    """A document as one page."""
    page = Page(document.label)
    for block in document.blocks:
        match block:
            case TableBlock():
                page.grids.append(table_grid(block))
                if block.unit:
                    page.lines.append(Spot(f"单位：{block.unit}", block.place.text()))
                if block.caption:
                    page.lines.append(Spot(block.caption, block.place.text()))
            case HeadingBlock():
                page.lines.append(Spot(block.full, block.place.text()))
            case ParagraphBlock():
                page.lines.append(Spot(block.text, block.place.text()))
    return page


@contextmanager
def member_file(package: Package, stored: str, name: str) -> Iterator[Path]:
    """A member of a zip folder as a file of its own, for as long as it is needed."""
    suffix = PurePosixPath(name).suffix.lower()
    with tempfile.TemporaryDirectory(prefix="hengping-") as folder:
        path = Path(folder) / f"member{suffix if suffix.isascii() and len(suffix) < 8 else ''}"
        path.write_bytes(package.read(stored))
        yield path


def member_names(package: Package) -> list[tuple[str, str]]:
    """Members of a zip folder: names as people see them, and as the zip stores them; in the order of their names."""
    return sorted(document_names(package))
