"""Run the benchmarks: all of them, or those named.

    python benchmarks/run.py [start evaluate rendering throughput forms merging sync visits surveys reading_documents
                              audit planted_defects]

Each prints its own figures; the exit code is 1 if a claim does not hold.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

BENCHMARKS = (
    "start",
    "evaluate",
    "rendering",
    "throughput",
    "forms",
    "merging",
    "sync",
    "visits",
    "surveys",
    "reading_documents",
    "audit",
    "planted_defects",
)


def main(names: list[str]) -> int:
    unknown = sorted(set(names) - set(BENCHMARKS))
    if unknown:
        print(f"No benchmark {', '.join(unknown)}; there are: {', '.join(BENCHMARKS)}")
        return 2
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from benchmarks.paired import machine

    print(machine())
    holds = []
    for name in names or BENCHMARKS:
        module = importlib.import_module(f"benchmarks.{name}")
        print(f"\n{name}: {(module.__doc__ or '').splitlines()[0]}", flush=True)
        holds.append(module.main())
    return 0 if all(holds) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
