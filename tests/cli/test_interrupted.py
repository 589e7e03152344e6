"""A run that is broken off, however hard, leaves what was there before, and every file whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import command_line, contents, environment, hengping, replaced

OUTPUTS = ("report.docx", "report.html", "report.pdf", "result.json", "working-papers.xlsx")


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    for name in OUTPUTS:
        (folder / name).write_text(f"earlier {name}")
    return folder


@pytest.mark.parametrize(
    ("sent", "code", "told"),
    [(signal.SIGINT, 130, "已中止，原有文件没有改动。\n"), (signal.SIGTERM, 143, ""), (signal.SIGKILL, -9, "")],
    ids=["Ctrl-C", "SIGTERM", "SIGKILL"],
)
def test_an_evaluation_broken_off_leaves_the_earlier_outputs(
    sent: signal.Signals, code: int, told: str, case: Path, earlier: Path, tmp_path: Path
) -> None:
    before, work = contents(earlier), tmp_path / "work"
    work.mkdir()
    with subprocess.Popen(
        command_line("evaluate", case, "--out", earlier),
        env=environment({"TMPDIR": str(work)}),
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        wait_for_work(work, process)
        process.send_signal(sent)
        out, err = process.communicate(timeout=60)

    assert (process.returncode, out.decode(), err.decode()) == (code, "", told)
    assert contents(earlier) == before
    if sent is not signal.SIGKILL:
        assert list(work.iterdir()) == []


def wait_for_work(folder: Path, process: subprocess.Popen[bytes]) -> None:
    """Until the documents are being made in temporary folders."""
    deadline = time.monotonic() + 60
    while not any(folder.glob("*/*")):
        assert process.poll() is None, "it ended too early"
        assert time.monotonic() < deadline
        time.sleep(0.005)


def workbook_with_changes_in_three_files(case: Path) -> Path:
    """A workbook that, imported, changes three files of the folder."""
    book = case.parent / "改.xlsx"
    other = case.parent / "改"
    for name, data in contents(case).items():
        (other / name).parent.mkdir(parents=True, exist_ok=True)
        (other / name).write_bytes(data)
    replaced("facts.csv", "969.00", "970.00")(other)
    replaced("judgements.csv", "公示材料齐全", "公示材料和照片齐全")(other)
    replaced("case.yaml", "year: 2021", "year: 2022")(other)
    assert hengping("export", other, "--workbook", book).code == 0
    return book


@pytest.mark.parametrize("step", [1, 2, 3])
def test_an_import_broken_off_leaves_the_folder(case: Path, step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    book, before = workbook_with_changes_in_three_files(case), contents(case)
    real, calls = os.replace, iter(range(1, 100))

    def interrupted(source: Path, target: Path) -> None:
        if next(calls) == step:
            raise KeyboardInterrupt
        real(source, target)

    monkeypatch.setattr(os, "replace", interrupted)
    answer = hengping("import", book, "--into", case)
    monkeypatch.undo()

    assert (answer.code, answer.out, answer.err) == (130, "", "已中止，原有文件没有改动。\n")
    assert contents(case) == before


KILLED_AT_A_RENAME = """\
import os, sys

real, calls, step = os.replace, iter(range(1, 100)), int(sys.argv[1])

def killed(source, target):
    if next(calls) == step:
        os._exit(9)
    real(source, target)

os.replace = killed
from hengping.cli import run
sys.exit(run(sys.argv[2:]))
"""


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_killed_import_leaves_every_file_whole_and_none_missing(case: Path, step: int) -> None:
    book, before = workbook_with_changes_in_three_files(case), contents(case)
    after_all = contents(case.parent / "改")
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_AT_A_RENAME, str(step), "import", str(book), "--into", str(case)],
        env=environment(),
        check=False,
    )
    assert killed.returncode == 9
    left = {name: data for name, data in contents(case).items() if not Path(name).name.startswith(".")}
    assert left.keys() == before.keys()
    assert all(data in (before[name], after_all[name]) for name, data in left.items())
