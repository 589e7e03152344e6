"""A report's outline as data: chapters and sections in order, and what each is made from."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict, Field


class _OutlinePart(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Section(_OutlinePart):
    """A chapter or section. Its parts stand in this order: text, blocks, sections below."""

    title: str = Field(title="标题", default="", description="空标题的内容接在上一级之下")
    text: str = Field(title="正文", default="", description="text 文件夹中的文件名（不含 .md）")
    blocks: tuple[str, ...] = Field(title="生成内容", default=())
    instead: tuple[str, ...] = Field(title="无正文时的生成内容", default=())
    optional: bool = Field(title="无内容时略去", default=False)
    sections: tuple[Section, ...] = Field(title="下级", default=())

    def walk(self) -> Iterator[Section]:
        """The section and all below it."""
        yield self
        for section in self.sections:
            yield from section.walk()


class Outline(_OutlinePart):
    """The order of a whole report. `front` is unnumbered and precedes the first chapter."""

    name: str = Field(title="名称")
    title: str = Field(title="标题")
    source: str = Field(title="依据", default="")
    verified: bool = Field(title="依据已核", default=False)
    front: tuple[Section, ...] = Field(title="前置部分", default=())
    chapters: tuple[Section, ...] = Field(title="章")
    annexes: tuple[str, ...] = Field(title="附件", default=())

    def walk(self) -> Iterator[Section]:
        """Every chapter and section in order."""
        for section in (*self.front, *self.chapters):
            yield from section.walk()
