"""Rows of tables that sentences name, and the column that the words beside a figure mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hengping.lint.documents.figure_book import name_pairs
from hengping.lint.documents.ledgers import Column, Ledger
from hengping.lint.documents.passages import Sentence
from hengping.lint.documents.printed import Printed
from hengping.lint.documents.stated import start

_CODE = re.compile(r"^[A-Z]?\d*[.、．]?|^[（(]?[一二三四五六七八九十\d]+[）)、.．]|[（(][^（）()]*[）)]$")
OTHER_FIGURE = re.compile(
    r"增加|减少|增长|下降|高于|低于|超过|扣|失|差|目标|上年|去年|其中|人均|占|比|较|应|平均|每|各|共|全国|预计|下设|不足|剩余|未"
    r"|计划|(?:由|从)$|[快慢多少大小优]于|相比|标准|调[增减整]|追加|等$"
)
# What may stand between the name of a row and a figure beside the heading.
FILLING = re.compile(
    r"20\d\d年度?|年[末底]|截至|全年|当年|本年度?|为|是|达到?|仅|只有?|有|共计?|合计|总计|实际|已经?|的|约|了|也|则|分别"
    r"|最[高低多少大小快慢]|项目|指标|情况|数$|额$|资金$"
)
_IN_A_LIST = re.compile(r"分别|依次|各")
_YEAR = re.compile(r"20\d\d(?=年)")
SAID_SCORE = re.compile(r"得分|分值|权重")
_SCORE_WORDS = re.compile(r"得|评分")
_LONGEST = 24
# Stages of one thing, each of its own figures: 发放问卷 is not 有效问卷.
_STAGES = tuple(
    re.compile(words)
    for words in (
        "(?P<a>发放(?=问卷|数|份|$)|发出|印发|下发)|(?P<b>回收|收回)|(?P<c>有效)",
        "(?P<a>年初|期初|上年末)|(?P<b>年末|期末)",
        "(?P<a>申报|送审|申请)|(?P<b>审[定核]|核定|批复)|(?P<c>审减|核减)",
        "(?P<a>应[收征缴发付]|计划)|(?P<b>实[收征缴发付际])",
    )
)
_OUTCOME = re.compile(r"[≥≤＞＜><]?[\d,.]+\S*|(?:未|已|基本)?(?:完成|达标|实现)|是|否|优|良|中|差")


@dataclass(frozen=True)
class NamedRow:
    """One row of a table by one of its names."""

    ledger: Ledger
    item: int
    name: str


def named_rows(ledgers: tuple[Ledger, ...]) -> dict[str, list[NamedRow]]:
    """Rows by their names without codes; names that one table has twice are left out."""
    found: dict[str, list[NamedRow]] = {}
    for table in ledgers:
        ledger = table if table.names_things else Ledger(table.table, True)
        for item, name in _names(ledger):
            found.setdefault(name, []).append(NamedRow(ledger, item, name))
    return found


def _names(ledger: Ledger) -> Iterator[tuple[int, str]]:
    """The names of each row that no other row of the table bears; rows are often named by two columns."""
    columns = [c for c in ledger.columns if not c.is_serial and c not in ledger.numeric] or list(ledger.columns[:1])
    for column in columns:
        texts = [_CODE.sub("", ledger.text(item, column.index)) for item in range(ledger.count)]
        for item, name in enumerate(texts):
            is_name = re.search(r"[\u4e00-\u9fff]", name) and 1 < len(name) < _LONGEST and not _OUTCOME.fullmatch(name)
            if is_name and texts.count(name) == 1 and not ledger.is_total(item):
                yield item, name


def is_of_year(sentence: Sentence, figure: Printed, row: NamedRow, column: Column) -> bool:
    """Whether sentence and table do not name different years."""
    said = _YEAR.findall(sentence.passage.text[sentence.start : start(figure)])
    ledger = row.ledger
    written = _YEAR.findall(f"{ledger.table.caption} {column.heading} {ledger.labels[row.item]}")
    return not said or not written or said[-1] in written


def cell_like(row: NamedRow, column: Column, figure: Printed) -> Printed | None:
    """The figure of a cell if it is of the kind of the sentence's figure; a bare score is 分."""
    cell = row.ledger.figure(row.item, column.index)
    if cell is None:
        return None
    if figure.unit.symbol == "分":
        is_score = cell.unit.symbol in ("比值", "分") and re.search(r"分|权重", column.heading)
        return Printed(cell.value, figure.unit, cell.text) if is_score else None
    no_count = column.is_rate or re.search(r"分|权重|等级|排名|系数|指数", column.heading)
    if is_bare(cell) and not figure.unit.is_ratio and not no_count:
        return Printed(cell.value, figure.unit, cell.text)
    return cell if cell.alike(figure) and cell.unit.shift == figure.unit.shift else None


def is_bare(cell: Printed | None) -> bool:
    """Whether nobody says in what unit a cell is."""
    return cell is not None and cell.unit.symbol == "比值"


def is_same(cell: Printed | None, figure: Printed) -> bool:
    """Whether a cell may be the figure; a table without units may be in 元 where the prose is in 万元."""
    if cell is None:
        return False
    return cell.same_as(figure) or any(figure.value == cell.value.scaleb(power) for power in (-8, -4, 4, 8))


PLAINLY, NEARLY = 2, 1
"""How well words are the heading of a column."""


def fit(words: str, column: Column, figure: Printed) -> int:
    """Whether words are the heading of a column, or share letters with it and say nothing of another base."""
    heading = re.sub(r"[（(][^（）()]*[）)]", "", column.heading.split("/")[-1])
    if figure.unit.symbol == "分" and not _IN_A_LIST.search(words):
        fits = (
            bool(_SCORE_WORDS.search(words)) == ("得分" in heading) and bool(words) and not OTHER_FIGURE.search(words)
        )
        return PLAINLY if fits and not FILLING.sub("", SAID_SCORE.sub("", words)).strip("得") else 0
    if len(heading) < 2 or _IN_A_LIST.search(words) or heading in ("合计", "总计", "小计"):
        return 0
    if _is_other_stage(words, heading):
        return 0
    rest, name = FILLING.sub("", words), FILLING.sub("", heading)
    if heading in words or (rest and rest == name):
        rest = FILLING.sub("", words.replace(heading, "")) if heading in words else ""
        return 0 if OTHER_FIGURE.search(rest) else NEARLY if rest else PLAINLY
    shared = name_pairs(rest) & name_pairs(heading)
    near = shared and 2 * len(shared) >= min(len(name_pairs(rest)), len(name_pairs(heading)))
    return NEARLY if near and not OTHER_FIGURE.search(rest) else 0


def _is_other_stage(words: str, heading: str) -> bool:
    """Whether words and heading name two stages of one thing."""
    for pattern in _STAGES:
        said, written = ({match.lastgroup for match in pattern.finditer(text)} for text in (words, heading))
        if said and written and not said & written:
            return True
    return False
