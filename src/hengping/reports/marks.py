"""The sign beside every figure that was not established by evidence, and what it means.

※ 重构: not published, set so that it agrees with what was; △ 假定: taken for granted. Every document shows them.
"""

from __future__ import annotations

from collections.abc import Iterable

from hengping.cases.model.fields import Mark, Status

SIGNS = {Status.RECONSTRUCTED: "※", Status.ASSUMED: "△"}
LEGEND = {
    Status.RECONSTRUCTED: "※为重构：原始资料未公布，依已公布的结果和通行框架推定",
    Status.ASSUMED: "△为假定：没有资料可依，按说明的理由设定",
}


def sign(marks: Iterable[Mark]) -> str:
    """The signs for these marks, reconstructed first; empty for none."""
    statuses = {mark.status for mark in marks}
    return "".join(text for status, text in SIGNS.items() if status in statuses)


def status_sign(status: Status) -> str:
    """The sign of one status; empty where a value is established."""
    return SIGNS.get(status, "")


def legend(signs: str) -> str:
    """What the signs in a table or a text mean; empty for none."""
    return "；".join(text for status, text in LEGEND.items() if SIGNS[status] in signs)
