"""The command line: parse, call, print, exit code. Each command is one module, imported when it is asked for."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import TextIO

from hengping.cli.words import speak_chinese


def main() -> None:
    """Entry point of `hengping`."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # clean up, as after Ctrl-C
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            _make_chinese_printable(stream)
    code = run(sys.argv[1:])
    _let_go(sys.stdout)
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run one command line; tells whatever goes wrong without a traceback, and returns the exit code."""
    speak_chinese()
    from hengping.cli.program import program  # after the words are in place

    try:
        with program.make_context("hengping", list(arguments)) as context:
            code = program.invoke(context)
        sys.stdout.flush()  # here, where a full disk can still be told
    except BaseException as error:
        from hengping.cli.failures import tell

        return tell(error)
    return code or 0


def _let_go(stream: TextIO) -> None:
    """What could not be written was told already; Python would try again at its end and exit with a code of its own."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _nowhere() -> TextIO:
    """In place of a stream that was closed before the start (`>&-`)."""
    return open(os.devnull, "w", encoding="utf-8")


def _make_chinese_printable(stream: TextIOWrapper) -> None:
    """Print in UTF-8 where the surroundings cannot hold Chinese at all; never stop at a single odd character."""
    try:
        "衡评，。".encode(stream.encoding)
        stream.reconfigure(errors="replace")
    except (UnicodeEncodeError, LookupError):
        stream.reconfigure(encoding="utf-8", errors="replace")
