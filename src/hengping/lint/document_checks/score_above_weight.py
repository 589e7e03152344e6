"""得分超过分值: a score is more than the points that can be had.

Meaning: in a row of a table of scores the score is above the weight, a sentence gives a thing more points than it can
have, or takes off more (资产管理8分，得8.5分); or a sentence gives more points than the table has for that name.
Why: no rule of scoring gives more than full marks; one of the two is wrong.
Basis: arithmetic.
Exclusions:
1. Bonus points that the row or the sentence names: 加分, 附加分.
2. Rows that lack one of the two, or with a score merged over several weights.
3. Names that stand with different weights in the tables.
4. Tables where most scores are above: the columns are of something else.
Fires: 产出 | 分值 30 | 得分 31.50
Silent: 产出 | 分值 30 | 得分 30.00
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hengping.lint.check import Check, Group
from hengping.lint.documents.place import at
from hengping.lint.documents.printed import Printed
from hengping.lint.documents.scores.point_statements import PointStatement, point_statements
from hengping.lint.documents.scores.score_tables import ScoreTable, weights_by_name
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import plain

_BONUS = re.compile(r"加分|附加")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for table in subject.score_tables:
        lines = [(item, line) for item in range(table.ledger.count) if (line := table.line(item)) is not None]
        lines = [(item, line) for item, line in lines if not any(figure.unit.shift for figure in line)]  # (2)
        above = [(item, line) for item, line in lines if line[1].value > line[0].value]
        if 2 * len(above) <= len(lines):  # (4)
            yield from (remark for item, line in above for remark in _row(table, item, *line))
    weights = weights_by_name(subject.score_tables)  # (3)
    for sentence in subject.sentences:
        if not _BONUS.search(sentence.text):  # (1)
            for statement in point_statements(sentence):
                yield from _statement(statement, weights)


def _row(table: ScoreTable, item: int, weight: Printed, score: Printed) -> Iterator[Remark]:
    label = table.ledger.name_before(item, table.weight)
    if not _BONUS.search(label):  # (1)
        yield Remark(
            at(table.ledger.place(item, table.score.index)),
            f"“{label}”分值{plain(weight.value)}分，得分{plain(score.value)}分，超过分值。",
            expected=f"不超过{plain(weight.value)}",
            found=plain(score.value),
        )


def _statement(statement: PointStatement, weights: dict[str, Printed]) -> Iterator[Remark]:
    own = statement.weight
    weight = own or weights.get(statement.name)
    lost = sum((loss.value for loss, _ in statement.losses), Decimal(0))
    points, word = (statement.score.value, "得分") if statement.score is not None else (lost, "失分")
    if weight is None or points <= weight.value:
        return
    where = "" if own is not None else f"评分表中“{statement.name}”的"
    yield Remark(
        at(statement.sentence.place),
        f"“{statement.printed}”：{word}{plain(points)}分超过{where}分值{plain(weight.value)}分。",
        expected=f"不超过{plain(weight.value)}",
        found=plain(points),
        severity=None if own is not None else Severity.WARNING,
    )


CHECK = Check(code="HP718", title="得分超过分值", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
