"""The command line: parse, call, print, exit code. Each command is one module, imported when it is asked for."""

from __future__ import annotations

import sys

from hengping.cli.words import speak_chinese


def main() -> None:
    """Entry point of `hengping`; tells faults without a traceback and exits with the codes of the command contract."""
    speak_chinese()
    from hengping.cli.program import program  # after the words are in place

    sys.exit(program.main(args=sys.argv[1:], prog_name="hengping", standalone_mode=True))
