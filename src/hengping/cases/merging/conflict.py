"""What two people changed in two ways: where it stands, what each of the three cases says, what was decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from hengping.cases.model.fields import Labelled

DELETED = "（已删除）"
ABSENT = "（无）"
EMPTY_ANSWER = "（空）"
"""How a person says that a cell shall hold nothing; an empty answer is none."""


class Choice(Labelled):
    """Whose version of a cell is taken."""

    BASE = "base", "原值"
    MINE = "mine", "我方"
    YOURS = "yours", "对方"


@dataclass(frozen=True)
class Conflict:
    """A cell, row or run of lines that both sides changed, each in its own way.

    Attributes:
        file: file of the part in a folder; `sheet` the same in a workbook.
        row: the id of the row, with the way into it where lists are nested; "" for the single values of a document.
        column: heading of the cell; "" where the whole row is in dispute.
        base, mine, yours: what stands there in each case, as people read it.
        whole: one deleted what the other changed, so that no text can be the answer.
    """

    file: str
    sheet: str
    row: str
    column: str
    base: str
    mine: str
    yours: str
    whole: bool = False

    @property
    def place(self) -> tuple[str, str, str]:
        """What tells it from all other conflicts of one merge."""
        return self.file, self.row, self.column

    @property
    def where(self) -> str:
        """The place in words."""
        row = f" “{self.row}”" if self.row else ""
        return f"{self.file}（表“{self.sheet}”）{row}{f' “{self.column}”' if self.column else ''}"


Answer = Choice | str
"""Whose version, or the text that shall stand there."""

Decide = Callable[[Conflict], Answer | None]
"""Decides a conflict, or leaves it open."""


def nobody(_: Conflict) -> Answer | None:
    """Leaves every conflict open."""
    return None


@dataclass(frozen=True)
class Trail:
    """The way to a value in words; `new` says that both sides added the row it stands in."""

    file: str
    sheet: str
    row: str = ""
    column: str = ""
    new: bool = False

    def into_row(self, title: str, name: str) -> Trail:
        """The trail of a row of a nested list."""
        words = " ".join(word for word in (title, name) if word)
        return replace(self, row=f"{self.row} › {words}" if self.row else words, column="")

    def of_new_row(self) -> Trail:
        """The same trail in a row that both sides added."""
        return replace(self, new=True)

    def into(self, title: str) -> Trail:
        """The trail of a cell, or of an item within one."""
        return replace(self, column=f"{self.column}·{title}" if self.column else title)


@dataclass
class SideTally:
    """What came from one side."""

    added: int = 0
    deleted: int = 0
    changed: int = 0


@dataclass
class Tally:
    """What a part of the merged case owes to whom: rows added and deleted, cells changed."""

    mine: SideTally = field(default_factory=SideTally)
    yours: SideTally = field(default_factory=SideTally)
    both: int = 0
    decided: int = 0

    def __bool__(self) -> bool:
        return self != Tally()
