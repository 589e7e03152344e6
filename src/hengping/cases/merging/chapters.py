"""Chapters of three cases joined line by line."""

from __future__ import annotations

from collections.abc import Mapping

from hengping.cases.folder_store import TEXT_FOLDER
from hengping.cases.merging.cells import Joiner
from hengping.cases.merging.conflict import DELETED, Trail
from hengping.cases.merging.lines import Run, join_lines
from hengping.cases.merging.order import merged_order
from hengping.cases.workbook_plan import CHAPTERS_SHEET

Chapters = Mapping[str, str]


def join_chapters(joiner: Joiner, base: Chapters, mine: Chapters, yours: Chapters) -> dict[str, str]:
    """The chapters of the merged case."""
    joined: dict[str, str] = {}
    for name in merged_order(list(base), list(mine), list(yours), {*mine, *yours}):
        trail = Trail(f"{TEXT_FOLDER}/{name}.md", CHAPTERS_SHEET, name)
        text = _chapter(joiner, trail, base.get(name), mine.get(name), yours.get(name))
        if text is not None:
            joined[name] = text
    joiner.tally.both += sum(name not in mine and name not in yours for name in base)
    return joined


def _chapter(joiner: Joiner, trail: Trail, base: str | None, mine: str | None, yours: str | None) -> str | None:
    tally = joiner.tally
    if mine == yours:
        tally.both += mine != base
        return mine
    if base in (mine, yours):
        side, text, other = (tally.mine, mine, yours) if base == yours else (tally.yours, yours, mine)
        side.added += other is None
        side.deleted += text is None
        side.changed += text is not None and other is not None
        return text
    if mine is None or yours is None:
        told = (base or "", DELETED if mine is None else mine, DELETED if yours is None else yours)
        answer = joiner.ask(trail, (base, mine, yours), told=told)
        return answer if isinstance(answer, str) else None

    def ask(run: Run) -> tuple[str, ...]:
        first, last = run.first + 1, run.first + len(run.base)
        numbers = f"{first}—{last}" if first < last else str(last)
        lines = f"原第 {numbers} 行" if run.base else f"原第 {last} 行之后" if last else "开头"
        base_text, mine_text, yours_text = ("\n".join(version) for version in (run.base, run.mine, run.yours))
        answer = joiner.ask(trail.into(lines), (base_text, mine_text, yours_text))
        versions = {base_text: run.base, yours_text: run.yours, mine_text: run.mine}
        return versions.get(answer, (answer,)) if isinstance(answer, str) else run.mine

    def count(run: Run) -> None:
        if run.mine == run.yours:
            tally.both += 1
        else:
            tally.mine.changed += run.mine != run.base
            tally.yours.changed += run.yours != run.base

    return join_lines(base or "", mine, yours, ask=ask, count=count)
