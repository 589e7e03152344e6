"""By what an archive was written: the same program with the same libraries and fonts makes the same bytes again."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import hengping
from hengping.rendering.fonts import font_directories

_LIBRARIES = ("jinja2", "lxml", "pypandoc_binary", "typst", "vl-convert-python", "xlsxwriter")
_SHOWN = 16
_PROGRAM_FILES = frozenset((".py", ".yaml", ".csv", ".md", ".html", ".css", ".typ", ".lua", ".json"))

AGENT = "Bag-Software-Agent"
PROGRAM = "Hengping-Program-SHA256"
LIBRARIES = "Hengping-Libraries"
FONTS = "Hengping-Fonts-SHA256"


@cache
def provenance() -> dict[str, str]:
    """Labels of bag-info.txt with what stands there for this program on this machine."""
    return {
        AGENT: f"hengping {hengping.__version__}",
        PROGRAM: _digest(_program_files(Path(hengping.__file__).parent)),
        LIBRARIES: "; ".join(
            [*(f"{name} {_version(name)}" for name in _LIBRARIES), f"zlib {zlib.ZLIB_RUNTIME_VERSION}"]
        ),
        FONTS: _digest(file for folder in font_directories() for file in sorted(folder.glob("*.[ot]t[fc]"))),
    }


def _program_files(folder: Path) -> Iterable[Path]:
    return (file for file in sorted(folder.rglob("*")) if file.suffix in _PROGRAM_FILES and file.is_file())


def _digest(files: Iterable[Path]) -> str:
    """One sum over names and contents."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:_SHOWN]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"
