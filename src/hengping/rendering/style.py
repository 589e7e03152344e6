"""The look of a printed document: type faces, sizes and the page, after GB/T 9704-2012.

A style names the faces that offices have; `fonts` finds what stands in for them on this machine.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Faces:
    """Type faces as Word names them."""

    title: str = "方正小标宋简体"
    heading: str = "黑体"
    subheading: str = "楷体_GB2312"
    body: str = "仿宋_GB2312"
    table: str = "宋体"
    page_number: str = "宋体"
    latin: str = "Times New Roman"


@dataclass(frozen=True)
class Sizes:
    """Sizes of type in points: 一号 26, 二号 22, 小二 18, 三号 16, 四号 14, 五号 10.5, 小五 9."""

    title: float = 22
    annex: float = 18
    body: float = 16
    caption: float = 12
    contents: float = 14
    table: float = 10.5
    dense_table: float = 9
    note: float = 9
    page_number: float = 14
    line_pitch: float = 28


@dataclass(frozen=True)
class Page:
    """A4 and its margins in millimetres. A landscape page turns the same margins with the sheet."""

    width: float = 210
    height: float = 297
    top: float = 37
    bottom: float = 35
    left: float = 28
    right: float = 26

    @property
    def text_width(self) -> float:
        return self.width - self.left - self.right

    @property
    def text_height(self) -> float:
        return self.height - self.top - self.bottom


@dataclass(frozen=True)
class StylePack:
    """One house style: faces, sizes, page. `contents_depth` is the deepest heading level listed in the contents."""

    faces: Faces = Faces()
    sizes: Sizes = Sizes()
    page: Page = Page()
    contents_depth: int = 2
