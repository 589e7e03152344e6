"""A slip in somebody's own layout is told with its line and the name that was meant."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from hengping.errors import InputError
from hengping.reference.form_layouts import read_form_layout

PACKAGED = (resources.files("hengping.reference") / "forms" / "F06.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("written", "slip", "found", "mend"),
    [
        ("heading: 一级指标", "headng: 一级指标", "headng", "是否为 heading？"),
        ("kind: table", "kind: tabel", "kind: tabel", "是否为 table？"),
        ("landscape: true", "landscap: true", "landscap", "是否为 landscape？"),
        ("align: left", "align: 左", "align: 左", "请改为其中一个。"),
        ("share: 0.85", "share: -1", "share: -1", "请改正数字。"),
    ],
)
def test_a_slip_is_told_with_its_line(tmp_path: Path, written: str, slip: str, found: str, mend: str) -> None:
    path = tmp_path / "F06.yaml"
    path.write_text(PACKAGED.replace(written, slip, 1), "utf-8")
    line = PACKAGED[: PACKAGED.index(written)].count("\n") + 1
    with pytest.raises(InputError) as caught:
        read_form_layout(path)
    told = {(fault.found, fault.mend) for fault in caught.value.faults}
    assert (found, mend) in told
    where = next(fault.where for fault in caught.value.faults if fault.found == found)
    assert where in (f"F06.yaml 第 {line} 行", f"F06.yaml 第 {line - 1} 行")


def test_no_english_reaches_a_user(tmp_path: Path) -> None:
    path = tmp_path / "F06.yaml"
    path.write_text("code: F6\nblocks: 表\n", "utf-8")
    with pytest.raises(InputError) as caught:
        read_form_layout(path)
    texts = " ".join(f"{fault.expected} {fault.mend}" for fault in caught.value.faults)
    assert not any(word in texts for word in ("required", "Input", "should"))
