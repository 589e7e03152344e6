"""What people wait for most is the start: commands that only read a case load nothing that only documents need."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.cli.conftest import SMALL_CASE, environment

HEAVY = {
    "altair": "charts",
    "chinese_calendar": "deadlines in working days",
    "docx": "Word",
    "docxtpl": "a rival, in benchmarks only",
    "fontTools": "the PDF",
    "jinja2": "HTML and prose",
    "lxml": "reading documents back",
    "markdown_it": "prose",
    "openpyxl": "tests only",
    "pypandoc": "documents",
    "pypdfium2": "reading PDF files",
    "python_calamine": "reading workbooks",
    "rapidfuzz": "naming what was meant by a mistake",
    "ruamel": "writing YAML back",
    "typst": "the PDF",
    "vl_convert": "charts",
    "xlsxwriter": "writing workbooks",
    "asyncio": "nothing",
    "unittest": "nothing",
    "hengping.reports": "documents",
    "hengping.web": "the web",
}
PROGRAM = (
    "import json, sys; from hengping.cli import run; run(sys.argv[1:]); json.dump(sorted(sys.modules), sys.stderr)"
)


@pytest.mark.parametrize("command", [["score"], ["score", "--json"], ["lint"], ["lint", "--json"]], ids=" ".join)
def test_reading_commands_load_nothing_heavy(command: list[str]) -> None:
    line = [sys.executable, "-c", PROGRAM, command[0], str(SMALL_CASE), *command[1:]]
    done = subprocess.run(line, capture_output=True, env=environment(), check=True)
    loaded = set(json.loads(done.stderr))
    assert {name: use for name, use in HEAVY.items() if name in loaded} == {}
    assert ("hengping.lint" in loaded) == (command[0] == "lint")


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_help_and_version_do_not_even_load_the_model(option: str) -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM, option], capture_output=True, env=environment(), check=True)
    loaded = json.loads(done.stderr)
    assert [name for name in loaded if name.startswith(("pydantic", "yaml", "hengping.cases"))] == []
