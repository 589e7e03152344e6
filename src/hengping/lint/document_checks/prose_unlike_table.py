"""正文与表格不符: a sentence names a row and a column of a table and gives another figure.

Meaning: in one clause stand the name of a row and the heading of a column (or, where only one column of the table has
that unit, the name alone) with a figure of that column's kind which is not the figure of that cell.
Why: readers find two figures for one thing on facing pages.
Basis: comparison; both published reports repeat the scores of their tables in a sentence.
Exclusions:
1. Names that several rows bear, or of one letter; a name that is part of a longer name of another row.
2. Figures that stand in any other column or row of the same name, or that rounding makes alike.
3. Bounds, approximations, quotations, differences (增加, 高于, 扣, 失), targets and other years or scopes in words.
4. Where something else than the heading of the column stands between name and figure, or the name stands in the clause
   before, it is a warning; nothing where no word of the heading stands there and several columns have that unit.
Fires: 项目产出得分39.56分, table: C.项目产出 | 得分 39.65
Silent: 项目产出得分39.65分
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hengping.lint.check import Check, Group
from hengping.lint.documents.figure_book import name_pairs
from hengping.lint.documents.ledgers import Column, Ledger
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.place import at
from hengping.lint.documents.printed import Printed
from hengping.lint.documents.respective_names import respective_names
from hengping.lint.documents.stated import figures, start, words_before
from hengping.lint.documents.subject import DocumentUnderReview
from hengping.lint.finding import Remark, Severity
from hengping.quantities import plain
from hengping.reading.documents import Place

_CODE = re.compile(r"^[A-Z]?\d*[.、．]?|^[（(]?[一二三四五六七八九十\d]+[）)、.．]|[（(][^（）()]*[）)]$")
_OTHER = re.compile(
    r"增加|减少|增长|下降|高于|低于|超过|扣|失|差|目标|上年|去年|其中|人均|占|比|较|应|平均|每|各|共|全国|预计|下设|不足|剩余|未"
    r"|计划|(?:由|从)$|[快慢多少大小优]于|相比|标准|调[增减整]|追加|等$"
)
# What may stand between the name of a row and a figure beside the heading.
_FILL = re.compile(
    r"20\d\d年度?|年[末底]|截至|全年|当年|本年度?|为|是|达到?|仅|只有?|有|共计?|合计|总计|实际|已经?|的|约|了|也|则|分别"
    r"|最[高低多少大小快慢]|项目|指标|情况|数$|额$|资金$"
)
_IN_A_LIST = re.compile(r"分别|依次|各")
_YEAR = re.compile(r"20\d\d(?=年)")
_SAID = re.compile(r"得分|分值|权重")
_SCORE_CLAUSE = re.compile(r"^(?:(?:实际|最终|评价|综合)?得分?率?|分值|满分)(?:为|是)?$")
_TOTAL_SCORE = re.compile(
    r"(?:综合|总|最终|项目|最后|整体|自评|评价)(?:评价|评分|绩效|自评)?总?(?:得分|评分|分值?)(?:为|是)?$|总分(?:为|是)?$|本?项目得$"
)
_OTHER_SCORE = re.compile(r"上年|去年|满分|总分为?100分|百分制|初评|指标|专家")
_FULL_MARKS = Decimal(100)
_LONGEST = 24
_OUTCOME = re.compile(r"[≥≤＞＜><]?[\d,.]+\S*|(?:未|已|基本)?(?:完成|达标|实现)|是|否|优|良|中|差")
_SCORE_WORDS = re.compile(r"得|评分")


@dataclass(frozen=True)
class _Row:
    ledger: Ledger
    item: int
    name: str


def _run(subject: DocumentUnderReview) -> Iterator[Remark]:
    rows = _named_rows(subject)
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
            if carried:
                # 决策类指标满分20分，实际得分18.50分: the name stands in the clause before.
                before = sentence.before(figure.mention) if figure.mention else ""
                named = _carried(pattern, before.rpartition("；")[2]) if _FILL.sub("", words) else []
                if _SCORE_CLAUSE.search(words):
                    carried = False
                    named = list(dict.fromkeys(pattern.findall(before))) or _spoken_of(sentence, rows)
            if len(named) == 1:
                yield from _against(sentence, figure, words, rows[named[0]], carried)
        yield from _total(subject, sentence)


def _carried(pattern: re.Pattern[str], before: str) -> list[str]:
    """The last name before, unless it is one of several: 白石县、云溪县、安和县，涉及支出….."""
    found = list(pattern.finditer(before))
    if not found or before[max(found[-1].start() - 1, 0)] in "、和与及":
        return []
    return [found[-1].group()]


def _spoken_of(sentence: Sentence, rows: dict[str, list[_Row]]) -> list[str]:
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


def _named_rows(subject: DocumentUnderReview) -> dict[str, list[_Row]]:
    """Rows by their names without codes; names that one table has twice are left out."""
    found: dict[str, list[_Row]] = {}
    for table in subject.ledgers:
        ledger = table if table.names_things else Ledger(table.table, True)
        for item, name in _names(ledger):
            found.setdefault(name, []).append(_Row(ledger, item, name))
    return found


def _names(ledger: Ledger) -> Iterator[tuple[int, str]]:
    """The names of each row that no other row of the table bears; rows are often named by two columns."""
    columns = [c for c in ledger.columns if not c.is_serial and c not in ledger.numeric] or list(ledger.columns[:1])
    for column in columns:
        texts = [_CODE.sub("", ledger.text(item, column.index)) for item in range(ledger.count)]
        for item, name in enumerate(texts):
            is_name = re.search(r"[\u4e00-\u9fff]", name) and 1 < len(name) < _LONGEST and not _OUTCOME.fullmatch(name)
            if is_name and texts.count(name) == 1 and not ledger.is_total(item):  # (1)
                yield item, name


def _against(sentence: Sentence, figure: Printed, words: str, rows: list[_Row], carried: bool) -> Iterator[Remark]:
    cells = [(row, column) for row in rows for column in row.ledger.numeric if _cell(row, column, figure) is not None]
    cells = [(row, column) for row, column in cells if _is_of_year(sentence, figure, row, column)]  # (3)
    if not cells or any(_same(_cell(row, column, figure), figure) for row, column in cells):  # (2)
        return
    rest = words.replace(rows[0].name, "").removeprefix("其中")
    # 得分94.51分，其中项目过程23.80分: what is counted is said once, before the names.
    said = rest or "".join(_SAID.findall(sentence.text)[:1])
    fits = [(row, column, fit) for row, column in cells if (fit := _fit(said, column, figure))]
    best = max((fit for _, _, fit in fits), default=0)
    meant = [(row, column) for row, column, fit in fits if fit == best]
    plainly = [(row, column) for row, column in meant if sum(other is row for other, _ in meant) == 1]
    meant = plainly or meant
    if not meant and not carried and not _OTHER.search(rest):  # (3)
        alone = [
            (row, column)
            for row, column in cells
            if sum(other is row for other, _ in cells) == 1 and not _is_bare(row.ledger.figure(row.item, column.index))
        ]
        names_other = _FILL.sub("", rest) or re.search(r"率|分|比", rest)
        meant = [] if names_other or figure.unit.symbol in ("比值", "个", "项", "家", "%") else alone
    if not meant or len({_cell(row, column, figure) for row, column in meant}) != 1:
        return
    row, column = meant[0]
    cell = _cell(row, column, figure)
    bare = _is_bare(row.ledger.figure(row.item, column.index)) and figure.unit.symbol not in ("分", "比值")
    printed, place = row.ledger.text(row.item, column.index), row.ledger.place(row.item, column.index)
    yield Remark(
        at(sentence.place, place),
        f"正文写“{words}{figure.text}”，{place.text()}“{row.name}”的“{column.heading}”为{printed}。",
        expected=str(cell),
        found=figure.text,
        severity=None if best == _PLAINLY and not carried and not bare else Severity.WARNING,  # (4)
    )


def _is_of_year(sentence: Sentence, figure: Printed, row: _Row, column: Column) -> bool:
    said = _YEAR.findall(sentence.passage.text[sentence.start : start(figure)])
    ledger = row.ledger
    written = _YEAR.findall(f"{ledger.table.caption} {column.heading} {ledger.labels[row.item]}")
    return not said or not written or said[-1] in written


def _cell(row: _Row, column: Column, figure: Printed) -> Printed | None:
    """The figure of a cell if it is of the kind of the sentence's figure; a bare score is 分."""
    cell = row.ledger.figure(row.item, column.index)
    if cell is None:
        return None
    if figure.unit.symbol == "分":
        is_score = cell.unit.symbol in ("比值", "分") and re.search(r"分|权重", column.heading)
        return Printed(cell.value, figure.unit, cell.text) if is_score else None
    no_count = column.is_rate or re.search(r"分|权重|等级|排名|系数|指数", column.heading)
    if _is_bare(cell) and not figure.unit.is_ratio and not no_count:
        return Printed(cell.value, figure.unit, cell.text)
    return cell if cell.alike(figure) and cell.unit.shift == figure.unit.shift else None


