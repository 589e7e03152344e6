"""Any evaluation document into one model: `read_document`."""

from hengping.reading.documents.model import (
    Block,
    FootnoteBlock,
    HeadingBlock,
    ParagraphBlock,
    Place,
    Residue,
    SourceDocument,
    TableBlock,
    TableCell,
)
from hengping.reading.documents.reader import read_document

__all__ = [
    "Block",
    "FootnoteBlock",
    "HeadingBlock",
    "ParagraphBlock",
    "Place",
    "Residue",
    "SourceDocument",
    "TableBlock",
    "TableCell",
    "read_document",
]
