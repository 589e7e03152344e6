"""The second half of an evaluation, played from the command line: every step says what it should."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "examples" / "second-half.sh"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    out = tmp_path_factory.mktemp("second") / "half"
    hengping = Path(sys.executable).with_name("hengping")
    run = subprocess.run(
        ["bash", str(SCRIPT), str(out)],
        env={**os.environ, "HENGPING": str(hengping)},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout, out


@pytest.mark.parametrize(
    "said",
    [
        "方案已通过三级复核。",
        "初稿二级复核：退回（李二，2021-08-04）",
        "已销号 R06",
        "初稿已通过三级复核。",
        "（补充）：evidence/E06-年度工作计划.txt",
        "A22-4 0.00 → 0.50",
        "总分 92.12 → 92.62",
        "意见 Y02：不采纳",
        "终稿已通过三级复核。",
        "共 4 项，已销号 4 项",
        "归档包完整",
        "由归档数据重新计分：总分 92.62，等级“优”。",
        "后半程演示完成",
    ],
)
def test_the_script_says(played: tuple[str, Path], said: str) -> None:
    assert said in played[0]


def test_a_draft_that_was_edited_is_told_with_what_changed(played: tuple[str, Path]) -> None:
    status = played[0].rsplit("--status\n", 1)[1]
    assert "指标体系 A22-4“手工改分·改定得分”：（空） → 0.5" in status
    assert status.count("有效") == 6  # three levels of the plan, three of the final text


def test_the_byte_that_was_changed_is_named(played: tuple[str, Path]) -> None:
    changed = re.search(r"differ: byte (\d+), line (\d+)", played[0])
    assert changed is not None
    assert f"第 {changed[1]} 字节（第 {changed[2]} 行）" in played[0]


def test_before_and_after_columns_print_in_the_report(played: tuple[str, Path]) -> None:
    html = (played[1] / "文件" / "报告" / "report.html").read_text(encoding="utf-8")
    assert all(stage in html for stage in ("初评", "复核后", "意见后", "专家后"))
    assert "年度计划列有部分效益指标的计划值" in html
    result = json.loads((played[1] / "文件" / "报告" / "result.json").read_text(encoding="utf-8"))
    assert result["total"] == "92.62"
