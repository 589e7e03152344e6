"""附件：访谈与调查提纲."""

from __future__ import annotations

from hengping.rendering.document import Annex, Block, Heading, ListBlock, inlines
from hengping.reports.writing import Writing

KEY = "annex:interviews"


def interview_outlines(writing: Writing) -> Annex | None:
    """The questions put to each group, as filed."""
    outlines = writing.material.case.interviews.outlines
    if not outlines:
        return None
    blocks: list[Block] = []
    for outline in outlines:
        channel = f"（{outline.channel}）" if outline.channel else ""
        blocks.append(Heading(1, f"{outline.tier}{channel}"))
        blocks.append(ListBlock(tuple(inlines(question) for question in outline.questions), ordered=True))
    return Annex("访谈与调查提纲", tuple(blocks), key=KEY)
