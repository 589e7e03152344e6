"""The page of the indicator library: each entry with formula, traps and how sure we are."""

from __future__ import annotations

from hengping.reference.indicator_library import Direction, Library, LibraryEntry, indicator_library
from scripts.reference.markdown import table

_DIRECTIONS = {
    Direction.HIGHER: "越高越好",
    Direction.LOWER: "越低越好",
    Direction.BAND: "区间或定值",
    Direction.CONTEXT: "背景，不计分",
}


def page() -> str:
    library = indicator_library()
    introduction = (
        f"{library.title}。来源：{library.source}。\n\n"
        "可信度：V 名称、目标或数值见于已公开的评价报告；L 有法律依据；K 通行知识；"
        "U 口径或区间不确定，只作提示，程序不据此判断。\n"
    )
    return "\n".join((introduction, *(_family(library, family.code, family.name) for family in library.families)))


def _family(library: Library, code: str, name: str) -> str:
    entries = [entry for entry in library.entries if entry.code.rstrip("0123456789") == code]
    headings = ("代码", "指标", "计算公式", "单位", "方向", "评分规则", "易错处", "依据或实例", "可信度")
    return f"## {code} {name}\n\n{table(headings, [_row(entry) for entry in entries])}"


def _row(entry: LibraryEntry) -> tuple[str, ...]:
    rule = f"[`{entry.rule}`](scoring-rules.md#{entry.rule})" if entry.rule else ""
    basis = "；".join(text for text in (entry.basis, entry.example) if text)
    direction = _DIRECTIONS[entry.direction]
    return (
        *(entry.code, entry.name, entry.formula, entry.unit, direction),
        *(rule, entry.traps, basis, "、".join(entry.tags)),
    )
