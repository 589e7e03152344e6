"""意见交换情况: who was asked about the draft, what they said, and what became of it."""

from __future__ import annotations

from collections import Counter

from hengping.cases.model.review import OpinionDecision, OpinionRow
from hengping.rendering.document import Align, Block, FactFigure, Inline, Text, inlines, paragraph
from hengping.reports.figures import count_figure
from hengping.reports.tables import CellContent, simple_table
from hengping.reports.writing import Writing, joined

_COUNTED = (OpinionDecision.ADOPTED, OpinionDecision.PARTLY_ADOPTED, OpinionDecision.NOT_ADOPTED)


def opinions(writing: Writing, level: int) -> tuple[Block, ...]:
    """意见采纳情况表, behind a sentence that counts letters, opinions and decisions."""
    rows = writing.material.case.opinions
    if not rows:
        asked = _asked(writing)
        return (paragraph("评价组就报告征求意见稿", *asked, "，没有单位提出意见。"),) if asked else ()
    columns: list[tuple[str, float, Align]] = [("单位", 3, "left"), ("意见", 5, "left"), ("采纳情况", 2, "center")]
    columns += [("理由", 4.4, "left"), ("得分变化", 2.2, "center")]
    body: list[list[CellContent]] = [
        [
            row.party,
            writing.sentence(row.opinion, where=f"opinions.csv {row.id}"),
            row.decision.label if row.decision else "待处理",
            writing.sentence(row.why or row.verification, where=f"opinions.csv {row.id}"),
            _change(row),
        ]
        for row in rows
    ]
    table = simple_table("意见采纳情况表", columns, body, key="table:opinions")
    return (paragraph(*_summary(writing), *_decisions(rows)), table)


def _summary(writing: Writing) -> tuple[Inline, ...]:
    """Who was heard and how many opinions there are."""
    rows = writing.material.case.opinions
    parties = count_figure("opinion_parties", len({row.party for row in rows}), "家单位")
    count = count_figure("opinions", len(rows), "条")
    asked = _asked(writing)
    if asked:
        return inlines("评价组就报告征求意见稿", *asked, "；", parties, "提出意见共", count, "，处理情况如下。")
    return inlines("评价组就报告征求意见稿听取了", parties, "的意见，共", count, "，处理情况如下。")


def _asked(writing: Writing) -> tuple[Inline, ...]:
    """How many letters went out, and the answers that came without an opinion, as they are on record."""
    letters = writing.material.case.consultations
    if not letters:
        return ()
    heard = {row.party for row in writing.material.case.opinions}
    results = Counter(letter.result for letter in letters if letter.result and letter.party not in heard)
    told = [
        inlines(count_figure(f"consultations:{result}", count, "家单位"), result) for result, count in results.items()
    ]
    asked = inlines("书面征求了", count_figure("consultations", len(letters), "家单位"), "的意见")
    return joined([asked, *told], "，")


def _decisions(rows: tuple[OpinionRow, ...]) -> tuple[Inline, ...]:
    """其中采纳3条、不采纳1条."""
    counts = Counter(row.decision for row in rows)
    told = [
        inlines(decision.label, count_figure(f"opinions:{decision.value}", counts[decision], "条"))
        for decision in _COUNTED
        if counts[decision]
    ]
    return (Text("其中"), *joined(told, "、"), Text("。")) if told else ()


def _change(row: OpinionRow) -> CellContent:
    if row.score_before is None or row.score_after is None:
        return "—"
    before = FactFigure(f"filed:opinion:{row.id}.score_before", format(row.score_before, "f"))
    after = FactFigure(f"filed:opinion:{row.id}.score_after", format(row.score_after, "f"))
    return inlines(before, "→", after)
