"""The reference is made from the code, so it may not lag behind it."""

from __future__ import annotations

from hengping.lint.checks import all_checks
from hengping.scoring.rules import rule, rule_names
from scripts.generate_reference import FOLDER, out_of_date


def test_the_pages_say_what_the_code_says() -> None:
    assert out_of_date() == [], "run make docs"


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
