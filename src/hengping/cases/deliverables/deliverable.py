"""The three things an evaluation hands in, the three levels that review each, and how people write both."""

from __future__ import annotations

import unicodedata

from hengping.cases.model.fields import Labelled

LEVELS = (1, 2, 3)
_LEVEL_WORDS = {1: "一级", 2: "二级", 3: "三级"}


class Deliverable(Labelled):
    """What is reviewed and signed, in the order of the work."""

    PLAN = "plan", "方案"
    DRAFT = "draft", "初稿"
    FINAL = "final", "终稿"

    @property
    def earlier(self) -> Deliverable | None:
        """The deliverable whose review comes before this one's."""
        order = list(Deliverable)
        return order[order.index(self) - 1] if self is not order[0] else None


_NAMES = {
    Deliverable.PLAN: ("plan", "方案", "评价方案", "工作方案", "实施方案"),
    Deliverable.DRAFT: ("draft", "初稿", "报告初稿", "征求意见稿"),
    Deliverable.FINAL: ("final", "终稿", "报告终稿", "正式稿", "正式报告", "定稿"),
}


def deliverable_named(text: str) -> Deliverable | None:
    """The deliverable that a person means by 方案, 评价方案, draft, 正式稿 …; None where none is meant."""
    name = folded(text).lower()
    return next((deliverable for deliverable, names in _NAMES.items() if name in names), None)


def level_named(text: str) -> int | None:
    """1 to 3 for 一级, 1, 第一级, 一审 …; None where no level is meant."""
    name = folded(text).removeprefix("第").rstrip("级审")
    return {"1": 1, "一": 1, "2": 2, "二": 2, "3": 3, "三": 3}.get(name)


def level_word(level: int) -> str:
    """一级, 二级, 三级."""
    return _LEVEL_WORDS[level]


def folded(text: str) -> str:
    """A name without blanks and width variants, so that 张 三 and 张三 are one person."""
    return "".join(unicodedata.normalize("NFKC", text).split())
