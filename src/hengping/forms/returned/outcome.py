"""What reading a returned form comes to: differences that may be taken over, and remarks about the rest."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from hengping.forms.entry import Place


class RemarkKind(Enum):
    """Why something of a form is not taken over; the value is what people read."""

    ANOTHER_FORM = "不是这份表"
    WHICH_COPY = "不知是哪一份"
    UNSURE = "读不准"
    UNKNOWN_ROW = "认不出的行"
    UNKNOWN_COLUMN = "认不出的列"
    MISSING_ROW = "缺少的行"
    MISSING_COLUMN = "缺少的列"
    EMPTY = "空白"
    COMPUTED = "由程序计算"
    NOT_KEPT = "案卷不存"
    READ_AS = "按近似表头读入"
    LOOK = "须人工看"

    @property
    def is_note(self) -> bool:
        """Whether it was read all the same, or lies outside the cells: something to look at."""
        return self in (RemarkKind.READ_AS, RemarkKind.LOOK)


@dataclass(frozen=True)
class Change:
    """A cell that says something else than the case. `added` cells belong to a row that the case does not have."""

    where: str
    row: str
    heading: str
    place: Place
    old: str
    new: str
    written: str
    """The value as the field takes it: digits without unit, a day as 2022-07-18, a choice by its label."""
    added: bool = False


@dataclass(frozen=True)
class Remark:
    """Something that was not taken over. `mend` says what the reader of the form may do."""

    kind: RemarkKind
    where: str
    found: str
    mend: str


@dataclass(frozen=True)
class Returned:
    """One copy of a form as it came back.

    `foreign` holds the reasons to think that it belongs to another case, year or form: nothing of it is taken over
    unless a person says that it does belong here.
    """

    code: str
    title: str
    instance: str
    changes: tuple[Change, ...] = ()
    remarks: tuple[Remark, ...] = ()
    foreign: tuple[Remark, ...] = ()
    stale: bool = False
    """It was printed from content that has changed since."""
