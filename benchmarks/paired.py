"""Paired measurements: contenders run in turn, so that a busy minute of the machine meets all of them.

A single run proves nothing. Every figure is the median of several runs, printed with the lowest and the highest.
"""

from __future__ import annotations

import gc
import os
import platform
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median

import psutil

Contenders = Mapping[str, Callable[[], object]]


@dataclass(frozen=True)
class Spread:
    """Several measurements of one thing, in the unit they were taken in."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.values)

    def shown(self, digits: int = 2) -> str:
        return f"{self.median:.{digits}f} ({min(self.values):.{digits}f}–{max(self.values):.{digits}f})"


def paired_seconds(contenders: Contenders, *, repeats: int = 7, warm_ups: int = 1) -> dict[str, Spread]:
    """Wall seconds of each contender; the order is reversed in every other round."""
    for _ in range(warm_ups):
        for run in contenders.values():
            run()
    return _in_turn({name: partial(_timed, run) for name, run in contenders.items()}, repeats)


def paired_reports(commands: Mapping[str, Sequence[str]], *, repeats: int = 5) -> dict[str, Spread]:
    """Seconds that programs report of themselves, as their only output; each run is a new process, nothing is warm."""
    return _in_turn({name: partial(_reported, arguments) for name, arguments in commands.items()}, repeats)


def _in_turn(measures: Mapping[str, Callable[[], float]], repeats: int) -> dict[str, Spread]:
    values: dict[str, list[float]] = {name: [] for name in measures}
    for round_number in range(repeats):
        for name in list(measures) if round_number % 2 == 0 else list(reversed(measures)):
            values[name].append(measures[name]())
    return {name: Spread(tuple(measured)) for name, measured in values.items()}


def _timed(run: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def _reported(arguments: Sequence[str]) -> float:
    done = subprocess.run(arguments, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    return float(done.stdout)


def command(arguments: Sequence[str]) -> Callable[[], None]:
    """A contender that is a program; it must succeed."""

    def run() -> None:
        subprocess.run(arguments, check=True, stdin=subprocess.DEVNULL, capture_output=True)

    return run


def peak_megabytes(arguments: Sequence[str], *, interval: float = 0.01) -> float:
    """The highest sum of resident memory of a program and its children.

    Pages shared between them count more than once, so this is an upper bound.
    """
    peak = 0
    with subprocess.Popen(
        arguments, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        parent = psutil.Process(process.pid)
        while process.poll() is None:
            peak = max(peak, _resident(parent))
            time.sleep(interval)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, arguments)
    return peak / 1_000_000


def _resident(parent: psutil.Process) -> int:
    total = 0
    try:
        for process in (parent, *parent.children(recursive=True)):
            total += process.memory_info().rss
    except psutil.NoSuchProcess:  # it ended between two looks
        pass
    return total


def verdict(claim: str, value: float, limit: float, *, at_most: bool = True) -> bool:
    """Print a claim with its figure and whether it holds; returns the latter."""
    holds = value <= limit if at_most else value >= limit
    print(f"  {'holds ' if holds else 'FAILS '} {claim}: {value:.2f} (claimed {'≤' if at_most else '≥'} {limit:g})")
    return holds


def machine() -> str:
    """What the figures were taken on, in one line."""
    memory = psutil.virtual_memory().total / 2**30
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GiB"
    return f"{system}, Python {platform.python_version()}"
