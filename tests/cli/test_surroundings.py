"""What the machine refuses or does not know is told in Chinese, without a traceback, and nothing is half-written."""

from __future__ import annotations

import codecs
import os
import pickle
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import SMALL_CASE, Answer, command_line, contents, environment, hengping, hengping_process

NOBODY = 65534
TOTAL = "总分：98.76/100.00，等级：优"


@pytest.mark.parametrize(
    ("surroundings", "encoding"),
    [
        ({"LC_ALL": "C"}, "utf-8"),
        ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "utf-8"),
        ({"PYTHONIOENCODING": "latin-1"}, "utf-8"),
        ({"PYTHONIOENCODING": "gbk"}, "gbk"),
        ({"PYTHONIOENCODING": "gb18030"}, "gb18030"),
    ],
)
def test_chinese_is_printed_whatever_the_locale(surroundings: dict[str, str], encoding: str) -> None:
    scored = hengping_process("score", SMALL_CASE, env=surroundings)
    assert (scored.returncode, scored.stderr) == (0, b"")
    assert TOTAL in scored.stdout.decode(encoding)
    refused = hengping_process("score", "没有", env=surroundings | {"LC_ALL": "C.UTF-8"})
    assert refused.returncode == 2
    assert "找不到该文件或文件夹" in refused.stderr.decode(encoding)


def test_a_character_that_the_terminal_lacks_does_not_stop_the_command(case: Path) -> None:
    text = (case / "indicators.yaml").read_text("utf-8").replace("预算执行率", "预算执行率😀")
    (case / "indicators.yaml").write_text(text, "utf-8")
    answer = hengping_process("score", case, env={"PYTHONIOENCODING": "gbk"})
    assert (answer.returncode, answer.stderr) == (0, b"")
    assert "预算执行率?" in answer.stdout.decode("gbk")


def test_json_is_utf_8_even_on_a_gbk_terminal() -> None:
    answer = hengping_process("score", SMALL_CASE, "--json", env={"PYTHONIOENCODING": "gbk"})
    assert '"grade": "优"' in answer.stdout.decode("utf-8")


def test_a_full_disk_behind_the_output_is_told() -> None:
    with open("/dev/full", "wb") as full:
        answer = subprocess.run(
            command_line("score", SMALL_CASE), stdout=full, stderr=subprocess.PIPE, env=environment(), check=False
        )
    assert answer.returncode == 3
    assert answer.stderr.decode() == "错误：无法写出结果：磁盘已满。请检查路径、权限和磁盘空间。\n"


@pytest.mark.parametrize("command", [("score", "--explain"), ("lint", "--all"), ("score", "--json")])
def test_a_reader_that_has_seen_enough_is_no_error(command: tuple[str, ...]) -> None:
    line = " ".join(
        f"'{word}'" for word in command_line(command[0], SMALL_CASE.parents[2] / "examples/xinjiang-2021", *command[1:])
    )
    answer = subprocess.run(["sh", "-c", f"{line} | true"], capture_output=True, env=environment(), check=False)
    assert (answer.returncode, answer.stderr) == (0, b"")


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_are_no_error(closed: str) -> None:
    line = " ".join(f"'{word}'" for word in command_line("score", SMALL_CASE))
    answer = subprocess.run(["sh", "-c", f"{line} {closed}"], capture_output=True, env=environment(), check=False)
    assert (answer.returncode, answer.stderr) == (0, b"")


def test_a_path_that_is_no_text_is_told() -> None:
    answer = subprocess.run(
        [*(word.encode() for word in command_line("score")), b"/tmp/\xff\xfe"],
        capture_output=True,
        env=environment(),
        check=False,
    )
    assert answer.returncode == 2
    assert "找不到该文件或文件夹" in answer.stderr.decode()


NOWHERE = "/proc/hengping"
"""A folder that even root cannot make."""


