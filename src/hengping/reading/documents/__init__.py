"""Any evaluation document into one model."""

from hengping.reading.documents.model import (
    Block,
    FootnoteBlock,
    HeadingBlock,
    ParagraphBlock,
    Place,
    SourceDocument,
    TableBlock,
    TableCell,
)

__all__ = [
    "Block",
    "FootnoteBlock",
    "HeadingBlock",
    "ParagraphBlock",
    "Place",
    "SourceDocument",
    "TableBlock",
    "TableCell",
]
