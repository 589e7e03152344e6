"""What a check finds, where it stands, and who accepted it."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from pydantic import BaseModel

from hengping.cases.model.fields import Labelled
from hengping.cases.model.parts import PARTS
from hengping.cases.model.process import Waiver


class Severity(Labelled):
    """How much a finding weighs: the document cannot be right, a reviewer would object, one should know."""

    ERROR = "error", "错误"
    WARNING = "warning", "警告"
    INFO = "info", "提示"


@dataclass(frozen=True)
class Place:
    """Where in a case something stands.

    Attributes:
        part: attribute of `Case`.
        rows: ids of the rows meant; none means the part as a whole.
        name: what the first row calls itself.
        field: Chinese heading of the field; "" for the row as a whole.
    """

    part: str
    rows: tuple[str, ...] = ()
    name: str = ""
    field: str = ""

    def __str__(self) -> str:
        """A path that a person can follow: goals.csv（绩效目标）G05、G07“收入预算执行率”，指标值."""
        rows = "、".join(self.rows)
        name = f"“{self.name}”" if self.name and self.name != rows else ""
        return f"{_part_title(self.part)}{rows}{name}{f'，{self.field}' if self.field else ''}"


@functools.cache
def _part_title(part: str) -> str:
    return next(
        (f"{spec.file}（{spec.sheet}）" for spec in PARTS if spec.attribute == part),
        "正文 " if part == "texts" else part,
    )


@functools.cache
def heading(model: type[BaseModel], attribute: str) -> str:
    """The Chinese heading of a field, as forms and workbooks show it."""
    return model.model_fields[attribute].title or attribute


@dataclass(frozen=True)
class Remark:
    """What a check has to say about one place; the check adds its code and severity.

    Attributes:
        where: the place.
        message: what is wrong, a Chinese sentence that stands without the other fields.
        expected: what would be right; "" where the message says it.
        found: what stands there, as written.
        severity: where it is not that of the check.
    """

    where: Place
    message: str
    expected: str = ""
    found: str = ""
    severity: Severity | None = None


@dataclass(frozen=True)
class Finding:
    """A remark with the check it comes from, and the waiver that covers it, if any."""

    code: str
    severity: Severity
    remark: Remark
    waiver: Waiver | None = None

    @property
    def where(self) -> Place:
        return self.remark.where

    def is_covered_by(self, waiver: Waiver) -> bool:
        """Whether a waiver means this finding: by its check, and by no place, a row's id or the place as printed."""
        place = waiver.place.strip()
        return waiver.check.strip() == self.code and (not place or place in self.where.rows or place == str(self.where))


@dataclass(frozen=True)
class LintReport:
    """All findings of a case: errors first, then by code, then in the order of the case; waived ones stay in place."""

    findings: tuple[Finding, ...]

    @property
    def open(self) -> tuple[Finding, ...]:
        """What nobody waived."""
        return tuple(finding for finding in self.findings if finding.waiver is None)

    @property
    def has_errors(self) -> bool:
        """Whether an error stands that nobody waived."""
        return any(finding.severity is Severity.ERROR for finding in self.open)

    def count(self, severity: Severity) -> int:
        """How many findings of a severity nobody waived."""
        return sum(finding.severity is severity for finding in self.open)
