"""The rules of the house that no linter knows: size, names, one tree of errors, nothing of this machine."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import hengping
from hengping.errors import HengpingError

ROOT = Path(__file__).resolve().parent.parent
PYTHON_FOLDERS = ("src", "tests", "scripts", "benchmarks")
LOCKS = sorted([*ROOT.glob("requirements*.lock"), *ROOT.glob("requirements/*.lock")])
PROSE = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*.md")])
GENERATED = {".git", ".venv", "build", "dist", "out", "__pycache__", ".hypothesis"}
CACHES = {".mypy_cache", ".ruff_cache", ".pytest_cache", ".import_linter_cache"}
TEXT_NAMES = {"Makefile", "run", "LICENSE", ".gitignore", ".editorconfig"}
TEXT_SUFFIXES = {
    *{".csv", ".html", ".in", ".json", ".lock", ".lua", ".md", ".py"},
    *{".sh", ".toml", ".typ", ".yaml", ".yml"},
}

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 50
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "base", "misc", "tools"}


def python_files() -> list[Path]:
    return sorted(path for folder in PYTHON_FOLDERS for path in (ROOT / folder).rglob("*.py"))


def text_files() -> Iterator[Path]:
    """Every text file that is written by hand or committed, wherever it lies."""
    for path in sorted(ROOT.rglob("*")):
        parts = set(path.relative_to(ROOT).parts)
        is_text = path.suffix in TEXT_SUFFIXES or path.name in TEXT_NAMES
        if is_text and path.is_file() and not parts & (GENERATED | CACHES):
            yield path


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_files_are_short() -> None:
    long = {
        relative(path): count
        for path in python_files()
        if (count := len(path.read_text().splitlines())) > MAX_FILE_LINES
    }
    assert long == {}


def test_functions_are_short() -> None:
    long = {
        f"{relative(path)}:{node.lineno} {node.name}": length
        for path in python_files()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > MAX_FUNCTION_LINES
    }
    assert long == {}


def test_modules_are_named_after_what_they_hold() -> None:
    """Of code: a questionnaire for managers may be called managers."""
    modules = (path for path in (ROOT / "src").rglob("*") if path.is_dir() or path.suffix == ".py")
    named = {relative(path) for path in modules if path.stem in EMPTY_NAMES}
    assert named == set()


def test_every_error_stands_in_the_one_tree() -> None:
    strays = set()
    for module_info in pkgutil.walk_packages(hengping.__path__, "hengping."):
        if module_info.name.endswith("__main__"):
            continue
        module = importlib.import_module(module_info.name)
        for name, value in inspect.getmembers(module, inspect.isclass):
            if (
                name.endswith("Error")
                and value.__module__.startswith("hengping")
                and not issubclass(value, HengpingError)
            ):
                strays.add(f"{value.__module__}.{name}")
    assert strays == set()


# Written in pieces, so that this file does not hold what it forbids.
FORBIDDEN = {
    "a folder of one machine": re.compile(
        "|".join((r"/ro" + r"ot/", r"/ho" + r"me/\w", r"/wo" + r"rk/", r"C:\\Us" + r"ers"))
    ),
    "the host of a package registry": re.compile(
        "|".join(
            (
                "pypi" + r"\.org",
                "python" + r"hosted\.org",
                "npm" + r"js\.org",
                "deb" + r"ian\.org/debian",
                "/simple" + "/",
            )
        )
    ),
    "a note to oneself": re.compile(r"\b(?:TO" + "DO|FIX" + "ME|XX" + r"X)\b"),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_nothing_of_this_machine_or_this_day_is_in_the_files(what: str) -> None:
    found = [
        f"{relative(path)}:{number}: {line.strip()[:80]}"
        for path in text_files()
        for number, line in enumerate(path.read_text(encoding="utf-8-sig", errors="replace").splitlines(), start=1)
        if FORBIDDEN[what].search(line)
    ]
    assert found == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_locks_pin_versions_and_hashes_and_hold_no_address(lock: Path) -> None:
    text = lock.read_text()
    assert "://" not in text
    entries = [entry for entry in re.split(r"\n(?=\S)", re.sub(r"(?m)^\s*#.*\n?", "", text)) if entry.strip()]
    unpinned = [entry.splitlines()[0] for entry in entries if not re.match(r"[\w.-]+==\S+", entry)]
    unhashed = [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry]
    assert (unpinned, unhashed) == ([], [])


def test_both_locks_name_the_same_runtime() -> None:
    pins = [
        dict(re.findall(r"(?m)^([\w.-]+)==(\S+)", (ROOT / name).read_text()))
        for name in ("requirements.lock", "requirements-dev.lock")
    ]
    runtime, development = pins
    assert runtime == {name: development.get(name) for name in runtime}


def test_every_make_command_in_the_prose_exists() -> None:
    targets = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text()))
    named = {
        (relative(path), target)
        for path in PROSE
        for target in re.findall(r"(?:^|`)\s*make ([a-z]+)", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    }
    assert named, "the prose names no command at all"
    assert {pair for pair in named if pair[1] not in targets} == set()


def test_both_readmes_name_the_same_commands() -> None:
    commands = [
        set(re.findall(r"(?m)^(?:make|hengping) [a-z]+", (ROOT / name).read_text(encoding="utf-8")))
        for name in ("README.md", "README.en.md")
    ]
    assert commands[0] == commands[1] != set()


def test_links_between_the_pages_lead_somewhere() -> None:
    broken = [
        f"{relative(path)} → {target}"
        for path in PROSE
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
        if "://" not in target and not (path.parent / target).exists()
    ]
    assert broken == []


def test_decisions_are_numbered_without_gap() -> None:
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs/decisions").glob("[0-9]*.md"))]
    assert numbers == list(range(1, len(numbers) + 1)) != []


def test_rooms_that_exist_are_no_longer_optional() -> None:
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text())
    layers: list[str] = configuration["tool"]["importlinter"]["contracts"][0]["layers"]
    rooms = {module.name for module in pkgutil.iter_modules(hengping.__path__)}
    assert {layer for layer in layers if not layer.startswith("(")} == rooms - {"__main__"}


def test_the_licence_of_every_runtime_package_is_known() -> None:
    installed = set(re.findall(r"(?m)^([\w.-]+)==", (ROOT / "requirements.lock").read_text()))
    page = (ROOT / "docs/explanation/licences.md").read_text(encoding="utf-8")
    assert set(re.findall(r"(?m)^\| ([a-z][\w.-]+) \|", page)) - {"package"} == installed