@pytest.mark.parametrize(
    "command",
    [
        ("new", f"{NOWHERE}/a"),
        ("export", SMALL_CASE, "--workbook", f"{NOWHERE}/a.xlsx"),
        ("evaluate", SMALL_CASE, "--out", f"{NOWHERE}/a"),
    ],
    ids=lambda command: command[0],
)
def test_a_place_that_cannot_be_written_is_told(command: tuple[str | Path, ...]) -> None:
    answer = hengping(*command)
    assert (answer.code, answer.out) == (3, "")
    assert answer.err.startswith(f"错误：无法写入 {NOWHERE}")
    assert answer.err.count("\n") == 1


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that every user of the machine can enter, with a copy of the small case."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    folder.chmod(0o777)
    shutil.copytree(SMALL_CASE, folder / "case")
    yield folder
    for path in folder.rglob("*"):
        path.chmod(0o777)
    shutil.rmtree(folder)


def as_anybody(*arguments: str | Path) -> Answer:
    """Run a command without the rights of root, in a fork, for a process that gave them up does not get all back.

    What the command imports must have been imported before: nobody may look into the home of root.
    """
    codecs.lookup("cp437")  # zipfile wants it
    assert hengping("score", "没有").code == 2
    receiving, sending = os.pipe()
    child = os.fork()
    if child == 0:
        if os.geteuid() == 0:
            os.setuid(NOBODY)
        with os.fdopen(sending, "wb") as pipe:
            pickle.dump(hengping(*arguments), pipe)
        os._exit(0)
    os.close(sending)
    with os.fdopen(receiving, "rb") as pipe:
        answer = pickle.load(pipe)
    os.waitpid(child, 0)
    assert isinstance(answer, Answer)
    return answer


def test_a_file_that_may_not_be_read_is_told(public: Path) -> None:
    assert hengping("score", public / "case").code == 0
    (public / "case" / "facts.csv").chmod(0o000)
    (public / "case" / "goals.csv").chmod(0o000)
    answer = as_anybody("score", public / "case")
    assert answer.code == 2
    assert answer.faults == [("facts.csv", "没有读取权限"), ("goals.csv", "没有读取权限")]


def test_a_folder_that_may_not_be_read_is_told(public: Path) -> None:
    (public / "case").chmod(0o000)
    answer = as_anybody("score", public / "case")
    assert (answer.code, answer.faults) == (2, [(str(public / "case"), "没有读取权限")])


@pytest.mark.parametrize("command", ["import", "export", "new"])
def test_a_folder_that_may_not_be_written_keeps_what_it_has(command: str, public: Path) -> None:
    case, book, new = public / "case", public / "a.xlsx", public / "new"
    assert hengping("export", case, "--workbook", book).code == 0
    assert hengping("import", book, "--into", case).code == 0
    assert hengping("new", new).code == 0
    shutil.rmtree(new)
    (case / "facts.csv").write_text((case / "facts.csv").read_text("utf-8").replace("969.00", "970.00"), "utf-8")
    before = contents(public)
    for folder in (public, case):
        folder.chmod(0o555)

    arguments = {"import": (book, "--into", case), "export": (case, "--workbook", book), "new": (new,)}[command]
    answer = as_anybody(command, *arguments)

    assert (answer.code, answer.out) == (3, "")
    assert answer.err.startswith(f"错误：无法写入 {public}")
    assert "没有权限" in answer.err
    assert contents(public) == before


@pytest.mark.parametrize("command", ["score", "lint", "export", "evaluate"])
def test_something_that_is_neither_folder_nor_workbook(command: str, tmp_path: Path) -> None:
    (tmp_path / "报告.docx").write_bytes(b"PK")
    target = {"export": ("--workbook", tmp_path / "x.xlsx"), "evaluate": ("--out", tmp_path / "out")}.get(command, ())
    answer = hengping(command, tmp_path / "报告.docx", *target)
    assert (answer.code, answer.faults) == (2, [(str(tmp_path / "报告.docx"), ".docx")])
    assert [path.name for path in tmp_path.iterdir()] == ["报告.docx"]
