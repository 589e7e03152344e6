"""The real command line, run in this process on copies of a small case."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from hengping.cli import run

SMALL_CASE = Path(__file__).parent / "small_case"
SRC = Path(__file__).parents[2] / "src"


@dataclass(frozen=True)
class Answer:
    """What a command answered: exit code and both streams."""

    code: int
    out: str
    err: str

    @property
    def faults(self) -> list[tuple[str, str]]:
        """Place and finding of each fault that was told, in order; the count in the headline must be theirs."""
        lines = self.err.splitlines()
        found = [
            (line.partition(". ")[2], lines[number + 1].removeprefix("   现为："))
            for number, line in enumerate(lines[:-1])
            if lines[number + 1].startswith("   现为：")
        ]
        if found:
            assert f"输入有 {len(found)} 处需要修改，未生成任何文件：" in lines
        return found


def hengping(*arguments: str | Path) -> Answer:
    """Run a command in this process."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run([str(argument) for argument in arguments])
    out.flush()
    assert isinstance(out.buffer, io.BytesIO)
    return Answer(code, out.buffer.getvalue().decode(), err.getvalue())


def hengping_process(
    *arguments: str | Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own, for what only a process has: signals, encodings, closed streams."""
    return subprocess.run(command_line(*arguments), capture_output=True, env=environment(env), check=False)


def command_line(*arguments: str | Path) -> list[str]:
    """`python -m hengping …`"""
    return [sys.executable, "-m", "hengping", *map(str, arguments)]


def environment(changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a process that finds this checkout."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHONIOENC"))}
    return {**kept, "PYTHONPATH": str(SRC), **(changes or {})}


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, to see that none was touched."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A copy of the small case in a folder whose name has a blank and Chinese characters."""
    return Path(shutil.copytree(SMALL_CASE, tmp_path / "案 例"))


Edit = Callable[[Path], None]


def replaced(file: str, old: str, new: str) -> Edit:
    """One text of a file put in place of another, once."""

    def edit(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text, (file, old)
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def written(file: str, content: str | bytes) -> Edit:
    """A file with this content."""

    def edit(folder: Path) -> None:
        (folder / file).write_bytes(content.encode() if isinstance(content, str) else content)

    return edit


def recoded(file: str, change: Callable[[str], bytes]) -> Edit:
    """A file whose text was turned into other bytes."""

    def edit(folder: Path) -> None:
        (folder / file).write_bytes(change((folder / file).read_text(encoding="utf-8-sig")))

    return edit


def removed(file: str) -> Edit:
    """A file that is no longer there."""
    return lambda folder: (folder / file).unlink()
