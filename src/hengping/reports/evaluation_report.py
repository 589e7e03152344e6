"""绩效评价报告: the outline filled from the case, its scores and its texts, as one document."""

from __future__ import annotations

from collections.abc import Iterator

from hengping.reference.outline import Section
from hengping.rendering.document import (
    Annex,
    Block,
    Column,
    Document,
    Heading,
    LineBreak,
    Row,
    Table,
    Text,
    cell,
    inlines,
    paragraph,
)
from hengping.rendering.style import Faces, StylePack
from hengping.reports.annexes.registry import ANNEXES
from hengping.reports.blocks.registry import AFTER, BLOCKS, automatic_chart, chart, generated, own_analyses
from hengping.reports.cover import cover
from hengping.reports.material import Material
from hengping.reports.prose import Prose
from hengping.reports.references import resolved
from hengping.reports.writing import Writing

_LISTED_GAPS = 24
"""More lines than this would push a draft's first page of text away."""


def evaluation_report(material: Material) -> Document:
    """The whole report. A draft prints at any stage; what it lacks is listed on its first page of text."""
    writing = start_writing(material)
    body = outline_blocks(writing)
    annexes = [annex for annex in _annexes(writing) if annex is not None]
    _note_unprinted_texts(material)
    _note_unprinted_analyses(writing)
    blocks = resolved([*body, *annexes], material.gaps)
    front = cover(material)
    missing = () if material.final else missing_box(material)
    identity = material.case.identity
    return Document(
        title=identity.title,
        blocks=(*missing, *blocks),
        cover=front,
        watermark=material.watermark or None,
        style=style_of(material),
        author=front.issuer,
    )


def start_writing(material: Material) -> Writing:
    """Material and prose, with the generated blocks that prose may place."""
    made: list[Writing] = []
    prose = Prose(material, lambda kind, name: generated(made[0], kind, name))
    made.append(Writing(material, prose))
    return made[0]


def style_of(material: Material) -> StylePack:
    """The house style with the profile's type faces."""
    faces = material.profile.faces
    return StylePack(Faces(faces.title, faces.heading, faces.subheading, faces.body, latin=faces.latin))


def missing_box(material: Material) -> tuple[Block, ...]:
    """What a draft lacks, in a box."""
    found = material.gaps.told()
    if not found:
        return ()
    lines = [f"{position}. {text}。" for position, text in enumerate(found[:_LISTED_GAPS], start=1)]
    if len(found) > _LISTED_GAPS:
        lines.append(f"另有 {len(found) - _LISTED_GAPS} 项，见 result.json。")
    content = [part for line in lines for part in (LineBreak(), Text(line))]
    head = inlines(f"本稿为{material.watermark}，尚缺下列内容：")
    box = Table(columns=(Column(1, "left"),), body=(Row((cell(*head, *content),)),))
    return (box,)


def outline_blocks(writing: Writing) -> list[Block]:
    """The chapters of the material's outline, in order."""
    outline = writing.material.outline
    front = (_section(writing, section, 1, numbered=False) for section in outline.front)
    chapters = (_section(writing, chapter, 1) for chapter in outline.chapters)
    return [block for part in (*front, *chapters) for block in part]


def _annexes(writing: Writing) -> Iterator[Annex | None]:
    for name in writing.material.outline.annexes:
        yield ANNEXES[name](writing)


def _note_unprinted_texts(material: Material) -> None:
    """Texts under names that the outline does not know, most often a slip in the name of the file."""
    printed = {section.text for section in material.outline.walk()}
    printed |= {f"analysis-{node.indicator.code}" for node in material.score.indicators}
    for name, text in material.case.texts.items():
        if text.strip() and name not in printed and not name.startswith("plan-"):
            gap = f"text/{name}.md 没有印出：报告提纲中没有“{name}”这一节"
            material.gaps.add(gap, kind="没有印出的正文", item=f"{name}.md")


def _note_unprinted_analyses(writing: Writing) -> None:
    """Analyses that no text places and whose section the outline does not have."""
    material = writing.material
    sections = {section.text for section in material.outline.walk() if section.text}
    placed = {name for _, name in writing.prose.placed}
    for analysis in material.case.identity.analyses:
        if analysis.id not in placed and analysis.chapter not in sections:
            where = f"没有“{analysis.chapter}”这一节" if analysis.chapter else "没有写所在章节，正文也没有放置"
            gap = f"分析“{analysis.id}”没有印出：{where}"
            material.gaps.add(gap, kind="没有印出的分析", item=analysis.title)


def _section(writing: Writing, section: Section, level: int, *, numbered: bool = True) -> list[Block]:
    """A section with those below it; empty ones are left out, or told where a draft must have them."""
    below = [block for child in section.sections for block in _section(writing, child, level + 1, numbered=numbered)]
    own = _content(writing, section, level + 1)
    heading = [Heading(level, section.title, numbered=numbered)] if section.title else []
    if own or below:
        return [*heading, *own, *below]
    if section.optional:
        return []
    writing.material.gaps.add(f"“{section.title}”一节没有内容", kind="没有内容的章节", item=section.title)
    return [] if writing.material.final else [*heading, paragraph("（本节内容待补充。）")]


def _content(writing: Writing, section: Section, level: int) -> list[Block]:
    """Text, generated parts and pictures of one section."""
    material = writing.material
    text = material.case.texts.get(section.text, "") if section.text else ""
    blocks: list[Block] = []
    if text.strip():
        blocks.extend(writing.prose.blocks(text, where=f"text/{section.text}.md", level=level))
    for name in (*(() if text.strip() else section.instead), *section.blocks):
        blocks.extend(_generated(writing, name, level))
    for own in material.case.identity.charts:
        if own.chapter and own.chapter == section.text and ("chart", own.id) not in writing.prose.placed:
            blocks.extend(chart(writing, own.id))
    blocks.extend(own_analyses(writing, section.text))
    return blocks


def _generated(writing: Writing, name: str, level: int) -> Iterator[Block]:
    """One generated part and the pictures that follow it, unless a text has placed them."""
    placed = writing.prose.placed
    if ("table", name) not in placed:
        yield from BLOCKS[name](writing, level)
    for picture in AFTER.get(name, ()):
        if ("chart", picture) not in placed:
            yield from automatic_chart(writing, picture)
