"""得分超过分值: a score is more than the points that can be had.

Meaning: in a row of a table of scores the score is above the weight, or a sentence gives 分值…分，得…分 with more
points than there are.
Why: no rule of scoring gives more than full marks; one of the two is wrong.
Basis: arithmetic.
Exclusions:
1. Bonus points that the row or the sentence names: 加分, 附加分.
2. Rows that lack one of the two, or with a score merged over several weights.
Fires: 产出 | 分值 30 | 得分 31.50
Silent: 产出 | 分值 30 | 得分 30.00
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.place import at
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import NumberTextError, plain, read_number

_BONUS = re.compile(r"加分|附加")
_SENTENCE = re.compile(
    r"(?:分值|满分|权重)(?:为|是)?(?P<weight>\d+(?:\.\d+)?)分?[，；、]?(?:实际|自评|评价|最终)?(?:得分?|评分)(?:为|是)?(?P<score>\d+(?:\.\d+)?)分"
)


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    for table in subject.score_tables:
        ledger = table.ledger
        for item in range(ledger.count):
            line = table.line(item)
            if line is None or any(figure.unit.shift for figure in line):  # (2)
                continue
            weight, score = line
            label = ledger.name_before(item, table.weight)
            if score.value > weight.value and not _BONUS.search(label):  # (1)
                yield Remark(
                    at(ledger.place(item, table.score.index)),
                    f"“{label}”分值{plain(weight.value)}分，得分{plain(score.value)}分，超过分值。",
                    expected=f"不超过{plain(weight.value)}",
                    found=plain(score.value),
                )
    for sentence in subject.sentences:
        for match in _SENTENCE.finditer(sentence.text):
            try:
                most, reached = read_number(match["weight"]), read_number(match["score"])
            except NumberTextError:
                continue
            if reached > most and not _BONUS.search(sentence.text):  # (1)
                yield Remark(
                    at(sentence.place),
                    f"“{match.group()}”：得分{plain(reached)}分超过分值{plain(most)}分。",
                    expected=f"不超过{plain(most)}",
                    found=plain(reached),
                )


CHECK = Check(code="HP718", title="得分超过分值", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