def _is_bare(cell: Printed | None) -> bool:
    return cell is not None and cell.unit.symbol == "比值"


def _same(cell: Printed | None, figure: Printed) -> bool:
    """Whether a cell may be the figure; a table without units may be in 元 where the prose is in 万元."""
    if cell is None:
        return False
    return cell.same_as(figure) or any(figure.value == cell.value.scaleb(power) for power in (-8, -4, 4, 8))


_PLAINLY, _NEARLY = 2, 1


def _fit(words: str, column: Column, figure: Printed) -> int:
    """Whether words are the heading of a column, or share letters with it and say nothing of another base."""
    heading = re.sub(r"[（(][^（）()]*[）)]", "", column.heading.split("/")[-1])
    if figure.unit.symbol == "分" and not _IN_A_LIST.search(words):
        fits = bool(_SCORE_WORDS.search(words)) == ("得分" in heading) and bool(words) and not _OTHER.search(words)
        return _PLAINLY if fits and not _FILL.sub("", _SAID.sub("", words)).strip("得") else 0
    if len(heading) < 2 or _IN_A_LIST.search(words) or heading in ("合计", "总计", "小计"):
        return 0
    rest, name = _FILL.sub("", words), _FILL.sub("", heading)
    if heading in words or (rest and rest == name):
        rest = _FILL.sub("", words.replace(heading, "")) if heading in words else ""
        return 0 if _OTHER.search(rest) else _NEARLY if rest else _PLAINLY
    shared = name_pairs(rest) & name_pairs(heading)
    near = shared and 2 * len(shared) >= min(len(name_pairs(rest)), len(name_pairs(heading)))
    return _NEARLY if near and not _OTHER.search(rest) else 0


CHECK = Check(code="HP708", title="正文与表格不符", severity=Severity.ERROR, group=Group.DOCUMENT, run=_run)
