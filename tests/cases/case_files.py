"""A small case as files, written as a person would, and what reading it with mistakes says."""

from __future__ import annotations

from pathlib import Path

import pytest

from hengping.cases.store import open_case
from hengping.errors import InputError

FILES = {
    "case.yaml": """\
# 封面信息
title: 养老保险基金支出绩效评价报告
project_name: 基金支出
kind: finance_evaluation
year: 2021   # 评价年度
team:
  - name: 张三
    role: 主评人
phases:
  - name: 现场
    start: 2022-07-18
    steps:
      - text: 查阅资料
""",
    "indicators.yaml": """\
weight_basis: whole
indicators:
  # 决策
  - code: A
    name: 决策
    weight: 20.00
    children:
      - code: A1
        name: 立项
        weight: 20.00
        criteria:
          - id: A1-1
            text: 立项依据
            max_score: 12.50
            rule: proportion
            parameters:
              floor: 0.6
            target: {comparator: ≥, value: "95", unit: '%'}
            evidence: [E01]
          - id: A1-2
            text: 立项程序
            max_score: 7.50
  # 产出
  - code: C
    name: 产出
    weight: 80
""",
    "facts.csv": """\
id,name,value,formula,unit,status,evidence
支出_预算,支出预算,1495378.00,,万元,published,E01
支出_实际,实际支出,1448983.18,,万元,已公布,E01
支出执行率,执行率,,=支出_实际/支出_预算,%,computed,
""",
    "evidence.csv": "id,title,received_on,grade\nE01,决算报表,2022-07-01,1\n",
    "text/overview.md": "# 概况\n\n支出 {{ 支出_实际 }}。\n",
}


def case_folder(folder: Path, **changed: str | bytes) -> Path:
    """The small case in a folder, with the files named by `changed` (dots and slashes as `_`) in place of its own."""
    by_key = {name.replace(".", "_").replace("/", "_"): name for name in FILES}
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    for key, content in changed.items():
        data = content if isinstance(content, bytes) else content.encode()
        (folder / by_key[key]).write_bytes(data)
    return folder


def edited(name: str, *edits: tuple[str, str]) -> str:
    """A file of the small case with texts replaced, each of which must stand in it."""
    text = FILES[name]
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def faults(path: Path) -> list[str]:
    """What opening a case says, fault by fault."""
    with pytest.raises(InputError) as caught:
        open_case(path)
    return [str(fault) for fault in caught.value.faults]
