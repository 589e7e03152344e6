"""What a check is: one question about a subject, with a stable code. One file in `lint/checks/` each.

The module's docstring is the check's definition: first line `中文标题: sentence`, then meaning, why, basis, numbered
exclusions that the code cites, an example that fires and one that must not.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from hengping.cases.model.fields import Labelled
from hengping.lint.finding import Finding, Remark, Severity


class Group(Labelled):
    """What a check is about; the group decides which subject it gets."""

    GOALS = "goals", "绩效目标"
    SCORES = "scores", "评分"
    LINKS = "links", "问题与引用"
    FACTS = "facts", "事实与勾稽"
    TEXT = "text", "文字"
    PROCESS = "process", "过程与日期"
    WAIVERS = "waivers", "豁免"
    DOCUMENT = "document", "文件"
    FORM = "form", "自评表"


Subject = TypeVar("Subject")


@dataclass(frozen=True, kw_only=True)
class Check(Generic[Subject]):
    """One check. `run` yields remarks in the order of the subject and never fails on a subject that is a model.

    Attributes:
        code: stable, never used again for another check.
        title: Chinese name.
        severity: of its findings, unless a remark says another.
        group: what it is about.
        run: takes a `GoalSheet` (group GOALS), a `WaiversUnderReview` (WAIVERS), a `DocumentUnderReview` (DOCUMENT), a
            `FormUnderReview` (FORM) or a `CaseUnderReview` (the others).
    """

    code: str
    title: str
    severity: Severity
    group: Group
    run: Callable[[Subject], Iterator[Remark]]

    @property
    def name(self) -> str:
        """The module's name."""
        return self.run.__module__.rpartition(".")[2]

    @property
    def definition(self) -> str:
        """The module's docstring."""
        return sys.modules[self.run.__module__].__doc__ or ""

    def findings(self, subject: Subject) -> Iterator[Finding]:
        """What the check finds in a subject."""
        return (Finding(self.code, remark.severity or self.severity, remark) for remark in self.run(subject))
