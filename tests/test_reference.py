"""The reference is made from the code, so it may not lag behind it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from hengping.lint.checks import all_checks
from hengping.scoring.rules import rule, rule_names

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "reference"


def test_the_pages_say_what_the_code_says() -> None:
    # A process of its own: click keeps the language it was first imported in.
    command = [sys.executable, "scripts/generate_reference.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout + done.stderr == ""


def test_every_rule_is_defined_with_its_exclusions() -> None:
    page = (FOLDER / "scoring-rules.md").read_text(encoding="utf-8")
    for name in rule_names():
        section = page.split(f"## {name}\n")[1].split("\n## ")[0]
        words = [word for word in ("Meaning", "Formula", "Basis", "Exclusions") if f"**{word}**" not in section]
        assert words == [], f"{name} does not say its {', '.join(words)}"
        assert rule(name).title in section


def test_every_check_is_on_the_page_under_its_code() -> None:
    page = (FOLDER / "checks.md").read_text(encoding="utf-8")
    codes = [check.code for check in all_checks()]
    assert len(codes) == len(set(codes))
    assert [code for code in codes if f"### {code}\n" not in page] == []
