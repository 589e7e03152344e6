"""踏勘表单位名称或地址不一致: the record of a visit names its unit otherwise than the frame.

Meaning: name or address as filed in the visit table differ from the frame.
Why: the reader of two tables cannot know whether one unit or two are meant (有限公司 / 有限责任公司).
Basis: the region's report of 2022: nine of 37 rows differ between its two tables, most of them cut short.
Exclusions:
1. Differences of blanks and of full-width and half-width signs.
Fires: 乌鲁木齐群英龙沅物业服务有限公司 in one table, 有限责任公司 in the other
Silent: 新疆众和股份有限公司 in both
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.finding import Place, Remark, Severity
from hengping.lint.subject import CaseUnderReview
from hengping.quantities import half_width


def _run(subject: CaseUnderReview) -> Iterator[Remark]:
    frame = {row.id: row for row in subject.case.frame}
    for visit in subject.case.visits:
        unit = frame.get(visit.unit)
        if unit is None:
            continue
        for what, filed, listed in (
            ("名称", visit.name_as_filed, unit.name),
            ("地址", visit.address_as_filed, unit.address),
        ):
            if filed and _plain(filed) != _plain(listed):  # (1)
                yield Remark(
                    Place("visits", (visit.id,), unit.name),
                    f"踏勘 {visit.id} 的{what}“{filed}”与抽样框“{listed}”不一致。",
                    expected=listed,
                    found=filed,
                )


def _plain(text: str) -> str:
    return re.sub(r"\s", "", half_width(text))


CHECK = Check(code="HP608", title="踏勘表单位名称或地址不一致", severity=Severity.INFO, group=Group.PROCESS, run=_run)
