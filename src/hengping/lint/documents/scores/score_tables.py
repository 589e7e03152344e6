"""Tables of scores: which column is the weight, which the score, which the rate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hengping.lint.documents.ledgers import Column, Ledger
from hengping.lint.documents.printed import Printed

WEIGHT = ("分值", "权重", "满分", "标准分", "总分", "权重分值", "指标分值", "分数", "基准分")
SCORE = ("得分", "实际得分", "评价得分", "自评得分", "评分", "最终得分")
RATE = ("得分率", "占比", "得分占比", "比率")


@dataclass(frozen=True)
class ScoreTable:
    """A table that gives weights and scores of items.

    Attributes:
        weights: the columns of weights, the one nearest to the scores first.
        score: the column of the scores that stand.
        rate: where it prints score rates.
    """

    ledger: Ledger
    weights: tuple[Column, ...]
    score: Column
    rate: Column | None

    def line(self, item: int) -> tuple[Printed, Printed] | None:
        """Weight and score of an item; None where one is missing, or where the score is that of several lines.

        A score that is merged over the lines of its criteria does not belong to the weight of one of them, and a
        subtotal has the weight of its level.
        """
        ledger, score = self.ledger, self.ledger.figure(item, self.score.index)
        extent = ledger.extent(item, self.score.index)
        for column in self.weights:
            weight = ledger.figure(item, column.index)
            if weight is not None and score is not None and ledger.extent(item, column.index) == extent:
                return weight, score
        return None

    @property
    def weight(self) -> Column:
        """The column of weights nearest to the scores."""
        return self.weights[0]


def score_tables(ledgers: tuple[Ledger, ...]) -> Iterator[ScoreTable]:
    """The tables of scores among ledgers of both directions, each once."""
    for ledger in ledgers:
        scores = [column for column in ledger.columns_of(*SCORE) if not column.is_rate]
        if not scores:
            continue
        # The score that stands is the last one; of several weights (一级, 四级) the one nearest to it is its own.
        score = scores[-1]
        weights = [column for column in ledger.columns_of(*WEIGHT) if column.index != score.index]
        if not weights:
            continue
        weights.sort(key=lambda column: (column.index > scores[0].index, abs(column.index - score.index)))
        taken = {score.index, *(column.index for column in weights)}
        rates = [column for column in ledger.columns_of(*RATE) if column.index not in taken]
        yield ScoreTable(ledger, tuple(weights), score, rates[-1] if rates else None)


def weights_by_name(tables: Iterable[ScoreTable]) -> dict[str, Printed]:
    """The weight of each thing that the tables of scores name; names with different weights are left out."""
    found: dict[str, Printed | None] = {}
    for table in tables:
        ledger = table.ledger
        for item in range(ledger.count):
            line = table.line(item)
            name = ledger.name_before(item, table.weight)
            if line is None or line[0].unit.shift or ledger.is_total(item) or len(name) < 2:
                continue
            known = found.get(name, line[0])
            found[name] = line[0] if known is not None and known.value == line[0].value else None
    return {name: weight for name, weight in found.items() if weight is not None}
