"""A form filled from a case: what `fill` makes, what Word, Excel and the short code are made of."""

from __future__ import annotations

from dataclasses import dataclass

from hengping.forms.entry import Entry, FormRow
from hengping.reference.form_layout import FormLayout, Pair, SignaturesBlock, TableBlock, TextBlock


@dataclass(frozen=True)
class FilledPairs:
    """Rows of labels with their entries."""

    rows: tuple[tuple[tuple[Pair, Entry], ...], ...]


@dataclass(frozen=True)
class FilledTable:
    """A table with its rows; `layout.columns` are those that the case has anything for."""

    layout: TableBlock
    rows: tuple[FormRow, ...]


@dataclass(frozen=True)
class FilledText:
    """Paragraphs as pieces: fixed text, and entries of the case."""

    layout: TextBlock
    paragraphs: tuple[tuple[str | Entry, ...], ...]


FilledBlock = FilledPairs | FilledTable | FilledText | SignaturesBlock


@dataclass(frozen=True)
class FilledForm:
    """One copy of a form.

    Attributes:
        instance: key of the row this copy is for; empty for a form of which there is one.
        title, subtitle, unit_note, notes, letterhead, letter_number: as printed.
        short_code: printed at the foot; names form, copy, case and content.
        version: 1, and one more for each earlier content of which a signed copy was filed.
    """

    layout: FormLayout
    instance: str
    title: str
    subtitle: str
    unit_note: str
    blocks: tuple[FilledBlock, ...]
    notes: tuple[str, ...]
    short_code: str = ""
    version: int = 1
    letterhead: str = ""
    letter_number: str = ""

    @property
    def pairs(self) -> list[tuple[Pair, Entry]]:
        """Every pair of the form, in print order."""
        return [each for block in self.blocks if isinstance(block, FilledPairs) for row in block.rows for each in row]

    @property
    def foot(self) -> str:
        """The line at the foot that names the form."""
        return f"表单编码 {self.short_code}　第{self.version}版"
