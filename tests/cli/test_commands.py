"""The command contract: names, words, exit codes, and the documents that other programs read."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from hengping import __version__
from hengping.cases.store import open_case
from hengping.cases.templates import template_names
from hengping.cli.program import COMMANDS as PROGRAM_COMMANDS
from hengping.cli.schema import DOCUMENTS
from tests.cli.conftest import command_line, environment, hengping, hengping_process, replaced

COMMANDS = tuple(PROGRAM_COMMANDS)
EXAMPLES = Path(__file__).parents[2] / "examples"


def document(*arguments: str | Path) -> Any:
    answer = hengping(*arguments)
    assert answer.err == ""
    return json.loads(answer.out)


def assert_fits(found: Any, schema: str) -> None:
    """The document is what `hengping schema` says, and nothing else would have been as well."""
    published = document("schema", schema)
    jsonschema.Draft202012Validator.check_schema(published)
    jsonschema.Draft202012Validator(published).validate(found)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(published).validate({**found, "unknown": 1})


# Words.


def test_version() -> None:
    answer = hengping_process("--version")
    assert (answer.returncode, answer.stdout.decode()) == (0, f"衡评 {__version__}\n")


def test_no_command_shows_the_help() -> None:
    answer = hengping_process()
    assert (answer.returncode, answer.stdout) == (2, b"")
    assert answer.stderr == hengping_process("--help").stdout


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_names_every_command_in_chinese(option: str) -> None:
    answer = hengping_process(option)
    assert answer.returncode == 0
    lines = answer.stdout.decode().splitlines()
    assert [line.split()[0] for line in lines[lines.index("命令:") + 1 :]] == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_is_chinese(command: str) -> None:
    """Latin letters only in names: of commands, options, placeholders, file types."""
    answer = hengping_process(command, "--help")
    assert answer.returncode == 0
    text = answer.stdout.decode()
    assert text.startswith(f"用法： hengping {command} [选项] ")
    names_of_things = r"hengping|XLSForm|\.[a-z]{2,4}|--?[a-z-]+|[A-Z]+\d+[a-z]?|[A-Z]{2,}|\d+-\d+-\d+|layouts/|[a-z_]+=|Excel|Word|BagIt|Markdown|LibreOffice|Kobo"
    prose = re.sub(names_of_things, "", text)
    names = {*COMMANDS, *re.findall("[a-z]+", "-".join(template_names())), "case", "result"}
    names |= set(re.findall("^  ([a-z]+)  ", text, re.MULTILINE))  # commands of a group
    assert [word for word in re.findall("[A-Za-z-]+", prose) if word not in names] == []


def test_help_of_new_names_every_template() -> None:
    assert all(re.search(f"^    {name} ", hengping("new", "--help").out, re.MULTILINE) for name in template_names())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("scor",), "没有命令“scor”。是否想用“score”？"),
        (("xyz",), f"没有命令“xyz”。可用的命令：{'、'.join(COMMANDS)}。"),
        (("score",), "缺少参数“CASE”。"),
        (("evaluate", "a"), "缺少选项“--out”。"),
        (("score", "--jsn", "a"), "没有选项“--jsn”。是否想用“--json”、“--on”、“--reason”之一？"),
        (("score", "a", "b"), "多余的参数：b。"),
        (("score", "a", "--json=1"), "选项“--json”不带取值。"),
        (("score", "a", "--what-if"), "选项“--what-if”后面要有取值。"),
        (
            ("score", "a", "--what-if", "支出"),
            "“--what-if”取值无效：“支出”应写成 事实编号=数值，如 支出_实际=1448983.18。",
        ),
        (("schema", "x"), f"“NAME”取值无效：“x”不在可选范围{'、'.join(f'“{name}”' for name in DOCUMENTS)}内。"),
        (("evaluate", "a", "--out", __file__), f"“--out”取值无效：“{__file__}”是文件，应为文件夹。"),
        (("export", "a", "--workbook", "/tmp"), "“--workbook”取值无效：“/tmp”是文件夹，应为文件。"),
    ],
)
def test_a_command_misspelt_is_told_in_chinese(arguments: tuple[str, ...], told: str) -> None:
    answer = hengping_process(*arguments)
    assert (answer.returncode, answer.stdout) == (2, b"")
    lines = answer.stderr.decode().splitlines()
    assert lines[-1] == f"错误：{told}"


# Exit codes.


def test_score_and_evaluate_exit_0_whatever_the_result(case: Path, tmp_path: Path) -> None:
    replaced("facts.csv", "969.00", "")(case)
    assert hengping("score", case).code == 0
    assert hengping("evaluate", case, "--out", tmp_path / "out").code == 0


def test_only_an_error_that_nobody_waived_makes_lint_and_strict_exit_1(case: Path, tmp_path: Path) -> None:
    assert hengping("lint", case).code == 0
    assert hengping("evaluate", case, "--out", tmp_path / "out", "--strict").code == 0

    replaced("indicators.yaml", "weight: 60", "weight: 70")(case)  # no longer 100
    found = document("lint", case, "--json")
    errors = [finding for finding in found["findings"] if finding["severity"] == "error"]
    assert errors
    assert (hengping("lint", case).code, hengping("lint", case, "--json").code) == (1, 1)
    strict = hengping("evaluate", case, "--out", tmp_path / "out", "--strict")
    assert (strict.code, (tmp_path / "out" / "report.pdf").exists()) == (1, True)
    assert hengping("evaluate", case, "--out", tmp_path / "out").code == 0

    rows = "".join(f"W{number},{finding['code']},,测试,张三\n" for number, finding in enumerate(errors))
    (case / "waivers.csv").write_text(f"id,check,place,reason,by\n{rows}", "utf-8")
    assert hengping("lint", case).code == 0


# Documents.


def test_score_json(case: Path) -> None:
    found = document("score", case, "--json")
    assert_fits(found, "score")
    assert (found["total"], found["grade"], found["veto"]) == ("98.76", "优", None)
    rows = [
        tuple(row[key] for key in ("code", "name", "level", "weight", "score", "rate", "status"))
        for row in found["indicators"]
    ]
    assert rows == [
        ("A", "过程", 1, "40.00", "38.76", "96.90", "scored"),
        ("A1", "预算执行率", 2, "40.00", "38.76", "96.90", "scored"),
        ("B", "产出", 1, "60.00", "60.00", "100.00", "judged"),
        ("B1", "发放及时性", 2, "60.00", "60.00", "100.00", "judged"),
    ]  # fmt: skip
    assert "96.90%" in found["indicators"][1]["explanation"]


def test_score_json_of_what_is_missing(case: Path) -> None:
    replaced("facts.csv", "969.00", "")(case)
    found = document("score", case, "--json")
    assert_fits(found, "score")
    assert (found["total"], found["grade"]) == (None, None)
    assert [(row["code"], row["score"], row["rate"], row["status"]) for row in found["indicators"][:2]] == [
        ("A", None, None, "missing"),
        ("A1", None, None, "missing"),
    ]


def test_lint_json(case: Path) -> None:
    found = document("lint", case, "--json")
    assert_fits(found, "lint")
    assert {"code", "severity", "where", "message", "expected", "found"} <= found["findings"][0].keys()
    assert all(re.fullmatch(r"HP\d{3}", finding["code"]) for finding in found["findings"])
    assert found["counts"]["warning"] == sum(finding["severity"] == "warning" for finding in found["findings"])
    lost = next(finding for finding in found["findings"] if finding["code"] == "HP301")
    assert lost["where"].startswith("indicators.yaml（指标体系）A1")


def test_result_json_is_score_and_findings_together(case: Path, tmp_path: Path) -> None:
    assert hengping("evaluate", case, "--out", tmp_path).code == 0
    found = json.loads((tmp_path / "result.json").read_text("utf-8"))
    assert_fits(found, "result")
    score, lint = document("score", case, "--json"), document("lint", case, "--json")
    assert {key: found[key] for key in score if key != "schema"} == {
        key: score[key] for key in score if key != "schema"
    }
    assert (found["findings"], found["counts"]) == (lint["findings"], lint["counts"])


@pytest.mark.parametrize("example", ["datong-2020", "xinjiang-2021"])
def test_documents_of_the_examples_fit_their_schemas(example: str) -> None:
    assert_fits(document("score", EXAMPLES / example, "--json"), "score")
    assert_fits(json.loads(hengping("lint", EXAMPLES / example, "--json").out), "lint")
    assert_fits(open_case(EXAMPLES / example).model_dump(mode="json"), "case")


def test_what_is_supposed_is_shown_as_such_and_changes_nothing(case: Path) -> None:
    before = (case / "facts.csv").read_bytes()
    text = hengping("score", case, "--what-if", "支出_实际=1000", "--what-if", "发放日期=2022-01-05")
    assert text.out.startswith("假设 支出_实际=1000、发放日期=2022-01-05；以下是假设的结果，评价文件没有改动。\n")
    assert text.out.endswith("总分：70.00/100.00，等级：中\n")
    found = document("score", case, "--json", "--what-if", "支出_实际=1000")
    assert_fits(found, "score")
    assert (found["total"], found["what_if"]) == ("100.00", {"支出_实际": "1000"})
    assert "what_if" not in document("score", case, "--json")
    assert (case / "facts.csv").read_bytes() == before


def test_a_supposition_that_cannot_be_is_told(case: Path) -> None:
    answer = hengping("score", case, "--what-if", "支出实际=1", "--what-if", "支出_预算=很多")
    assert (answer.code, answer.faults) == (2, [("假设的事实", "支出实际"), ("假设的事实“支出_预算”", "很多")])
    assert "是否为 支出_实际？" in answer.err


# Progress, and what the program does about itself.


def test_progress_is_told_on_a_terminal_only(case: Path, tmp_path: Path) -> None:
    assert hengping_process("evaluate", case, "--out", tmp_path / "a").stderr == b""
    ours, theirs = pty.openpty()
    line = command_line("evaluate", case, "--out", tmp_path / "b")
    subprocess.run(line, stdout=subprocess.DEVNULL, stderr=theirs, env=environment(), check=True)
    os.close(theirs)
    told = b""
    while chunk := _read(ours):
        told += chunk
    os.close(ours)
    assert told.decode().split("\r\n")[0] == "… 计分"


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other end is closed
        return b""


def test_a_defect_is_told_without_a_traceback_unless_asked_for(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("x")

    monkeypatch.setattr("hengping.scoring.case_score.score_case", broken)
    answer = hengping("score", case)
    assert (answer.code, answer.out) == (3, "")
    assert re.search(r"程序本身有缺陷（test_commands\.py 第 \d+ 行：ZeroDivisionError）", answer.err)
    assert "Traceback" not in answer.err
    monkeypatch.setenv("HENGPING_TRACEBACK", "1")
    assert "Traceback" in hengping("score", case).err


def test_the_installed_command_and_the_module_are_one() -> None:
    from importlib.metadata import entry_points

    (script,) = entry_points(group="console_scripts", name="hengping")
    assert script.value == "hengping.cli:main"
