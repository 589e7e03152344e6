"""How long a person waits for the score and for the checks of one case: two commands in turn, process starts included.

Beside them the same Python doing nothing, the floor that no such program gets under.
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.paired import Spread, command, paired_seconds, verdict

ROOT = Path(__file__).resolve().parent.parent
LIMIT_SECONDS = 0.8


def main() -> bool:
    program = str(Path(sys.executable).with_name("hengping"))
    python_alone = [sys.executable, "-c", "pass"]
    holds = True
    for example in ("datong-2020", "xinjiang-2021"):
        case = str(ROOT / "examples" / example)
        seconds = paired_seconds(
            {
                "score": command([program, "score", case, "--json"]),
                # Exit code 1 only says that there are errors among the findings.
                "lint": command(["sh", "-c", '"$0" lint "$1" --json; [ $? -le 1 ]', program, case]),
                "python alone": command(python_alone),
            },
            repeats=9,
        )
        for name, spread in seconds.items():
            print(f"  {example:14} {name:13} {spread.shown()} s")
        both = Spread(tuple(map(sum, zip(seconds["score"].values, seconds["lint"].values, strict=True))))
        holds &= verdict(f"{example}, score and lint in turn, s", both.median, LIMIT_SECONDS)
    return holds
