"""Documents as lines of text, for assertions that a person can read: figures in [], marks after ^."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hengping.rendering.document import (
    Annex,
    Block,
    FactFigure,
    Figure,
    Heading,
    Inline,
    Landscape,
    LineBreak,
    ListBlock,
    Note,
    Paragraph,
    Reference,
    Strong,
    Table,
    Text,
)


def shown(content: Iterable[Inline]) -> str:
    return "".join(_one(inline) for inline in content)


def _one(inline: Inline) -> str:
    match inline:
        case Text():
            return inline.text
        case FactFigure():
            return f"[{inline.text}{'^' + inline.mark if inline.mark else ''}]"
        case Strong():
            return f"**{shown(inline.content)}**"
        case Note():
            return f"（注：{shown(inline.content)}）"
        case Reference():
            return f"<{inline.key}>"
        case LineBreak():
            return "/"


def lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                yield f"{'#' * block.level} {block.text}"
            case Paragraph():
                yield shown(block.content)
            case ListBlock():
                yield from (f"- {shown(item)}" for item in block.items)
            case Table():
                yield f"表 {shown(block.caption)}"
                yield from (
                    " | ".join(shown(cell.content) for cell in row.cells) for row in (*block.header, *block.body)
                )
                yield from (shown(note) for note in block.notes)
            case Figure():
                yield f"图 {shown(block.caption)}：{block.alt}"
            case Annex() | Landscape():
                yield from lines(block.blocks)
            case _:
                pass


def text_of(blocks: Iterable[Block]) -> str:
    return "\n".join(lines(blocks))
