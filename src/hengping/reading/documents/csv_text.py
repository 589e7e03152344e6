"""Text files of separated values as documents: a title and a line with the unit above the table are no rows of it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from hengping.reading.documents.assembly import assemble
from hengping.reading.documents.captions import is_unit
from hengping.reading.documents.model import Place, SourceDocument
from hengping.reading.documents.parts import Raw, RawParagraph, RawTable, plain_grid
from hengping.reading.documents.text_encoding import document_text

_SEPARATORS = "\t,;；，"


def read_csv(data: bytes, *, label: str) -> SourceDocument:
    """The document in a text of separated values; commas, tabs and semicolons separate.

    Raises:
        InputError: in no accepted encoding.
    """
    text = document_text(data, label=label)
    reader = csv.reader(io.StringIO(text), delimiter=_separator(text))
    rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    made = assemble(list(_parts([(line, row) for line, row in rows if any(row)])))
    return SourceDocument(label, "text", made.title, made.blocks, residues=made.residues)


def _separator(text: str) -> str:
    """The first that parts most lines; tabs before commas, which stand in sentences as well."""
    lines = [line for line in text.split("\n")[:50] if line.strip()]
    return next((sign for sign in _SEPARATORS if 2 * sum(sign in line for line in lines) > len(lines)), ",")


def _parts(rows: list[tuple[int, list[str]]]) -> Iterator[Raw]:
    """Lines of one filled cell above and below are paragraphs, what lies between is the table."""
    wide = [index for index, (_, row) in enumerate(rows) if not _is_line(row)]
    first, last = (wide[0], wide[-1] + 1) if wide else (0, len(rows))
    for line, row in rows[:first]:
        yield from (RawParagraph(cell, Place(line=line)) for cell in row if cell)
    if rows:
        yield RawTable(plain_grid([row for _, row in rows[first:last]]), Place(line=rows[first][0]))
    for line, row in rows[last:]:
        yield from (RawParagraph(cell, Place(line=line)) for cell in row if cell)


def _is_line(row: list[str]) -> bool:
    filled = [cell for cell in row if cell]
    return len(filled) == 1 or (any(map(is_unit, filled)) and all(re.search("[：:]", cell) for cell in filled))
