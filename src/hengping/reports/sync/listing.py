"""The findings of `hengping sync` in words, for a terminal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from hengping.reports.sync.findings import Findings, LostFigure, PassageEdit, WordingChange

_EDITS = {"added": "增写", "deleted": "删去", "moved": "移动", "reworded": "改写"}
_WORDINGS = {"added": "应增", "deleted": "应删", "moved": "应移", "reworded": "应改"}
_KINDS = {
    **{
        "score": "得分",
        "weight": "分值",
        "rate": "得分率",
        "deduction": "扣分",
        "target": "目标值",
        "actual": "实际值",
    },
    **{
        "rule": "评分理由中的数",
        "working": "算式中的数",
        "full_marks": "满分",
        "lost": "失分",
        "profile": "（评价规程）",
    },
    **{"full": "得满分的项数", "pending": "未评分的项数", "criteria": "要点数", "filed": "（所填）"},
}
_COUNTED = {"lost": "失分的项数"}
Shorten = Callable[[str], str]

_LONGEST = 160
_MOST_PLACES = 4


def render_text(findings: Findings, *, show_all: bool) -> Iterator[str]:
    """The lists, line by line.

    Args:
        show_all: long texts in full, and every place of a figure.
    """
    shorten: Shorten = str if show_all else _shortened
    yield from (f"注意：{note}" for note in findings.notes)
    yield from _figures(findings, show_all=show_all)
    yield from _section("文字改动（均已保留）", [_edit(each, shorten) for each in findings.edits])
    by_hand = [each for each in findings.figures if each.by_hand]
    hand = [f"{each.where}：手工改为“{each.old}”，已改回“{each.new}”（{label(each.fact_id)}）" for each in by_hand]
    yield from _section("手工改过的数（以评价数据为准）", hand)
    yield from _section("失去联系、已经过时的数（未改，请手工更正）", [_lost(each) for each in findings.lost])
    if findings.lost_but_right:
        yield f"另有 {findings.lost_but_right} 个数失去了与评价数据的联系，目前仍然正确。"
    kept = [f"{each.where}：“{shorten(each.found)}”（{label(each.fact_id)}）：{each.why}" for each in findings.kept]
    yield from _section("未更新的数", kept)
    told = [_wording(each, shorten) for each in findings.wordings]
    yield from _section("按评价数据，以下文字现在的写法不同（未改，请斟酌）", told)
    charts = [
        f"{each.caption}：{'已换成新图' if each.replaced else '数据已变，但文件中的图已被换过或删去，未改'}"
        for each in findings.charts
    ]
    yield from _section("图", charts)


def label(fact_id: str) -> str:
    """A figure's id in words: `score:A11` is A11得分."""
    kind, _, name = fact_id.partition(":")
    if not name:
        return fact_id
    if kind == "formula":
        return f"算式 {name}"
    if kind == "count":
        kind, _, name = name.partition(":")
        return f"{name}{_COUNTED.get(kind) or _KINDS.get(kind, '')}" if name else "计数"
    name = "总计" if name == "TOTAL" else name
    return f"{name}{_KINDS.get(kind, '')}"


def _figures(findings: Findings, *, show_all: bool) -> Iterator[str]:
    """Figures changed, equal changes of one fact together, in the order in which facts first appear."""
    order: dict[tuple[str, str, str], list[str]] = {}
    for each in findings.figures:
        order.setdefault((each.fact_id, each.old, each.new), []).append(each.where)
    lines = [
        f"{label(fact_id)}：{old} → {new}（{_places(places, show_all=show_all)}）"
        for (fact_id, old, new), places in order.items()
    ]
    count = f"{len(findings.figures)} 处"
    yield from _section("数字更新", lines, count=count)


def _places(places: Sequence[str], *, show_all: bool) -> str:
    unique = [place for place, _ in groupby(places)]
    if show_all or len(unique) <= _MOST_PLACES:
        return "；".join(unique)
    return "；".join(unique[: _MOST_PLACES - 1]) + f"等 {len(unique)} 处"


def _section(title: str, lines: Sequence[str], *, count: str = "") -> Iterator[str]:
    if not lines:
        if title.startswith(("数字", "文字")):
            yield f"{title.split('（')[0]}：无。"
        return
    yield f"{title}：{count or f'{len(lines)} 处'}"
    yield from (f"  {number}. {line}" for number, line in enumerate(lines, start=1))


def _edit(edit: PassageEdit, short: Shorten) -> str:
    head = f"{_EDITS[edit.kind]} {edit.where}"
    more = f"等共 {edit.count} {'行' if edit.whole_row else '段（行）'}" if edit.count > 1 else ""
    text = (edit.new or edit.old).split("\n")[0] if more else edit.new or edit.old
    match edit.kind:
        case "moved":
            return f"{head}：“{short(text)}”{more}，原在{edit.before}"
        case "reworded":
            return f"{head}：“{short(edit.old)}”→“{short(edit.new)}”"
        case _:
            return f"{head}：“{short(text)}”{more}"


def _wording(change: WordingChange, short: Shorten) -> str:
    head = f"{_WORDINGS[change.kind]} {change.where}"
    if change.old and change.new:
        return f"{head}：“{short(change.old)}”→“{short(change.new)}”"
    return f"{head}：“{short(change.old or change.new)}”"


def _lost(lost: LostFigure) -> str:
    return f"{lost.where}：“{lost.found}”应为“{lost.expected}”（{label(lost.fact_id)}）"


def _shortened(text: str) -> str:
    flat = re.sub(r"\s+", " ", text)
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST * 2 // 3]}……{flat[-_LONGEST // 4 :]}"
