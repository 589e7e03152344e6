"""How long the audit of 10,000 self-evaluation forms of 30 rows takes on two cores, and whether memory stays flat.

So many forms are not written: 500 and 1,000 are, and the time of one form is multiplied. Memory of the larger run is
held against that of the smaller one.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import xlsxwriter

from benchmarks.paired import verdict

ROWS = 30
FEW, MANY, ALL = 500, 1_000, 10_000
LIMIT_SECONDS = 240.0
LIMIT_MEMORY_RATIO = 1.3
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
    seconds, memory = {}, {}
    for count in (FEW, MANY):
        seconds[count], memory[count] = _audited(count)
        print(f"  {count:,} forms: {seconds[count]:.1f} s, {memory[count] / 1024:.0f} MB in the largest process")
    each = (seconds[MANY] - seconds[FEW]) / (MANY - FEW)
    whole = seconds[FEW] + each * (ALL - FEW)
    return all(
        (
            verdict(f"{ALL:,} forms of {ROWS} rows, seconds", whole, LIMIT_SECONDS),
            verdict(f"memory of {MANY:,} forms, times that of {FEW}", memory[MANY] / memory[FEW], LIMIT_MEMORY_RATIO),
        )
    )


def _audited(count: int) -> tuple[float, int]:
    """Seconds of the whole command, start included, and the memory of its largest process in KB."""
    with tempfile.TemporaryDirectory() as folder:
        forms = Path(folder) / "forms"
        forms.mkdir()
        for number in range(count):
            _write_form(forms / f"{number:06d}.xlsx", number)
        start = time.perf_counter()
        command = [sys.executable, "-c", _RUN, str(forms), str(Path(folder) / "audit.xlsx")]
        run = subprocess.run(command, capture_output=True, text=True, check=True)
        return time.perf_counter() - start, int(run.stderr.split()[-1])


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
    for row in range(ROWS):
        done = 90 if number % 7 == 0 and row == 3 else 100 + row
        lines.append(["产出指标", "数量指标", f"第{row}类人员培训人数", "≥", 100, "人", done, 3, 3, ""])
    lines.append(["总分", "", "", "", "", "", "", 100, 99.5])
    for at, line in enumerate(lines):
        sheet.write_row(at, 0, line)
    book.close()
