"""正文与表格不符: a sentence names a row and a column of a table and gives another figure.

Meaning: in one clause stand the name of a row and the heading of a column (or, where only one column of the table has
that unit, the name alone) with a figure of that column's kind which is not the figure of that cell.
Why: readers find two figures for one thing on facing pages.
Basis: comparison; both published reports repeat the scores of their tables in a sentence.
Exclusions:
1. Names that several rows bear, or of one letter; a name that is part of a longer name of another row.
2. Figures that stand in any other column or row of the same name, or that rounding makes alike; totals of the column
   where the name stands in the clause before.
3. Bounds, approximations, quotations, differences (增加, 高于, 扣, 失), targets and other years or scopes in words.
4. Where something else than the heading of the column stands between name and figure, or the name stands in the clause
   before, it is a warning; nothing where no word of the heading stands there and several columns have that unit.
Fires: 项目产出得分39.56分, table: C.项目产出 | 得分 39.65
Silent: 项目产出得分39.65分
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from hengping.lint.check import Check, Group
from hengping.lint.documents.ledgers import Column
from hengping.lint.documents.names.respective_names import respective_names
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.printed import Printed
from hengping.lint.documents.stated import figures, start, words_before
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.documents.tables.named_rows import (
    FILLING,
    OTHER_FIGURE,
    PLAINLY,
    SAID_SCORE,
    NamedRow,
    cell_like,
    fit,
    is_bare,
    is_of_year,
    is_same,
    named_rows,
)
from hengping.lint.finding import Remark, Severity
from hengping.quantities import plain
from hengping.reading.documents import Place

_SCORE_CLAUSE = re.compile(r"^(?:(?:实际|最终|评价|综合)?得分?率?|分值|满分)(?:为|是)?$")
_TOTAL_SCORE = re.compile(
    r"(?:综合|总|最终|项目|最后|整体|自评|评价)(?:评价|评分|绩效|自评)?总?(?:得分|评分|分值?)(?:为|是)?$|总分(?:为|是)?$"
    r"|本?项目得$|(?:综合|最终|最后)(?:评定|评价|评审|打分)(?:结果)?(?:为|得|是)?$"
)
_OTHER_SCORE = re.compile(r"上年|去年|满分|总分为?100分|百分制|初评|指标|专家")
_FULL_MARKS = Decimal(100)
_AND = "、和与及"
# 年中追加甲项目资金300万元，调整后预算…: what something is done to is not what the next clause is about.
_SINGLED_OUT = re.compile(
    r"(?:追加|增补|用于|安排|选[取择定]|抽[取查样选]|调[减增剂]|核减|压减|涉及|包括|支持|扣除|剔除)了?$"
)
# 样本单位支出…: several rows together.
_GROUP = re.compile(r"样本|抽[取查样选]|[上前]述|以上|合计|总计|[各全两三四]|\d+[个家所项户]")
_PLACED = re.compile(r"[居列排](?:[^，。\d]{0,4}第[一二三四五]位?|[^，。\d]{0,4}[首末]位?|[^，。\d]{0,4}榜首)$|垫底$")
_EXTREME = re.compile(r"最[高低多少大小快慢好差](?:的(?:是|为|当属)?[^，。\d]{2,16})?$")


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    rows = named_rows(subject.ledgers)  # (1)
    if not rows:
        return
    # Longest first, so that 项目产出质量 is found before 项目产出.
    pattern = re.compile("|".join(re.escape(name) for name in sorted(rows, key=lambda name: (-len(name), name))))
    for sentence in subject.sentences:
        respective = respective_names(sentence)
        for figure in figures(sentence):  # (3)
            words = "".join(respective.get(start(figure), ())) or words_before(sentence.passage, figure)
            named = pattern.findall(words)
            carried = not named
            if carried and (clause := _extreme(sentence, figure, words)):
                words = clause + words
                named = pattern.findall(clause)
            elif carried:
                # 决策类指标满分20分，实际得分18.50分: the name stands in the clause before.
                before = sentence.before(figure.mention) if figure.mention else ""
                may_carry = FILLING.sub("", words) and not _GROUP.search(words)
                named = _carried(pattern, before.rpartition("；")[2]) if may_carry else []
                if _SCORE_CLAUSE.search(words):
                    carried = False
                    named = list(dict.fromkeys(pattern.findall(before))) or _spoken_of(sentence, rows)
            if len(named) == 1:
                yield from _against(sentence, figure, words, rows[named[0]], carried)
        yield from _total(subject, sentence)


def _extreme(sentence: Sentence, figure: Printed, words: str) -> str:
    """The clause before 为658.80万元 where it says that something is the most or the least."""
    if FILLING.sub("", words) or not figure.mention:
        return ""
    clause = re.split(r"[，；。：、（）\d]", sentence.before(figure.mention).removesuffix(words).rstrip("，（"))[-1]
    told = _PLACED.sub("", clause)
    return told if told != clause or _EXTREME.search(clause) else ""


def _carried(pattern: re.Pattern[str], before: str) -> list[str]:
    """The last name before, unless it is one of several: 白石县、云溪县、安和县，涉及支出….."""
    found = list(pattern.finditer(before))
    if not found or before[max(found[-1].start() - 1, 0)] in _AND or before[found[-1].end() :][:1] in _AND:
        return []
    return [] if _SINGLED_OUT.search(before[: found[-1].start()]) else [found[-1].group()]


def _spoken_of(sentence: Sentence, rows: dict[str, list[NamedRow]]) -> list[str]:
    """What 分值5.00分，得4.84分 is about where it begins a sentence: the sentence before is the name of a row."""
    before = next((other for other in sentence.passage.sentences if other.end == sentence.start), None)
    name = before.text.strip("。 ") if before is not None else ""
    return [name] if name in rows else []


def _total(subject: DocumentUnderReview, sentence: Sentence) -> Iterator[Remark]:
    """综合得分92.12分 against the total of the tables of scores of the first level."""
    if _OTHER_SCORE.search(sentence.text):
        return
    for figure in figures(sentence):
        words = words_before(sentence.passage, figure)
        if figure.unit.symbol != "分" or not _TOTAL_SCORE.search(words):
            continue
        totals = list(_total_scores(subject))
        by_itself = "自评" in sentence.text
        if by_itself and not any("自评" in text for text in _titles(subject)):
            continue
        if totals and all(value != figure.value for value, _ in totals):
            value, place = totals[0]
            yield Remark(
                at(sentence.place, place),
                f"正文写“{words}{figure.text}”，评分表的合计为{plain(value)}。",
                expected=plain(value),
                found=figure.text,
            )


def _titles(subject: DocumentUnderReview) -> Iterator[str]:
    """The captions and headings of the tables of scores: a self-evaluation is compared with its own table only."""
    for table in subject.score_tables:
        yield table.ledger.table.caption + table.score.heading


def _total_scores(subject: DocumentUnderReview) -> Iterator[tuple[Decimal, Place]]:
    for table in subject.score_tables:
        ledger = table.ledger
        for item in ledger.totals:
            weight, score = ledger.figure(item, table.weight.index), ledger.figure(item, table.score.index)
            if weight is not None and score is not None and weight.value == _FULL_MARKS:
                yield score.value, ledger.place(item, table.score.index)


def _against(sentence: Sentence, figure: Printed, words: str, rows: list[NamedRow], carried: bool) -> Iterator[Remark]:
    cells = [
        (row, column) for row in rows for column in row.ledger.numeric if cell_like(row, column, figure) is not None
    ]
    cells = [(row, column) for row, column in cells if is_of_year(sentence, figure, row, column)]  # (3)
    if not cells or any(is_same(cell_like(row, column, figure), figure) for row, column in cells):  # (2)
        return
    if carried and any(_is_total_of(row, column, figure) for row, column in cells):  # (2)
        return
    rest = words.replace(rows[0].name, "").removeprefix("其中")
    # 得分94.51分，其中项目过程23.80分: what is counted is said once, before the names.
    said = rest or "".join(SAID_SCORE.findall(sentence.text)[:1])
    fits = [(row, column, how) for row, column in cells if (how := fit(said, column, figure))]
    best = max((how for _, _, how in fits), default=0)
    meant = [(row, column) for row, column, how in fits if how == best]
    plainly = [(row, column) for row, column in meant if sum(other is row for other, _ in meant) == 1]
    meant = plainly or meant
    if not meant and not carried and not OTHER_FIGURE.search(rest):  # (3)
        alone = [
            (row, column)
            for row, column in cells
            if sum(other is row for other, _ in cells) == 1 and not is_bare(row.ledger.figure(row.item, column.index))
        ]
        names_other = FILLING.sub("", rest) or re.search(r"率|分|比", rest)
        meant = [] if names_other or figure.unit.symbol in ("比值", "个", "项", "家", "%") else alone
    if not meant or len({cell_like(row, column, figure) for row, column in meant}) != 1:
        return
    row, column = meant[0]
    cell = cell_like(row, column, figure)
    bare = is_bare(row.ledger.figure(row.item, column.index)) and figure.unit.symbol not in ("分", "比值")
    printed, place = row.ledger.text(row.item, column.index), row.ledger.place(row.item, column.index)
    yield Remark(
        at(sentence.place, place),
        f"正文写“{words}{figure.text}”，{place.text()}“{row.name}”的“{column.heading}”为{printed}。",
        expected=str(cell),
        found=figure.text,
        severity=None if best == PLAINLY and not carried and not bare else Severity.WARNING,  # (4)
    )


def _is_total_of(row: NamedRow, column: Column, figure: Printed) -> bool:
    """Whether a figure is the total of the column."""
    totals = (NamedRow(row.ledger, item, "") for item in row.ledger.totals)
    return any(is_same(cell_like(total, column, figure), figure) for total in totals)


CHECK = Check(code="HP708", title="正文与表格不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
