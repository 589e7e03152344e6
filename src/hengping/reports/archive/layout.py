"""The order of the file: the groups of an archive, and what is said of each document in it."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from hengping.reports.archive.bag_files import PAYLOAD

_LONGEST_NAME = 180
"""Bytes of a name in UTF-8; most file systems hold 255."""
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


class Group(StrEnum):
    """A part of the file, in the order in which it is bound; the value is the name of its folder."""

    CONTENTS = "00-卷内目录"
    PLAN = "01-委托与方案"
    EVIDENCE = "02-资料与证据"
    PAPERS = "03-底稿"
    SCORES = "04-评分与复核"
    OPINIONS = "05-征求意见与专家"
    REPORT = "06-报告"
    RECTIFICATION = "07-整改"
    DATA = "08-数据"
    SIGNATURES = "09-签署"

    @property
    def words(self) -> str:
        """The name without its number."""
        return self.value.partition("-")[2]


CONTENTS_WORKBOOK = f"{PAYLOAD}{Group.CONTENTS}/卷内目录.xlsx"
CASE_FOLDER = f"{PAYLOAD}{Group.DATA}/评价文件夹"
CASE_WORKBOOK = f"{PAYLOAD}{Group.DATA}/评价.xlsx"
LOCATIONS = f"{PAYLOAD}{Group.DATA}/文件位置.csv"
RESULT = f"{PAYLOAD}{Group.REPORT}/result.json"
WORKING_PAPERS = f"{PAYLOAD}{Group.PAPERS}/工作底稿.xlsx"
REPORTS = {
    "report.pdf": f"{PAYLOAD}{Group.REPORT}/评价报告.pdf",
    "report.docx": f"{PAYLOAD}{Group.REPORT}/评价报告.docx",
    "report.html": f"{PAYLOAD}{Group.REPORT}/评价报告.html",
}


@dataclass(frozen=True)
class Document:
    """One document of the file as its contents list names it.

    Attributes:
        path: in the bag.
        content: the bytes, or the file on disk that they are copied from.
        made: whether the program wrote it from the case, so that it can be made again and compared.
        listed: whether the contents list names it; data files are listed as a whole.
        pages: of a PDF made here; None where nobody counted.
    """

    path: str
    group: Group
    title: str
    content: bytes | Path
    made: bool
    number: str = ""
    responsible: str = ""
    on: datetime.date | None = None
    pages: int | None = None
    note: str = ""
    listed: bool = True


def path_in(group: Group, name: str) -> str:
    """A path in the bag for a file of a group; signs that Windows refuses are replaced, a long name is cut."""
    # BagIt escapes % in manifests, and some programs do not know it: better no name has one.
    fit = _UNFIT.sub("_", name).replace("%", "％").strip(" .") or "文件"
    stem, suffix = PurePosixPath(fit).stem, PurePosixPath(fit).suffix
    while len(f"{stem}{suffix}".encode()) > _LONGEST_NAME:
        stem = stem[:-1]
    return f"{PAYLOAD}{group}/{stem}{suffix}"


def distinct(path: str, taken: set[str]) -> str:
    """The path, with a number before its ending where another file has it, in whatever case of letters."""
    folder, _, name = path.rpartition("/")
    stem, dot, suffix = name.rpartition(".")
    count = 1
    while path.casefold() in taken:
        count += 1
        path = f"{folder}/{stem}-{count}{dot}{suffix}" if stem else f"{folder}/{name}-{count}"
    taken.add(path.casefold())
    return path
