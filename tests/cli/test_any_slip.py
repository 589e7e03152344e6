"""Whatever slip of the keyboard, anywhere in a case: it is taken or told, and never a defect of the program."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.conftest import SMALL_CASE, hengping

EXAMPLE = Path(__file__).parents[2] / "examples" / "datong-2020"
TYPED = (
    "", "0", "-1", "1e30", "=", "=1/0", "=SUM()", "=支出_实际", "是", "否", "true", "2021-02-29", "9999-12-31", "0001-01-01",
    "2020Q4", "{{", "{{ x }}", "{% if %}", "[]", "[[]]", "- a", "a: b", "'", '"', "#", "|", "@", "%", "１２", "NaN", "-0",
    "x" * 3000, "\u200b", "😀", "A1", "TRUE", "null", "~", "区间", "截止", "≥", "proportion", "deadline", "checklist", "judged",
    "per_fault", "steps", "satisfaction", "interval_deviation", "smaller_is_better", "qualitative_bands", "met_or_nothing",
    "per_unit_short", "E01", "G01", "B1-1", "不适用", "达成", "redistribute", "..", "0.1", "1,2", "千", "万元", "人", "日期", "是否",
    "文本", "百分点", "元/人·月",
)  # fmt: skip


@st.composite
def slips(draw: st.DrawFn, text: str) -> str:
    """The text with a line lost, doubled or moved, or something typed into it or over a part of it."""
    lines = text.split("\n")
    at = st.integers(0, len(lines) - 1)
    for _ in range(draw(st.integers(1, 3))):
        here, there, typed = draw(at), draw(at), draw(st.sampled_from(TYPED))
        line = lines[here]
        start = draw(st.integers(0, len(line)))
        end = draw(st.integers(start, min(len(line), start + 12)))
        match draw(st.sampled_from(["type", "lose", "double", "swap", "cell", "value"])):
            case "type":
                lines[here] = line[:start] + typed + line[end:]
            case "lose":
                lines[here] = ""
            case "double":
                lines[here] = f"{line}\n{lines[there]}"
            case "swap":
                lines[here], lines[there] = lines[there], line
            case "cell":
                cells = line.split(",")
                cells[draw(st.integers(0, len(cells) - 1))] = typed
                lines[here] = ",".join(cells)
            case "value":
                key, colon, _ = line.partition(": ")
                lines[here] = f"{key}{colon}{typed}"
    return "\n".join(lines)


@pytest.mark.parametrize(("case", "examples"), [(SMALL_CASE, 150), (EXAMPLE, 15)], ids=["small case", "example"])
def test_a_slip_is_taken_or_told(case: Path, examples: int) -> None:
    files = sorted(path.relative_to(case) for path in case.rglob("*") if path.suffix in (".csv", ".yaml", ".md"))

    @settings(max_examples=examples)
    @given(st.data())
    def slip(data: st.DataObject) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(shutil.copytree(case, Path(name, "case")))
            for file in data.draw(st.lists(st.sampled_from(files), min_size=1, max_size=2)):
                text = (folder / file).read_text("utf-8")
                (folder / file).write_text(data.draw(slips(text)), "utf-8")
            scored = hengping("score", folder)
            assert scored.code in (0, 2), scored.err
            assert (scored.err == "") == (scored.code == 0)
            checked = hengping("lint", folder)
            assert checked.code in ((0, 1) if scored.code == 0 else (2,)), checked.err

    slip()
