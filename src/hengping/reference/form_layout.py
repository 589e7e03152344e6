"""Layouts of the customary forms as data: head, table, columns and their order, text, signatures.

A bureau that prints other headings or another order changes the file, never the program. What a column may show is
told by the source of its table; what a pair may show is a path, see `hengping.forms.paths`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class _LayoutPart(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FormColumn(_LayoutPart):
    """A column. Without a `key` it stays empty, to be written in by hand; `entry.…` is kept with the form itself."""

    heading: str = Field(title="表头")
    key: str = Field(title="内容", default="")
    group: str = Field(title="上层表头", default="", description="相邻同名的列合并在同一上层表头下")
    share: float = Field(title="宽度份额", default=1, gt=0)
    align: Literal["left", "center", "right"] = Field(title="对齐", default="center")
    merge: bool = Field(title="合并相同的上下格", default=False)
    aliases: tuple[str, ...] = Field(title="其他叫法", default=(), description="退回的表用了这些表头也认得")


class Pair(_LayoutPart):
    """A label with what stands beside it; an empty `value` is a space to write in."""

    label: str = Field(title="栏目")
    value: str = Field(title="内容", default="")
    share: float = Field(title="宽度份额", default=2, gt=0)
    lines: int = Field(title="留空行数", default=1, ge=1, description="手写栏目的高度")
    aliases: tuple[str, ...] = Field(title="其他叫法", default=())


class PairsBlock(_LayoutPart):
    """Rows of labels and values, such as the head of a form."""

    kind: Literal["pairs"] = "pairs"
    rows: tuple[tuple[Pair, ...], ...]


class TableBlock(_LayoutPart):
    """A table with a row for each thing that its source lists."""

    kind: Literal["table"] = "table"
    source: str = Field(title="行的来源", description="如 part.opinions，或登记的来源名")
    options: dict[str, str] = Field(title="来源选项", default={})
    title: str = Field(title="表题", default="")
    columns: tuple[FormColumn, ...]
    identify: tuple[tuple[str, ...], ...] = Field(title="认行的列", default=(), description="空则按来源的约定")
    blank_rows: int = Field(title="留空行数", default=0, ge=0, le=60)
    least_rows: int = Field(title="至少行数", default=0, ge=0, le=60, description="不足时以空行补足")
    row_lines: int = Field(title="行高", default=1, ge=1, le=12, description="每行至少几行字高，供手写")
    dense: bool = Field(title="小字", default=False)


class TextBlock(_LayoutPart):
    """Paragraphs; `{path}` stands for a value of the case."""

    kind: Literal["text"] = "text"
    paragraphs: tuple[str, ...]
    align: Literal["left", "center", "right"] = "left"
    indented: bool = True


class SignaturesBlock(_LayoutPart):
    """Places for ink: one line for each role, `date` with a place for the day, `seal` for a seal."""

    kind: Literal["signatures"] = "signatures"
    roles: tuple[str, ...]
    seal: str = ""
    date: bool = True


FormBlock = Annotated[PairsBlock | TableBlock | TextBlock | SignaturesBlock, Field(discriminator="kind")]


class FormLayout(_LayoutPart):
    """One form.

    `instances` names the part that has a row for each copy of the form (consultations, visits …), `where` which of its
    rows count (field → value, or several with 、 between); such a form prints one copy a row. `heading` is what is
    printed where that is not the form's name. A letter has its issuing body and number above the heading.
    """

    code: str = Field(title="代码", pattern=r"F\d{2}[a-z]?")
    name: str = Field(title="英文名")
    title: str = Field(title="名称")
    used_for: str = Field(title="用途", default="")
    basis: str = Field(title="依据", default="")
    landscape: bool = Field(title="横排", default=False)
    letter: bool = Field(title="公文", default=False, description="按公文的字号和页边距排")
    instances: str = Field(title="份", default="")
    where: dict[str, str] = Field(title="份的条件", default={})
    heading: str = Field(title="印出的标题", default="", description="与名称不同时填写")
    letterhead: str = Field(title="发文机关标志", default="")
    letter_number: str = Field(title="发文字号", default="")
    subtitle: str = Field(title="副题", default="")
    unit_note: str = Field(title="单位注", default="", description="如 金额单位：{identity.currency_unit}")
    blocks: tuple[FormBlock, ...]
    notes: tuple[str, ...] = Field(title="填表说明", default=())
