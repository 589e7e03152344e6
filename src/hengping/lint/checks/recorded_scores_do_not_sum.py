"""记录得分合计不符: recorded scores of the rows do not add up to the recorded total.

Meaning: at one stage, the score on record for an indicator or the total is not the sum of the scores on record below.
Why: the sheet contradicts itself, whatever the rules say.
Basis: arithmetic; a county's form of 2020 prints rows of 93 points and a total of 94.
Exclusions:
1. Rows of which not all have a score on record at that stage.
2. 其中 rows and rows outside the total.
Fires: 13+15+10+10+27+9+9 = 93 on record, 合计 94 on record
Silent: 9.41+23.80+39.65+21.65 = 94.51 on record, 合计 94.51 on record
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hengping.cases.model.case import walk
from hengping.cases.model.indicators import Indicator
from hengping.cases.model.process import ScoreRecord, ScoreStage
from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity
from hengping.lint.subject import CaseUnderReview
from hengping.quantities import plain

Records = dict[str, ScoreRecord]


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    top = subject.case.indicators.indicators
    for stage in ScoreStage:
        records = {record.code: record for record in subject.case.scores if record.stage is stage}
        if not records:
            continue
        for _, indicator in walk(top):
            if indicator.code in records:
                below = _criteria(indicator, records) if indicator.criteria else _sum(indicator.children, records)
                yield from _compared(records[indicator.code], f"“{indicator.name}”", below)
        if "TOTAL" in records:
            yield from _compared(records["TOTAL"], "总分", _sum(top, records))


def _sum(indicators: tuple[Indicator, ...], records: Records) -> Decimal | None:
    """The scores on record of siblings, each its own or the sum of those below it; None where one has neither."""
    counted = [row for row in indicators if not row.of_which and not row.outside_total]  # (2)
    scores = [_recorded(row, records) for row in counted]
    known = [score for score in scores if score is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(scores) else None  # (1)


def _recorded(indicator: Indicator, records: Records) -> Decimal | None:
    if indicator.code in records:
        return records[indicator.code].score
    return _criteria(indicator, records) if indicator.criteria else _sum(indicator.children, records)


def _criteria(leaf: Indicator, records: Records) -> Decimal | None:
    counted = [criterion.id for criterion in leaf.criteria if not criterion.of_which]
    known = [records[name].score for name in counted if name in records]
    return sum(known, Decimal(0)) if known and len(known) == len(counted) else None


def _compared(record: ScoreRecord, name: str, below: Decimal | None) -> Iterator[Remark]:
    if below is not None and below != record.score:
        yield Remark(
            Place("scores", (record.id,), record.code),
            f"{record.stage.label}记录的{name}得分为 {plain(record.score)}，所属各行记录的得分之和为 {plain(below)}。",
            expected=plain(below),
            found=plain(record.score),
        )


CHECK = Check(code="HP209", title="记录得分合计不符", severity=Severity.ERROR, group=Group.SCORES, run=_run)
