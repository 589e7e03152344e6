"""Which font files stand for the type faces that a style names.

Faces of offices (方正小标宋, 仿宋_GB2312, 楷体_GB2312) may not be given away, so PDF and charts are set in free
stand-ins; Word files name the office faces, and the reader's machine has them. Stand-ins are looked for in this order:
the faces themselves, near relatives, the two faces of the font package that is always installed. System fonts are never
used, so that one machine's pages do not differ from another's unnoticed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hengping.errors import MissingProgramError
from hengping.rendering.style import Faces, StylePack

SANS = "Noto Sans SC"
SERIF = "Noto Serif SC"


@dataclass(frozen=True)
class _Kind:
    """A kind of face: what it is known by in a name, the family names of the real ones, and of free relatives."""

    sign: str
    real: tuple[str, ...]
    relatives: tuple[str, ...]


# The first kind whose sign stands in a face's name is its kind; best relatives first.
_KINDS = (
    _Kind("小标宋", ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"), ("FandolSong", SERIF)),
    _Kind("仿宋", ("FangSong_GB2312", "FangSong"), ("FandolFang R", SERIF)),
    _Kind("楷", ("KaiTi_GB2312", "KaiTi"), ("LXGW WenKai", "FandolKai", SERIF)),
    _Kind("黑", ("SimHei",), (SANS,)),
    _Kind("宋", ("SimSun",), (SERIF,)),
    _Kind("", (), ("Liberation Serif", SERIF)),
)
# Of one design: standing in with them is not worth a note.
_ALIKE = {("黑体", SANS), ("宋体", SERIF), ("Times New Roman", "Liberation Serif")}


@dataclass(frozen=True)
class Substitution:
    """A face that the PDF could not be set in, and the family used for it."""

    face: str
    family: str

    def __str__(self) -> str:
        return f"{self.face} 以 {self.family} 代替"


@dataclass(frozen=True)
class FontSet:
    """Fonts for one style.

    Attributes:
        directories: where the files are.
        families: for each face that the style names, the family that the PDF is set in.
        bold: the families that have a bold weight among the files.
        substitutions: faces that are visibly another design in the PDF.
    """

    directories: tuple[Path, ...]
    families: Mapping[str, str]
    bold: frozenset[str]
    substitutions: tuple[Substitution, ...]


@dataclass(frozen=True)
class _Face:
    family: str
    weight: int
    path: Path | None


def fonts_for(style: StylePack) -> FontSet:
    """The font files and families for a style, from what is installed."""
    directories = font_directories()
    faces = _faces(directories)
    there = {face.family for face in faces}
    families = {name: _family(name, there) for name in _named(style.faces)}
    substitutions = tuple(
        Substitution(name, family)
        for name, family in families.items()
        if family not in (name, *_kind(name).real) and (name, family) not in _ALIKE
    )
    bold = frozenset(face.family for face in faces if face.weight >= 600)
    return FontSet(directories, families, bold, substitutions)


def font_directories() -> tuple[Path, ...]:
    """Directories with fonts: HENGPING_FONTS, else share/hengping/fonts of this Python; then the package's own."""
    named = os.environ.get("HENGPING_FONTS")
    better = Path(named) if named else Path(sys.prefix) / "share" / "hengping" / "fonts"
    return (better, chart_font_directory()) if better.is_dir() else (chart_font_directory(),)


def chart_font_directory() -> Path:
    """The directory of the two fonts that are always there, Noto Sans SC and Noto Serif SC."""
    try:
        from pylopdf_fonts_zh_cn import sans_path
    except ImportError as error:
        raise MissingProgramError("缺少中文字体包 pylopdf-fonts-zh-cn，请重新执行 make setup。") from error
    return Path(sans_path()).parent


def missing_glyphs(text: str, style: StylePack) -> frozenset[str]:
    """The letters of a text that none of the style's font files can draw; spaces and line ends are not letters."""
    left = {letter for letter in text if not letter.isspace()}
    wanted = set(fonts_for(style).families.values())
    # Faces in use first, so that most texts need only one or two files read.
    for face in sorted(_faces(font_directories()), key=lambda face: (face.family not in wanted, face.family != SANS)):
        if not left:
            break
        if face.path is not None:
            left -= _letters(face.path)
    return frozenset(left)


def _named(faces: Faces) -> tuple[str, ...]:
    named = (faces.title, faces.heading, faces.subheading, faces.body, faces.table, faces.page_number, faces.latin)
    return tuple(dict.fromkeys(named))


def _kind(face: str) -> _Kind:
    return next(kind for kind in _KINDS if kind.sign in face)


def _family(face: str, there: Collection[str]) -> str:
    kind = _kind(face)
    candidates = (face, *kind.real, *kind.relatives)
    return next((family for family in candidates if family in there), SERIF)


@cache
def _faces(directories: tuple[Path, ...]) -> tuple[_Face, ...]:
    import typst

    found = typst.Fonts(include_system_fonts=False, font_paths=[str(path) for path in directories]).fonts()
    return tuple(_Face(font.family, font.weight, Path(font.path) if font.path else None) for font in found)


@cache
def _letters(path: Path) -> frozenset[str]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    with TTFont(path, lazy=True, fontNumber=0) as font:
        return frozenset(map(chr, font.getBestCmap()))
