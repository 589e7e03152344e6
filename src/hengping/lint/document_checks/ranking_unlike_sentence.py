"""高低先后与句中数字不符: what a sentence calls the most or the least is not so among the figures that it lists.

Meaning: a sentence lists figures of one kind under several names and calls one of them the most or the least
(支出最多的是甲县，为120万元，乙县130万元; 甲占45%，乙占30%，占比最高的是乙); another of the list goes beyond it.
Why: the word and the figures stand side by side; one of them was changed afterwards.
Basis: the order of the printed figures.
Exclusions:
1. Totals, means, plans, changes and figures of other years in the list; figures in parentheses behind another figure.
2. Figures of another unit; figures with a word for what is counted that the claim lacks (预算, 占比).
3. Ranks in time or among others, 之一, 其次, 除…外. Ties.
4. Lists whose names stand apart from their figures (分别为).
Fires: 支出最多的是甲县（120万元），乙县为130万元
Silent: 支出最多的是乙县（130万元），甲县为120万元
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hengping.lint.check import Check, Group
from hengping.lint.documents.figure_book import Entry
from hengping.lint.documents.place import at
from hengping.lint.documents.stated import PLANNED, end, is_aside, is_change, is_points, start
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.documents.tables.rank_claims import RankClaim, rank_claims
from hengping.lint.finding import Remark, Severity

_RIGHT_BEHIND = re.compile(
    r"^[（，]?(?:金额|数量|数|分别)?(?:为|是|达到?|仅|只有?|有|占|共|高达|多达|至|得|计|完成|到位)*(?:了)?$"
)
_NO_PART = re.compile(
    r"合计|总计|总|共|全[市县省区国州部年]|平均|均|累计|上年|去年|同期|预计|其余|其他|其它|相差|差|每|高于|低于|超|其中"
)
_MEASURE = re.compile(
    r"预算|计划|收入|支出|结余|到位|拨付|投资|补助|完成|应|实际|[^，。；]率|占比?|比重|得分|分值|扣|面积|长度|人数|户数|次数|问题|满意度|单价|成本"
)
_RATE = re.compile(r"(?:率|占比|比重|比例|满意度)[^，。；]{0,2}$")
_HOLDERS = re.compile(r"[\d（），。；：、]|为|是|达|有|占|的|仅|其中|分别|支出|收入|完成|投入|拨付|得|到位")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    rows = {id(row[0].sentence.passage): row for row in subject.nearby.passages() if row[0].sentence}
    for sentence in subject.sentences:
        row = [e for e in rows.get(id(sentence.passage), []) if e.sentence is sentence and not is_points(e.figure)]
        if len(row) < 2:
            continue
        for claim in rank_claims(sentence):
            if claim.by_size and claim.kind == "each" and abs(claim.places[0]) == 1:  # (3)
                remark = _remark(claim, row)
                if remark is not None:
                    yield remark


def _remark(claim: RankClaim, row: list[Entry]) -> Remark | None:
    first = _figure_of(claim, row)
    if first is None:
        return None
    top = claim.places[0] > 0
    beyond = [
        entry
        for entry in row
        if entry is not first
        and _is_of_list(claim, first, entry)
        and (entry.figure.number > first.figure.number if top else entry.figure.number < first.figure.number)
    ]
    if not beyond:
        return None
    other = (max if top else min)(beyond, key=lambda entry: entry.figure.number)
    text = claim.clause.text.strip("，；：。")
    why = f"{other.name}{other.figure.text}{'更多' if top else '更少'}"
    return Remark(
        at(claim.clause.place),
        f"“{text}”与句中数字不符：{first.figure}，而“{other.name}{other.figure.text}”{'更大' if top else '更小'}。",
        expected=why,
        found=str(first.figure),
    )


def _figure_of(claim: RankClaim, row: list[Entry]) -> Entry | None:
    """The figure of what is called first: right behind the claim, else the one under its name in the list before."""
    passage = claim.clause.passage
    behind = next((entry for entry in row if start(entry.figure) >= claim.end), None)
    of_rates = bool(_RATE.search(claim.words))
    row = [entry for entry in row if entry.figure.unit.is_ratio or not of_rates]  # (2)
    if behind is not None and behind in row and _RIGHT_BEHIND.match(passage.text[claim.end : start(behind.figure)]):
        return None if is_change(passage, behind.figure) else behind
    before = [e for e in row if end(e.figure) <= claim.clause.start]
    if any("分别" in entry.name or "依次" in entry.name for entry in before):  # (4)
        return None
    named = [entry for entry in before if (name := _name(entry)) and name in claim.names]
    return named[0] if len(named) == 1 else None


def _name(entry: Entry) -> str:
    """What a figure of a list is called, without verbs."""
    pieces = [piece for piece in _HOLDERS.split(entry.name) if piece]
    return pieces[-1] if pieces and len(pieces[-1]) > 1 else ""


def _is_of_list(claim: RankClaim, first: Entry, entry: Entry) -> bool:
    passage = claim.clause.passage
    if entry.figure.unit != first.figure.unit or not entry.name.strip():  # (2)
        return False
    if _NO_PART.search(entry.name) or PLANNED.search(entry.name) or is_change(passage, entry.figure):  # (1)
        return False
    if is_aside(passage, entry.figure, entry.figure) or (entry.year and first.year and entry.year != first.year):  # (1)
        return False
    said = claim.words + claim.names + first.name
    return all(measure in said for measure in _MEASURE.findall(entry.name))  # (2)


CHECK = Check(code="HP740", title="高低先后与句中数字不符", severity=Severity.WARNING, group=Group.DOCUMENT, run=_run)
