"""How long and how much memory a whole evaluation takes: `hengping evaluate` of either example, all five files."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.paired import Spread, command, paired_seconds, peak_megabytes, verdict

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ("datong-2020", "xinjiang-2021")
LIMIT_SECONDS = 6
LIMIT_MEGABYTES = 600


def main() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        commands = {example: _evaluate(example, Path(folder)) for example in EXAMPLES}
        seconds = paired_seconds({name: command(arguments) for name, arguments in commands.items()}, repeats=5)
        memory = {
            name: Spread(tuple(peak_megabytes(arguments) for _ in range(3))) for name, arguments in commands.items()
        }
    holds = True
    for example in EXAMPLES:
        print(f"  {example:14} {seconds[example].shown()} s, peak with children {memory[example].shown(0)} MB")
        holds &= verdict(f"{example}, s", seconds[example].median, LIMIT_SECONDS)
        holds &= verdict(f"{example}, MB", memory[example].median, LIMIT_MEGABYTES)
    return holds


def _evaluate(example: str, folder: Path) -> list[str]:
    program = str(Path(sys.executable).with_name("hengping"))
    return [program, "evaluate", str(ROOT / "examples" / example), "--out", str(folder / example)]
