"""The archived result against the scores worked out again from the archived data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hengping.reports.archive.difference import Difference, Kind
from hengping.reports.archive.layout import RESULT

_TOTALS = {"total": "总分", "grade": "等级", "outcome": "评价结论", "full_marks": "满分"}
_SCORED = {"weight": "权重", "score": "得分", "rate": "得分率"}


def score_differences(recorded: dict[str, Any], again: dict[str, Any]) -> Iterator[Difference]:
    """Every score, weight, rate and grade that the archived result gives otherwise than the archived data."""
    for key, words in _TOTALS.items():
        yield from _compare(words, recorded.get(key), again.get(key))
    filed = {entry["code"]: entry for entry in recorded["indicators"]}
    for entry in again["indicators"]:
        code = entry["code"]
        if code not in filed:
            yield Difference(Kind.SCORE, RESULT, f"没有记载指标 {code}“{entry['name']}”。", expected=code)
            continue
        for key, words in _SCORED.items():
            yield from _compare(f"指标 {code}“{entry['name']}”{words}", filed[code].get(key), entry[key])
        points = {criterion["id"]: criterion for criterion in filed[code]["criteria"]}
        for criterion in entry["criteria"]:
            was = points.get(criterion["id"], {}).get("score")
            yield from _compare(f"评分要点 {criterion['id']}得分", was, criterion["score"])
    known = {entry["code"] for entry in again["indicators"]}
    for code in (code for code in filed if code not in known):
        yield Difference(Kind.SCORE, RESULT, f"记载了数据中没有的指标 {code}。", found=code)


def _compare(words: str, recorded: str | None, again: str | None) -> Iterator[Difference]:
    if recorded != again:
        was, now = recorded or "（无）", again or "（无）"
        yield Difference(Kind.SCORE, RESULT, f"{words}：归档记载 {was}，重算为 {now}。", expected=now, found=was)
