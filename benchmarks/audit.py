"""How long the audit of 10,000 self-evaluation forms of 30 rows takes on two cores, one a file and in one flat export.

So many forms are not written: 500 and 1,000 are, and the time of one form is multiplied. Memory of separate files must
not grow with them. A flat export is read whole by one process, whose memory is reckoned to 10,000 like the time.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import xlsxwriter

from benchmarks.paired import verdict

ROWS = 30
FEW, MANY, ALL = 500, 1_000, 10_000
LIMIT_SECONDS = 240.0
LIMIT_MEMORY_RATIO = 1.3
LIMIT_FLAT_MEGABYTES = 600.0
HEADINGS = (
    "一级指标",
    "二级指标",
    "三级指标",
    "计算符号",
    "年度指标值",
    "计量单位",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因",
)
_RUN = """
import resource, sys
from hengping.cli.program import program
program.main(["audit", sys.argv[1], "--out", sys.argv[2], "--jobs", "2"], standalone_mode=False)
own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print("KB", max(own, child), file=sys.stderr)
"""


def main() -> bool:
    seconds, memory = _measured("forms, one a file", _write_folder)
    flat_seconds, flat_memory = _measured("projects in one flat export", _write_export)
    return all(
        (
            verdict(f"{ALL:,} forms of {ROWS} rows, seconds", _reckoned(seconds), LIMIT_SECONDS),
            verdict(f"memory of {MANY:,} forms, times that of {FEW}", memory[MANY] / memory[FEW], LIMIT_MEMORY_RATIO),
            verdict(f"{ALL:,} projects in one flat export, seconds", _reckoned(flat_seconds), LIMIT_SECONDS),
            verdict(f"{ALL:,} projects in one flat export, MB", _reckoned(flat_memory) / 1024, LIMIT_FLAT_MEGABYTES),
        )
    )


def _measured(what: str, write: Callable[[Path, int], None]) -> tuple[dict[int, float], dict[int, float]]:
    """Seconds and KB of the largest process, by the number of forms."""
    seconds, memory = {}, {}
    for count in (FEW, MANY):
        seconds[count], memory[count] = _audited(count, write)
        print(f"  {count:,} {what}: {seconds[count]:.1f} s, {memory[count] / 1024:.0f} MB in the largest process")
    return seconds, memory


def _reckoned(measured: dict[int, float]) -> float:
    each = (measured[MANY] - measured[FEW]) / (MANY - FEW)
    return measured[FEW] + each * (ALL - FEW)


def _audited(count: int, write: Callable[[Path, int], None]) -> tuple[float, float]:
    """Seconds of the whole command, start included, and the memory of its largest process in KB."""
    with tempfile.TemporaryDirectory() as folder:
        forms = Path(folder) / "forms"
        forms.mkdir()
        write(forms, count)
        start = time.perf_counter()
        command = [sys.executable, "-c", _RUN, str(forms), str(Path(folder) / "audit.xlsx")]
        run = subprocess.run(command, capture_output=True, text=True, check=True)
        return time.perf_counter() - start, int(run.stderr.split()[-1])


def _write_folder(folder: Path, count: int) -> None:
    for number in range(count):
        _write_form(folder / f"{number:06d}.xlsx", number)


def _write_form(path: Path, number: int) -> None:
    """A form of 30 rows; every seventh has a miss at full marks."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("自评表")
    lines: list[list[object]] = [
        ["项目支出绩效自评表（2023年度）"],
        ["项目名称", f"项目{number}", "项目编码", f"P{number:06d}", "实施单位", f"单位{number % 40}"],
        ["资金", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["年度资金总额", 100, 100, 95, 10, "95%", 9.5],
        list(HEADINGS),
    ]
    lines += _indicators(number)
    lines.append(["总分", "", "", "", "", "", "", 100, 99.5])
    for at, line in enumerate(lines):
        sheet.write_row(at, 0, line)
    book.close()


def _write_export(folder: Path, count: int) -> None:
    """The same projects below each other; the execution of the budget is a row among the indicators."""
    book = xlsxwriter.Workbook(str(folder / "导出.xlsx"))
    sheet = book.add_worksheet("导出")
    sheet.write_row(0, 0, ["项目编码", "项目名称", "预算单位", "年度", "全年预算数", "全年执行数", *HEADINGS])
    at = 1
    for number in range(count):
        head = [f"P{number:06d}", f"项目{number}", f"单位{number % 40}", "2023", 100, 95]
        execution = ["预算执行", "", "预算执行率", "", 100, "%", "95%", 10, 9.5, ""]
        for line in (execution, *_indicators(number)):
            sheet.write_row(at, 0, [*head, *line])
            at += 1
    book.close()


def _indicators(number: int) -> list[list[object]]:
    done = {row: 90 if number % 7 == 0 and row == 3 else 100 + row for row in range(ROWS)}
    return [["产出指标", "数量指标", f"第{row}类人员培训人数", "≥", 100, "人", done[row], 3, 3, ""] for row in done]
