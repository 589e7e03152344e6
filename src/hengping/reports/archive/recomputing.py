"""The archived data opened again: scored, printed and compared with what the archive says of itself. No network."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from hengping.cases.folder_store import read_folder
from hengping.cases.model import Case
from hengping.cases.workbook_store import read_workbook
from hengping.errors import HengpingError, InputError
from hengping.reading.csv_files import read_csv
from hengping.reading.tables import read_tables
from hengping.reports.archive.bag_files import INFO, read_info
from hengping.reports.archive.beside import Beside, is_part
from hengping.reports.archive.contents import LACKS_SHEET
from hengping.reports.archive.difference import Difference, Kind
from hengping.reports.archive.fixity import Fixity
from hengping.reports.archive.layout import CASE_FOLDER, CASE_WORKBOOK, CONTENTS_WORKBOOK, LOCATIONS, RESULT, Document
from hengping.reports.archive.place_of_damage import compared
from hengping.reports.archive.provenance import AGENT, FONTS, provenance
from hengping.reports.archive.score_check import score_differences
from hengping.reports.archive.signatures import SIGNATURE
from hengping.reports.archive.two_forms import unlike_forms
from hengping.reports.archive.volume import Progress, Volume, volume

_READ_AGAIN = ("signed/", "layouts/")
"""Folders beside the case whose content matters to what is made again."""


@dataclass
class Recomputing:
    """One run over the data of a bag whose files were measured. `notes` says what could not be compared, and why."""

    fixity: Fixity
    progress: Progress
    notes: list[str] = field(default_factory=list)
    remade: int = 0
    result: dict[str, Any] | None = None

    def differences(self) -> Iterator[Difference]:
        """All that the data say otherwise than the archive."""
        with tempfile.TemporaryDirectory(prefix="hengping-") as name:
            opened = list(self._open(Path(name)))
            case = next((each for each in opened if isinstance(each, Case)), None)
            yield from (each for each in opened if isinstance(each, Difference))
            if case is None:
                return
            try:
                beside = Path(name) / "beside"
                made = volume(case, self._beside(beside), folder=beside, progress=self.progress)
            except HengpingError as error:
                yield Difference(Kind.DATA, CASE_FOLDER, f"归档的数据不能重新计分和成文：{_first(error)}")
                return
        yield from self._scores(made)
        yield from self._lacks(made)
        yield from self._documents(made)

    def _open(self, folder: Path) -> Iterator[Case | Difference]:
        """The case to go on with, from whichever form is sound; and what is wrong with the forms."""
        parts = [name for name in self.fixity.files if name.startswith(f"{CASE_FOLDER}/")]
        for name in [name for name in parts if is_part(name.removeprefix(f"{CASE_FOLDER}/"))]:
            self._copy(name, folder / "case" / name.removeprefix(f"{CASE_FOLDER}/"))
        self._copy(CASE_WORKBOOK, folder / "case.xlsx")
        forms: dict[str, Case] = {}
        for form, file in ((CASE_FOLDER, "case"), (CASE_WORKBOOK, "case.xlsx")):
            try:
                read = read_folder if form == CASE_FOLDER else read_workbook
                forms[form] = read(folder / file, checked=True)
            except InputError as error:
                if form in self.fixity.files or form == CASE_FOLDER:
                    yield Difference(Kind.DATA, form, f"不能作为评价打开：{_first(error)}")
        if len(forms) == 2:
            yield from unlike_forms(forms[CASE_FOLDER], forms[CASE_WORKBOOK])
        sound = CASE_WORKBOOK if self._folder_damaged and CASE_WORKBOOK not in self.fixity.damaged else CASE_FOLDER
        order = dict.fromkeys((sound, *forms))
        yield from [forms[form] for form in order if form in forms][:1]

    @property
    def _folder_damaged(self) -> bool:
        return any(name.startswith(f"{CASE_FOLDER}/") for name in self.fixity.damaged)

    def _copy(self, name: str, target: Path) -> None:
        if name in self.fixity.files and ".." not in PurePosixPath(name).parts:  # a zip may name a way out of itself
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(self.fixity.content(name))

    def _beside(self, folder: Path) -> dict[str, Beside]:
        """The files beside the case, as far as the archive still knows of them."""
        found: dict[str, Beside] = {}
        names = self.fixity.listed or {name: sums.sha256 for name, sums in self.fixity.files.items()}
        for name, recorded in names.items():
            inner = name.removeprefix(f"{CASE_FOLDER}/")
            if name.startswith(f"{CASE_FOLDER}/") and not is_part(inner):
                found[inner] = Beside(inner, self._digest(name, recorded), folder / inner)
                if inner.startswith(_READ_AGAIN):
                    self._copy(name, folder / inner)
        self._copy(LOCATIONS, folder / "locations.csv")
        try:
            rows = read_csv(folder / "locations.csv", label=LOCATIONS).rows
        except InputError:
            rows = ()
        for row in rows:
            if len(row.cells) == 3:
                inner, name, recorded = row.cells
                found[inner] = Beside(inner, self._digest(name, recorded), folder)
        return found

    def _digest(self, name: str, recorded: str) -> str:
        """What the file is now; what it was, where it is gone or damaged, which is told elsewhere."""
        now = self.fixity.files.get(name)
        return recorded if now is None or name in self.fixity.damaged else now.sha256

    def _scores(self, made: Volume) -> Iterator[Difference]:
        again = json.loads(_content(next(each for each in made.documents if each.path == RESULT)))
        self.result = again
        try:
            recorded = json.loads(self.fixity.content(RESULT))
            yield from score_differences(recorded, again)
        except (ValueError, AttributeError, KeyError, TypeError):
            if RESULT in self.fixity.files:
                yield Difference(Kind.SCORE, RESULT, "不是能够读取的评价结果，无法与重算的得分对照。")

    def _lacks(self, made: Volume) -> Iterator[Difference]:
        """What is lacking or void by the data, but was not when the archive was written."""
        with tempfile.TemporaryDirectory(prefix="hengping-") as name:
            file = Path(name) / "contents.xlsx"
            self._copy(CONTENTS_WORKBOOK, file)
            try:
                sheet = read_tables(file).sheet(LACKS_SHEET)
            except InputError:
                sheet = None
        if sheet is None:
            return  # told as a file that is gone or spoilt
        told = {tuple(str(value or "") for value in row[:3]) for row in sheet.rows}
        for lack in made.lacks:
            if (lack.what, lack.path, lack.reason) not in told:
                kind = Kind.SIGNATURE if lack.what.startswith(SIGNATURE) else Kind.DATA
                yield Difference(kind, lack.path, f"{lack.what}：{lack.reason}；归档时的缺失清单没有这一项。")

    def _documents(self, made: Volume) -> Iterator[Difference]:
        """Files that the program wrote, byte by byte, where this is the program that wrote them."""
        info = read_info(self.fixity.content(INFO).decode("utf-8", errors="replace"))
        here = provenance()
        other = [label for label, text in here.items() if label != FONTS and info.get(label) != text]
        fonts = info.get(FONTS) == here[FONTS]
        passed_over = []
        for document in made.documents:
            if not document.made or document.path not in self.fixity.files:
                continue
            again = _content(document)
            if hashlib.sha256(again).hexdigest() == self.fixity.files[document.path].sha256:
                self.remade += 1
            elif other or (not fonts and document.path.endswith((".pdf", ".docx"))):
                passed_over.append(document.path.rpartition("/")[2])
            else:
                yield self._unlike_remade(document.path, again)
        if passed_over:
            why = "程序或程序库的版本与归档时不同" if other else "本机字体与归档时不同"
            files = "、".join(passed_over)
            written = info.get(AGENT, "未记载版本")
            self.notes.append(f"{why}（归档时 {written}），这些文件不能逐字节重做，只核对了哈希值：{files}。")

    def _unlike_remade(self, name: str, again: bytes) -> Difference:
        spots = self.fixity.spots(name, compared(again, self.fixity.content(name)))
        digest = hashlib.sha256(again).hexdigest()
        message = "与由归档数据重做的文件不一致。"
        return Difference(
            Kind.NOT_REPRODUCED, name, message, spots, expected=digest, found=self.fixity.files[name].sha256
        )


def _content(document: Document) -> bytes:
    assert isinstance(document.content, bytes), "what the program made is held in memory"
    return document.content


def _first(error: HengpingError) -> str:
    """The first fault, and how many there are."""
    if not isinstance(error, InputError) or not error.faults:
        return str(error)
    more = f"（共 {len(error.faults)} 处）" if len(error.faults) > 1 else ""
    return f"{error.faults[0]}{more}"
