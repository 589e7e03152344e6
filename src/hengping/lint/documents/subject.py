"""A document as the checks see it: what was read, and what follows from it, each worked out once."""

from __future__ import annotations

import functools
import re
from collections import Counter
from dataclasses import dataclass

from hengping.lint.documents.figure_book import Entry, entries_of_sentence, entries_of_table
from hengping.lint.documents.ledgers import Ledger
from hengping.lint.documents.nearby import Nearby
from hengping.lint.documents.passages import Passage, Sentence, normal
from hengping.lint.documents.phases import Phase, phases_in
from hengping.lint.documents.scores.goal_tables import GoalTable, goal_tables
from hengping.lint.documents.scores.grade_scale import GradeScale, grade_scales
from hengping.lint.documents.scores.score_tables import ScoreTable, score_tables
from hengping.reading.documents import HeadingBlock, ParagraphBlock, SourceDocument, TableBlock

_YEAR = re.compile(r"(20\d\d)年")


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it before the next one.

    Attributes:
        heading: None for what stands before the first heading.
        headline: the heading as a passage.
        texts: paragraphs, captions and notes of tables in order.
        tables: tables in order.
    """

    heading: HeadingBlock | None
    headline: Passage | None
    texts: tuple[Passage, ...]
    tables: tuple[TableBlock, ...]

    @property
    def paragraphs(self) -> tuple[Passage, ...]:
        """The paragraphs alone."""
        return tuple(passage for passage in self.texts if passage.kind == "paragraph")

    @property
    def level(self) -> int:
        return self.heading.level if self.heading else 0

    @property
    def title(self) -> str:
        """The heading in one spelling, without its number."""
        return normal(self.heading.text) if self.heading else ""


def _section(heading: HeadingBlock | None, blocks: list[ParagraphBlock | TableBlock]) -> Section:
    texts: list[Passage] = []
    for block in blocks:
        if isinstance(block, ParagraphBlock):
            texts.append(Passage(normal(block.text), block.text, block.place, "paragraph", heading, block.list_item))
            continue
        if block.caption:
            texts.append(Passage(normal(block.caption), block.caption, block.place, "caption", heading))
        texts.extend(Passage(normal(note), note, block.place, "table_note", heading) for note in block.notes)
    headline = Passage(normal(heading.full), heading.full, heading.place, "heading", heading) if heading else None
    return Section(heading, headline, tuple(texts), tuple(b for b in blocks if isinstance(b, TableBlock)))


class DocumentUnderReview:
    """One document with its derived views."""

    def __init__(self, source: SourceDocument) -> None:
        self.source = source

    @functools.cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All running text in order: headings, paragraphs, captions and notes of tables; footnotes last."""
        above = [
            passage
            for section in self.sections
            for passage in (*((section.headline,) if section.headline else ()), *section.texts)
        ]
        notes = (Passage(normal(note.text), note.text, note.place, "footnote") for note in self.source.notes)
        return (*above, *notes)

    @functools.cached_property
    def prose(self) -> tuple[Passage, ...]:
        """Paragraphs, notes of tables and footnotes."""
        return tuple(p for p in self.passages if p.kind in ("paragraph", "table_note", "footnote"))

    @functools.cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the prose in order."""
        return tuple(sentence for passage in self.prose for sentence in passage.sentences)

    @functools.cached_property
    def sections(self) -> tuple[Section, ...]:
        """All sections in order, whatever their level; the first one has no heading and may be empty."""
        found: list[Section] = []
        heading: HeadingBlock | None = None
        blocks: list[ParagraphBlock | TableBlock] = []
        for block in self.source.blocks:
            if isinstance(block, HeadingBlock):
                found.append(_section(heading, blocks))
                heading, blocks = block, []
            else:
                blocks.append(block)
        return (*found, _section(heading, blocks))

    def below(self, section: Section) -> tuple[Section, ...]:
        """The sections under a section, down to the next heading of its level or higher."""
        begin = next(i for i, other in enumerate(self.sections) if other is section)
        found = []
        for other in self.sections[begin + 1 :]:
            if other.level <= section.level:
                break
            found.append(other)
        return tuple(found)

    @functools.cached_property
    def ledgers(self) -> tuple[Ledger, ...]:
        """Every table that is more than a line, as it stands."""
        return tuple(Ledger(table, False) for table in self.source.tables if len(table.cells) > 1 and table.width > 1)

    @functools.cached_property
    def ledgers_both_ways(self) -> tuple[Ledger, ...]:
        """Every table as it stands, and transposed."""
        return tuple(either for ledger in self.ledgers for either in (ledger, Ledger(ledger.table, True)))

    @functools.cached_property
    def figure_book(self) -> tuple[Entry, ...]:
        """Every figure of the prose, then every figure of the tables, each in order and under its name."""
        prose = tuple(entry for sentence in self.sentences for entry in entries_of_sentence(sentence))
        above = {id(table): section.heading for section in self.sections for table in section.tables}
        cells = (entry for ledger in self.ledgers for entry in entries_of_table(ledger, above.get(id(ledger.table))))
        return (*prose, *cells)

    @functools.cached_property
    def nearby(self) -> Nearby:
        """The figures of the book by how near they stand to each other."""
        return Nearby(self.figure_book)

    @functools.cached_property
    def score_tables(self) -> tuple[ScoreTable, ...]:
        """Tables of weights and scores."""
        return tuple(score_tables(self.ledgers_both_ways))

    @functools.cached_property
    def goal_tables(self) -> tuple[GoalTable, ...]:
        """Tables of declared goals, with what was reached where they tell it."""
        return tuple(goal_tables(self.ledgers))

    @functools.cached_property
    def phases(self) -> tuple[Phase, ...]:
        """The phases of the work that paragraphs set."""
        return tuple(phase for passage in self.prose for phase in phases_in(passage))

    @functools.cached_property
    def scales(self) -> tuple[GradeScale, ...]:
        """The grade scales that the document sets up."""
        return tuple(grade_scales(self.prose, self.ledgers))

    @functools.cached_property
    def year(self) -> str:
        """The year that the document is about: the one it names most often in its prose; "" if it names none."""
        years = Counter(year for passage in self.passages for year in _YEAR.findall(passage.text))
        return max(sorted(years), key=lambda year: years[year]) if years else ""
