"""What the signatures of the three-level review cover, against what the case says now."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from hengping.cases.deliverables.content import hash_of
from hengping.cases.deliverables.review_state import review_state
from hengping.cases.deliverables.snapshots import FOLDER
from hengping.cases.model import Case
from hengping.reports.archive.beside import Beside, Lack

SIGNATURE = "复核签名"
"""Begins what is said of a signature."""


def signature_lacks(case: Case, beside: Mapping[str, Beside]) -> Iterator[Lack]:
    """Signatures that are void, and snapshots of signed content that are not what was signed."""
    for state in review_state(case).values():
        for level in state.void:
            who = level.decision.reviewer if level.decision else ""
            what = f"{SIGNATURE}：{state.deliverable.label}第 {level.level} 级（{who}）"
            yield Lack(what, "", f"签名失效：{level.reason}")
    for name, file in beside.items():
        path = PurePosixPath(name)
        if path.parent.as_posix() == FOLDER and path.suffix == ".json" and not _is_as_signed(file, path.stem):
            yield Lack(f"{SIGNATURE}：所签内容的存本", name, "内容与文件名中的哈希值不符")


def _is_as_signed(file: Beside, stem: str) -> bool:
    try:
        kept = json.loads(file.content.read_text(encoding="utf-8"))["content"]
        return hash_of(kept).startswith(stem.rpartition("-")[2])
    except (OSError, ValueError, KeyError, TypeError):
        return False
