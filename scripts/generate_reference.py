"""Write docs/reference from the code: what the program does is said once, where it is done.

python scripts/generate_reference.py           write the pages
python scripts/generate_reference.py --check   only say which are out of date (exit code 1)
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

# Run as a program, Python looks beside this file only.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.reference import case_parts, checks, commands, errors, formulas, library, scoring_rules

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"
NOTICE = "<!-- 由 make docs 从代码生成，请勿手改。 Made from the code by `make docs`; do not edit. -->\n\n"

PAGES: dict[str, tuple[str, Callable[[], str]]] = {
    "commands.md": ("命令 · Commands", commands.page),
    "case.md": ("评价文件夹的各部分 · Parts of a case", case_parts.page),
    "scoring-rules.md": ("评分规则 · Scoring rules", scoring_rules.page),
    "formulas.md": ("公式 · Formulas", formulas.page),
    "checks.md": ("检查 · Checks", checks.page),
    "indicator-library.md": ("指标库 · Indicator library", library.page),
    "errors.md": ("错误与退出码 · Errors and exit codes", errors.page),
}


def generate() -> dict[str, str]:
    """File name → text of every page, the index included."""
    pages = {name: f"{NOTICE}# {title}\n\n{page().strip()}\n" for name, (title, page) in PAGES.items()}
    index = "".join(f"- [{title}]({name})\n" for name, (title, _) in PAGES.items())
    pages["README.md"] = f"{NOTICE}# 参考手册 · Reference\n\n{index}"
    return pages


def out_of_date() -> list[str]:
    """Names of pages that differ from what the code says, and of pages that no code makes."""
    pages = generate()
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    return sorted(name for name in pages.keys() | there.keys() if pages.get(name) != there.get(name))


def main(arguments: list[str]) -> int:
    names = out_of_date()
    if arguments == ["--check"]:
        for name in names:
            print(f"docs/reference/{name} is out of date: run make docs")
        return 1 if names else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    pages = generate()
    for name in names:
        if name in pages:
            (FOLDER / name).write_text(pages[name], encoding="utf-8")
        else:
            (FOLDER / name).unlink()
        print(f"docs/reference/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
